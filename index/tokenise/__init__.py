"""Words and characters of a Chinese text, with exact places.

The definition is jieba with the project's legal terms (index/data/legal_terms.csv). Both engines get
the same space-joined tokens, so their scores can be compared; an index stores ANALYSER_VERSION.
"""

from __future__ import annotations

from index.tokenise.analyser import Token, char_tokens, chars, tokenise, word_tokens, words
from index.tokenise.version import ANALYSER_VERSION

__all__ = ["ANALYSER_VERSION", "Token", "char_tokens", "chars", "tokenise", "word_tokens", "words"]
