"""Every field that can be filtered and counted: how it is read from a record, and what it is called.

Adding a codebook field to search is one line of FIELDS (and a higher FIELDS_VERSION).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from msgspec import Struct

from corpus import codes
from corpus.model import Record

FIELDS_VERSION = "1"
"""Grows when a record would be given other filter values: the index is then rebuilt."""


class Field(Struct, frozen=True):
    """A filter field. codes: the values it can have (None: open); several labels groups are joined by `:`.

    groups: the groups of corpus.knowledge.labels that name its values, part by part; () for values that are
    words already.
    """

    name: str
    label: str
    read: Callable[[Record], Iterable[str | None]]
    codes: tuple[str, ...] | None = None
    groups: tuple[str, ...] = ()


def _pairs(left: object, right: object) -> tuple[str, ...]:
    return tuple(f"{a}:{b}" for a in codes.codes(left) for b in codes.codes(right))


def _findings(record: Record, holder: codes.Holder) -> Iterable[str]:
    return (f"{f.issue}:{f.finding}" for f in record.judgment.findings if f.holder == holder)


def _statutes(record: Record) -> Iterable[str]:
    """Law alone, law and article, and both with the version, so that each can be asked for."""
    for statute in record.judgment.statutes:
        yield statute.law
        yield f"{statute.law}:{statute.article}"
        if statute.version:
            yield f"{statute.law}:{statute.version}:{statute.article}"


def _accepted(record: Record) -> Iterable[str]:
    return (f"{measure.code}:{measure.accepted}" for measure in record.judgment.measures)


_BOOLEAN = ("yes", "no")
_RESULTS = _pairs(codes.Issue, codes.Result)

FIELDS: tuple[Field, ...] = (
    Field("kind", "类别", lambda r: [r.kind], codes.codes(codes.Kind), ("kind",)),
    Field("finding", "要件认定", lambda r: _findings(r, "this_court"), _RESULTS, ("issue", "result")),
    Field("earlier_finding", "原审认定", lambda r: _findings(r, "earlier_court"), _RESULTS, ("issue", "result")),
    Field("issue", "争点", lambda r: [f.issue for f in r.judgment.findings], codes.codes(codes.Issue), ("issue",)),
    Field(
        "measure",
        "保密措施",
        lambda r: [m.code for m in r.judgment.measures],
        codes.codes(codes.Measure),
        ("measure",),
    ),
    Field(
        "measure_accepted",
        "保密措施是否被采信",
        _accepted,
        _pairs(codes.Measure, codes.Accepted),
        ("measure", "accepted"),
    ),
    Field("carrier", "信息载体", lambda r: r.judgment.carriers, codes.codes(codes.Carrier), ("carrier",)),
    Field("role", "员工身份", lambda r: r.judgment.employee_roles, codes.codes(codes.Role), ("role",)),
    Field("industry", "行业", lambda r: [r.judgment.industry], codes.codes(codes.Industry), ("industry",)),
    Field("court", "法院", lambda r: [r.judgment.document.court]),
    Field(
        "court_level",
        "法院层级",
        lambda r: [r.judgment.document.court_level],
        codes.codes(codes.CourtLevel),
        ("court_level",),
    ),
    Field("region", "地区", lambda r: [r.judgment.document.region]),
    Field("special", "专门法院", lambda r: ["yes" if r.judgment.document.special else "no"], _BOOLEAN),
    Field("year", "年份", lambda r: [str(r.judgment.document.year or "") or None]),
    Field("doc_type", "文书类型", lambda r: [r.judgment.document.doc_type], codes.codes(codes.DocType), ("doc_type",)),
    Field(
        "procedure",
        "审理程序",
        lambda r: [r.judgment.document.procedure],
        codes.codes(codes.Procedure),
        ("procedure",),
    ),
    Field("cause", "案由", lambda r: [r.judgment.document.cause]),
    Field(
        "case_type",
        "案件类型",
        lambda r: [r.judgment.document.case_type],
        codes.codes(codes.CaseType),
        ("case_type",),
    ),
    Field(
        "outcome",
        "原告结果",
        lambda r: [r.judgment.document.plaintiff_outcome],
        codes.codes(codes.Outcome),
        ("outcome",),
    ),
    Field(
        "appeal_result",
        "上诉结果",
        lambda r: [r.judgment.document.appeal_result],
        codes.codes(codes.AppealResult),
        ("appeal_result",),
    ),
    Field(
        "customer_list",
        "客户名单相关性",
        lambda r: [r.judgment.document.customer_list],
        codes.codes(codes.Relevance),
        ("relevance",),
    ),
    Field(
        "aucl", "适用法律版本", lambda r: [r.judgment.document.regime.aucl], codes.codes(codes.AuclVersion), ("aucl",)
    ),
    Field(
        "interpretation",
        "适用司法解释版本",
        lambda r: [r.judgment.document.regime.interpretation],
        codes.codes(codes.InterpretationVersion),
        ("interpretation",),
    ),
    Field("statute", "法条", _statutes),
    Field(
        "damages_basis",
        "赔偿依据",
        lambda r: [r.judgment.damages_basis],
        codes.codes(codes.DamagesBasis),
        ("damages_basis",),
    ),
    Field("layout", "来源格式", lambda r: [source.layout for source in r.sources]),
    Field("batch", "导入批次", lambda r: [str(source.batch) for source in r.sources]),
)

RANGE_FIELDS: dict[str, str] = {"date": "裁判日期", "claimed": "诉请金额", "awarded": "判赔金额"}
"""Fields filtered by a range `low..high` (either side may be left open)."""

FILTER_FIELDS: dict[str, Field] = {field.name: field for field in FIELDS}
FILTER_NAMES: tuple[str, ...] = (*FILTER_FIELDS, *RANGE_FIELDS)
FACET_FIELDS: tuple[str, ...] = tuple(FILTER_FIELDS)
"""Fields whose values are counted beside the results: all that have values to choose from."""


def keywords_of(record: Record) -> dict[str, tuple[str, ...]]:
    """The values of every filter field of a record; fields without one are left out."""
    values = {field.name: tuple(dict.fromkeys(value for value in field.read(record) if value)) for field in FIELDS}
    return {name: held for name, held in values.items() if held}


def dates_of(record: Record) -> tuple[int, int]:
    """(earliest, latest) possible date of the decision as yyyymmdd; (0, 0) where neither date nor year is known."""
    document = record.judgment.document
    if document.date:
        day = int(document.date.replace("-", ""))
        return day, day
    if document.year:
        return document.year * 10_000 + 101, document.year * 10_000 + 1231
    return 0, 0


def amounts_of(record: Record) -> dict[str, float]:
    """Claimed and awarded sums in yuan, where known."""
    document = record.judgment.document
    sums: dict[str, Decimal | None] = {"claimed": document.claimed_amount, "awarded": document.awarded_amount}
    return {name: float(value) for name, value in sums.items() if value is not None}
