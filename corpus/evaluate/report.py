"""An evaluation as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.evaluate.score import Evaluation
from corpus.evaluate.tally import Figures


def report_lines(evaluation: Evaluation) -> Iterator[str]:
    """The figures, a line each, rates in per cent."""
    missing = f"，无预测：{' '.join(evaluation.missing)}" if evaluation.missing else ""
    yield f"文书 {evaluation.documents} 份{missing}"
    yield from ("", "文书字段，正确率 %")
    for name, rate in evaluation.fields.items():
        yield f"  {name:24} {_percent(rate)}"
    yield f"  {'mean':24} {_percent(evaluation.fields_mean)}"
    for name, rate in evaluation.singles.items():
        yield f"  {name:24} {_percent(rate)}"
    yield from ("", "列表与认定，%")
    for name, figures in evaluation.lists.items():
        yield _line(name, figures)
    yield f"  {'findings floor F1':24} {_percent(evaluation.floor)}   固定列表，不读文本"
    yield f"  {'findings macro F1':24} {_percent(evaluation.findings_macro_f1)}"
    yield from ("", "认定，按结果（=）与争点，%")
    for name, figures in evaluation.by_issue.items():
        yield _line(name, figures)


def _line(name: str, f: Figures) -> str:
    return f"  {name:24} P {_percent(f.p)}  R {_percent(f.r)}  F1 {_percent(f.f1)}   ({f.hit} / {f.pred} / {f.gold})"


def _percent(value: float | None) -> str:
    return "    –" if value is None else f"{100 * value:5.1f}"
