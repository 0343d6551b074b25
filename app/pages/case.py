"""案件: one record: head, text with its findings, parties, statutes, sums, instances, sources, similar cases."""

from __future__ import annotations

import re

import streamlit as st

from app import resources
from app.components import case_facts
from app.components.case_text import Paragraph, outline_html, text_html, unplaced_html
from app.components.citation_box import citation_line
from app.components.faults import guarded
from app.components.here import language, t
from app.components.hit_card import badges
from app.components.links import SEARCH_PAGE
from app.components.markup import escape, note, plain_markdown, tag
from app.components.similar_cards import similar_card
from corpus.errors import UnknownKeyError
from corpus.model import Record
from index.search import similar

KEY = "case_key"
PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")
SIMILAR = 5


def page() -> None:
    """Draws the page for the key in the address, or for the case seen last."""
    key = st.query_params.get("key") or st.session_state.get(KEY)
    if not key:
        _nothing_chosen()
        return
    try:
        record = resources.store().get(key)
    except UnknownKeyError:
        st.session_state.pop(KEY, None)
        st.html(note(t("case.unknown_key"), "warning"))
        _nothing_chosen()
        return
    st.session_state[KEY] = key
    st.query_params["key"] = key
    _head(record)
    text, facts, alike = st.tabs([t("case.tab_text"), t("case.tab_facts"), t("case.tab_similar")], key="case-tabs")
    with text:
        _text(record)
    with facts:
        _facts(record)
    with alike, guarded():
        _similar(record)


def _nothing_chosen() -> None:
    st.title(t("nav.case"), anchor=False)
    st.write(t("case.choose"))
    st.page_link(SEARCH_PAGE, label=t("case.to_search"), icon=":material/search:")


def _head(record: Record) -> None:
    st.html(tag("div", badges(record), "micha-badges"))
    st.title(plain_markdown(record.title), anchor=False)
    if record.kind == "sample":
        st.html(note(t("case.sample_banner"), "sample"))
    if record.digest:
        st.html(note(t("case.digest_warning"), "warning"))
    if any(source.leads and source.truncated for source in record.sources):
        st.html(note(t("case.truncated_warning"), "warning"))
    st.html(case_facts.head_facts(record) + citation_line(record))


def _text(record: Record) -> None:
    judgment = record.judgment
    loose = unplaced_html(judgment.findings, language())
    if loose:
        st.html(tag("div", escape(t("case.unplaced")), "micha-side-title") + loose)
    hit = _place(len(judgment.text))
    if hit:
        st.html(tag("a", escape(t("case.to_hit")), "micha-jump", href="#hit"))
    retold = record.kind == "digest"
    if judgment.findings:
        st.html(tag("p", escape(t("case.legend_retold" if retold else "case.legend")), "micha-foot"))
    outline, body = outline_html(judgment, retold, language()), text_html(judgment, hit, retold, language())
    st.html(tag("div", outline + body, "micha-case"))


def _place(length: int) -> Paragraph | None:
    found = PLACE.fullmatch(st.query_params.get("at", ""))
    if not found:
        return None
    start, end = int(found.group(1)), int(found.group(2))
    return Paragraph(start, end) if start < end <= length else None


def _facts(record: Record) -> None:
    parts = [
        ("case.references", case_facts.reference_list(record)),
        ("case.parties", case_facts.party_list(record.judgment.document.parties)),
        ("case.amounts", case_facts.amount_list(record.judgment)),
        ("case.statutes", case_facts.statute_list(record.judgment)),
        ("case.coded", case_facts.list_facts(record.judgment)),
        ("case.instances", case_facts.instance_list(record.instances)),
        ("case.sources", case_facts.source_list(record.sources)),
    ]
    shown = [(title, body) for title, body in parts if body]
    left, right = st.columns(2, gap="large")
    for number, (title, body) in enumerate(shown):
        column = left if number % 2 == 0 else right
        column.html(tag("section", tag("h3", escape(t(title)), "micha-part") + body, "micha-block"))


def _similar(record: Record) -> None:
    library = resources.worker().library
    if library is None:
        st.write(t("status.words"))
        return
    st.html(note(t("similar.note")))
    found = similar(record.key, library, SIMILAR)
    if not found:
        st.write(t("similar.none"))
    for hit in found:
        similar_card(hit, resources.store().get(hit.hit.key))


page()
