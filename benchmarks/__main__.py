"""`python -m benchmarks [NAME...] [--write]`: measures again and says OK, DRIFT, FAIL or ABSENT for every figure."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Annotated

import typer

from benchmarks.figures import Row, read_figures, renewed, write_figures
from benchmarks.measured import AbsentError, Measured
from benchmarks.measures import MEASURES, SLOW, run
from benchmarks.measures.accuracy import keep_items
from corpus.commands.output import REFUSED, WRONG_USE, faults_named, log, say

app = typer.Typer(add_completion=False)


@app.command()
def main(
    names: Annotated[
        list[str] | None, typer.Argument(help=f"{'、'.join(MEASURES)}；不写则测除 {'、'.join(SLOW)} 外全部。")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="把测得的数值写为 figures.yaml 的预期值。")] = False,
) -> None:
    """重新测量各项指标，并与 figures.yaml 的预期值和目标对照。"""
    wanted = names or [name for name in MEASURES if name not in SLOW]
    if unknown := [name for name in wanted if name not in MEASURES]:
        log(f"没有这项测量：{'、'.join(unknown)}。可用：{'、'.join(MEASURES)}。")
        raise typer.Exit(WRONG_USE)
    with faults_named():
        failed = [name for name in wanted if not _measure(name, write)]
    if failed:
        raise typer.Exit(REFUSED)


def _measure(name: str, write: bool) -> bool:
    """Measures in a process of its own; whether no target was missed."""
    try:
        with ProcessPoolExecutor(1, get_context("spawn")) as process:
            found: list[Measured] = process.submit(run, name).result()
            if write and name == "accuracy":
                process.submit(keep_items).result()
    except AbsentError as fault:
        say(f"ABSENT {name}：{fault}")
        return True
    rows = read_figures()
    if write:
        rows = renewed(rows, name, found)
        write_figures(rows)
    return report(name, [row for row in rows if row.measure == name], found)


def report(name: str, rows: Sequence[Row], found: Sequence[Measured]) -> bool:
    """Prints a line a figure; whether no target was missed."""
    held = {row.metric: row for row in rows}
    verdicts = []
    for item in found:
        row = held.pop(item.metric, None)
        verdicts.append(row.judge(item.value) if row else "DRIFT")
        say(_line(name, item, row, verdicts[-1]))
        for line in item.detail:
            say(f"         {line}")
    for metric in held:
        say(f"ABSENT {name} {metric}：这次没有测得")
    return "FAIL" not in verdicts


def _line(name: str, item: Measured, row: Row | None, verdict: str) -> str:
    absolute = "  ".join(f"{key}={value:g}" for key, value in item.absolute.items())
    promise = f"，目标 {_promise(row)}" if row and row.target else ""
    expected = f"预期 {row.expected:g} ± {row.tolerance:g}{promise}" if row else "figures.yaml 中没有这一行"
    return f"{verdict:6} {name} {item.metric} = {item.value:.3f}（{expected}）  {absolute}"


def _promise(row: Row) -> str:
    bounds = (("≤", row.target.at_most), ("≥", row.target.at_least)) if row.target else ()
    return " ".join(f"{sign} {bound:g}" for sign, bound in bounds if bound is not None)


if __name__ == "__main__":
    app()
