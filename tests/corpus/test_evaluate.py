"""`corpus evaluate` gives the reference scorer's figures, and its parts give figures worked out by hand."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from corpus.evaluate import evaluate
from corpus.evaluate.floor import floor
from corpus.evaluate.gold import Coding, GoldError, read_coding
from corpus.evaluate.spans import overlapping_pairs
from corpus.evaluate.tally import Tally
from corpus.predict import predict

GOLD = Path(__file__).parent.parent / "data" / "gold"


def reference(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_score", shared.parent / "reference" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_gold_scores_one_against_itself() -> None:
    result = evaluate(GOLD, lambda stem, _: read_coding(GOLD / f"{stem}.json"))
    assert result.fields_mean == 1.0
    assert result.lists["findings_span"].f1 == 1.0
    assert result.findings_macro_f1 == 1.0


def test_no_prediction_scores_nothing_and_is_named() -> None:
    result = evaluate(GOLD, lambda *_: None)
    assert len(result.missing) == 15
    assert result.fields_mean == 0.0
    assert result.lists["findings"].hit == 0


def test_precision_recall_and_f1_by_hand() -> None:
    tally = Tally()
    tally.add_bags(Counter("aab"), Counter("abbc"))  # a and b hit once each
    figures = tally.figures()
    assert (figures.p, figures.r) == (2 / 3, 2 / 4)
    assert figures.f1 == pytest.approx(4 / 7)


def test_overlaps_are_matched_one_to_one_and_as_many_as_can_be() -> None:
    assert overlapping_pairs([(0, 10), (5, 8)], [(0, 6), (9, 12)]) == 2
    assert overlapping_pairs([(0, 10), None], [(0, 1), (2, 3)]) == 1


def test_a_folder_without_gold_says_so(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="成对"):
        evaluate(tmp_path, predict)


@pytest.mark.real
def test_it_agrees_with_the_reference_scorer(shared_data: Path, tmp_path: Path) -> None:
    gold = shared_data / "dev_gold"
    out = tmp_path / "pred"
    out.mkdir()
    codings: dict[str, Coding | None] = {}

    def keep(stem: str, data: bytes) -> Coding | None:
        coding = predict(stem, data)
        codings[stem] = coding
        if coding is not None:
            from corpus.annotate import annotate
            from corpus.forms import ENCODER, annotated_line
            from corpus.intake import read_bytes
            from corpus.parse import parse

            coded = annotate(parse(read_bytes(data, f"{stem}.txt")[0]))
            line = annotated_line(coded, stem, stem, "plain_text", with_text=False)
            (out / f"{stem}.json").write_bytes(ENCODER.encode(line))
        return coding

    ours = evaluate(gold, keep, [floor()])
    theirs = reference(shared_data).score(out, gold)
    assert ours.fields == theirs["fields"]
    assert ours.fields_mean == theirs["fields_mean"]
    assert ours.findings_macro_f1 == theirs["findings_macro_f1"]
    for name, figures in ours.lists.items():
        assert json.loads(json.dumps(theirs[name])) == {n: getattr(figures, n) for n in figures.__struct_fields__}
    for name, figures in ours.by_issue.items():
        assert theirs["by_issue"][name]["f1"] == figures.f1
