"""Both languages say everything, with the same blanks; codes never reach a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from app.components.filter_values import ordered, value_label
from app.components.filters import GROUPS
from app.components.range_filters import range_value
from app.components.result_notes import LOOSEN, SHOWN_NOTES, split_note, unquoted
from app.components.words import FOLDER, LANGUAGES, load_words, words_under
from corpus.intake.layouts import layouts
from index.errors import FilterValueError
from index.fields import FILTER_NAMES
from index.search.notes import CODES

ROOT = Path(__file__).parents[2]
BLANK = re.compile(r"\{(\w+)\}")
OWN = "streamlit."  # Streamlit's English words need no English


def test_both_languages_have_the_same_texts_with_the_same_blanks() -> None:
    zh, en = ({k: v for k, v in load_words(x).items() if not k.startswith(OWN)} for x in LANGUAGES)
    assert zh.keys() == en.keys()
    assert {key for key in zh if set(BLANK.findall(zh[key])) != set(BLANK.findall(en[key]))} == set()


class _OnceLoader(yaml.SafeLoader):
    """Refuses a key that is written twice."""


def _mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[object, object]:
    pairs = loader.construct_pairs(node, deep=True)
    keys = [key for key, _ in pairs]
    assert len(keys) == len(set(keys)), f"written twice: {[key for key in keys if keys.count(key) > 1]}"
    return dict(pairs)


_OnceLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_written_twice(language: str) -> None:
    assert yaml.load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"), _OnceLoader)


def test_every_text_that_the_pages_ask_for_exists() -> None:
    known = load_words("zh").keys()
    asked = set()
    for path in (ROOT / "app").rglob("*.py"):
        asked |= set(re.findall(r'\b(?:t|word)\(\s*"([a-z_.0-9]+)"', path.read_text(encoding="utf-8")))
    assert len(asked) > 100
    assert asked - known == set()


def test_the_chinese_texts_hold_no_english() -> None:
    allowed = {"CSV", "XLSX", "PNG", "JSON", "Word", "RTF", "PDF", "logs", "app", "log", "n", "MICHA", "HOME"}
    texts = {
        key: text for key, text in load_words("zh").items() if not key.startswith((OWN, "app.", "chart.yuan_tick"))
    }
    left = {key: set(re.findall(r"[A-Za-z]+", BLANK.sub("", text))) - allowed for key, text in texts.items()}
    assert {key: words for key, words in left.items() if words} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_filter_field_note_and_layout_has_words(language: str) -> None:
    fields, notes = words_under("field", language), words_under("note", language)  # type: ignore[arg-type]
    assert {name for name in FILTER_NAMES if name not in fields} == set()
    assert SHOWN_NOTES <= CODES
    assert LOOSEN <= CODES
    assert notes.keys() >= SHOWN_NOTES
    assert {layout.LAYOUT for layout in layouts()} <= words_under("layout", language).keys()  # type: ignore[arg-type]


def test_the_panel_offers_every_field_that_can_be_filtered() -> None:
    offered = {name for group in GROUPS for name in group.fields}
    assert set(FILTER_NAMES) - offered == {"kind"}  # has its own switch


def test_filter_values_are_shown_in_words() -> None:
    assert value_label("finding", "secrecy:upheld", "zh") == "秘密性：认定"
    assert value_label("court_level", "basic", "zh") == "基层人民法院"
    assert value_label("court", "某法院", "zh") == "某法院"
    assert value_label("finding", "nonsense", "zh") == "nonsense"
    assert value_label("earlier_finding", "secrecy:rejected", "zh") == "秘密性：否定"
    assert value_label("measure_accepted", "nda:no", "zh") == "保密协议或条款：法院不认可"
    assert value_label("statute", "某法:2019:9", "zh") == "某法（2019年版本）第9条"
    assert value_label("statute", "某法:9", "zh") == "某法（版本未载明）第9条"


@pytest.mark.parametrize(
    ("field", "value", "zh"),
    [
        ("date", "2019..2022-06-30", "2019 至 2022年6月30日"),
        ("date", "2021", "2021"),
        ("claimed", "100000..", "10万元 起"),
        ("awarded", "..500000", "至 50万元"),
    ],
)
def test_a_range_is_shown_in_words(field: str, value: str, zh: str) -> None:
    assert value_label(field, value, "zh") == zh


@pytest.mark.parametrize(
    ("field", "low", "high", "value"),
    [
        ("date", "2019", "", "2019.."),
        ("date", "２０２１年３月５日", "2022/1", "2021-03-05..2022-01"),
        ("claimed", "10", "1,000", "100000..10000000"),
        ("awarded", "", "0.5", "..5000"),
        ("awarded", "", " ", ""),
    ],
)
def test_a_typed_range_becomes_a_filter(field: str, low: str, high: str, value: str) -> None:
    assert range_value(field, low, high, "zh") == value


@pytest.mark.parametrize(
    ("field", "low", "high"),
    [("date", "去年", ""), ("date", "2021-13", ""), ("date", "2022", "2021"), ("claimed", "很多", ""),
     ("claimed", "5", "1"), ("claimed", "-1", ""), ("awarded", "inf", ""), ("awarded", "nan", "")],
)  # fmt: skip
def test_a_range_that_cannot_be_meant_is_refused(field: str, low: str, high: str) -> None:
    with pytest.raises(FilterValueError):
        range_value(field, low, high, "zh")


def test_articles_follow_their_law_the_newest_version_first_and_never_without_a_known_version() -> None:
    counts = {"甲法": 5, "甲法:9": 5, "甲法:1993:10": 1, "甲法:2019:9": 4, "乙法": 9, "乙法:3": 2, "甲法:2019:17": 3}
    assert ordered("statute", counts) == ["乙法", "乙法:3", "甲法", "甲法:2019:9", "甲法:2019:17", "甲法:1993:10"]


def test_a_note_is_split_and_a_quoted_part_freed() -> None:
    assert split_note("loosen_phrase:甲:乙:12") == ("loosen_phrase", ["甲:乙", "12"])
    assert split_note("no_hits:5") == ("no_hits", ["5"])
    assert split_note("query_empty") == ("query_empty", [])
    assert unquoted("客户“保密协议”和「微信」", "保密协议") == "客户保密协议和「微信」"
