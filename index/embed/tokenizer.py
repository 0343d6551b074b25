"""The encoder's own tokenizer (sentencepiece unigrams), cut to what Chinese judgments are written in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

VOCABULARY_VERSION = "zh1"  # raise when KEPT or the rule of kept_ids changes
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
PAD_ID = 1
UNK_ID = 3
_SPACE = "▁"
_TILDE, _STAND_IN = "～", "\ue000"
# ASCII, the space sign, Han, CJK punctuation, full-width forms, general punctuation and the signs of judgments.
_KEPT = re.compile(
    r"[\u0000-\u007f\u2581\u4e00-\u9fff\u3400-\u4dbf\u3000-\u303f\uff00-\uffef\u2010-\u2027\u2030-\u205e"
    r"×·°±÷①-⑳Ⅰ-Ⅿ℃㎡〇○●□■※→←△▲]+"
)
_LATIN = re.compile(r"[A-Za-z]")
_COMMON = 12_000  # pieces are in the order of frequency: rarer long Latin words are made of their parts
_LONGEST_PART = 4
_PROMPT_PIECES = frozenset({"▁query", "▁passage", "query", "passage"})


def kept_ids(pieces: Sequence[str]) -> list[int]:
    """The indices of the pieces to keep, in order. Of 250,002 about 38,000 remain, the same cut for Chinese."""
    return [index for index, piece in enumerate(pieces) if piece in SPECIAL or _is_kept(index, piece)]


def _is_kept(index: int, piece: str) -> bool:
    if not _KEPT.fullmatch(piece):
        return False
    if not _LATIN.search(piece) or piece in _PROMPT_PIECES:
        return True
    return len(piece) <= _LONGEST_PART or index < _COMMON


def make_tokenizer(pieces: Sequence[str], scores: Sequence[float]) -> Tokenizer:
    """A tokenizers.Tokenizer over these pieces; text becomes `<s> … </s>`.

    Normaliser: sentencepiece's nmt_nfkc, which is NMT + NFKC but for the full-width tilde (checked against
    all 4,837 entries of the file's own table); the tilde stays, by way of a private character.
    """
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unk_id=UNK_ID, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(_TILDE, _STAND_IN),
            normalizers.Nmt(),
            normalizers.NFKC(),
            normalizers.Replace(_STAND_IN, _TILDE),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(_SPACE, "always")]
    )
    tokenizer.decoder = decoders.Metaspace(_SPACE, "always")
    ids = [(sign, list(pieces).index(sign)) for sign in ("<s>", "</s>")]
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=ids
    )
    return tokenizer
