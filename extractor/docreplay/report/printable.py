"""Escapes of unprintable characters, so that texts of pages and services are safe to print."""

import re
import unicodedata

_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
# CI services execute such commands anywhere in a log: ##vso[task…], ##[add-path]…
_LOG_COMMAND = re.compile(r"##(?=\w*\[)")
_LINE_COMMAND = re.compile(r"^(\s*)::")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\x1b": "\\x1b"}


def printable(text: str) -> str:
    r"""Return the text on one line, with invisible characters as escapes: `\x1b[31m`.

    Control, bidirectional and zero-width characters and lone surrogates are escaped (Unicode
    TR36 §2.10); the joiners that scripts need (U+200C, U+200D) stay.
    """
    return _LOG_COMMAND.sub("# #", _UNSAFE.sub(_escape, text))


def printable_lines(text: str) -> list[str]:
    """Return the lines of a text (divided by LF), each printable; tabs become four spaces."""
    return [printable(line.removesuffix("\r").replace("\t", "    ")) for line in text.split("\n")]


def inert(text: str) -> str:
    """Return lines of which none is a command of a terminal or a CI service; LF divides them.

    GitHub also takes a command from the start of an indented line: ` ::error::`.
    """
    lines = (printable(line) for line in text.split("\n"))
    return "\n".join(_LINE_COMMAND.sub(r"\1: :", line) for line in lines)


def columns(text: str) -> int:
    """Return the width of a text in terminal columns.

    2 per wide character (UAX #11), 0 per mark.
    """
    if text.isascii():
        return len(text)
    return sum(_columns_of(letter) for letter in text)


def clipped(text: str, width: int) -> str:
    """Return the text, cut to `width` columns with `…` at the end if it is longer."""
    if text.isascii():
        return text if len(text) <= width else f"{text[: width - 1]}…"
    fitting = used = 0
    for number, letter in enumerate(text, start=1):
        used += _columns_of(letter)
        if used > width:
            return f"{text[:fitting]}…"
        if used < width:
            fitting = number
    return text


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
