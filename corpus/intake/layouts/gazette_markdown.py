"""A database copy saved as Markdown: a head of labels (court, number, date, cause), then the text or library entry.

The head stands either with label, colon and value on lines of their own, or run together with the text.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from corpus.intake.carrier import keywords_below_heading, raw_document
from corpus.intake.court_document import kind_of
from corpus.intake.decode import decode
from corpus.intake.html_text import is_furniture_line, looks_like_html
from corpus.intake.json_parts import looks_like_json
from corpus.intake.knowledge import facts
from corpus.model import Metadata, RawDocument

LAYOUT = "gazette_markdown"
GENERAL = 2
HEAD = 1500  # characters in which the labels stand
HEADING = re.compile(r"^#{1,6}\s+", re.MULTILINE)


@cache
def _label_patterns() -> dict[str, re.Pattern[str]]:
    """Field -> label, colon and value. The value is a whole line, or what its run-together form takes."""
    gazette = facts().gazette
    others = "|".join(map(re.escape, gazette.labels.values()))
    return {
        field: re.compile(
            rf"{re.escape(label)}\s*[：:]\s*(?:({gazette.run_together[field]})(?=\n|{others})|([^\n：:]+)(?=\n)"
            rf"|({gazette.run_together[field]}))"
        )
        for field, label in gazette.labels.items()
    }


def _labels(text: str) -> dict[str, re.Match[str]]:
    found = {field: pattern.search(text, 0, HEAD) for field, pattern in _label_patterns().items()}
    return {field: match for field, match in found.items() if match}


def matches(data: bytes, name: str) -> bool:
    """Text (no markup, no JSON) whose head has all labels."""
    text = decode(data).text
    if looks_like_json(text) or looks_like_html(text):
        return False
    return len(_labels(text)) == len(facts().gazette.labels)


def _value(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group).strip()


def _head_on_lines(text: str, labels: dict[str, re.Match[str]]) -> str:
    """text with each label and its value on one line of their own."""
    for field, match in sorted(labels.items(), key=lambda item: -item[1].start()):
        line = f"\n{facts().gazette.labels[field]}：{_value(match)}\n"
        text = text[: match.start()] + line + text[match.end() :]
    return text


def read(data: bytes, name: str) -> list[RawDocument]:
    """The judgment, or the library entry as kind official; a copy cut before its order is marked truncated."""
    source = decode(data).text.lstrip("\ufeff").replace("\r\n", "\n")
    labels = _labels(source)
    lines = [line.strip() for line in HEADING.sub("", _head_on_lines(source, labels)).splitlines()]
    text = "\n".join(_without_furniture(line) for line in lines if line and not is_furniture_line(line))
    values: dict[str, str | None] = {field: _value(match) for field, match in labels.items()}
    title = next((line for line in lines if line and line != values["case_number"]), None)
    values["cause"] = _value(labels["cause"]).rsplit("/", 1)[-1]
    entry = re.search(facts().gazette.entry_number, text)
    values |= {"title": title} | ({"document_id": entry[1]} if entry else {})
    kind = kind_of(text)
    metadata = msgspec.convert(values, Metadata)
    if kind == "official":
        metadata = msgspec.structs.replace(metadata, keywords=keywords_below_heading(text))
    return [raw_document(data, name, LAYOUT, text, kind=kind, metadata=metadata)]


def _without_furniture(line: str) -> str:
    """line without a site's words at its end (copies run together keep no line for them)."""
    for words in facts().furniture.lines:
        if len(words) > 5:
            line = line.removesuffix(words)
    return line
