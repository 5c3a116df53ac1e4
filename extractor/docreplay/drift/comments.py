"""Remove comments from code: they may be translated."""

from functools import cache

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment
from pygments.util import ClassNotFound

_MOST = 200_000
"""Characters of a code block up to which it is divided into tokens."""
_ALIASES = {"azurecli": "bash", "jsonc": "js", "json5": "js", "vb": "vb.net", "objc": "objective-c"}
"""Info strings that Pygments does not know."""


def without_comments(info: str, body: str) -> str:
    """Return code with blanks in place of its comments; line breaks are kept.

    The first word of the info string names the language (CommonMark §4.5). Code in a language that
    is not known is returned unchanged.
    """
    language = info.partition(" ")[0].strip("{}.").lower()
    lexer = _lexer(language) if len(body) <= _MOST else None
    if lexer is None:
        return body
    code = [
        _blanked(text) if kind[:1] == Comment and not _acts(kind) else text
        for kind, text in lexer.get_tokens(body)
    ]
    return "".join(code)


def _acts(kind: tuple[str, ...]) -> bool:
    """Return True for what is a comment by its form only: a directive, or the `#!` of a script."""
    return kind[:2] in (Comment.Preproc, Comment.PreprocFile, Comment.Hashbang)


def _blanked(comment: str) -> str:
    return "".join("\n" if character == "\n" else " " for character in comment)


@cache
def _lexer(language: str) -> Lexer | None:
    try:
        # blank lines are kept, since lines are compared by number; PHP needs no `<?php`
        options = {"stripnl": False, "ensurenl": False, "startinline": True}
        return get_lexer_by_name(_ALIASES.get(language, language), **options)
    except ClassNotFound:
        return None
