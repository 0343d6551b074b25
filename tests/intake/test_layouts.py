"""Each layout gives back the golden documents of its fixture folder, field by field (fictional content)."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from corpus.intake import read_bytes, read_file
from corpus.intake.layouts import Layout, is_binary_layout, layouts

FIXTURES = Path(__file__).parent / "fixtures"
EXPECTED = sorted(FIXTURES.glob("*/*.expected.json"))
FIELDS = ("file", "layout", "kind", "truncated", "text")
METADATA = ("title", "case_number", "court", "date", "cause", "procedure", "doc_type", "document_id", "statutes",
            "keywords")  # fmt: skip


def input_of(expected: Path) -> Path:
    stem = expected.name.removesuffix(".expected.json")
    (found,) = [path for path in expected.parent.glob(f"{stem}.*") if path != expected]
    return found


def name_of(expected: Path) -> str:
    return f"{expected.parent.name}-{expected.name.removesuffix('.expected.json')}"


def is_special(layout: Layout) -> bool:
    """Layouts that no other may claim a document of: those of one source, and those known by their bytes."""
    return is_binary_layout(layout) or not hasattr(layout, "GENERAL")


def read(expected: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    path = input_of(expected)
    found = [msgspec.to_builtins(document) for document in read_bytes(path.read_bytes(), path.name)]
    return found, json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("expected", EXPECTED, ids=name_of)
def test_field_is_read(expected: Path, field: str) -> None:
    found, wanted = read(expected)
    assert [document[field] for document in found] == [document[field] for document in wanted]


@pytest.mark.parametrize("field", METADATA)
@pytest.mark.parametrize("expected", EXPECTED, ids=name_of)
def test_metadata_is_read(expected: Path, field: str) -> None:
    found, wanted = read(expected)
    read_values = [document["metadata"][field] for document in found]
    assert json.loads(json.dumps(read_values)) == [document["metadata"][field] for document in wanted]


@pytest.mark.parametrize("expected", EXPECTED, ids=name_of)
def test_each_document_is_read_again_from_its_own_bytes(expected: Path) -> None:
    for document in read_file(input_of(expected)):
        assert document.sha256 == hashlib.sha256(document.data).hexdigest()
        assert read_bytes(document.data, document.file) == [document]


@pytest.mark.parametrize("expected", EXPECTED, ids=name_of)
def test_only_one_special_layout_claims_a_document(expected: Path) -> None:
    for document in read_file(input_of(expected)):
        binary = is_binary_layout(next(one for one in layouts() if document.layout == one.LAYOUT))
        special = [one for one in layouts() if is_special(one) and is_binary_layout(one) == binary]
        claims = [layout.LAYOUT for layout in special if layout.matches(document.data, "any")]
        assert claims in ([], [document.layout])


def test_every_layout_has_a_fixture_and_every_fixture_a_layout() -> None:
    with_fixture = {expected.parent.name for expected in EXPECTED}
    assert {layout.LAYOUT for layout in layouts()} == with_fixture


def test_layouts_are_complete_and_their_names_unique() -> None:
    names = [layout.LAYOUT for layout in layouts()]
    assert len(names) == len(set(names))
    assert all(callable(layout.matches) and callable(layout.read) for layout in layouts())


def test_suffix_does_not_decide_the_layout() -> None:
    for expected in EXPECTED:
        data = input_of(expected).read_bytes()
        kinds = {document.layout for name in ("a.txt", "a.pdf", "a") for document in read_bytes(data, name)}
        assert kinds == {expected.parent.name}


def test_fixtures_are_fictional() -> None:
    for expected in EXPECTED:
        for document in json.loads(expected.read_text(encoding="utf-8")):
            number = document["metadata"]["case_number"]
            assert number is None or "99" in number.split("号")[0][-7:][:2]
