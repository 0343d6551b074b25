"""裁判要旨: each issue as a question, upheld and rejected side by side, each holding with its sentence and its case."""

from __future__ import annotations

import streamlit as st

from analysis.holdings import FIELDS, Holding, cases, narrow, of_result, values_of
from app import resources
from app.components.bound import enter_many, enter_one, keep
from app.components.faults import guarded
from app.components.figures import count
from app.components.filter_values import value_label
from app.components.here import language, t
from app.components.holding_card import holding_card
from app.components.markup import escape, note, tag
from app.components.search_session import WITH_SAMPLES
from corpus.codes import STAGES, Issue, Kind, Result, Stage
from corpus.knowledge.labels import issue_words, label

ISSUE, SAMPLES, PAGE = "holdings-issue", "holdings-samples", "holdings-page"
ALL_ISSUES: tuple[Issue, ...] = tuple(issue for issues in STAGES.values() for issue in issues)
COLUMNS: tuple[Result, ...] = ("upheld", "rejected")
PER_PAGE = 8
REAL: tuple[Kind, ...] = ("judgment", "official", "digest")


def page() -> None:
    """Draws the page."""
    st.title(t("nav.holdings"), anchor=False)
    st.session_state.setdefault(SAMPLES, bool(st.session_state.get(WITH_SAMPLES)))
    samples = st.session_state[SAMPLES]
    kinds: tuple[Kind, ...] = (*REAL, "sample") if samples else REAL
    held = resources.holdings(kinds)
    issue = _choose_issue(held)
    with guarded():
        chosen = _filters(tuple(h for h in held if h.issue == issue))
        words = issue_words(issue)
        st.subheader(words.question.of(language()), anchor=False)
        st.html(tag("div", escape(t("holdings.upheld_means", text=words.upheld_means.of(language()))), "micha-hint"))
        _counts(chosen)
        _columns(chosen, issue)


def _choose_issue(held: tuple[Holding, ...]) -> Issue:
    enter_one(ISSUE, "issue", ALL_ISSUES, "confidentiality")
    numbers = {issue: len({h.key for h in held if h.issue == issue}) for issue in ALL_ISSUES}
    issue = st.selectbox(
        t("holdings.issue"),
        ALL_ISSUES,
        format_func=lambda code: (
            f"{_stage(code)} · {label('issue', code, language())}" + t("case.bracket", text=numbers[code])
        ),
        key=ISSUE,
        on_change=_first_page,
    )
    keep("issue", issue)
    return issue


def _stage(issue: Issue) -> str:
    stage: Stage = next(stage for stage, issues in STAGES.items() if issue in issues)
    return label("stage", stage, language()).partition("：")[0].partition(":")[0]


def _first_page() -> None:
    st.session_state[PAGE] = 1


def _filters(holdings: tuple[Holding, ...]) -> tuple[Holding, ...]:
    chosen: dict[str, tuple[str, ...]] = {}
    with st.sidebar:
        st.html(f'<div class="micha-side-title">{escape(t("filter.title"))}</div>')
        st.toggle(t("holdings.samples"), key=SAMPLES, on_change=_first_page)
        for field in FIELDS:
            counts = values_of(holdings, field)
            key = f"holdings-{field}"
            enter_many(key, field)
            options = list(dict.fromkeys([*counts, *st.session_state[key]]))
            if not options:
                continue
            picked = st.multiselect(
                t(f"field.{field}"),
                options,
                format_func=lambda value, field=field, counts=counts: (  # type: ignore[misc]
                    f"{value_label(field, value, language())} · {counts.get(value, 0)}"
                ),
                key=key,
                placeholder=t("filter.any"),
                on_change=_first_page,
                select_all=False,
            )
            keep(field, picked)
            chosen[field] = tuple(picked)
    return narrow(holdings, chosen)


def _counts(holdings: tuple[Holding, ...]) -> None:
    numbers = cases(holdings)
    if not numbers:
        st.html(note(t("holdings.empty")))
        return
    parts = t("why.comma").join(f"{t(f'badge.{kind}')} {count(n)}" for kind, n in sorted(numbers.items()))
    st.html(note(t("holdings.counts", cases=count(sum(numbers.values())), parts=parts) + t("holdings.digest_note")))


def _columns(holdings: tuple[Holding, ...], issue: Issue) -> None:
    columns = {result: of_result(holdings, issue, result) for result in COLUMNS}
    pages = max(1, *(-(-len(found) // PER_PAGE) for found in columns.values()))
    at = min(int(st.session_state.get(PAGE, 1)), pages)
    for place, (result, found) in zip(st.columns(2, gap="large"), columns.items(), strict=True):
        shown = found[(at - 1) * PER_PAGE : at * PER_PAGE]
        with place:
            _column(issue, result, found, shown)
    if pages > 1:
        st.session_state[PAGE] = at
        st.pagination(pages, key=PAGE)


def _column(issue: Issue, result: Result, found: tuple[Holding, ...], shown: tuple[Holding, ...]) -> None:
    name = issue_words(issue).chip(result).of(language())
    title = t("holdings.column", result=name, cases=sum(cases(found).values()), n=len(found))
    st.html(tag("div", escape(title), f"micha-column micha-{result}"))
    if not found:
        st.html(tag("p", escape(t("holdings.none")), "micha-faint"))
        return
    read = resources.store().get
    st.html("".join(holding_card(holding, read(holding.key)) for holding in shown))


page()
