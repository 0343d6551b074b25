"""The import part of the data page: choosing, progress, outcomes."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from app import resources
from app.components.downloads import csv_button
from app.components.faults import guarded
from app.components.here import language, t
from app.components.import_rows import COLUMNS, import_counts, import_row, import_table
from app.components.markup import note, plain_markdown
from app.importer import Upload

UPLOADS, FOLDER = "upload-files", "import-folder"


def import_panel() -> None:
    """Files from the browser, a folder of this machine, and what became of them."""
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
