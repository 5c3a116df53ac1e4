"""Text of pages and services made safe to print: it can move no cursor and hide no letter."""

import re
import unicodedata

_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
# CI services obey such commands wherever they stand in a log: ##vso[task…], ##[add-path]…
_LOG_COMMAND = re.compile(r"##(?=\w*\[)")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\x1b": "\\x1b"}


def printable(text: str) -> str:
    r"""The text on one line, with what is not visible written as an escape: `\x1b[31m`.

    Control, bidirectional and zero-width characters and lone surrogates are escaped (Unicode
    TR36 §2.10); the joiners that scripts need (U+200C, U+200D) stay.
    """
    return _LOG_COMMAND.sub("# #", _UNSAFE.sub(_escape, text))


def printable_lines(text: str) -> list[str]:
    """The lines of a text (divided by LF), each printable; tabs become four spaces."""
    return [printable(line.removesuffix("\r").replace("\t", "    ")) for line in text.split("\n")]


def columns(text: str) -> int:
    """The columns of a terminal that a text takes: wide letters two (Unicode TR11), marks none."""
    if text.isascii():
        return len(text)
    return sum(_columns_of(letter) for letter in text)


def clipped(text: str, width: int) -> str:
    """The text, cut to `width` columns with `…` at the end where it is longer."""
    if columns(text) <= width:
        return text
    taken, used = 0, 1
    for letter in text:
        used += _columns_of(letter)
        if used > width:
            break
        taken += 1
    return text[:taken] + "…"


def _columns_of(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _escape(match: re.Match[str]) -> str:
    letter = match[0]
    if letter in _SHORT:
        return _SHORT[letter]
    code = ord(letter)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
