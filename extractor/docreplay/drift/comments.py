"""Remove from code what may be translated: comments, and words that its users read."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Error, String, Text
from pygments.util import ClassNotFound

_LANGUAGE = re.compile(r"[{.\s]*(?:lang(?:uage)?-)?([\w+#.-]+)", re.IGNORECASE)
"""The name in `python`, `{.python}`, `language-python`, `python:app.py` and `rust,ignore`."""
_MOST = 200_000
"""Characters of a code block up to which it is divided into tokens."""
_EFFORT = 60
"""Characters that a lexer may read in vain, for each of a code block."""
_ALIASES = {
    alias: lexer
    for lexer, aliases in {
        "bash": "azurecli azurecli-interactive command commandline conf crontab curl dotenv"
        " dotnetcli editorconfig env gitignore jq nu nushell redis shellscript",
        "batch": "cmd",
        "console": "sh-session",
        "csharp": "csharp-interactive qsharp",
        "go": "cue",
        "graphql": "graphqls sdl",
        "html": "astro cshtml ejs mustache razor svelte",
        "http": "http-request msgraph-interactive odata rest rest-client restclient",
        "java": "apex",
        "js": "al bicep dbml hjson json5 jsonc kdl m mdx mongodb node nodejs powerquery prisma",
        "json": "avro jsonl ndjson",
        "kotlin": "kt",
        "objective-c": "objc",
        "php": "hack",
        "powershell": "azurepowershell azurepowershell-interactive ps",
        "protobuf": "flatbuffers",
        "python": "ipython",
        "rust": "move ron",
        "scss": "stylus",
        "sql": "bigquery plsql snowflake soql sqlite",
        "vb.net": "vb vbs",
    }.items()
    for alias in aliases.split()
}
"""Info strings that Pygments does not know or reads as something else, with a lexer that fits."""
_DATA = frozenset({"json", "yaml", "xml", "http", "bash", "toml", "ini", "docker", "properties"})
"""Lexers of languages whose strings are data."""
_HTTP_COMMENT = re.compile(r"[ \t]*+(?:#|//)(?![ \t]*@name\b)")
_COMMENT_LINE = re.compile(r"^[ \t]*#.*", re.MULTILINE)
_WORDS = re.compile(
    r"(?<![^\W\d_])[^\W\d_]{2,}+[,.:;!?]*+[^\S\n]++[^\W\d_]{2}|[\u3040-\u30ff\u4e00-\u9fff]{2}"
)
_NOT_WORDS = re.compile(r"[<>{}\[\]=/\\]")
_COMMENT_OF_WORDS = re.compile(
    rf"^[ \t]*+(?:#++|//|--|;++|%++|(?i:rem))[ \t]++(?=.*?{_WORDS.pattern}).*", re.MULTILINE
)
"""A line that is a comment in one language or another, and has several words."""
_PROMPT = re.compile(r"^[ \t]*[$>%][ \t]", re.MULTILINE)
_SLASHES = re.compile(r"(?<![ \t])[ \t]++//[ \t].*")
"""A comment in a language that has no such comments, where its writers use them all the same."""
_WITH_SLASHES = frozenset({"promql"})
_EXACT = frozenset(
    {"avro", "http", "http-request", "json", "json5", "jsonc", "jsonl", "msgraph-interactive"}
    | {"ndjson", "odata", "rest", "rest-client", "restclient"}
)
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

    The info string begins with the language (CommonMark §4.5). Code in a language that is not known
    loses the lines that are a comment of several words in most languages.
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
    language = _language(info)
    lexer = _lexer(language)
    return lexer is not None and language not in _EXACT and _DATA.isdisjoint(lexer.aliases)


def _language(info: str) -> str:
    found = _LANGUAGE.match(info)
    return found[1].lower() if found else ""


def _blanked(info: str, body: str, is_left_out: Callable[[_Token], bool]) -> str:
    if len(body) > _MOST:
        return body
    lexer = _lexer(_language(info))
    if lexer is None:
        return _COMMENT_OF_WORDS.sub("", body)
    found = _tokens(lexer, body)
    code = "".join(_blank(text) if is_left_out((kind, text)) else text for kind, text in found)
    code = _SLASHES.sub("", code) if _language(info) in _WITH_SLASHES else code
    if "console" in lexer.aliases and _PROMPT.search(body):  # where `#` is not the prompt
        code = _COMMENT_LINE.sub("", code)
    code = _without_http_comments(code) if "http" in lexer.aliases else code
    # a block scalar of YAML is often a file with comments of its own
    return _COMMENT_LINE.sub("", code) if "yaml" in lexer.aliases else code


def _without_http_comments(body: str) -> str:
    """Return HTTP messages without the comments above start lines, and the titles of `###`.

    That is the syntax of the REST Client of Visual Studio Code; `# @name` names the request.
    """
    lines, is_above = [], True
    for line in body.split("\n"):
        is_divider = line.startswith("###")
        is_comment = is_above and bool(_HTTP_COMMENT.match(line))
        lines.append("###" if is_divider else "" if is_comment else line)
        is_above = is_divider or (is_above and (is_comment or not line.strip()))
    return "\n".join(lines)


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
    """Return True for a comment or documentation, but not for a directive or `#!` of a script."""
    kind, _ = token
    acts = kind[:2] in (Comment.Preproc, Comment.PreprocFile, Comment.Hashbang)
    return (kind[:1] == Comment and not acts) or kind[:3] == String.Doc


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
