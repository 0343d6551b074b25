"""The data of the intake room keeps its own promises: every cue finds its examples and leaves its counter-examples."""

from __future__ import annotations

import re

import pytest

from corpus.codes import RefusalReason, codes
from corpus.intake.court_document import holds, is_official_summary, squeeze, zone
from corpus.intake.knowledge import Cue, Explanation, Pattern, cues, facts
from corpus.model import Metadata

PATTERNS = {"order": cues().order, "reasoning": cues().reasoning, "closing": cues().closing}


@pytest.mark.parametrize("cue", cues().document, ids=lambda cue: cue.id)
def test_cue_finds_its_examples_and_nothing_else(cue: Cue) -> None:
    assert cue.examples
    assert cue.counter_examples
    for example in cue.examples:
        assert holds(cue, zone(squeeze(example), cue)), example
    for example in cue.counter_examples:
        assert not holds(cue, zone(squeeze(example), cue)), example


@pytest.mark.parametrize("name", PATTERNS)
def test_pattern_finds_its_examples_and_nothing_else(name: str) -> None:
    pattern: Pattern = PATTERNS[name]
    assert [text for text in pattern.examples if not holds(pattern, squeeze(text))] == []
    assert [text for text in pattern.counter_examples if holds(pattern, squeeze(text))] == []


def test_official_summary_is_told_by_its_headings() -> None:
    assert all(map(is_official_summary, cues().official.examples))
    assert not any(map(is_official_summary, cues().official.counter_examples))


@pytest.mark.parametrize("row", cues().explanations, ids=lambda row: row.id)
def test_explanation_knows_its_answers(row: Explanation) -> None:
    assert row.reason in codes(RefusalReason)
    assert [text for text in row.examples if not re.search(row.pattern, text)] == []
    assert [text for text in row.counter_examples if re.search(row.pattern, text)] == []


def test_ids_are_unique() -> None:
    ids = [cue.id for cue in cues().document] + [row.id for row in cues().explanations]
    assert len(ids) == len(set(ids))


def test_gazette_labels_have_a_form_each() -> None:
    gazette = facts().gazette
    assert gazette.labels.keys() == gazette.run_together.keys()
    assert gazette.labels.keys() <= set(Metadata.__struct_fields__)
