"""统计: win rates, element funnel, sums; counts of digests; published figures. Every figure names its denominator."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import streamlit as st

from analysis.amounts import amounts
from analysis.breakdown import READERS
from analysis.funnel import first_losses, funnel
from analysis.population import Denominator, Population, Unit, select
from analysis.rates import outcome_counts, win_rates
from app import resources
from app.components import statistics_charts as charts
from app.components.bound import enter_one, keep
from app.components.chart_block import chart_block
from app.components.chart_frame import Frame
from app.components.faults import guarded
from app.components.figures import count
from app.components.here import t
from app.components.links import DATA_PAGE
from app.components.markup import escape, note, tag
from app.components.published_charts import published_part
from corpus.codes import Kind, Relevance
from corpus.model import Record

PART, BY, UNIT, RELEVANCE, DENOMINATOR = (
    f"statistics-{name}" for name in ("part", "by", "unit", "relevance", "denominator")
)
RELEVANCES = ("core", "core_mentioned")
PARTS = ("rates", "funnel", "amounts", "digests", "published")
BREAKDOWNS = ("none", *(name for name in READERS if name != "court"))


def page() -> None:
    """Draws the page."""
    st.title(t("nav.statistics"), anchor=False)
    enter_one(PART, "part", PARTS, "rates" if resources.store().kinds_count().get("judgment") else "published")
    with st.container(horizontal=True, vertical_alignment="center", gap="large", key="statistics-head"):
        part = st.segmented_control(
            t("stats.part"),
            PARTS,
            required=True,
            format_func=lambda name: t(f"stats.part_{name}"),
            key=PART,
            label_visibility="collapsed",
        )
        samples = st.toggle(t("stats.demonstration"), key="statistics-samples", help=t("stats.demonstration_help"))
    part = part or "rates"  # the control is required; its type does not say so
    keep("part", part)
    with guarded():
        if part == "published":
            published_part()
        elif part == "digests":
            _digests()
        else:
            _own(part, samples)


def _own(part: str, samples: bool) -> None:
    kinds: tuple[Kind, ...] = ("sample",) if samples else ("judgment",)
    if samples:
        st.html(note(t("stats.demonstration_on"), "sample"))
    unit, relevance, denominator = _choices(part)
    chosen = select(resources.records(kinds), Population(kinds, relevance, unit))
    if not chosen:
        st.html(note(t("stats.empty")))
        st.page_link(DATA_PAGE, label=t("stats.to_import"), icon=":material/upload_file:")
        return
    wide = "core" if relevance == ("core",) else "core_mentioned"
    frame = Frame(samples, unit, t("stats.scope", relevance=t(f"stats.relevance_{wide}")))
    if part == "rates":
        _rates(chosen, denominator, frame)
    elif part == "funnel":
        _funnel(chosen, frame)
    else:
        _amounts(chosen, frame)


def _choices(part: str) -> tuple[Unit, tuple[Relevance, ...], Denominator]:
    left, middle, right = st.columns(3)
    enter_one(UNIT, "unit", get_args(Unit), "document")
    enter_one(RELEVANCE, "relevance", RELEVANCES, "core")
    unit: Unit = left.selectbox(t("stats.unit"), get_args(Unit), format_func=lambda u: t(f"unit.{u}"), key=UNIT)
    wide = middle.selectbox(
        t("stats.relevance"),
        RELEVANCES,
        format_func=lambda r: t(f"stats.relevance_{r}"),
        key=RELEVANCE,
    )
    relevance: tuple[Relevance, ...] = ("core",) if wide == "core" else ("core", "mentioned")
    keep("unit", unit, "document")
    keep("relevance", wide, "core")
    denominator: Denominator = "merits"
    if part == "rates":
        enter_one(DENOMINATOR, "denominator", get_args(Denominator), "merits")
        denominator = right.selectbox(
            t("stats.denominator"),
            get_args(Denominator),
            format_func=lambda d: t(f"denominator.{d}"),
            key=DENOMINATOR,
        )
        keep("denominator", denominator, "merits")
    return unit, relevance, denominator


def _show(shown: charts.Shown, key: str) -> None:
    chart_block(shown.chart, shown.name, shown.header, shown.rows, shown.foot, key)


def _rates(chosen: list[Record], denominator: Denominator, frame: Frame) -> None:
    enter_one(BY, "by", BREAKDOWNS, "court_level")
    by = st.selectbox(
        t("stats.by"),
        BREAKDOWNS,
        format_func=lambda name: (
            t("stats.by_none") if name == "none" else t(f"field.{charts.ROLE_FIELDS.get(name, name)}")
        ),
        key=BY,
        width=320,
    )
    keep("by", by)
    whole = charts.rates(win_rates(chosen, None, denominator, frame.unit), None, frame)
    _show(whole, "rates-all")
    if by != "none":
        _show(charts.rates(win_rates(chosen, by, denominator, frame.unit), by, frame), "rates-by")


def _funnel(chosen: list[Record], frame: Frame) -> None:
    _show(charts.element_funnel(funnel(chosen), len(chosen), frame), "funnel")
    losses = first_losses(chosen)
    if losses:
        _show(charts.first_losses(losses, frame), "losses")


def _amounts(chosen: list[Record], frame: Frame) -> None:
    shown = charts.sums(amounts(chosen), frame)
    if shown:
        _show(shown, "amounts")
    else:
        st.html(note(t("stats.few_amounts")))


def _digests() -> None:
    held = resources.records(("digest", "official"))
    st.html(note(t("stats.digests_note"), "warning"))
    if not held:
        st.html(note(t("stats.no_digests")))
        return
    civil = [r for r in held if r.judgment.document.case_type == "civil"]
    st.write(t("stats.digests_count", n=count(len(held)), civil=count(len(civil))))
    bases = Counter(r.digest.outcome_basis for r in civil if r.digest)
    known = t("why.comma").join(f"{basis} {count(n)}" for basis, n in bases.most_common())
    st.html(tag("div", escape(t("case.basis", basis=known)), "micha-hint"))
    _show(charts.outcomes(outcome_counts(civil), None, t("chart.digest_outcomes"), t("stats.digests_note")), "digests")
    _show(
        charts.outcomes(outcome_counts(civil, "year"), "year", t("chart.digest_years"), t("chart.publication")),
        "digest-years",
    )


page()
