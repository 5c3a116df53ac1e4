"""Normalize what localization pipelines change by design, before texts are compared."""

import re

_NO_BREAK = {ord(character): " " for character in "\u00a0\u202f\u2007"}
_ZERO_WIDTH = dict.fromkeys(
    (
        0x00AD,
        0x180E,
        0x2060,
        0xFEFF,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ),
    None,
)
"""Zero-width blanks and joiners, soft hyphens and marks of direction (Unicode category Cf)."""
_INVISIBLE = str.maketrans({**_NO_BREAK, **_ZERO_WIDTH})
_IS_INVISIBLE = re.compile(f"[{''.join(map(chr, _INVISIBLE))}]")
"""Searched for first: few texts have one, and translating takes long."""
_BLANKS = re.compile(r"[ \t\n]+")
_OTHER_BLANKS = re.compile(r"[\t\n]|  ")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LOOK_ALIKE = str.maketrans(
    "аеорсухіѕјԁһАВЕКМНОРСТХІЅЈαονρΑΒΕΗΙΚΜΝΟΡΤΥΧΖ",
    "aeopcyxisjdhABEKMHOPCTXISJaovpABEHIKMNOPTYXZ",
)
_FULL_WIDTH = {0xFEE0 + code: code for code in range(0x21, 0x7F)}
_VERSION = re.compile(r"([^\W\d_]{0,10}\.?\s?)(\d+(?:\.\d+)+)")
"""A version, with the letter or word before its number."""


def code(text: str) -> str:
    """Return code without tabs, blanks at line ends, and blank lines at the edges."""
    text = strip_invisible(text).replace("\t", "    ")
    return "\n".join([line.rstrip() for line in text.split("\n")]).strip("\n")


def strip_invisible(text: str) -> str:
    """Return the text without zero-width characters, and with spaces for no-break spaces."""
    is_plain = text.isascii() or not _IS_INVISIBLE.search(text)
    return text if is_plain else text.translate(_INVISIBLE)


def words(text: str) -> str:
    """Return the text on one line, with single blanks and without needless backslashes."""
    text = strip_invisible(text).strip(" ")
    if _OTHER_BLANKS.search(text):
        text = _BLANKS.sub(" ", text).strip(" ")
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def is_same_version(source: str, target: str) -> bool:
    """Return True if two versions differ in the letter, or the word, before the number only."""
    source_version, target_version = _VERSION.fullmatch(source), _VERSION.fullmatch(target)
    return bool(
        source_version
        and target_version
        and (source_version[1] or target_version[1])
        and source_version[2] == target_version[2]
    )


def is_damaged(source: str, target: str) -> bool:
    """Return True if two texts differ in more than pipelines change by design."""
    return source != target and words(source) != words(target)


def latin(text: str) -> str:
    """Return the text with Latin letters for those of other scripts that look like them."""
    return text if text.isascii() else text.translate(_FULL_WIDTH).translate(_LOOK_ALIKE)
