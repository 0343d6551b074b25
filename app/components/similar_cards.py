"""Similar cases: what they share with the case on the page, and whether they ended otherwise."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app.components.here import language, t
from app.components.hit_card import badges, head_line, passage_html
from app.components.links import case_link
from app.components.markup import escape, facts, span, tag
from corpus.knowledge.labels import label
from corpus.model import Record
from index.types import Shared, SimilarHit

FORMAL = frozenset({"title", "parties", "procedure", "tail"})
"""Sections that are alike in all judgments and say nothing about a case."""


def similar_card(found: SimilarHit, record: Record) -> None:
    """One similar case."""
    with st.container(border=True, key=f"similar-{found.hit.rank}"):
        differs = span(t("similar.differs"), "micha-badge micha-differs") if found.shared.outcome_differs else ""
        st.html(tag("div", badges(record) + differs, "micha-badges"))
        case_link(found.hit.title, found.hit.key)
        st.html(head_line(record, found.hit.display_number) + shared_facts(found.shared))
        telling = next((p for p in found.hit.passages if p.section not in FORMAL), None)
        if telling:
            st.html(passage_html(found.hit, telling, record))


def shared_facts(shared: Shared) -> str:
    """What both cases have, in words."""
    rows = [
        (t("similar.issues"), _joined("issue", shared.issues)),
        (t("similar.measures"), _joined("measure", shared.measures)),
        (t("similar.carriers"), _joined("carrier", shared.carriers)),
        (t("similar.industry"), label("industry", shared.industry, language()) if shared.industry else ""),
    ]
    return facts(rows) or tag("div", escape(t("similar.text_only")), "micha-faint")


def _joined(group: str, codes: Sequence[str]) -> str:
    return t("why.comma").join(label(group, code, language()) for code in codes)
