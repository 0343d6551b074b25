"""The name of a case as lawyers cite it: 当事人案由案 (法学引注手册)."""

from __future__ import annotations

from corpus.model import Document, Party


def case_title(document: Document) -> str:
    """`原告诉被告等案由案`; what is not known is left out, never invented."""
    plaintiffs = [p for p in document.parties if p.side == "plaintiff"]
    defendants = [p for p in document.parties if p.side == "defendant"]
    who = "诉".join(side for side in (_side(plaintiffs), _side(defendants)) if side)
    cause = document.cause or ""
    if who or cause:
        return f"{who}{cause}案"
    return document.case_number or "（未见当事人与案由）"


def _side(parties: list[Party]) -> str:
    if not parties:
        return ""
    return parties[0].name + ("等" if len(parties) > 1 else "")
