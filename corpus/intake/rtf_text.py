"""Text of an RTF file (RTF 1.9.1): GBK bytes, \\u escapes, tables, notes; what is deleted or hidden is left out.

Our own reader: striprtf, the one well-kept library, drops tables' cells, notes and headers and decodes byte by byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from corpus.errors import IntakeError
from corpus.intake.decode import reads_as_chinese
from corpus.intake.rtf_flow import Flow
from corpus.intake.word_text import PAGE_BREAK

TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<value>-?\d{1,10})? ?|\\'(?P<hex>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z])"
    rb"|(?P<brace>[{}])|[\r\n\0]+|(?P<text>[^\\{}\r\n\0]+)|\\",
    re.DOTALL,
)
# \fcharset -> Python's codec (RTF 1.9.1, font table)
CHARSETS = {
    134: "gb18030", 136: "big5", 128: "cp932", 129: "cp949", 77: "mac_roman", 161: "cp1253", 162: "cp1254",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
PAGES = {936: "gb18030", 54936: "gb18030", 950: "big5", 932: "cp932", 949: "cp949", 65001: "utf-8", 10000: "mac_roman"}
WIDE = frozenset({"gb18030", "big5", "cp932", "cp949", "utf-8"})
WESTERN = "cp1252"
# groups whose text is not printed
SKIPPED = frozenset(
    {"colortbl", "stylesheet", "info", "pict", "objdata", "objclass", "fldinst", "xe", "tc", "rxe", "txe",
     "bkmkstart", "bkmkend", "annotation", "atnauthor", "atnid", "atndate", "atnref", "upr", "nonshppict",
     "shppict", "themedata", "datastore", "listtable", "listoverridetable", "revtbl", "generator", "filetbl",
     "private", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "template"}
)  # fmt: skip
SHOWN = frozenset({"ud", "shptxt", "result", "fldrslt"})  # text inside a group that is skipped
FLOWS = frozenset({"shptxt", "footnote"})
MARGINS = frozenset({"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"})
CHARACTERS = {
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "line": "\n", "lbr": "\n", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "page": PAGE_BREAK,
}  # fmt: skip
HEX = re.compile(rb"\\'([0-9A-Fa-f]{2})")
PAIR = re.compile(rb"[\x81-\xfe][\x40-\xfe]")
FEW = 20  # characters: less than that prove no charset
SIGNS = {b"~": "\xa0", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\"}
BROKEN = "RTF 文件不完整（结尾缺失），可能没有下载完。请重新下载，或用 Word、WPS 打开后另存，再导入。"


class _State(Struct):
    """What a group inherits from the one around it."""

    flow: Flow
    skipped: bool = False
    hidden: bool = False
    deleted: bool = False
    fonts: bool = False  # inside the font table
    fallback: int = 1  # characters that stand in for a \\u
    codec: str = ""
    owner: bool = False  # this group opened its flow
    kind: str = ""
    begun: bool = False


class RtfReader:
    """Reads one file. After read(): body, headers and footers as lines."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.body = Flow()
        self.headers: list[str] = []
        self.footers: list[str] = []
        self._state = _State(self.body)
        self._outer: list[_State] = []
        self._bytes = bytearray()
        self._standard, self._fonts, self._font = WESTERN, dict[int, str](), 0
        self._passed = 0  # characters of a fallback still to be left out
        self._notes = 0
        self._chinese = _reads_as_chinese(data)

    def read(self) -> RtfReader:
        """Raises IntakeError (truncated_file) where the file ends inside a group."""
        opened = False
        for token in self._tokens():
            if token["brace"]:
                self._flush()
                self._open() if token["brace"] == b"{" else self._close()
                opened = True
                if not self._outer:
                    break
            elif token["word"]:
                self._word(token["word"].decode("ascii"), int(token["value"]) if token["value"] else None)
            elif token["hex"]:
                self._take(bytes([int(token["hex"], 16)]))
            elif token["text"]:
                self._take(token["text"])
            elif token["sign"]:
                self._sign(token["sign"])
        if self._outer or not opened:
            raise IntakeError(BROKEN, reason="truncated_file")
        self.body.finish()
        return self

    def _tokens(self) -> Iterator[re.Match[bytes]]:
        at, size = 0, len(self._data)
        while at < size:
            token = TOKEN.match(self._data, at)
            if token is None:
                return
            at = token.end()
            if token["word"] == b"bin":
                at += max(0, int(token["value"] or 0))
            else:
                yield token

    def _open(self) -> None:
        self._passed = 0
        self._outer.append(self._state)
        self._state = msgspec.structs.replace(self._state, owner=False, kind="", begun=False)

    def _close(self) -> None:
        self._passed = 0
        if not self._outer:
            return
        state, self._state = self._state, self._outer.pop()
        if not state.owner:
            return
        state.flow.finish()
        if state.kind in MARGINS:
            (self.headers if state.kind.startswith("header") else self.footers).extend(state.flow.lines)
        else:
            self._state.flow.pending += state.flow.lines

    def _take(self, data: bytes) -> None:
        self._state.begun = True
        if self._passed:
            left = data[self._passed :]
            self._passed -= len(data) - len(left)
            data = left
        if not (self._state.skipped or self._state.hidden or self._state.deleted or self._state.fonts):
            self._bytes += data

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._state.skipped = True  # a destination that a reader may not know; SHOWN ones say so themselves
        elif sign in b"{}\\":
            self._take(sign)
        elif sign in SIGNS:
            self._write(SIGNS[sign])
        elif sign in b"\r\n":
            self._word("par", None)

    def _write(self, text: str) -> None:
        self._flush()
        state = self._state
        if self._passed:
            self._passed -= 1
        elif not (state.skipped or state.hidden or state.deleted or state.fonts):
            state.flow.write(text)

    def _flush(self) -> None:
        if self._bytes:
            data, codec = bytes(self._bytes), self._state.codec or self._standard
            self._bytes.clear()
            self._state.flow.write(_text(data, codec, self._standard, self._chinese))

    def _word(self, word: str, value: int | None) -> None:
        self._flush()
        state = self._state
        if word == "u" and value is not None:
            self._write(chr(value % 65536))
            self._passed = state.fallback
        elif word in CHARACTERS:
            self._write(CHARACTERS[word])
        elif word in {"v", "deleted"}:
            setattr(state, "hidden" if word == "v" else "deleted", value != 0)
        elif word in {"par", "sect", "cell", "nestcell", "row", "nestrow", "intbl", "pard", "plain"}:
            self._break(word)
        elif word in {"ansicpg", "uc", "f", "fcharset", "fonttbl"}:
            self._set(word, value or 0)
        else:
            self._destination(word)

    def _break(self, word: str) -> None:
        state = self._state
        if word == "plain":
            state.hidden = state.deleted = False
        if not (state.skipped or state.fonts or (word == "par" and (state.deleted or state.hidden))):
            state.flow.end(word)

    def _set(self, word: str, value: int) -> None:
        if word == "ansicpg":
            self._standard = PAGES.get(value, f"cp{value}" if 1249 < value < 1259 or value == 874 else WESTERN)
        elif word == "uc":
            self._state.fallback = max(0, min(value, 8))
        elif word == "fonttbl":
            self._state.fonts = True
        elif word == "fcharset":
            self._fonts[self._font] = CHARSETS.get(value, "")
        elif self._state.fonts:
            self._font = value
        else:
            self._state.codec = self._fonts.get(value, "")

    def _destination(self, word: str) -> None:
        state = self._state
        if word in SHOWN:
            state.skipped = False
        elif word in SKIPPED:
            state.skipped = True
        if state.skipped or (word not in MARGINS and word not in FLOWS):
            return
        if word == "footnote":
            self._notes += 1
            state.flow.write(f"[{self._notes}]")
        state.flow = Flow(f"[{self._notes}] " if word == "footnote" else "")
        state.owner, state.kind = True, word


def _reads_as_chinese(data: bytes) -> bool:
    """Whether the high bytes of a whole file are GBK, whatever it declares."""
    plain = HEX.sub(lambda match: bytes.fromhex(match[1].decode("ascii")), data)
    text = b"".join(PAIR.findall(plain)).decode("gb18030", errors="ignore")
    return len(text) >= FEW and reads_as_chinese(text)


def _text(data: bytes, codec: str, standard: str, chinese: bool) -> str:
    """data in its font's charset; where that is none of Chinese, in the document's, else as GBK where the file is."""
    if data.isascii():
        return data.decode("ascii")
    for name in dict.fromkeys((codec, standard, *(("gb18030",) if chinese else ()))):
        if name in WIDE:
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                continue
    return data.decode(codec if codec and codec not in WIDE else WESTERN, errors="replace")
