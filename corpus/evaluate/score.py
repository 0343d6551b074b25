"""The accuracy figures over a folder of gold codings; the definition is the reference scorer's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from msgspec import Struct

from corpus.evaluate.fields import ALL_FIELDS, SINGLE_FIELDS, bags, field_values, held_fields
from corpus.evaluate.gold import Coding, GoldError, read_coding
from corpus.evaluate.spans import add_findings, add_sections, as_sections
from corpus.evaluate.tally import Figures, Tally

Predictor = Callable[[str, bytes], Coding | None]  # stem, the text file's bytes


class Evaluation(Struct, frozen=True):
    """fields: accuracy by document field; lists and findings: P, R, F1 (micro); macro over the gold's issues.

    floor: findings F1 of the fixed list (no text read), to stand beside the figure.
    """

    documents: int
    missing: tuple[str, ...]
    fields: dict[str, float | None]
    fields_mean: float | None
    lists: dict[str, Figures]
    singles: dict[str, float | None]
    findings_macro_f1: float | None
    by_issue: dict[str, Figures]
    floor: float | None


@dataclass
class _Count:
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    missing: list[str] = field(default_factory=list)
    lists: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    groups: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))

    def add(self, pred: Coding | None, gold: Coding, text: str) -> None:
        """Counts one document; a missing prediction counts as an empty one."""
        ours, theirs = field_values(pred or Coding()), field_values(gold)
        held = held_fields(gold)
        self.asked.update(held)
        self.right.update(name for name in held if pred is not None and ours[name] == theirs[name])
        pred_bags = bags(pred or Coding())
        for name, bag in bags(gold).items():
            if name != "statutes" or gold.statutes is not msgspec.UNSET:
                self.lists[name].add_bags(pred_bags[name], bag)
        pred = pred or Coding()
        if gold.sections is not msgspec.UNSET:
            add_sections(as_sections(pred.sections), as_sections(gold.sections), text, self.lists["sections"])
        plain, placed = self.lists["findings"], self.lists["findings_span"]
        add_findings(pred.findings, gold.findings, text, plain, placed, self.groups)

    def rates(self) -> dict[str, float | None]:
        """Share of right answers by field; null where no gold states it."""
        return {name: self.right[name] / self.asked[name] if self.asked[name] else None for name in ALL_FIELDS}


def evaluate(gold_dir: Path, predict: Predictor, floor: Sequence[Coding] = ()) -> Evaluation:
    """Scores predictions for every STEM.json + STEM.txt of gold_dir. Raises GoldError where there is none.

    floor: the fixed prediction(s) for every document whose findings F1 is reported beside ours.
    """
    stems = sorted(p.stem for p in gold_dir.glob("*.json") if p.with_suffix(".txt").exists())
    if not stems:
        raise GoldError(f"{gold_dir} 里没有成对的 X.json 与 X.txt，无从评测。")
    count, base = _Count(), _Count()
    for stem in stems:
        gold = read_coding(gold_dir / f"{stem}.json")
        data = (gold_dir / f"{stem}.txt").read_bytes()
        pred = predict(stem, data)
        if pred is None:
            count.missing.append(stem)
        count.add(pred, gold, data.decode("utf-8"))
        for fixed in floor:
            base.add(fixed, gold, data.decode("utf-8"))
    return _summary(len(stems), count, base.lists["findings"].figures().f1 if floor else None)


def _summary(documents: int, count: _Count, floor: float | None) -> Evaluation:
    rates = count.rates()
    singles = {name: rates.pop(name) for name in SINGLE_FIELDS}
    scored = [rate for rate in rates.values() if rate is not None]
    issues = [t.figures().f1 or 0.0 for name, t in count.groups.items() if not name.startswith("= ") and t.gold]
    return Evaluation(
        documents=documents,
        missing=tuple(count.missing),
        fields=rates,
        fields_mean=sum(scored) / len(scored) if scored else None,
        lists={name: tally.figures() for name, tally in count.lists.items()},
        singles=singles,
        findings_macro_f1=sum(issues) / len(issues) if issues else None,
        by_issue={name: count.groups[name].figures() for name in sorted(count.groups)},
        floor=floor,
    )
