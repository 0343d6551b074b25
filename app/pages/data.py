"""数据: what is in the corpus and what is not, import, index and model, batches, backup."""

from __future__ import annotations

import streamlit as st

from app import resources
from app.components import search_session
from app.components.corpus_panel import backup_panel, batches_panel
from app.components.coverage import coverage_html
from app.components.faults import guarded
from app.components.figures import count
from app.components.here import language, t
from app.components.import_panel import import_panel
from app.components.markup import facts, note, span, tag
from app.components.notices import status_text
from app.state import SearchState
from corpus.knowledge.labels import label

KINDS = ("judgment", "official", "digest", "sample")
SAMPLES = "data-samples"


def page() -> None:
    """Draws the page."""
    st.title(t("nav.data"), anchor=False)
    resources.worker()
    for title, part in PARTS.items():
        with st.container(key=f"part-{title}"):
            st.subheader(t(f"data.part_{title}"), anchor=False)
            with guarded():
                part()


def _overview() -> None:
    held = resources.store().kinds_count()
    pieces = [
        tag("div", tag("b", count(held.get(kind, 0))) + span(label("kind", kind, language())), "micha-count")
        for kind in KINDS
    ]
    st.html(tag("div", "".join(pieces), "micha-counts"))
    st.html(coverage_html(resources.records(("judgment", "official", "digest")), resources.store().layouts_count()))
    st.html(note(t("data.gaps")))
    st.session_state[SAMPLES] = "sample" in st.session_state.get(search_session.STATE, SearchState()).kinds
    st.toggle(
        t("data.samples"),
        key=SAMPLES,
        help=t("stats.demonstration_help"),
        on_change=lambda: search_session.include_samples(st.session_state[SAMPLES]),
    )


@st.fragment(run_every=2.0)
def _index() -> None:
    worker, settings = resources.worker(), resources.settings()
    status = worker.status
    rows = [
        (t("data.index_state"), status_text(status) or t("data.index_ready")),
        (t("data.engine"), t("data.engine_embedded") if settings.engine == "embedded" else settings.engine),
        (t("data.encoder"), t("data.encoder_on") if status.vectors else t("data.encoder_off")),
        (
            t("data.generation"),
            t("data.generations", store=resources.store().generation(), index=max(status.generation, 0)),
        ),
    ]
    place = tag("div", span(t("data.home"), "micha-term") + span(str(settings.home_dir), "micha-path"))
    st.html(facts(rows) + place)
    if status.repaired:
        st.html(note(t("data.repaired")))
    if status.phase in ("words", "vectors") and status.total:
        st.progress(min(1.0, status.done / status.total), text=t(f"status.{status.phase}"))
    left, right = st.columns(2)
    left.button(t("data.rebuild"), on_click=worker.rebuild, icon=":material/refresh:", help=t("data.rebuild_help"))
    right.button(t("data.look_again"), on_click=worker.wake, icon=":material/sync:", help=t("data.look_again_help"))


PARTS = {
    "overview": _overview,
    "import": import_panel,
    "index": _index,
    "batches": batches_panel,
    "backup": backup_panel,
}

page()
