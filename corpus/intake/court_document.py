"""Is this text a Chinese court document? Decided by weighted cues that are data (knowledge/intake_cues.yaml)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from corpus.codes import Kind
from corpus.errors import IntakeError
from corpus.intake.knowledge import Cue, Pattern, cues

SPACE = re.compile(r"\s+")
OWN_MARKS = ("title", "bench_in_tail")  # cues that a document has and its summary has not
REFUSED = (
    "这不像一份裁判文书：没有找到文书名称、案号、当事人、“本院认为”或裁判主文等特征。"
    "请确认文件内容；若确是裁判文书，请保存其全文后再导入。"
)


def squeeze(text: str) -> str:
    """text with full-width forms made ASCII (NFKC) and all white space removed."""
    return SPACE.sub("", unicodedata.normalize("NFKC", text).lstrip("\ufeff"))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def zone(squeezed: str, cue: Cue) -> str:
    """The part of the squeezed text where the cue counts."""
    if cue.zone == "head":
        return squeezed[: cues().head]
    return squeezed[-cues().tail :] if cue.zone == "tail" else squeezed


def holds(cue: Cue | Pattern, squeezed: str) -> bool:
    """Whether the pattern is found often enough in the squeezed text."""
    hits = _compiled(cue.pattern).finditer(squeezed)
    return sum(1 for _, _ in zip(range(cue.at_least), hits, strict=False)) == cue.at_least


def score(text: str) -> int:
    """The sum of the weights of the cues found in text."""
    squeezed = squeeze(text)
    return sum(cue.weight for cue in cues().document if holds(cue, zone(squeezed, cue)))


def is_court_document(text: str) -> bool:
    """Whether text looks like a court document; old, truncated, one-line and badly spaced copies do."""
    return score(text) >= cues().threshold


def is_official_summary(text: str) -> bool:
    """Whether text is laid out as a guiding case or case-library entry (headings at the start of lines).

    A judgment that uses such headings has a document title at its head and signatures at its end.
    """
    if not holds(cues().official, "\n".join(squeeze(line) for line in text.splitlines())):
        return False
    squeezed = squeeze(text)
    own_marks = [cue for cue in cues().document if cue.id in OWN_MARKS]
    return not all(holds(cue, zone(squeezed, cue)) for cue in own_marks)


def kind_of(text: str) -> Kind:
    """official for an official summary, judgment for anything else."""
    return "official" if is_official_summary(text) else "judgment"


def is_cut(text: str) -> bool:
    """Whether a court document stops before its order: no order at all, or reasoning after it and no signatures."""
    squeezed = squeeze(text)
    orders = [match.start() for match in _compiled(cues().order.pattern).finditer(squeezed)]
    if not orders:
        return True
    reasons = [match.start() for match in _compiled(cues().reasoning.pattern).finditer(squeezed)]
    unfinished = bool(reasons) and orders[-1] < reasons[-1]
    return unfinished and not holds(cues().closing, squeezed[-cues().tail :])


def explain(source: str) -> IntakeError | None:
    """Why a source holds no court document, where it is a known kind of answer; None where it is not.

    source: its text as decoded (with markup).
    """
    for row in cues().explanations:
        if _compiled(row.pattern).search(source):
            return IntakeError(row.message, reason=row.reason)
    return None


def not_a_judgment() -> IntakeError:
    """The refusal of a text without the marks of a court document."""
    return IntakeError(REFUSED, reason="not_a_judgment")
