"""The anchors that publishing makes of headings."""

import re
from functools import lru_cache
from unicodedata import category

_LINK = re.compile(r"!?\[([^\]]{0,500})\]\([^)]{0,2000}\)")
_MARK = re.compile(r"[^\w\s-]|(?<!\w)_|_(?!\w)")
_BLANK = re.compile(r"\s")
_SELECTORS = "\ufe0e\ufe0f\u20e3"
"""Marks that choose the look of an emoji."""


def folded(anchor: str) -> str:
    """Return an anchor as it is compared: in lower case, `İ` as `i` without a second dot.

    Generators differ: Go makes `i` of `İ`; JavaScript and Python add a combining dot to it.
    """
    return anchor.lower().replace("i\u0307", "i")


@lru_cache(maxsize=4096)
def anchor_slug(text: str) -> str:
    """Return the anchor that publishing gives a heading: `HTTP *request*` is `http-request`."""
    words = folded(_LINK.sub(r"\1", text).strip())
    return _BLANK.sub("-", _MARK.sub(_kept_mark, words))


def _kept_mark(found: re.Match[str]) -> str:
    """Return a combining mark, which is part of a letter in many scripts; otherwise `""`."""
    is_mark = category(found[0]).startswith("M") and found[0] not in _SELECTORS
    return found[0] if is_mark else ""
