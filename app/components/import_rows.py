"""What became of each imported document, as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analysis.export import Cell
from app.components.here import language, t
from app.components.links import case_address
from app.components.markup import escape, span, tag
from corpus.codes import ImportOutcome, codes
from corpus.knowledge.labels import label, labels
from corpus.store import ImportReport

COLUMNS = ("file", "import_outcome", "title", "reason")
SHOWN = 200  # rows on the page; the CSV holds all


def import_counts(reports: Sequence[ImportReport]) -> str:
    """`新增 3 · 未收录 1`."""
    counts = Counter[str](report.outcome for report in reports)
    return "　" + " · ".join(
        f"{label('import_outcome', outcome, language())} {counts[outcome]}"
        for outcome in codes(ImportOutcome)
        if counts[outcome]
    )


def import_row(report: ImportReport) -> list[Cell]:
    """One line as text."""
    return [report.file, label("import_outcome", report.outcome, language()), report.title or "", reason_text(report)]


def reason_text(report: ImportReport) -> str:
    """Why a file was refused: the reason's label and, in Chinese, what to do."""
    if not report.reason:
        return ""
    name = label("refusal", report.reason, language()) if report.reason in labels("refusal") else report.reason
    return f"{name}：{report.message}" if report.message and language() == "zh" else name


def import_table(reports: Sequence[ImportReport]) -> str:
    """The refused first, then the rest; a title leads to its case."""
    ordered = sorted(reports, key=lambda report: report.outcome != "refused")
    head = tag("tr", "".join(tag("th", escape(t(f"column.{name}"))) for name in COLUMNS))
    body = "".join(_table_row(report) for report in ordered[:SHOWN])
    more = len(reports) - SHOWN
    foot = tag("div", escape(t("data.more_rows", n=more)), "micha-faint") if more > 0 else ""
    table = tag("table", tag("thead", head) + tag("tbody", body), "micha-table micha-imports")
    return tag("div", table, "micha-scroll") + foot


def _table_row(report: ImportReport) -> str:
    outcome = span(label("import_outcome", report.outcome, language()), f"micha-badge micha-import-{report.outcome}")
    title = escape(report.title or "")
    if report.key and report.title:
        title = tag("a", title, href=case_address(report.key), target="_self")
    cells = (span(report.file, "micha-path"), outcome, title, escape(reason_text(report)))
    return tag("tr", "".join(tag("td", cell) for cell in cells))
