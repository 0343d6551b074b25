"""A document is about customer lists only where the list is a claimed secret; the cause alone decides nothing."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from corpus.annotate.relevance import customer_list
from corpus.codes import Relevance, SectionKind
from corpus.model import Document, Judgment, Section
from tests.annotate.lists_support import judgment_of

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("MICHA_SHARED", HERE.parents[2] / "shared"))
DEV = [f"{letter}{number}" for letter in "CDE" for number in range(1, 6)]


class Case(msgspec.Struct, frozen=True):
    id: str
    cause: str
    label: Relevance
    kind: SectionKind
    text: str


CASES = msgspec.yaml.decode((HERE / "hard_negatives.yaml").read_bytes(), type=tuple[Case, ...])


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in CASES])
def test_edge_cases(case: Case) -> None:
    assert customer_list(judgment_of((case.kind, case.text), cause=case.cause)) == case.label


def test_what_only_a_defendant_says_makes_no_core() -> None:
    told = ("defence", "被告辩称，客户名单不构成商业秘密。"), ("reasoning", "本院认为，配方构成商业秘密。")
    assert customer_list(judgment_of(*told)) == "mentioned"


BUYERS = [
    ("《参展商档案》的内容不为公众所知悉，属于商业秘密。", "core"),
    ("原告主张的业主名册记载了看房时间。该名册构成经营秘密。", "core"),
    ("《车队台账》记载保养里程。本院认为，其构成商业秘密。", "core"),
    ("涉案配方属于技术秘密。供应商名录不在其内。", "mentioned"),
    ("员工档案与人员名单不构成商业秘密。", "no"),
    ("被告方资料显示，涉案图纸属于商业秘密。", "no"),
]


@pytest.mark.parametrize(("reasoning", "expected"), BUYERS)
def test_a_record_of_buyers_by_any_name_is_a_customer_list_where_it_is_the_claimed_secret(
    reasoning: str, expected: Relevance
) -> None:
    assert customer_list(judgment_of(("reasoning", reasoning))) == expected


def _labelled() -> list[tuple[Relevance, Relevance]]:
    """(label, reading) of the labelled real negatives, the fictional edge cases and dev_gold 1-5."""
    pairs = [(case.label, customer_list(judgment_of((case.kind, case.text), cause=case.cause))) for case in CASES]
    for line in (HERE / "negatives_labels.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        told = (SHARED / "data/negatives" / row["file"]).read_text(encoding="utf-8").splitlines()[row["line"] - 1]
        record = json.loads(told)
        assert record["caseid"] == row["caseid"]
        pairs.append(
            (row["label"], customer_list(Judgment(record["context"], Document(cause=record["casename"]), (), (), {})))
        )
    for stem in DEV:
        path = SHARED / "data/dev_gold" / stem
        gold, text = json.loads(path.with_suffix(".json").read_bytes()), path.with_suffix(".txt").read_bytes().decode()
        starts = [(part["kind"], text.find(part["start_quote"])) for part in gold["sections"]] + [("tail", len(text))]
        sections = tuple(Section(a[0], a[1], b[1]) for a, b in pairwise(starts))
        document = Document(cause=gold["document"]["cause"])
        pairs.append((gold["document"]["customer_list"], customer_list(Judgment(text, document, sections, (), {}))))
    return pairs


@pytest.mark.real
@pytest.mark.skipif(not (SHARED / "data/negatives").is_dir(), reason="the shared data folder is absent (MICHA_SHARED)")
def test_balanced_accuracy_on_labelled_documents() -> None:
    right: dict[str, list[bool]] = defaultdict(list)
    for label, read in _labelled():
        right[label].append(label == read)
    assert set(right) == {"core", "mentioned", "no"}
    assert sum(sum(hits) / len(hits) for hits in right.values()) / len(right) >= 0.9
