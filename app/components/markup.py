"""HTML pieces. Judgment text is untrusted: everything that goes through here is escaped once, here."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from app.components.words import Language
from corpus.codes import Issue, Kind, Outcome, codes
from corpus.knowledge.labels import chip, label
from corpus.model import Finding
from index.types import Highlight

ISSUES = codes(Issue)

# Punctuation that Streamlit's Markdown gives a meaning (CommonMark, :icons:, $formulas$, [links]).
MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&])")


def escape(text: str) -> str:
    """Text as HTML text; also safe inside a quoted attribute."""
    return html.escape(text, quote=True)


def plain_markdown(text: str) -> str:
    """Text that Streamlit's Markdown shows as it is: for labels, which take Markdown only."""
    return MARKDOWN_SIGNS.sub(r"\\\1", " ".join(text.split()))


def tag(name: str, content: str, css: str = "", **attributes: str) -> str:
    """An element around ready HTML; attribute values are escaped."""
    given = {"class": css} if css else {}
    given |= attributes
    inside = "".join(f' {key}="{escape(value)}"' for key, value in given.items())
    return f"<{name}{inside}>{content}</{name}>"


def span(text: str, css: str = "", **attributes: str) -> str:
    """A <span> around plain text."""
    return tag("span", escape(text), css, **attributes)


def kind_badge(kind: Kind, words: str) -> str:
    """The badge that tells a judgment, an official case, a digest and a sample apart."""
    return span(words, f"micha-badge micha-kind-{kind}")


def outcome_badge(outcome: Outcome, language: Language) -> str:
    """The plaintiff's result."""
    return span(label("outcome", outcome, language), f"micha-badge micha-outcome-{outcome}")


def finding_chip(finding: Finding, language: Language) -> str:
    """A finding in a few words, coloured by its result."""
    text = chip(finding.issue, finding.finding, language)
    if finding.holder != "this_court":
        text = f"{label('holder', finding.holder, language)} · {text}"
    scope = {"title": finding.scope} if finding.scope else {}
    return span(text, f"micha-chip micha-{finding.finding}{lower_css(finding)}", **scope)


def lower_css(finding: Finding) -> str:
    """The class, with a space before it, of what the lower court found; nothing for this court's findings."""
    return " micha-lower" if finding.holder == "earlier_court" else ""


def chips(findings: Sequence[Finding], language: Language, limit: int, more: str) -> str:
    """Chips of the findings, this court's first, in the codebook's order, each text once.

    more: words with {n} for those left out.
    """
    ordered = sorted(findings, key=lambda f: (f.holder != "this_court", ISSUES.index(f.issue)))
    pieces = list(dict.fromkeys(finding_chip(finding, language) for finding in ordered))
    rest = len(pieces) - limit
    tail = span(more.format(n=rest), "micha-more") if rest > 0 else ""
    return tag("div", "".join(pieces[:limit]) + tail, "micha-chips") if pieces else ""


def marked(text: str, highlights: Iterable[Highlight]) -> str:
    """The text with the highlighted code points inside <mark>; overlapping highlights are joined."""
    pieces, at = [], 0
    for start, end in _joined(highlights, len(text)):
        pieces.append(escape(text[at:start]))
        pieces.append(tag("mark", escape(text[start:end])))
        at = end
    pieces.append(escape(text[at:]))
    return "".join(pieces)


def _joined(highlights: Iterable[Highlight], length: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, h.start), min(length, h.end)) for h in highlights):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """A list of (label, value) as plain text pairs; rows without a value are left out."""
    body = "".join(tag("div", span(name, "micha-term") + span(value, "micha-value")) for name, value in rows if value)
    return tag("div", body, "micha-facts") if body else ""


def note(text: str, css: str = "") -> str:
    """A boxed line of plain text: css warning, sample or nothing."""
    return tag("div", escape(text), f"micha-note {css}".strip())
