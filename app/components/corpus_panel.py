"""The parts of the data page that change or save the corpus: undoing imports, removal, export, check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from app import resources
from app.components.faults import told
from app.components.here import t
from app.components.markup import escape, note, span, tag
from corpus.errors import MichaError, UnknownKeyError
from corpus.seed import SEED_ORIGIN
from corpus.store import export, remove, remove_batch, verify

REMOVE = "remove-key"
BATCHES_SHOWN, FAULTS_SHOWN = 20, 50


def batches_panel() -> None:
    """The imports, each with its undoing, and the removal of one case."""
    shown = [batch for batch in resources.store().batches() if batch.sources or batch.refused]
    for batch in shown[:BATCHES_SHOWN]:
        words, button = st.columns([5, 1], vertical_alignment="center")
        own = batch.origin == SEED_ORIGIN
        line = t("data.batch", id=batch.id, time=batch.started_at.replace("T", " ").removesuffix("Z"))
        numbers = t("data.batch_counts", sources=batch.sources, refused=batch.refused)
        words.html(
            tag(
                "div",
                span(line, "micha-term")
                + span(t("data.seed_origin") if own else batch.origin, "micha-path")
                + span(numbers),
                "micha-batch",
            )
        )
        if batch.sources and not own:
            with button.popover(t("data.undo")):
                st.write(t("data.undo_sure", n=batch.sources))
                st.button(t("data.undo_yes"), key=f"undo-{batch.id}", on_click=partial(_undo, batch.id))
    _remove_form()


def _undo(batch: int) -> None:
    _removed(lambda: len(remove_batch(resources.store(), batch)))


def _remove_form() -> None:
    with st.form("remove", border=False, clear_on_submit=True):
        field, button = st.columns([5, 1], vertical_alignment="bottom")
        field.text_input(t("data.remove"), key=REMOVE, help=t("data.remove_help"))
        button.form_submit_button(t("data.remove_button"), on_click=_remove)
    if "removed" in st.session_state:
        st.html(note(st.session_state.pop("removed")))


def _remove() -> None:
    asked = st.session_state[REMOVE].strip()
    if asked:
        store = resources.store()
        try:
            _removed(lambda: len(remove(store, store.find_number(asked) or [asked])))
        except UnknownKeyError:
            st.session_state["removed"] = t("data.remove_unknown", asked=asked)


def _removed(work: Callable[[], int]) -> None:
    try:
        n = work()
        st.session_state["removed"] = t("data.removed", n=n, folder=resources.settings().home_dir / "backups")
    except UnknownKeyError:
        raise
    except MichaError as fault:
        st.session_state["removed"] = told(fault)
    resources.worker().wake()


def backup_panel() -> None:
    """Export of the whole corpus, and its check."""
    st.html(note(t("data.backup_hint")))
    left, right = st.columns(2)
    if left.button(t("data.backup"), icon=":material/archive:"):
        folder = resources.settings().home_dir / "exports" / datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        with st.spinner(t("data.backing_up")):
            manifest = export(resources.store(), folder)
        st.html(note(t("data.backed_up", records=manifest.records, sources=manifest.sources, folder=folder)))
    if right.button(t("data.verify"), icon=":material/fact_check:"):
        with st.spinner(t("data.verifying")):
            found = list(verify(resources.store()))
        if not found:
            st.html(note(t("data.verified")))
        for fault in found[:FAULTS_SHOWN]:
            st.html(tag("div", span(fault.subject, "micha-path") + escape(fault.message), "micha-note warning"))
