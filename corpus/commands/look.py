"""Commands that only look: show, list, export, verify, evaluate, batches."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corpus.codes import Kind, codes
from corpus.commands.output import REFUSED, WRONG_USE, faults_named, log, print_json, say
from corpus.commands.schemas import FOLDER, LINES, write_schemas
from corpus.evaluate import evaluate
from corpus.evaluate.floor import floor
from corpus.evaluate.report import report_lines
from corpus.forms import list_line, show_line
from corpus.predict import predict
from corpus.seed import open_corpus
from corpus.settings import load_settings
from corpus.store import export, verify

Json = Annotated[bool, typer.Option("--json", help="每行一个 JSON 对象")]


def register(app: typer.Typer) -> None:
    """Adds this module's commands."""
    app.command("show")(show_command)
    app.command("list")(list_command)
    app.command("export")(export_command)
    app.command("verify")(verify_command)
    app.command("evaluate")(evaluate_command)
    app.command("batches")(batches_command)
    app.command("schemas", hidden=True)(schemas_command)


def show_command(key: str, json: Json = False) -> None:
    """显示一份文书的全部信息。"""
    with faults_named():
        record = open_corpus(load_settings()).get(key)
    line = show_line(record)
    if json:
        print_json(line)
        return
    head = line.judgment.document
    say(f"{line.title}\n{head.court or '法院未见'}　{line.display_number}　{head.date or head.year or '日期未见'}")
    for finding in line.judgment.findings:
        say(f"{finding.issue}\t{finding.finding}\t{finding.holder}\t{finding.quote or ''}")


def list_command(
    kind: Annotated[str | None, typer.Option("--kind", help="judgment / official / digest / sample")] = None,
    json: Json = False,
) -> None:
    """列出语料库中的文书。"""
    if kind is not None and kind not in codes(Kind):
        log(f"没有这一类：{kind}。可用：{'、'.join(codes(Kind))}。")
        raise typer.Exit(WRONG_USE)
    with faults_named():
        store = open_corpus(load_settings())
        for record in store.records(None if kind is None else (kind,)):  # type: ignore[arg-type]
            line = list_line(record)
            if json:
                print_json(line)
            else:
                when = line.date or line.year or ""
                say(f"{line.kind}\t{line.display_number}\t{line.title}\t{line.court or ''}\t{when}")


def export_command(folder: Path, json: Json = False) -> None:
    """把整个语料库写成 JSONL（可用 import 读回）。"""
    with faults_named():
        manifest = export(open_corpus(load_settings()), folder)
    print_json(manifest) if json else say(f"已导出 {manifest.records} 份文书（{manifest.sources} 个来源）到 {folder}")


def verify_command(json: Json = False) -> None:
    """检查语料库，指出每一处不一致。"""
    faults = 0
    with faults_named():
        for fault in verify(open_corpus(load_settings())):
            faults += 1
            print_json(fault) if json else say(f"{fault.code}\t{fault.subject}\t{fault.message}")
    if faults:
        raise typer.Exit(REFUSED)
    if not json:
        say("没有发现不一致。")


def evaluate_command(gold_dir: Path, json: Json = False) -> None:
    """用人工编码的判决评测解析与标注的准确度。"""
    if not gold_dir.is_dir():
        log(f"{gold_dir} 不是文件夹。")
        raise typer.Exit(WRONG_USE)
    with faults_named():
        evaluation = evaluate(gold_dir, predict, [floor()])
    if json:
        print_json(evaluation)
    else:
        for line in report_lines(evaluation):
            say(line)
    if evaluation.missing:
        log(f"有 {len(evaluation.missing)} 份文书没有读出，按空白计分：{'、'.join(evaluation.missing)}。")
        raise typer.Exit(REFUSED)


def schemas_command() -> None:
    """写出各命令 JSON 输出的 JSON Schema。"""
    write_schemas(FOLDER, LINES)


def batches_command(json: Json = False) -> None:
    """列出各次导入（编号可用于 remove --batch）。"""
    with faults_named():
        store = open_corpus(load_settings())
        for batch in store.batches():
            text = f"{batch.id}\t{batch.started_at}\t{batch.origin}\t{batch.sources} 份，拒收 {batch.refused} 份"
            print_json(batch) if json else say(text)
