"""rjieba on runs of Han characters gives what jieba alone gives, to the last token."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.tokenise.cutter import cut, definition
from index.tokenise.fold import fold
from index.tokenise.terms import legal_terms

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("MICHA_SHARED", ROOT.parent / "shared"))
GOLD = SHARED / "data" / "dev_gold"
OPEN_GOLD = [f"{letter}{number}" for letter in "CDE" for number in range(1, 6)]  # 6-8 are for validation
REAL_FOLDERS = ("wenshu_detail", "wenshu_layouts", "wenshu_pre2019", "guiding_cases", "gazette", "rmfyalk")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from([term.text for term in legal_terms()]), st.text("的与客户信息知悉保密员工一")))
)
def test_on_any_sequence_of_terms_and_characters(parts: list[str]) -> None:
    text = "".join(parts)
    assert cut(text) == definition().lcut(text)


@pytest.mark.real
@pytest.mark.skipif(not GOLD.is_dir(), reason="the shared folder's dev_gold is not here")
@pytest.mark.parametrize("name", OPEN_GOLD)
def test_on_the_development_gold(name: str) -> None:
    text = fold((GOLD / f"{name}.txt").read_text(encoding="utf-8"))
    assert cut(text) == definition().lcut(text)


def _real_texts() -> Iterator[Path]:
    for folder in REAL_FOLDERS:
        yield from (path for path in sorted((SHARED / "data" / folder).rglob("*")) if path.is_file())


@pytest.mark.real
@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the shared folder is not here")
def test_on_the_real_files() -> None:
    count = 0
    for path in _real_texts():
        text = fold(path.read_bytes()[:200_000].decode("utf-8", errors="ignore"))
        assert cut(text) == definition().lcut(text), path.name
        count += len(text)
    assert count > 100_000
