"""The judged questions over the digests name digests that exist."""

from __future__ import annotations

import json

from corpus.digests import load_digests
from tests.conftest import ROOT


def test_every_judged_digest_is_in_the_corpus() -> None:
    origins = {digest.origin for digest in load_digests()}
    lines = (ROOT / "benchmarks" / "digest_questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line) for line in lines]
    assert len({question["_id"] for question in questions}) == len(questions) >= 20
    for question in questions:
        assert set(question["relevance"]) <= origins, question["_id"]
        assert set(question["relevance"].values()) <= {1, 2}
