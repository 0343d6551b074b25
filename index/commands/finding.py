"""search, similar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, cast

import typer

from corpus import codes
from corpus.codes import Kind
from corpus.commands.output import WRONG_USE, faults_named, log, print_json, say
from corpus.settings import load_settings
from index.commands.lines import NoHitsLine, hit_line, similar_line
from index.commands.note_words import note_words
from index.errors import FilterError, FilterValueError
from index.evaluate.beir import BeirText, read_lines
from index.library import open_current
from index.search import search, similar
from index.search.filters import to_filter
from index.types import DEFAULT_KINDS, Hit, Mode, SearchRequest, SearchResult

AsJson = Annotated[bool, typer.Option("--json", help="每行输出一个 JSON 对象。")]
Count = Annotated[int, typer.Option("-k", min=1, max=1000, help="返回件数。")]
Kinds = Annotated[str, typer.Option(help="检索的类别，逗号分隔：judgment,official,digest,sample。")]
MODES = ("hybrid", "bm25", "dense")
USUAL_KINDS = ",".join(DEFAULT_KINDS)


def register(app: typer.Typer) -> None:
    """Adds these commands."""
    app.command("search")(search_command)
    app.command("similar")(similar_command)


def search_command(
    text: Annotated[str | None, typer.Argument(help="案情；“引号”内为必须出现的字句；案号直达其案。")] = None,
    k: Count = 10,
    conditions: Annotated[list[str] | None, typer.Option("--filter", help="字段=取值，可重复。")] = None,
    mode: Annotated[str, typer.Option(help="hybrid、bm25 或 dense。")] = "hybrid",
    kinds: Kinds = USUAL_KINDS,
    queries: Annotated[Path | None, typer.Option(help="多个查询的 JSONL 文件：每行 {_id, text}。")] = None,
    as_json: AsJson = False,
) -> None:
    """按案情检索案例。"""
    with faults_named(WRONG_USE):
        requests = list(_requests(text, queries, k, conditions or [], mode, kinds))
    with faults_named():
        library = open_current(load_settings(), _progress, with_encoder=mode != "bm25")
        for query_id, request in requests:
            _print(query_id, search(request, library), as_json)
        library.close()


def similar_command(
    key: Annotated[str, typer.Argument(help="案例的键（见 corpus list）。")],
    k: Count = 10,
    kinds: Kinds = USUAL_KINDS,
    as_json: AsJson = False,
) -> None:
    """与一件案例相似的案例；其本身及同一争议的其他审级不在其中。"""
    with faults_named(WRONG_USE):
        chosen = _kinds(kinds)
    with faults_named():
        library = open_current(load_settings(), _progress, with_encoder=False)
        found = similar(key, library, k, chosen)
        library.close()
    for similar_hit in found:
        if as_json:
            print_json(similar_line(similar_hit.hit, similar_hit.shared, key))
        else:
            _say_hit(similar_hit.hit)
    if not found:
        print_json(NoHitsLine(key)) if as_json else say("没有相似的案例。")


def _progress(stage: str, done: int, total: int) -> None:
    log(f"索引更新 {done}/{total}")


def _requests(
    text: str | None, queries: Path | None, k: int, conditions: Sequence[str], mode: str, kinds: str
) -> Iterator[tuple[str | None, SearchRequest]]:
    """Every query with its id. Raises FilterError and its kin for wrong use, before anything is opened."""
    if mode not in MODES:
        raise FilterValueError(f"没有检索方式“{mode}”。可用：{'、'.join(MODES)}。")
    if (text is None) == (queries is None):
        raise FilterError("请给出查询文字，或以 --queries 给出查询文件，二者择一。")
    if queries is not None and not queries.is_file():
        raise FilterError(f"没有这个查询文件：{queries}。")
    filters, chosen = _filters(conditions), _kinds(kinds)
    to_filter(filters, chosen)
    asked = (
        [(None, text or "")] if queries is None else [(line.id, line.text) for line in read_lines(queries, BeirText)]
    )
    for query_id, words in asked:
        yield query_id, SearchRequest(words, k, filters, cast(Mode, mode), chosen, facets=False)


def _filters(conditions: Sequence[str]) -> dict[str, tuple[str, ...]]:
    filters: dict[str, tuple[str, ...]] = {}
    for condition in conditions:
        name, equals, value = condition.partition("=")
        if not equals or not value:
            raise FilterError(f"筛选写作 字段=取值，不能是“{condition}”。")
        filters[name] = (*filters.get(name, ()), value)
    return filters


def _kinds(text: str) -> tuple[Kind, ...]:
    known = codes.codes(codes.Kind)
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in known:
            raise FilterValueError(f"没有类别“{name}”。可用：{'、'.join(known)}。")
    return tuple(cast(list[Kind], names))


def _print(query_id: str | None, result: SearchResult, as_json: bool) -> None:
    for note in result.notes:
        words = note_words(note)
        log(f"［{query_id}］{words}" if query_id else words)
    for hit in result.hits:
        print_json(hit_line(hit, query_id)) if as_json else _say_hit(hit)
    if not result.hits:
        print_json(NoHitsLine(query_id)) if as_json else say("没有找到案例。")


def _say_hit(hit: Hit) -> None:
    head = "  ".join(str(part) for part in (hit.display_number, hit.court, hit.date or hit.year, hit.title) if part)
    say(f"{hit.rank}. {head}")
    for passage in hit.passages:
        say(f"   ［{passage.section}］{passage.text}")
