"""The commands of `python -m analysis`."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from analysis.breakdown import known_breakdown
from analysis.population import Denominator, Population, Unit, select
from analysis.rates import RateRow, win_rates
from corpus.codes import KINDS, Relevance, codes
from corpus.commands.output import WRONG_USE, faults_named, print_json, say
from corpus.errors import MichaError, SettingsError
from corpus.seed import open_corpus
from corpus.settings import load_settings

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="统计：胜诉率与认定分布。"
)


@app.callback()
def main() -> None:
    """统计。"""


@app.command("stats")
def stats_command(
    by: Annotated[str | None, typer.Option("--by", help="分组字段，如 year、court_level、region、industry")] = None,
    unit: Annotated[str, typer.Option("--unit", help="document 按文书 / dispute 按争议")] = "document",
    denominator: Annotated[str, typer.Option("--denominator", help="merits 实体裁判 / all 全部")] = "merits",
    kinds: Annotated[str, typer.Option("--kinds", help="judgment,official,digest,sample")] = "judgment",
    relevance: Annotated[str, typer.Option("--relevance", help="core,mentioned,no")] = "core",
    json: Annotated[bool, typer.Option("--json", help="每行一个 JSON 对象")] = False,
) -> None:
    """胜诉率：每行写明分母、件数与 95% 威尔逊区间；不足 10 件只列件数。"""
    with faults_named(WRONG_USE):
        population = Population(
            _chosen("--kinds", kinds.split(","), KINDS),  # type: ignore[arg-type]
            _chosen("--relevance", relevance.split(","), codes(Relevance)),  # type: ignore[arg-type]
            _chosen("--unit", [unit], get_args(Unit))[0],  # type: ignore[arg-type]
        )
        within: Denominator = _chosen("--denominator", [denominator], get_args(Denominator))[0]  # type: ignore[assignment]
        known_breakdown(by)
    with faults_named():
        rows = _rows(population, by, within)
    for row in rows:
        print_json(row) if json else say(_sentence(row))


def _chosen(option: str, given: list[str], allowed: tuple[str, ...]) -> tuple[str, ...]:
    wrong = [value for value in given if value not in allowed]
    if wrong:
        raise SettingsError(f"{option} 不接受 {'、'.join(wrong)}。可用：{'、'.join(allowed)}。")
    return tuple(given)


def _rows(population: Population, by: str | None, denominator: Denominator) -> list[RateRow]:
    store = open_corpus(load_settings())
    if set(population.kinds) & {"digest", "official"}:
        raise MichaError("摘要与官方案例是被公开宣传的案件，不能据以计算胜诉率。请只用 judgment（或演示用的 sample）。")
    return win_rates(select(store.records(population.kinds), population), by, denominator, population.unit)


def _sentence(row: RateRow) -> str:
    name = f"{row.by}={row.value or '（未载明）'}\t" if row.by else ""
    base = f"{name}n={row.n}（分母：{row.denominator}，单位：{row.unit}）\t胜诉 {row.wins}"
    if row.rate is None:
        return f"{base}\t不足 10 件，不计比率"
    return f"{base}\t{row.rate:.1%}［{row.low:.1%}–{row.high:.1%}］"
