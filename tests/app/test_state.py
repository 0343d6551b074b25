"""The address of the search page holds the search, and nothing else can come out of it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.state import CHOICES_OF_K, LONGEST_QUERY, QueryShelf, SearchState, read_address, write_address
from corpus.codes import KINDS

FIELDS = ("court_level", "finding", "region")
states = st.builds(
    SearchState,
    text=st.text(st.characters(codec="utf-8"), max_size=2 * LONGEST_QUERY),
    filters=st.dictionaries(
        st.sampled_from(FIELDS),
        st.sets(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1).map(lambda v: tuple(sorted(v))),
    ),
    kinds=st.sets(st.sampled_from(KINDS), min_size=1).map(lambda held: tuple(k for k in KINDS if k in held)),
    sort=st.sampled_from(["relevance", "date", "court"]),
    k=st.sampled_from(CHOICES_OF_K),
)


def listed(address: dict[str, str | list[str]]) -> dict[str, list[str]]:
    return {name: [value] if isinstance(value, str) else value for name, value in address.items()}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(state=states)
def test_a_search_survives_its_address(tmp_path: Path, state: SearchState) -> None:
    shelf = QueryShelf(tmp_path)
    assert read_address(listed(write_address(state, shelf)), FIELDS, shelf) == (state, False)


def test_a_long_query_stays_out_of_the_address_and_is_the_users_alone(tmp_path: Path) -> None:
    address = write_address(SearchState("客户" * LONGEST_QUERY), QueryShelf(tmp_path))
    assert set(address) == {"qid"}
    (kept,) = (tmp_path / "queries").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_an_id_from_another_machine_is_reported_as_lost(tmp_path: Path) -> None:
    state, lost = read_address({"qid": ["0123456789abcdef"]}, FIELDS, QueryShelf(tmp_path))
    assert lost
    assert state == SearchState()


@pytest.mark.parametrize("name", ["../../etc/passwd", "0123456789abcdeg", ""])
def test_an_id_is_never_a_path(tmp_path: Path, name: str) -> None:
    assert QueryShelf(tmp_path).get(name) is None


def test_what_is_not_ours_in_an_address_is_left_alone(tmp_path: Path) -> None:
    state, _ = read_address(
        {"kinds": ["sample,nonsense"], "sort": ["x"], "k": ["7"], "evil": ["1"]}, FIELDS, QueryShelf(tmp_path)
    )
    assert state == SearchState(kinds=("sample",))
