"""The substantive rules a court applied: which version of the law, which interpretation (codebook, regime)."""

from __future__ import annotations

from typing import cast

from corpus.codes import AuclVersion, InterpretationVersion
from corpus.model import Judgment, Regime, Statute
from corpus.parse.statutes import named_laws, resolve
from corpus.parse.values_fold import fold
from corpus.parse.values_rules import Rule, load_rules


def _rule(kind: str) -> Rule:
    return next(rule for rule in load_rules("rules/regime") if rule.kind == kind)


def _applied(statutes: tuple[Statute, ...], named: frozenset[str], kind: str) -> bool:
    """Whether an interpretation is applied: by an article that is not only about time, or named without one."""
    articles = [one.article for one in statutes if _rule(kind).find(one.law)]
    if articles:
        return any(not _rule("temporal").find(article) for article in articles)
    return any(_rule(kind).find(law) for law in named)


def read_regime(judgment: Judgment) -> Regime:
    """The regime of a judgment whose statutes are read; both None where this law is not applied at all."""
    cited = [one for one in judgment.statutes if _rule("aucl").find(one.law)]
    folded = fold(judgment.text)
    named = named_laws(folded, judgment.sections)
    aucl = next((one.version for one in cited if one.version), None)
    law = next((name for name in named if _rule("aucl").find(name)), None)
    if aucl is None and law is not None:
        document = judgment.document
        date = document.date or (f"{document.year}-12-31" if document.year else None)
        aucl = resolve(law, frozenset(), folded, judgment.sections, date)
    if aucl is None:
        return Regime()
    held = next((kind for kind in ("2020", "2007") if _applied(judgment.statutes, named, kind)), "none")
    return Regime(cast(AuclVersion, aucl), cast(InterpretationVersion, held))
