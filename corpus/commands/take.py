"""Commands that change the corpus: import, remove, refresh; and annotate, which stores nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from corpus.commands.output import REFUSED, WRONG_USE, faults_named, log, print_json, say
from corpus.derive import derive
from corpus.errors import IntakeError, MichaError
from corpus.forms import TEXT_LAYOUT, annotated_line
from corpus.importing import import_paths
from corpus.intake import Mapping, column_notes, read_file_parts, read_mapping
from corpus.knowledge.labels import label
from corpus.seed import open_corpus
from corpus.settings import load_settings
from corpus.store import ImportReport, Removal, Store, refresh, remove, remove_batch
from corpus.text import path_name

Json = Annotated[bool, typer.Option("--json", help="每行一个 JSON 对象")]


def register(app: typer.Typer) -> None:
    """Adds this module's commands."""
    app.command("import")(import_command)
    app.command("annotate")(annotate_command)
    app.command("remove")(remove_command)
    app.command("refresh")(refresh_command)


def import_command(
    paths: Annotated[list[Path], typer.Argument(help="文件或文件夹；也可以是导出的文件夹")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只说明会怎样（表格的列如何理解），不保存")] = False,
    map_file: Annotated[
        Path | None, typer.Option("--map", help="表格的列对照（YAML 或 JSON）：我们的字段: 列名，例如 text: 正文")
    ] = None,
    json: Json = False,
) -> None:
    """导入文书：识别格式、解析、标注、入库；逐份报告结果。"""
    with faults_named():
        mapping = read_mapping(map_file) if map_file else None
        store = open_corpus(load_settings())
        refused = (_dry_run if dry_run else _import)(store, paths, json, mapping)
    if refused:
        raise typer.Exit(REFUSED)


def _import(store: Store, paths: list[Path], json: bool, mapping: Mapping | None) -> int:
    refused = 0
    for report in import_paths(store, paths, mapping=mapping):
        refused += report.outcome == "refused"
        print_json(report) if json else say(_sentence(report))
    return refused


def _dry_run(store: Store, paths: list[Path], json: bool, mapping: Mapping | None) -> int:
    """Imports into a throw-away copy of the corpus, so that the report is exactly what an import would say.

    How the columns of tables are understood is told first, on stderr.
    """
    for path in paths:
        for note in column_notes(path, mapping):
            log(f"{note.file}\t{note.sentence}")
    with tempfile.TemporaryDirectory() as folder:
        copy = store.copy_to(Path(folder))
        try:
            return _import(copy, paths, json, mapping)
        finally:
            copy.close()


def _sentence(report: ImportReport) -> str:
    what = label("import_outcome", report.outcome, "zh")
    return f"{what}\t{report.file}\t{report.message or report.title or ''}"


def annotate_command(
    files: Annotated[list[Path], typer.Argument(help="文书文件")],
    json: Json = False,
) -> None:
    """标注文件并打印结果，不入库。"""
    with faults_named():
        refused = [_annotate(file, json) for file in files]
    if any(refused):
        raise typer.Exit(REFUSED)


def _annotate(file: Path, json: bool) -> bool:
    """Prints the documents of one file; True where one of them was refused."""
    name, stem, refused = path_name(file), path_name(Path(file.stem)), False
    for number, part in enumerate(read_file_parts(file), start=1):
        try:
            if isinstance(part, IntakeError):
                raise part
            coded, _ = derive(part, {})
            which = stem if number == 1 else f"{stem}#{number}"
            whole = part.layout == TEXT_LAYOUT and part.file == name  # else positions count in a text of our making
            line = annotated_line(coded, name, which, part.layout, with_text=not whole)
            print_json(line) if json else say(_brief(name, len(line.findings), line.document.case_number))
        except MichaError as fault:
            log(str(fault))
            refused = True
    return refused


def _brief(file: str, findings: int, number: str | None) -> str:
    return f"{file}\t{number or '案号未见'}\t认定 {findings} 项（加 --json 查看全部）"


def remove_command(
    keys: Annotated[list[str] | None, typer.Argument(help="文书的 key")] = None,
    batch: Annotated[int | None, typer.Option("--batch", help="撤销整个导入批次")] = None,
    json: Json = False,
) -> None:
    """移除文书（留有备份，可用 import 备份文件 撤销）。"""
    if bool(keys) == (batch is not None):
        log("请给出一个或多个 key，或者 --batch 编号（二者取一）。")
        raise typer.Exit(WRONG_USE)
    with faults_named():
        store = open_corpus(load_settings())
        removed: list[Removal] = remove(store, keys) if keys else remove_batch(store, batch or 0)
    for removal in removed:
        print_json(removal) if json else say(f"已移除\t{removal.title}\t撤销：python -m corpus import {removal.backup}")


def refresh_command(json: Json = False) -> None:
    """用当前版本的规则重新解析和标注（只重做有变化的）。"""
    with faults_named():
        store = open_corpus(load_settings())
        changed = refresh(store, lambda done, of: log(f"{done}/{of}") if done % 100 == 0 or done == of else None)
    print_json({"refreshed": changed}) if json else say(f"重新分析了 {changed} 份来源。")
