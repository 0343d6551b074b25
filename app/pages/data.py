"""数据: what is in the corpus and what is not, import, index and model, batches, backup."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import streamlit as st

from app import resources
from app.components import search_session
from app.components.coverage import coverage_html
from app.components.downloads import csv_button
from app.components.faults import guarded, told
from app.components.figures import count
from app.components.here import language, t
from app.components.import_rows import COLUMNS, import_counts, import_row, import_table
from app.components.markup import escape, facts, note, plain_markdown, span, tag
from app.components.notices import status_text
from app.importer import Upload
from app.state import SearchState
from corpus.errors import MichaError
from corpus.knowledge.labels import label
from corpus.seed import SEED_ORIGIN
from corpus.store import export, remove, remove_batch, verify

KINDS = ("judgment", "official", "digest", "sample")
FAULTS_SHOWN = 50
UPLOADS, FOLDER, REMOVE, SAMPLES = "upload-files", "import-folder", "remove-key", "data-samples"


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


def _imports() -> None:
    st.html(note(t("data.import_hint")))
    files, folder = st.columns(2, gap="large")
    with files:
        st.file_uploader(t("data.upload"), accept_multiple_files=True, key=UPLOADS, help=t("data.upload_help"))
        st.button(t("data.import_files"), type="primary", on_click=_take_uploads, icon=":material/upload_file:")
    with folder:
        st.text_input(
            t("data.folder"), key=FOLDER, placeholder=t("data.folder_placeholder"), help=t("data.folder_help")
        )
        st.button(t("data.import_folder"), on_click=_take_folder, icon=":material/folder_open:")
    _import_state()


def _take_uploads() -> None:
    files = [Upload(file.name, file.getvalue()) for file in st.session_state.get(UPLOADS) or []]
    if files:
        with guarded():
            resources.importer().take_uploads(files, "、".join(file.name for file in files)[:500])


def _take_folder() -> None:
    path = (st.session_state.get(FOLDER) or "").strip().strip("\"'")
    if path:
        with guarded():
            resources.importer().take_path(Path(path).expanduser())


def _import_state() -> None:
    job = resources.importer().job
    if job.running:
        _running_import()
    elif job.reports or job.fault:
        _finished_import()


@st.fragment(run_every=1.0)
def _running_import() -> None:
    job = resources.importer().job
    if not job.running:
        st.rerun()
    share = min(1.0, job.done / job.total) if job.total else 0.0
    st.progress(share, text=t("data.importing", done=job.done, total=job.total or "…") + import_counts(job.reports))


def _finished_import() -> None:
    job = resources.importer().job
    if job.fault:
        message = job.trouble if job.trouble and language() == "zh" else t("fault.unexpected", number=job.fault)
        st.error(plain_markdown(t("data.import_stopped") + message))
    if job.reports:
        st.html(note(t("data.imported", done=job.done) + import_counts(job.reports) + _searchable(job.indexed)))
        st.html(import_table(job.reports))
        header = [t(f"column.{name}") for name in COLUMNS]
        csv_button(
            t("data.import_csv"), t("data.import_name"), header, lambda: [import_row(r) for r in job.reports], "ic"
        )


def _searchable(indexed: bool) -> str:
    return t("data.searchable") if indexed else t("data.not_yet_searchable")


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


def _batches() -> None:
    shown = [batch for batch in resources.store().batches() if batch.sources or batch.refused]
    for batch in shown[:20]:
        words, button = st.columns([5, 1], vertical_alignment="center")
        own = batch.origin == SEED_ORIGIN
        line = t("data.batch", id=batch.id, time=batch.started_at.replace("T", " ").removesuffix("Z"))
        numbers = t("data.batch_counts", sources=batch.sources, refused=batch.refused)
        words.html(
            tag("div", span(line, "micha-term") + span(batch.origin, "micha-path") + span(numbers), "micha-batch")
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
        _removed(lambda: len(remove(store, store.find_number(asked) or [asked])))


def _removed(work: object) -> None:
    try:
        n = work() if callable(work) else 0
        st.session_state["removed"] = t("data.removed", n=n, folder=resources.settings().home_dir / "backups")
    except MichaError as fault:
        st.session_state["removed"] = told(fault)
    resources.worker().wake()


def _backup() -> None:
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


PARTS = {"overview": _overview, "import": _imports, "index": _index, "batches": _batches, "backup": _backup}

page()
