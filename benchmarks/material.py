"""What is measured on: the repository's own fictional judgments, and as many more as wanted, recombined from them."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from corpus.codes import SectionKind
from corpus.intake import read_bytes
from corpus.model import RawDocument
from corpus.parse import parse
from corpus.seed import SAMPLES

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "data" / "gold"
MIXED: frozenset[SectionKind] = frozenset({"claims", "defence", "evidence", "facts", "reasoning", "earlier_facts"})
"""Sections whose sentences are exchanged; the head, the order and the tail stay whole, so that they still parse."""
EXCHANGED = 0.5  # of their sentences
_SENTENCE = re.compile(r"[^。；\n]*[。；\n]+|[^。；\n]+$")
_SERIAL = re.compile(r"[9９]{2}\d{5}")  # of every invented case number


class Piece(Struct, frozen=True):
    """A sentence, or a whole section that is left as it is."""

    kind: SectionKind | None
    text: str


def gold_documents() -> list[RawDocument]:
    """The fifteen development texts of the gold, as intake reads them."""
    return [_read(path) for path in sorted(GOLD.glob("*.txt"))]


def sample_documents() -> list[RawDocument]:
    """The fictional samples of the program."""
    return [_read(path) for path in sorted(SAMPLES.glob("*.txt"))]


def recombined(count: int, seed: int = 1) -> Iterator[str]:
    """`count` judgments of the length and structure of the gold's and the samples', every one with its own number.

    Every text keeps one base text's head and order; half of the sentences of its MIXED sections come from the
    same section of other texts. Case numbers get fresh serials, the same one for the same number.
    """
    chance = random.Random(seed)
    bases = [_pieces(raw) for raw in (*gold_documents(), *sample_documents())]
    pool: defaultdict[SectionKind, list[str]] = defaultdict(list)
    for piece in (piece for base in bases for piece in base if piece.kind):
        pool[piece.kind].append(piece.text)  # type: ignore[index]  # filtered above
    serials = iter(range(10**6))
    for number in range(count):
        base = bases[number % len(bases)]
        yield _renumbered("".join(_exchange(piece, pool, chance) for piece in base), serials)


def _read(path: Path) -> RawDocument:
    return read_bytes(path.read_bytes(), path.name)[0]


def _pieces(raw: RawDocument) -> list[Piece]:
    pieces, place = [], 0
    for section in (section for section in parse(raw).sections if section.kind in MIXED):
        pieces.append(Piece(None, raw.text[place : section.start]))
        sentences = _SENTENCE.findall(raw.text[section.start : section.end])
        pieces.append(Piece(None, sentences[0]))  # it holds the words by which the section is known
        pieces += [Piece(section.kind, sentence) for sentence in sentences[1:]]
        place = section.end
    return [*pieces, Piece(None, raw.text[place:])]


def _exchange(piece: Piece, pool: dict[SectionKind, list[str]], chance: random.Random) -> str:
    if piece.kind is None or chance.random() >= EXCHANGED:
        return piece.text
    return chance.choice(pool[piece.kind])


def _renumbered(text: str, serials: Iterator[int]) -> str:
    fresh: dict[str, str] = {}
    return _SERIAL.sub(lambda old: fresh.setdefault(old[0], f"99{next(serials):06d}"), text)
