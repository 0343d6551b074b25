"""The old site's JavaScript answer (CreateContentJS, content.xhr): the page is a JSON string in a JavaScript string."""

from __future__ import annotations

import json
import re

import msgspec

from corpus.errors import IntakeError
from corpus.intake.carrier import fill, metadata_of, raw_document
from corpus.intake.decode import decode
from corpus.intake.html_text import draw_fragment
from corpus.intake.json_parts import JsonObject, as_object, text_of
from corpus.intake.knowledge import facts
from corpus.model import Metadata, RawDocument

LAYOUT = "wenshu_old_script"
HTML = re.compile(r'jsonHtmlData\s*=\s*(?=")')
CASE = re.compile(r"caseinfo\s*=\s*JSON\.stringify\(\s*(?=\{)")
RELATED = re.compile(r"""key:\s*["'](\w+)["']\s*,\s*value:\s*["']([^"']*)["']""")
JS_ONLY_ESCAPE = re.compile(r"\\(['/ ])")
QUOTE_MARK = "01lydyh01"  # the site's stand-in for an apostrophe, undone by its own script


def matches(data: bytes, name: str) -> bool:
    """A script that assigns jsonHtmlData."""
    return HTML.search(decode(data).text) is not None


def _value_after(pattern: re.Pattern[str], script: str) -> object:
    """The JSON value that follows the pattern; None if the pattern is absent."""
    match = pattern.search(script)
    if match is None:
        return None
    value, _ = json.JSONDecoder(strict=False).raw_decode(script[match.end() :])
    return value


def _page(script: str) -> JsonObject:
    try:
        literal = _value_after(HTML, JS_ONLY_ESCAPE.sub(r"\1", script))
        page = json.loads(literal, strict=False) if isinstance(literal, str) else {}
    except json.JSONDecodeError as fault:
        raise IntakeError(
            "旧版裁判文书网的答复不完整，正文没有读到结尾。请重新下载完整的文件后再导入。", reason="truncated_file"
        ) from fault
    return as_object(page)


def _case(script: str) -> JsonObject:
    try:
        return as_object(_value_after(CASE, script))
    except json.JSONDecodeError:  # the case data stands before the page; the page is what counts
        return {}


def _statutes(script: str) -> tuple[str, ...]:
    keys = facts().fields["wenshu_old_statutes"]
    pair = re.compile(rf"""({keys["law"]}|{keys["article"]}):\s*(["'])(.*?)\2""")
    found, law = [], ""
    for match in pair.finditer(script):
        if match[1] == keys["law"]:
            law = match[3]
        else:
            found.append(law + match[3])
    return tuple(found)


def read(data: bytes, name: str) -> list[RawDocument]:
    """The document of the answer. Raises IntakeError (truncated_file) where the string breaks off."""
    script = decode(data).text
    page = _page(script)
    text = draw_fragment((text_of(page, "Html") or "").replace(QUOTE_MARK, "'"))
    related: JsonObject = dict(RELATED.findall(script))
    metadata = fill(metadata_of(_case(script), "wenshu_old"), metadata_of(related, "wenshu_old_related"))
    metadata = fill(metadata, Metadata(title=text_of(page, "Title")))
    metadata = msgspec.structs.replace(metadata, statutes=_statutes(script))
    return [raw_document(data, name, LAYOUT, text, metadata=metadata)] if text else []
