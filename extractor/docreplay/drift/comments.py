"""Remove from code what may be translated: comments, and words that its users read."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Error, String, Text
from pygments.util import ClassNotFound

_MOST = 200_000
"""Characters of a code block up to which it is divided into tokens."""
_EFFORT = 60
"""Characters that a lexer may read in vain, for each of a code block."""
_ALIASES = {"azurecli": "bash", "jsonc": "js", "json5": "js", "vb": "vb.net", "objc": "objective-c"}
"""Info strings that Pygments does not know."""
_DATA = frozenset({"json", "yaml", "xml", "http", "bash", "toml", "ini", "docker", "properties"})
"""Lexers of languages whose strings are data."""
_COMMENT_LINE = re.compile(r"^[ \t]*#.*", re.MULTILINE)
_WORDS = re.compile(
    r"(?<![^\W\d_])[^\W\d_]{2,}+[,.:;!?]*+\s++[^\W\d_]{2}|[\u3040-\u30ff\u4e00-\u9fff]{2}"
)
_NOT_WORDS = re.compile(r"[<>{}\[\]=/\\]")
_SLASHES = re.compile(r"(?<![ \t])[ \t]++//[ \t].*")
"""A comment in a language that has no such comments, where its writers use them all the same."""
_WITH_SLASHES = frozenset({"promql"})
_EXACT = frozenset({"http", "json", "jsonc", "json5"})
_PLACEHOLDER = re.compile(r"<[^\W\d_]+(?:[-_ ][^\W\d_]+)+>|\{[^\W\d_]+(?:-[^\W\d_]+)+\}")
_DEFINED = re.compile(r"\b(?:def|function|func|fn|class)[ \t]+([^\W\d]\w*)")
_PARAMETERS = re.compile(r"\b(?:def|function|func|fn)[ \t]+[^\W\d]\w*\(([\w ,]*)\)")
_NAME = re.compile(r"[^\W\d]\w*")
_SELF = frozenset({"self", "cls", "this"})
_ATTRIBUTE = re.compile(r"(?<![\w.])_(?:\.[^\W\d]\w*)+(?![\w(])")
"""What is read from a parameter that has been replaced; a method that is called is kept."""
_DESCRIPTION = re.compile(
    r"^([ \t]*(?:- )?(?:description|summary|title)):[ \t]+[\"']?[^\W\d_]+ .*$", re.MULTILINE
)
_PATH = re.compile(r"[/\\:]")
_Token = tuple[tuple[str, ...], str]


def without_comments(info: str, body: str) -> str:
    """Return code with blanks in place of its comments; line breaks are kept.

    The first word of the info string names the language (CommonMark §4.5). Code in a language that
    is not known is returned unchanged.
    """
    return _blanked(info, body, _is_comment)


def without_words(info: str, body: str) -> str:
    """Return code without comments, and without strings and text of several words for people.

    Strings of data are kept, except for descriptions in YAML.
    """
    if not has_words(info):
        code = without_comments(info, body)
        return _DESCRIPTION.sub(r"\1", code) if _language(info) in ("yaml", "yml") else code
    return _blanked(info, body, lambda token: _is_comment(token) or _is_for_people(token))


def without_choices(info: str, body: str, around: str = "") -> str:
    """Return code without comments, and without what the author of an example is free to name.

    In a programming language, that is the text of strings, unless it is a path or a URL, and the
    functions, classes and parameters that the code defines, and attributes of these; in any
    language but HTTP and JSON, a placeholder of several words, such as `<your-endpoint>`. Functions
    and classes may be defined in `around`, other code of the page.
    """
    if _language(info) not in _EXACT:
        body = _PLACEHOLDER.sub("<>", body)
    if not has_words(info):
        return without_comments(info, body)
    reduced = _blanked(info, body, lambda token: _is_comment(token) or _is_free(token))
    defined = defined_names(reduced) | set(_DEFINED.findall(around))
    renamed = _NAME.sub(lambda match: "_" if match[0] in defined - _SELF else match[0], reduced)
    return _ATTRIBUTE.sub("_", renamed)


def defined_names(code: str) -> frozenset[str]:
    """Return the functions, classes and parameters that code defines."""
    inner = (word for found in _PARAMETERS.findall(code) for word in _NAME.findall(found))
    return frozenset({*_DEFINED.findall(code), *inner})


def has_words(info: str) -> bool:
    """Return True if strings of the language may be for people, rather than data."""
    lexer = _lexer(_language(info))
    return lexer is not None and _DATA.isdisjoint(lexer.aliases)


def _language(info: str) -> str:
    return info.partition(" ")[0].strip("{}.").lower()


def _blanked(info: str, body: str, is_left_out: Callable[[_Token], bool]) -> str:
    lexer = _lexer(_language(info)) if len(body) <= _MOST else None
    if lexer is None:
        return body
    found = _tokens(lexer, body)
    code = "".join(_blank(text) if is_left_out((kind, text)) else text for kind, text in found)
    code = _SLASHES.sub("", code) if _language(info) in _WITH_SLASHES else code
    # a block scalar of YAML is often a file with comments of its own
    return _COMMENT_LINE.sub("", code) if "yaml" in lexer.aliases else code


def _tokens(lexer: Lexer, body: str) -> Iterator[_Token]:
    """Yield the tokens of code; what is left is one of text if the lexer understands too little.

    It tries its patterns again at each character that it does not understand, and they may read to
    the end of the line: a long line would take the square of its length.
    """
    at, effort = 0, _EFFORT * len(body)
    for kind, text in lexer.get_tokens(body):
        yield tuple(kind), text
        at += len(text)
        if kind is Error:
            effort -= _to_line_end(body, at)
            if effort < 0:
                yield tuple(Text), body[at:]
                return


def _to_line_end(body: str, at: int) -> int:
    end = body.find("\n", at)
    return (len(body) if end < 0 else end) - at


def _is_comment(token: _Token) -> bool:
    """Return True for a comment, but not for a directive or the `#!` of a script."""
    kind, _ = token
    acts = kind[:2] in (Comment.Preproc, Comment.PreprocFile, Comment.Hashbang)
    return kind[:1] == Comment and not acts


def _is_free(token: _Token) -> bool:
    """Return True for the text of a string, but not for a path or a URL."""
    kind, text = token
    return kind[:2] == String and not _PATH.search(text)


def _is_for_people(token: _Token) -> bool:
    kind, text = token
    is_text = kind[:2] == String or kind == Text
    return is_text and bool(_WORDS.search(text)) and not _NOT_WORDS.search(text)


def _blank(text: str) -> str:
    return "\n" * text.count("\n")


@cache
def _lexer(language: str) -> Lexer | None:
    try:
        # blank lines are kept, since lines are compared by number; PHP needs no `<?php`
        options = {"stripnl": False, "ensurenl": False, "startinline": True}
        return get_lexer_by_name(_ALIASES.get(language, language), **options)
    except ClassNotFound:
        return None
