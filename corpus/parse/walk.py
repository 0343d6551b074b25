"""Which of the marks found are section starts: the closing parts first, then the told parts in their order."""

from __future__ import annotations

from corpus.parse.clean import Clean
from corpus.parse.cues import rule_named
from corpus.parse.marks import Mark, well_lined

_OWN = ("evidence", "facts")
_INSIDE_EARLIER = ("earlier_reasoning", "earlier_order", "earlier_facts")
_FOUND = ("facts.found", "facts.affirmed", "facts.second")


def find_close(marks: list[Mark], end: int, lined: bool) -> list[Mark]:
    """Reasoning, order and tail of this court, as far as the text has them. lined: line ends are paragraph ends."""
    order = _order(marks, end)
    tail = _tail(marks, order, end)
    stop = order.at if order else tail.at if tail else end
    reasoning = _reasoning(marks, stop, lined)
    return [mark for mark in (reasoning, order, tail) if mark]


def _order(marks: list[Mark], end: int) -> Mark | None:
    """The last list of the document's own: an earlier court's list stands before, an annex behind the bench."""
    bench = [mark.at for mark in marks if mark.rule == "tail.bench"]
    views = [mark.at for mark in marks if mark.kind == "reasoning"]
    lists = [m for m in marks if m.kind == "order" and m.at < end and (not bench or m.at < bench[-1])]
    tails = [mark.at for mark in marks if mark.kind == "tail" and mark.at < end]
    own = [m for m in lists if any(at < m.at for at in views)]
    bare = [m for m in lists if not views and any(at > m.at for at in tails)]
    return next(reversed(own or bare), None)


def _tail(marks: list[Mark], order: Mark | None, end: int) -> Mark | None:
    if order:
        return next((m for m in marks if m.kind == "tail" and order.at < m.at < end), None)
    bench = [m for m in marks if m.rule == "tail.bench" and m.at > end * 0.6]
    return bench[0] if bench else None


def _reasoning(marks: list[Mark], stop: int, lined: bool) -> Mark | None:
    """The first view of this court behind its last finding of fact (a view on evidence stands before that)."""
    facts = [m.at for m in marks if m.rule in _FOUND and m.at < stop and (m.line or not lined)]
    views = [m for m in marks if m.rule == "reasoning.view" and m.at < stop]
    behind = [m for m in views if not facts or m.at > facts[-1]]
    return next(iter(behind or views), None)


def walk(marks: list[Mark], close: list[Mark], copy: Clean) -> list[Mark]:
    """The told parts (claims, defence, evidence, facts, earlier instances) before the closing ones."""
    stop = close[0].at if close else len(copy.text)
    told = [m for m in marks if m.at < stop and m.kind not in ("reasoning", "order", "tail")]
    if not well_lined(copy):
        return _follow(told, copy, frozenset())
    kept = _follow(told, copy, frozenset({m.kind for m in told}))
    missing = {_family(m.kind) for m in told} - {_family(m.kind) for m in kept}
    if not missing:
        return kept
    return _follow(told, copy, frozenset(m.kind for m in told if _family(m.kind) not in missing))


def _family(kind: str) -> str:
    return "defence" if kind == "appeal_defence" else kind


def _follow(marks: list[Mark], copy: Clean, by_line: frozenset[str]) -> list[Mark]:
    """by_line: kinds that are believed only where a line begins."""
    kept: list[Mark] = []
    for mark in marks:
        kind = _next_kind(kept[-1].kind if kept else "", mark, copy, by_line)
        if kind:
            kept.append(Mark(mark.at, kind, mark.line, mark.rule, mark.cue_at))
    return kept


def _next_kind(current: str, mark: Mark, copy: Clean, by_line: frozenset[str]) -> str | None:
    """The kind that `mark` has behind a section `current`; None where it cannot stand there."""
    inside = current.startswith("earlier") and mark.kind in _INSIDE_EARLIER
    if mark.kind in by_line and not mark.line and not inside:
        return None
    if current in _OWN:
        return mark.kind if mark.kind in _OWN or _late_defence(current, mark) else None
    if mark.kind == "defence":
        return "appeal_defence" if current in ("appeal_claims", "appeal_defence") else "defence"
    if current.startswith("earlier") and mark.kind in _OWN:
        return _after_earlier(current, mark, copy)
    if mark.kind in ("earlier_reasoning", "earlier_order") and not (mark.line or current.startswith("earlier")):
        return None
    return mark.kind


def _late_defence(current: str, mark: Mark) -> bool:
    return current == "evidence" and mark.kind == "defence" and mark.line


def _after_earlier(current: str, mark: Mark, copy: Clean) -> str | None:
    """Evidence or facts told behind an earlier instance: this court's own, or still the earlier one's."""
    by_this_court = rule_named("sections", "own.court").regex.match(copy.text, mark.cue_at)
    own = by_this_court or mark.rule in ("facts.affirmed", "evidence.appeal")
    if own or current == "earlier_order":
        return mark.kind
    return "earlier_facts" if mark.kind == "facts" and current == "earlier_claims" else None
