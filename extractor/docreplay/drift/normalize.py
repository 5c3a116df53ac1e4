"""What a localization pipeline changes by design, folded on both sides alike."""

import re

_ODD = {ord(sign): " " for sign in "\u00a0\u202f\u2007"}
_NOTHING = {ord(sign): None for sign in "\u200b\ufeff\u2060\u00ad"}
_SIGNS = str.maketrans({**_ODD, **_NOTHING})
_BLANKS = re.compile(r"[ \t\n]+")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def code(text: str) -> str:
    """Code without what pipelines do to it: tabs, ends of lines, blank lines at the edges."""
    text = strip_invisible(text).replace("\t", "    ")
    return "\n".join([line.rstrip() for line in text.split("\n")]).strip("\n")


def strip_invisible(text: str) -> str:
    """The text without zero-width signs, and with plain blanks for no-break ones."""
    return text if text.isascii() else text.translate(_SIGNS)


def words(text: str) -> str:
    """Words on one line: joined lines, runs of blanks and needless backslashes do not count."""
    text = _BLANKS.sub(" ", strip_invisible(text)).strip(" ")
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def is_damaged(source: str, target: str) -> bool:
    """Whether two texts differ in more than a pipeline changes by design."""
    return source != target and words(source) != words(target)
