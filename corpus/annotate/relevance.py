"""Whether a document is about customer lists: core, mentioned or not at all (codebook, customer_list)."""

from __future__ import annotations

from corpus.annotate.lists_text import Sentence, read_sentences
from corpus.codes import Relevance, SectionKind
from corpus.model import Judgment
from corpus.parse.values_rules import fit_of, load_rules

_SPOKEN: tuple[SectionKind, ...] = (
    "claims", "earlier_claims", "appeal_claims", "reasoning", "earlier_reasoning", "order", "earlier_order",
)  # fmt: skip


def _says(text: str, *kinds: str) -> bool:
    rules = load_rules("rules/relevance")
    return all(fit_of(rules, text, kind) for kind in kinds)


def _claimed(told: list[Sentence]) -> bool:
    """Whether a customer list is claimed or judged as a secret, and not expressly left out of the suit."""
    return any(_says(one.text, "list", "secret", "claim") and not _says(one.text, "disclaim") for one in told)


def customer_list(judgment: Judgment) -> Relevance:
    """core where the list is the or a claimed secret, mentioned where it only occurs, no elsewhere.

    The cause alone decides nothing: it must allow such a claim, and the claim or the reasoning must make it.
    """
    sentences = read_sentences(judgment)
    if not any(_says(one.text, "list") for one in sentences.all):
        return "no"
    cause = judgment.document.cause or ""
    fits = judgment.document.case_type == "criminal" or not cause or _says(cause, "cause")
    told = sentences.of(*_SPOKEN) if judgment.sections else list(sentences.all)
    return "core" if fits and _claimed(told) else "mentioned"
