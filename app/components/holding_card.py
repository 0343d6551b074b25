"""A holding: its sentence, its case in citation form, badge, court, year, result."""

from __future__ import annotations

from analysis.citation import CitationRefusedError, cite, cite_passage
from analysis.holdings import Holding
from app.components.citation_box import refusal_text
from app.components.figures import when
from app.components.here import language, t
from app.components.links import case_address
from app.components.markup import escape, kind_badge, outcome_badge, span, tag
from app.components.page_script import copy_button
from corpus.display import display_court
from corpus.knowledge.labels import label
from corpus.model import Record


def holding_card(holding: Holding, record: Record) -> str:
    """The card as HTML."""
    sentence = escape(holding.sentence) if holding.sentence else span(t("holdings.no_sentence"), "micha-faint")
    marks = kind_badge(holding.kind, t(f"badge.{holding.kind}")) + outcome_badge(holding.outcome, language())
    marks += span(t("holdings.earlier"), "micha-badge micha-lower") if holding.holder == "earlier_court" else ""
    marks += span(holding.scope, "micha-faint") if holding.scope else ""
    head = [display_court(record) or t("case.no_court"), when(holding.date, holding.year, language())]
    place = tag("div", "".join(span(part) for part in head), "micha-head")
    body = tag("blockquote", sentence) + place + _foot(holding, record)
    return tag("article", tag("div", marks, "micha-badges") + body, "micha-holding")


def _foot(holding: Holding, record: Record) -> str:
    address = case_address(holding.key, holding.start, holding.end)
    link = tag("a", escape(t("holdings.open")), href=address, target="_self")
    try:
        citation = cite(record)
    except CitationRefusedError as fault:
        named = tag("div", escape(holding.title)) + tag("div", escape(refusal_text(fault)), "micha-faint")
        return tag("div", named + tag("span", link, "micha-actions"), "micha-cite refused")
    voice = label("holder", holding.holder, "zh") if holding.holder != "this_court" else ""
    quoted = cite_passage(record, holding.sentence, voice) if holding.sentence else citation
    button = copy_button(t("holdings.copy"), quoted, t("citation.copied"))
    return tag("div", tag("q", escape(citation)) + tag("span", button + link, "micha-actions"), "micha-cite")
