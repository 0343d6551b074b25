"""Which court speaks where: the parts of a document that give one court's reasoning and order."""

from __future__ import annotations

from msgspec import Struct, structs

from corpus.annotate.orders import is_itemised, load_remedies
from corpus.annotate.rules import load_lexicon
from corpus.annotate.statement import Passage
from corpus.codes import Holder
from corpus.model import Section
from corpus.parse.values_fold import Folded

FIRST, SECOND = "一审", "二审"


class Instance(Struct, frozen=True):
    """One court's reasoning and order, as passages of the folded text. scope: which of two earlier courts."""

    holder: Holder
    passages: tuple[Passage, ...]
    scope: str | None = None

    @property
    def reasoning(self) -> list[Passage]:
        """What the court found. An earlier order that is told in sentences also tells findings."""
        orders = [p for p in self.passages if p.kind == "earlier_order" and not is_itemised(p.text, p.start, p.end)]
        told = [structs.replace(p, kind="earlier_reasoning") for p in orders]
        return [*(p for p in self.passages if p.kind.endswith("reasoning")), *told]

    @property
    def orders(self) -> list[Passage]:
        """What the court ordered."""
        return [p for p in self.passages if p.kind.endswith("order")]


def instances(folded: Folded, sections: tuple[Section, ...]) -> list[Instance]:
    """The courts of a document in the order of time: earlier ones as told, then this court."""
    own: list[Passage] = []
    told: list[list[Passage]] = [[]]
    for section in sections:
        passage = Passage(folded.text, folded.at(section.start), folded.at(section.end), section.kind)
        if section.kind in {"reasoning", "order"}:
            own.append(passage)
        elif section.kind in {"earlier_reasoning", "earlier_order"}:
            if told[-1] and told[-1][-1].kind == "earlier_order" and section.kind == "earlier_reasoning":
                told.append([])
            _tell(told, passage)
        elif section.kind == "earlier_claims":
            for part in _narrated(passage):
                _tell(told, part)
    parts = [tuple(part) for part in told if part]
    names = (FIRST, SECOND, "再审") if len(parts) > 1 else (None,)
    earlier = [Instance("earlier_court", part, name) for part, name in zip(parts, names, strict=False)]
    return [*earlier, Instance("this_court", tuple(own))]


def _narrated(passage: Passage) -> list[Passage]:
    """The view and order of earlier courts where they are told in the same breath as the claims."""
    cue = load_lexicon().narrated.search(passage.text, passage.start, passage.end)
    if cue is None:
        return []
    return [Passage(passage.text, cue.end(), passage.end, "earlier_order")]


def _tell(told: list[list[Passage]], passage: Passage) -> None:
    """Adds an earlier court's passage; one that goes on to tell the next court's order is cut there."""
    text, start, end = passage.text, passage.start, passage.end
    cut = load_remedies()["second"].search(text, start, end)
    if passage.kind != "earlier_order" or is_itemised(text, start, end) or cut is None or cut.start() == start:
        told[-1].append(passage)
        return
    told[-1].append(Passage(text, start, cut.start(), passage.kind))
    told.append([Passage(text, cut.start(), end, "earlier_reasoning"), Passage(text, cut.start(), end, passage.kind)])
