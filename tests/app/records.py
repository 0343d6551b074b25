"""Records made for tests: fictional, with only what a test needs."""

from __future__ import annotations

from corpus.codes import DocType, Issue, Kind, Result
from corpus.model import (
    AnnotatedJudgment,
    DigestNote,
    Document,
    Finding,
    Party,
    Record,
    Section,
    Source,
)
from corpus.title import case_title

NUMBER = "（2023）苏05民初9955003号"
COURT = "江苏省苏州市中级人民法院"
PARTIES = (
    Party("原告", "plaintiff", "甲公司", "company"),
    Party("被告", "defendant", "云某", "person"),
    Party("被告", "defendant", "乙公司", "company"),
)


def found(issue: Issue, result: Result, start: int | None = None, end: int | None = None, **more: str) -> Finding:
    """A finding of this court."""
    return Finding(issue=issue, finding=result, start=start, end=end, scope=more.get("scope"))


def record(
    kind: Kind = "judgment",
    number: str | None = NUMBER,
    court: str | None = COURT,
    text: str = "",
    findings: tuple[Finding, ...] = (),
    sections: tuple[Section, ...] = (),
    doc_type: DocType = "judgment",
    title: str | None = None,
    citable: bool = True,
    key: str = "key",
) -> Record:
    """A record of any kind."""
    document = Document(
        case_number=number, court=court, cause="侵害经营秘密纠纷", parties=PARTIES, doc_type=doc_type,
        court_level="intermediate", region="江苏省", date="2023-05-10", year=2023, customer_list="core",
    )  # fmt: skip
    note = DigestNote("cases.jsonl:1", (), "判决书", citable=citable) if kind == "digest" else None
    source = Source(1, "a.txt", "0" * 64, "plain_text", "2026-01-01T00:00:00Z", "0", 1, True)
    judgment = AnnotatedJudgment(text, document, sections, (), {}, findings)
    return Record(key, kind, judgment, title or case_title(document), (source,), digest=note)
