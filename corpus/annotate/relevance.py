"""Whether a document is about customer lists: core, mentioned or not at all (codebook, customer_list)."""

from __future__ import annotations

from corpus.annotate.lists_text import Sentence, read_sentences
from corpus.codes import Relevance, SectionKind
from corpus.model import Judgment
from corpus.parse.values_rules import fit_of, load_rules

_SPOKEN: tuple[SectionKind, ...] = (
    "claims", "earlier_claims", "appeal_claims", "reasoning", "earlier_reasoning", "order", "earlier_order",
)  # fmt: skip
_NEAR = 2  # sentences around the one that names the record


def _says(text: str, *kinds: str) -> bool:
    rules = load_rules("rules/relevance")
    return all(fit_of(rules, text, kind) for kind in kinds)


def _claimed(told: list[Sentence]) -> bool:
    """Whether a customer list is claimed or judged as a secret, and not expressly left out of the suit."""
    return any(_says(one.text, "list", "secret", "claim") and not _says(one.text, "disclaim") for one in told)


def _around(told: list[Sentence]) -> bool:
    """Whether the claimed secret that sentences speak of is the list, or a like record, of a sentence beside them."""
    if any(_says(one.text, "technical") for one in told):
        return False
    listed = [
        at
        for at, one in enumerate(told)
        if (_says(one.text, "list") or _says(one.text, "like")) and not _says(one.text, "disclaim")
    ]
    return any(
        _says(other.text, "secret", "claim") and other.part == told[at].part
        for at in listed
        for other in told[max(0, at - _NEAR) : at + _NEAR + 1]
    )


def customer_list(judgment: Judgment) -> Relevance:
    """core where the list is the or a claimed secret, mentioned where it only occurs, no elsewhere.

    The cause alone decides nothing: it must allow such a claim, and the claim or the reasoning must make it. A
    record of buyers that is not called a customer list (参展商档案) counts only as the secret of a trade-secret suit.
    """
    sentences = read_sentences(judgment)
    cause = judgment.document.cause or ""
    fits = judgment.document.case_type == "criminal" or not cause or _says(cause, "cause")
    told = sentences.of(*_SPOKEN) if judgment.sections else list(sentences.all)
    listed = any(_says(one.text, "list") for one in sentences.all)
    if fits and ((listed and _claimed(told)) or (_says(cause, "secret") and judgment.sections and _around(told))):
        return "core"
    return "mentioned" if listed else "no"
