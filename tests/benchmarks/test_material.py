"""What the large measurements are made on behaves like judgments."""

from __future__ import annotations

from benchmarks.fake import DIM, FakePassages
from benchmarks.material import gold_documents, recombined
from benchmarks.questions import read_questions
from corpus.annotate import annotate
from corpus.digests import digest_documents, digest_note
from corpus.intake import read_bytes
from corpus.parse import parse


def test_recombined_judgments_have_numbers_of_their_own_and_still_parse() -> None:
    texts = list(recombined(40))
    judgments = [annotate(parse(read_bytes(text.encode(), "x.txt")[0])) for text in texts]
    assert len(set(texts)) == 40
    assert len({judgment.document.case_number for judgment in judgments}) == 40
    assert all(judgment.document.court and len(judgment.sections) > 5 for judgment in judgments)
    prior = [number for judgment in judgments for number in judgment.document.prior]
    assert prior
    assert len(prior) == len(set(prior)), "judgments that share an earlier number would all be one dispute"


def test_recombining_is_repeatable() -> None:
    assert list(recombined(5)) == list(recombined(5))
    assert list(recombined(5)) != list(recombined(5, seed=2))


def test_recombined_judgments_are_about_as_long_as_the_gold() -> None:
    gold = [len(raw.text) for raw in gold_documents()]
    made = [len(text) for text in recombined(60)]
    assert 0.8 < (sum(made) / len(made)) / (sum(gold) / len(gold)) < 1.2


def test_fake_vectors_have_length_one_and_depend_on_the_text_alone() -> None:
    vectors = FakePassages().encode(["甲", "乙", "甲"], "passage")
    assert vectors.shape == (3, DIM)
    assert abs(float(vectors[0] @ vectors[0]) - 1) < 1e-5
    assert (vectors[0] == vectors[2]).all()
    assert not (vectors[0] == vectors[1]).all()


def test_every_judged_digest_exists() -> None:
    origins = {note.origin for raw in digest_documents() if (note := digest_note(raw.data))}
    for question in read_questions():
        assert question.relevance.keys() <= origins, question.id
