"""Undo what editors, translators and publishing do to the punctuation of JSON in a comment.

`&quot;`, `&amp;quot;`, “curly” and full-width quotation marks, full-width braces, odd blanks and
invisible characters all replace characters that JSON needs (RFC 8259 §2).
"""

import html
import re

_ENTITY = re.compile(r"&(?:#\w+|\w+);")
_ROUNDS = 4
"""How often text may have been escaped: `&amp;amp;quot;` is three times."""
_QUOTES = {ord(sign): '"' for sign in "“”„‟«»″〝〞〟"} | {ord(sign): "'" for sign in "‘’‚‛‹›′"}
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SMALL = {ord("﹛"): "{", ord("﹜"): "}", ord("﹕"): ":", ord("﹐"): ",", ord("、"): ","}
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009\u3000"), " ")
_NOTHING = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\u00ad\ufeff"))
_SIGNS: dict[int, str | None] = {**_QUOTES, **_WIDE, **_SMALL, **_BLANKS, **_NOTHING}


def restored(text: str) -> str:
    """Return the text with the punctuation of JSON in place of what replaced it."""
    for _ in range(_ROUNDS):
        if not _ENTITY.search(text):
            break
        text = html.unescape(text)
    return text.translate(_SIGNS).replace('\\"', '"')
