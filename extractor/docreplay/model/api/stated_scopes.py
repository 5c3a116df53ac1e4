"""Permissions that sentences and lists of a page state, where no table has them."""

import re
from collections.abc import Iterator

_SECTION = re.compile(
    r"^#{1,6}[ \t]{0,9}[^\n]{0,200}(?:permission|scope|authori[sz]ation|prerequisite)[^\n]*\n"
    r"(?P<text>.*?)(?=^#+[ \t]|\Z)",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_TARGET = re.compile(r"\]\([^)\n]*\)|<[^>\n]*>|https?://\S+")
_SENTENCE = re.compile(r"[^.\n|]+(?:\.(?=\w)[^.\n|]*)*")
_CODES = r"`[^`\n]+`(?:(?:,\s*|\s+)(?:(?:and|or)\s+)?`[^`\n]+`){0,8}"
_ABOUT = re.compile(
    rf"({_CODES})[*_]*\s+(?:(?:oauth|api|access|token)\s+)?(?:scope|permission|privilege)s?\b"
    rf"|\b(?:scope|permission|privilege)s?[*_]*(?:\s+(?:is|are|of|named|called))?:?[*_]*\s+({_CODES})",
    re.IGNORECASE,
)
"""Code beside the word for what it is."""
_NEEDS = re.compile(
    r"\b(?:requires?|required|needs?|must have|have|has|with|grants?|granted)\b"
    r"|\b(?:scope|permission|privilege)s?[*_]*:",
    re.IGNORECASE,
)
_NOT = re.compile(r"\bnot?\b|n['’]t\b|\bno longer\b", re.IGNORECASE)
_SCOPES = re.compile(
    r"^#{1,6}[ \t]{0,9}(?:oauth[ \t])?scopes[ \t]*\n(?P<text>.*?)(?=^#+[ \t]|\Z)",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_ROW = re.compile(r"^\|?[ \t]*`?([A-Za-z][\w.:/*-]*)`?[ \t]*\|", re.MULTILINE)
"""A row whose first cell is a name; the header is one, too."""
_SCOPE_TITLES = frozenset({"name", "scope", "scopes", "permission", "value"})
_ALONE = re.compile(r"^[ \t]*(?:[-*+][ \t]+)?`[^`\n]+`(?:[ ,]+`[^`\n]+`)*[ \t]*$", re.MULTILINE)
"""A line or an item of nothing but code."""
_DOTTED = re.compile(
    r"(?<![\w./:-])[A-Z][A-Za-z]+(?:-[A-Za-z]+)?(?:\.[A-Z][\w-]*){1,3}(?![\w(/])"
    r"|(?<![\w./:-])[a-z][\w-]*(?::[a-z*][\w-]*){1,3}(?![\w(/])"
)
"""A name of a permission: `Files.Read.All`, `read:user`."""
_CODED = re.compile(r"`([A-Za-z][\w-]*(?:[.:][\w*-]+)*)`")
_WORDS_OF_NONE = frozenset({"true", "false", "null", "authorization", "bearer"})


def stated_scopes(text: str) -> dict[str, tuple[int, int]]:
    """Return the permissions that a text states, with the place of each.

    They are names such as `Files.Read` below a heading about permissions, and the code that a
    sentence anywhere calls a scope or permission that is required.
    """
    found: dict[str, tuple[int, int]] = {}
    plain = _TARGET.sub(lambda match: " " * len(match[0]), text)
    for name, span in (*_below_headings(plain), *_below_scopes(plain), *_in_sentences(plain)):
        if name.lower() not in _WORDS_OF_NONE:
            found.setdefault(name, span)
    return found


def _below_headings(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for section in _SECTION.finditer(text):
        for sentence in _SENTENCE.finditer(text, *section.span("text")):
            if not _NOT.search(sentence[0]):
                for name in _DOTTED.finditer(text, *sentence.span()):
                    yield name[0], name.span()


def _below_scopes(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the first cells of rows, and lines of code, below a heading "Scopes"."""
    for section in _SCOPES.finditer(text):
        rows = list(_ROW.finditer(text, *section.span("text")))
        if rows and rows[0][1].lower() in _SCOPE_TITLES:
            yield from ((row[1], row.span(1)) for row in rows[1:])
        for line in _ALONE.finditer(text, *section.span("text")):
            for code in _CODED.finditer(text, *line.span()):
                yield code[1], code.span(1)


def _in_sentences(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for sentence in _SENTENCE.finditer(text):
        if "`" not in sentence[0] or _NOT.search(sentence[0]) or not _NEEDS.search(sentence[0]):
            continue
        for codes in _ABOUT.finditer(text, *sentence.span()):
            for name in _CODED.finditer(text, *codes.span(1 if codes[1] else 2)):
                yield name[1], name.span(1)
