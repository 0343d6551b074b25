"""The tables beside a judgment: parties, statutes, amounts, lists, instances, sources. Pure: record in, HTML out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from app.components.figures import money, when
from app.components.here import language, t
from app.components.links import case_address
from app.components.markup import escape, facts, span, tag
from corpus.display import display_court, display_number
from corpus.knowledge.labels import label
from corpus.model import AnnotatedJudgment, Document, Instance, Party, Record, Source

AMOUNTS = ("claimed_amount", "claimed_costs", "awarded_amount", "awarded_costs")
SHOWN_HASH = 12
SENTENCE_REACH = 60  # characters shown on each side of a sum
SENTENCE_ENDS = "。；;\n\r"


def head_facts(record: Record) -> str:
    """The head of the document by the codebook's fields."""
    document = record.judgment.document
    to = language()
    date = when(document.date, document.year, to)
    if document.date_basis and document.date_basis != "document":
        date += t("case.bracket", text=label("date_basis", document.date_basis, to))
    rows = [
        (t("field.case_number"), display_number(record)),
        (t("field.court"), display_court(record) or t("case.no_court")),
        (t("field.court_level"), _labelled("court_level", document.court_level) + special(document)),
        (t("field.region"), document.region or ""),
        (t("field.date"), date),
        (t("field.procedure"), label("procedure", document.procedure, to)),
        (t("field.doc_type"), _type(document)),
        (t("field.cause"), document.cause or ""),
        (t("field.customer_list"), label("relevance", document.customer_list, to)),
        (t("field.industry"), _labelled("industry", record.judgment.industry)),
    ]
    return facts(rows)


def _type(document: Document) -> str:
    """民事判决书 / Civil judgment."""
    case, kind = label("case_type", document.case_type, language()), label("doc_type", document.doc_type, language())
    return t("case.type", case=case, document=kind.lower())


def special(document: Document) -> str:
    """A mark for specialised courts."""
    return t("case.bracket", text=t("filter.special_yes")) if document.special else ""


def _labelled(group: str, code: str | None) -> str:
    return label(group, code, language()) if code else ""


def party_list(parties: Sequence[Party]) -> str:
    """Each party with its role, side and counsel."""
    return tag("ul", "".join(tag("li", _party(party)) for party in parties), "micha-list") if parties else ""


def _party(party: Party) -> str:
    line = span(party.role, "micha-term") + span(party.name, "micha-strong")
    line += span(label("party_kind", party.kind, language()), "micha-faint")
    agents = [f"{c.name}（{c.firm}）" if c.firm else c.name for c in party.counsel]
    if agents:
        line += tag("div", escape(t("case.counsel") + "；".join(agents)), "micha-faint")
    return line


def statute_list(judgment: AnnotatedJudgment) -> str:
    """Articles grouped by law and version, as they are applied."""
    groups: dict[tuple[str, str | None], list[str]] = {}
    for statute in judgment.statutes:
        groups.setdefault((statute.law, statute.version), []).append(statute.article)
    items = []
    for (law, version), articles in groups.items():
        year = t("case.version", year=version) if version else t("case.no_version")
        listed = t("why.comma").join(t("case.article", n=article) for article in dict.fromkeys(articles))
        items.append(tag("li", span(law, "micha-strong") + span(year, "micha-badge") + tag("div", escape(listed))))
    return tag("ul", "".join(items), "micha-list") if items else ""


def amount_list(judgment: AnnotatedJudgment) -> str:
    """The sums, each with the words of the document around it."""
    items = []
    for field in AMOUNTS:
        value: Decimal | None = getattr(judgment.document, field)
        if value is None:
            continue
        place = judgment.spans.get(field)
        quoted = (
            tag("q", escape(sentence_around(judgment.text, place.start, place.end)))
            if place
            else span(t("case.no_amount_sentence"), "micha-faint")
        )
        items.append(
            tag("li", span(t(f"field.{field}"), "micha-term") + span(money(value, language()), "micha-strong") + quoted)
        )
    basis = judgment.damages_basis
    if basis:
        line = span(t("field.damages_basis"), "micha-term") + span(label("damages_basis", basis, language()))
        items.append(tag("li", line))
    return tag("ul", "".join(items), "micha-list") if items else ""


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that holds text[start:end]; cut at SENTENCE_REACH characters on each side."""
    left = max((text.rfind(sign, 0, start) for sign in SENTENCE_ENDS), default=-1) + 1
    rights = [at for sign in SENTENCE_ENDS if (at := text.find(sign, end)) >= 0]
    right = min(rights, default=len(text))
    low, high = max(left, start - SENTENCE_REACH), min(right, end + SENTENCE_REACH)
    return ("…" if low > left else "") + text[low:high].strip() + ("…" if high < right else "")


def list_facts(judgment: AnnotatedJudgment) -> str:
    """Measures with what the court said of them, carriers, roles."""
    to = language()
    measures = t("why.comma").join(
        label("measure", m.code, to) + t("case.bracket", text=label("accepted", m.accepted, to))
        for m in judgment.measures
    )
    rows = [
        (t("field.measure"), measures),
        (t("field.carrier"), t("why.comma").join(label("carrier", code, to) for code in judgment.carriers)),
        (t("field.role"), t("why.comma").join(label("role", code, to) for code in judgment.employee_roles)),
        (t("field.aucl"), _labelled("aucl", judgment.document.regime.aucl)),
        (t("field.interpretation"), _labelled("interpretation", judgment.document.regime.interpretation)),
    ]
    return facts(rows)


def instance_list(instances: Sequence[Instance]) -> str:
    """Earlier and later instances; a link where the document is in the corpus."""
    items = []
    for instance in instances:
        line = span(t(f"case.{instance.relation}"), "micha-term")
        if instance.key:
            line += tag("a", escape(instance.case_number), href=case_address(instance.key), target="_self")
        else:
            line += span(instance.case_number) + span(t("case.not_here"), "micha-faint")
        items.append(tag("li", line))
    return tag("ul", "".join(items), "micha-list") if items else ""


def source_list(sources: Sequence[Source]) -> str:
    """Where the copies came from."""
    items = []
    for source in sources:
        marks = [t("case.leads")] if source.leads else []
        marks += [t("case.truncated")] if source.truncated else []
        line = span(source.file, "micha-path") + "".join(span(mark, "micha-badge") for mark in marks)
        detail = t("case.source", time=source.taken_at.replace("T", " ").removesuffix("Z"), batch=source.batch)
        check = span(t("case.checksum")) + span(source.sha256[:SHOWN_HASH], "micha-path")
        items.append(tag("li", line + tag("div", escape(detail) + check, "micha-faint")))
    return tag("ul", "".join(items), "micha-list")


def reference_list(record: Record) -> str:
    """A digest's secondary sources: addresses as text to read, never as links."""
    if not record.digest:
        return ""
    note = record.digest
    items = [tag("li", span(r.kind, "micha-term") + span(r.address, "micha-path")) for r in note.references]
    rows = [
        (t("case.origin"), note.origin),
        (t("case.outcome_basis"), note.outcome_basis),
        (t("case.date_note"), note.date_note or ""),
        (t("case.other_numbers"), t("why.comma").join(note.other_numbers)),
        (t("case.notes"), note.notes or ""),
    ]
    return tag("ul", "".join(items), "micha-list") + facts(rows)
