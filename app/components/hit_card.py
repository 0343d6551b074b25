"""One search result: badge, head, findings, best passages, why it was found."""

from __future__ import annotations

import streamlit as st

from app.components.citation_box import citation_line, passage_actions
from app.components.excerpt import Excerpt, excerpt, within
from app.components.figures import money, when
from app.components.here import language, t
from app.components.links import case_address, case_link
from app.components.markup import chips, escape, kind_badge, marked, outcome_badge, span, tag
from corpus.display import display_court
from corpus.knowledge.labels import label
from corpus.model import Record
from index.types import Highlight, Hit, PassageHit

CHIPS = 8
VIEWS = ("court", "other", "party")  # the court's words above the parties'
REASONS = ("semantic", "case_number", "phrase", "party_only")


def hit_card(hit: Hit, record: Record) -> None:
    """Draws the result. record: the store's record of hit.key."""
    with st.container(border=True, key=f"hit-{hit.rank}"):
        st.html(tag("div", span(str(hit.rank), "micha-rank") + badges(record) + _party_mark(hit), "micha-badges"))
        case_link(hit.title, hit.key)
        st.html(head_line(record, hit.display_number) + chips(hit.findings, language(), CHIPS, t("search.more_chips")))
        passages = sorted(hit.passages, key=lambda passage: VIEWS.index(passage.view))
        st.html("".join(passage_html(hit, passage, record) for passage in passages) + _foot(hit, record))


def _party_mark(hit: Hit) -> str:
    """Said where only a party's words matched: no court has accepted them."""
    return span(t("why.party_only"), "micha-badge micha-party-only") if "party_only" in hit.why else ""


def badges(record: Record) -> str:
    """Kind and outcome; for an appeal its result too; of a digest, how its outcome is known."""
    document = record.judgment.document
    pieces = kind_badge(record.kind, t(f"badge.{record.kind}")) + outcome_badge(document.plaintiff_outcome, language())
    if document.appeal_result:
        pieces += span(label("appeal_result", document.appeal_result, language()), "micha-badge")
    if record.digest and document.plaintiff_outcome != "unknown":
        pieces += span(t("case.basis", basis=record.digest.outcome_basis), "micha-more")
    return pieces


def head_line(record: Record, number: str) -> str:
    """Court, number, date, procedure, sums and other instances, in one line."""
    document = record.judgment.document
    parts = [display_court(record) or t("case.no_court"), number, when(document.date, document.year, language())]
    if document.procedure != "other":
        parts.append(label("procedure", document.procedure, language()))
    if document.awarded_amount is not None:
        parts.append(t("case.awarded_short", amount=money(document.awarded_amount, language())))
    relations = {instance.relation for instance in record.instances}
    parts += [t(f"search.has_{relation}") for relation in ("earlier", "later") if relation in relations]
    return tag("div", "".join(span(part) for part in parts), "micha-head")


def passage_html(hit: Hit, passage: PassageHit, record: Record) -> str:
    """A passage with its section, whose words it is, and its highlights."""
    section = label("section", passage.section, language())
    link = tag(
        "a", escape(t("search.in_full_text")), href=case_address(hit.key, passage.start, passage.end), target="_self"
    )
    title = span(section, "micha-section") + view_mark(passage, record)
    actions = tag("span", passage_actions(record, passage) + link, "micha-actions")
    return tag("div", tag("div", title + actions, "micha-passage-head") + passage_body(passage), "micha-passage")


def passage_body(passage: PassageHit) -> str:
    """The passage; of a long one its most telling sentences, the whole behind a click."""
    whole = tag("blockquote", marked(passage.text, passage.highlights))
    part = excerpt(passage.text, passage.highlights)
    if part.whole:
        return whole
    before, after = ("……" if part.start else ""), ("……" if part.end < len(passage.text) else "")
    shown = marked(passage.text[part.start : part.end].strip("\n"), _shifted(passage, part))
    opened = tag("details", tag("summary", escape(t("search.whole_passage"))) + whole)
    return tag("blockquote", before + shown + after) + opened


def _shifted(passage: PassageHit, part: Excerpt) -> tuple[Highlight, ...]:
    piece = passage.text[part.start : part.end]
    lead = len(piece) - len(piece.lstrip("\n"))
    return within(passage.highlights, part.start + lead, part.end)


def view_mark(passage: PassageHit, record: Record) -> str:
    """Whose words a passage holds; a digest tells the court's or a party's view in our words, and says so."""
    if passage.view == "other":
        lower = passage.section.startswith("earlier_")
        return span(t("view.earlier"), "micha-view micha-view-lower") if lower else ""
    told = "_told" if record.kind == "digest" else ""
    return span(t(f"view.{passage.view}{told}"), f"micha-view micha-view-{passage.view}")


def _foot(hit: Hit, record: Record) -> str:
    why = tag("div", span(t("why.title"), "micha-term") + span(why_text(hit)), "micha-why") if hit.why else ""
    return why + citation_line(record)


def why_text(hit: Hit) -> str:
    """Why the case was found, in words."""
    reasons = [t(f"why.{reason}") for reason in REASONS if reason in hit.why]
    terms = [reason for reason in hit.why if reason not in REASONS]
    if terms:
        reasons.insert(0, t("why.words", words=t("why.comma").join(terms)))
    return t("why.join").join(reasons)
