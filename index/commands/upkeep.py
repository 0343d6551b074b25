"""build, status, evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corpus.commands.output import REFUSED, faults_named, log, print_json, say
from corpus.commands.schemas import write_schemas
from corpus.settings import load_settings
from index.build import BuildReport
from index.commands.lines import StatusLine
from index.commands.schemas import FOLDER, LINES
from index.engine.protocol import Matching
from index.evaluate import Measured, evaluate, read_beir
from index.library import Library, build_library, find_encoder, open_for_building, open_library
from index.passages import NOT_EMBEDDED

AsJson = Annotated[bool, typer.Option("--json", help="每行输出一个 JSON 对象。")]
STAGES = {"text": "词语索引", "vectors": "语义向量"}


def register(app: typer.Typer) -> None:
    """Adds these commands."""
    app.command("build")(build)
    app.command("status")(status)
    app.command("evaluate")(evaluate_command)
    app.command("schemas", hidden=True)(schemas)


def build(
    engine: Annotated[str | None, typer.Option(help="检索引擎。")] = None,
    encoder: Annotated[str | None, typer.Option(help="语义模型：default、none、模型名或本地文件夹。")] = None,
    anew: Annotated[bool, typer.Option("--anew", help="删除现有索引，从语料库重建。")] = False,
    as_json: AsJson = False,
) -> None:
    """建立或更新索引：先词语（随即可检索），后语义向量。可随时中断，再次运行即续建。"""
    with faults_named():
        settings = load_settings(engine=engine, encoder=encoder)
        library = open_for_building(settings, anew=anew)
        try:
            _tell_repairs(library)
            report = build_library(settings, library, show_progress)
            library.encoder = find_encoder(settings)
            if library.encoder is not None:
                report = _joined(report, build_library(settings, library, show_progress))
        finally:
            library.close()
    if as_json:
        print_json(report)
    else:
        say(f"已索引 {report.indexed} 件，移除 {report.deleted} 件，新增向量 {report.embedded} 条。")
        if report.without_vectors:
            say(f"尚有 {report.without_vectors} 段没有语义向量，检索将仅按词语进行或部分按语义进行。")


def status(as_json: AsJson = False) -> None:
    """索引的状态：件数、代次、版本，是否与语料库一致。"""
    with faults_named():
        library = open_library(load_settings(), with_encoder=False)
        line = status_line(library)
        library.close()
    if as_json:
        print_json(line)
        return
    say(f"引擎 {line.engine}：{line.judgments} 件，{line.passages} 段，其中 {line.without_vectors} 段没有语义向量。")
    say("索引与语料库一致。" if line.up_to_date else "语料库已有变动，请运行 python -m index build。")


def evaluate_command(
    folder: Annotated[Path, typer.Argument(help="BEIR 格式的文件夹。")],
    encoder: Annotated[str | None, typer.Option(help="语义模型；none 只测词语检索。")] = None,
    as_json: AsJson = False,
) -> None:
    """以标注查询集测量检索质量：nDCG@10、MRR@10、recall@100。"""
    with faults_named():
        settings = load_settings(encoder=encoder)
        judged = read_beir(folder)
        found = None if settings.encoder == "none" else find_encoder(settings)
        rows = evaluate(judged, found, settings, show_progress)
    for row in rows:
        print_json(row) if as_json else say(_row(row))
    if found is None and settings.encoder != "none":
        raise typer.Exit(REFUSED)


def schemas() -> None:
    """更新 index/schemas/ 中的 JSON Schema（供开发者）。"""
    write_schemas(FOLDER, LINES)


def status_line(library: Library) -> StatusLine:
    """The library's state as one line."""
    engine, versions, repaired = library.engine, library.engine.versions(), library.engine.repaired()
    return StatusLine(
        engine=engine.name,
        judgments=engine.count(Matching()),
        passages=engine.count_passages(),
        without_vectors=len(engine.without_vectors(NOT_EMBEDDED)),
        generation=engine.generation(),
        store_generation=library.store.generation(),
        up_to_date=engine.generation() == library.store.generation(),
        analyser=versions.analyser,
        encoder=versions.encoder,
        repaired=repaired.keys,
        reset=repaired.reset,
    )


def show_progress(stage: str, done: int, total: int) -> None:
    """A line of progress on stderr."""
    log(f"{STAGES[stage]} {done}/{total}")


def _tell_repairs(library: Library) -> None:
    repaired = library.engine.repaired()
    if repaired.keys:
        log(f"上次写入被中断：{len(repaired.keys)} 件未写完，现从语料库重新写入。")
    if repaired.reset:
        log("索引各部分不一致，已清空，现从语料库重建。")


def _joined(text: BuildReport, vectors: BuildReport) -> BuildReport:
    return BuildReport(
        indexed=text.indexed + vectors.indexed,
        deleted=text.deleted + vectors.deleted,
        embedded=vectors.embedded,
        without_vectors=vectors.without_vectors,
        generation=vectors.generation,
        rebuilt=text.rebuilt,
        repaired=text.repaired,
    )


def _row(row: Measured) -> str:
    scores = f"nDCG@10 {row.ndcg_10:.3f}  MRR@10 {row.mrr_10:.3f}  recall@100 {row.recall_100:.3f}"
    return f"{row.mode:7} {scores}  （{row.queries} 个查询）"
