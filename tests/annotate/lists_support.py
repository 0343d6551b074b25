"""Short fictional judgments for the tests of lists, relevance and regime."""

from __future__ import annotations

from decimal import Decimal

from corpus.codes import Outcome
from corpus.model import Document, Judgment, Party, Section, Statute

PARTIES = (
    Party("原告", "plaintiff", "杭州青禾家居进出口有限公司", "company"),
    Party("被告", "defendant", "林晚舟", "person"),
    Party("被告", "defendant", "杭州远帆贸易有限公司", "company"),
)


def judgment_of(
    *parts: tuple[str, str],
    cause: str | None = "侵害商业秘密纠纷",
    awarded: int | None = None,
    statutes: tuple[Statute, ...] = (),
    date: str | None = "2022-05-01",
    parties: tuple[Party, ...] = PARTIES,
    outcome: Outcome = "partial",
) -> Judgment:
    """A judgment made of sections given as (kind, text)."""
    text, sections = "", []
    for kind, piece in parts:
        sections.append(Section(kind, len(text), len(text) + len(piece) + 1))  # type: ignore[arg-type]
        text += piece + "\n"
    amount = None if awarded is None else Decimal(awarded)
    document = Document(cause=cause, date=date, parties=parties, awarded_amount=amount, plaintiff_outcome=outcome)
    return Judgment(text, document, tuple(sections), statutes, {})
