"""Any text is parsed and annotated in seconds, whatever it repeats: no rule takes quadratic time on nonsense."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.annotate import annotate
from corpus.intake import read_bytes
from corpus.model import AnnotatedJudgment, RawDocument
from corpus.parse import parse
from tests.robustness.support import JUDGMENT

SECONDS = 4.0  # of processor time for some 40,000 characters, which takes .2; a quadratic rule takes many
SIZE = 10_000  # of each of the four runs
REPEATED = [
    "，", "。", "、", "；", "\n", "　", "（", "（）", "《", "“", "“”", "1", "1,", "一二三四", "十百千万亿",
    "一万", "50万元", "1,234,567.89", "50万元。", "〇", "０", "某", "×", "第", "第九条", "第九条第一款、",
    "《反不正当竞争法》", "依照《中华人民共和国反不正当竞争法》第九条、", "（2019）浙01民初1号", "（2019",
    "2019年1月1日", "二〇二〇年一月一日\n", "本院认为", "本院认为，", "一审法院认为", "判决如下：",
    "判决如下：\n一、驳回原告的诉讼请求。\n", "一、", "一、停止侵害；\n", "驳回", "依照",
    "赔偿经济损失50万元，", "赔偿经济损失", "案件受理费", "人民法院", "有限公司", "审判长", "不",
    "客户名单", "请求判令", "😀", "𠮷", "\u200f", "\u202e", "審", "a", "aB3/", "<p>", "&amp;", "\0客",
    "委托诉讼代理人：李某，某律师事务所律师。\n",
]  # fmt: skip
PLACES = ("本院认为，", "判决如下：", "诉讼请求", "原告")


def seconds(text: str) -> tuple[float, AnnotatedJudgment]:
    raw = RawDocument(file="x.txt", data=b"", sha256="0" * 64, layout="plain_text", text=text)
    begun = time.process_time()
    coded = annotate(parse(raw))
    return time.process_time() - begun, coded


def repeated(piece: str) -> str:
    """A judgment with the piece over and over in its head, its claims, its reasoning and its order."""
    text = JUDGMENT
    for place in PLACES:
        at = text.find(place) + len(place)
        text = text[:at] + piece * (SIZE // len(piece)) + text[at:]
    return text


@pytest.mark.parametrize("piece", REPEATED)
def test_a_piece_repeated_costs_seconds(piece: str) -> None:
    taken, coded = seconds(repeated(piece))
    assert taken < SECONDS
    assert all(coded.text[span.start : span.end] == span.surface for span in coded.spans.values())


def test_the_longest_known_judgment_costs_a_second_or_two() -> None:
    taken, _ = seconds((JUDGMENT * 60)[:135_658])  # the longest of 85 million (DOMAIN)
    assert taken < SECONDS


@pytest.mark.parametrize("text", ["", "民事判决书", "本院认为", "\ufeff", "\0", "。", "某法院\n判决书\n", "\r\n" * 9])
def test_a_text_without_sections_is_annotated_with_nothing_found(text: str) -> None:
    _, coded = seconds(text)
    assert coded.findings == ()
    assert coded.document.plaintiff_outcome == "unknown"


@pytest.mark.parametrize(("old", "new"), [
    ("客户", "客\u200f户"), ("，", "，\0"), ("原告", "原告😀"), ("本院", "\u202e本院"), ("公司", "公司𠮷"),
    ("\n", "\r"), ("。", "｡"), ("本院认为", "本　院　认　为"), ("审判", "審判"),
])  # fmt: skip
def test_every_place_is_true_in_a_text_with_odd_signs(old: str, new: str) -> None:
    _, coded = seconds(JUDGMENT.replace(old, new))
    assert all(coded.text[span.start : span.end] == span.surface for span in coded.spans.values())
    places = [(part.start, part.end) for part in coded.sections]
    places += [(found.start or 0, found.end or 0) for found in coded.findings]
    places += [(cited.start or 0, cited.end or 0) for cited in coded.statutes]
    assert all(0 <= start <= end <= len(coded.text) for start, end in places)


def test_escaped_lone_surrogates_are_replaced_one_for_one() -> None:
    record = '{"s1":"某案\\udc00民事判决书","s7":"（2021）某0101民初1号","qwContent":"' + JUDGMENT.replace("\n", "<br>")
    (raw,) = read_bytes((record.replace("本院认为", "本院\\ud800认为") + '"}').encode(), "a.json")
    assert re.search("本院[?\ufffd]认为", raw.text)
    assert raw.metadata.title == "某案\ufffd民事判决书"
    raw.text.encode()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(REPEATED), min_size=1, max_size=60), st.integers(0, len(JUDGMENT)))
def test_any_mixture_keeps_its_places(pieces: list[str], at: int) -> None:
    taken, coded = seconds(JUDGMENT[:at] + "".join(pieces) + JUDGMENT[at:])
    assert taken < SECONDS
    assert all(coded.text[span.start : span.end] == span.surface for span in coded.spans.values())
