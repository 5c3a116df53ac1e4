"""Find the values of a sentence that lists them without markup: `Supported colors: white; blue`."""

import re
from collections.abc import Collection, Iterator, Sequence

from docreplay.drift.presence import has
from docreplay.model.markup.markup import Span

_ITEM = r"[A-Za-z][A-Za-z0-9_-]*"
_LISTED = rf"{_ITEM}(?:(?:(?:,|;|/| \|) ?(?:and |or )?| (?:and|or) ){_ITEM}){{2,40}}"
_END = r"(?=[.;)]|$|<br| \()"
_LIST = re.compile(
    r"\b(?i:possible|valid|allowed|supported|permitted|accepted|available|acceptable)"
    r"(?P<noun>(?: (?!for |of |in |by |to )[a-z]+){0,2} [a-z]+s)(?: (?:for|of) \S{1,40})?"
    rf"(?: are| include)?(?: one of)?:? (?P<list>{_LISTED}){_END}"
    rf"|\b[Tt]he (?P<kind>[a-z]+s) are: (?P<kinds>{_LISTED}){_END}"
    rf"|\b(?i:one of)(?: the following(?: values)?)?: (?P<values>{_LISTED}){_END}"
)
"""At least three single words that an introduction makes values, up to the end of a sentence."""
_HINTS = (
    " are: ",
    "ossible ",
    "alid ",
    "llowed ",
    "upported ",
    "ermitted ",
    "ccept",
    "vailable ",
    "ne of",
)
_CELL = re.compile(
    rf"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)+|{_ITEM}(?:(?:(?:,|;|/| \|) ?(?:or )?| or ){_ITEM}){{1,40}}"
)
"""A cell of several words, or of one with a hyphen."""
_WORD = re.compile(_ITEM)
_GLUE = frozenset(("and", "or"))
_CODE_LIKE = re.compile(r"[a-z][A-Z]|[0-9_]|[a-z]-[a-z]")


def may_list_values(text: str) -> bool:
    """Return True if a text has a part of an introduction; most texts have none."""
    return any(map(text.__contains__, _HINTS))


def listed_values(part: Span, translation: str, known: Collection[str]) -> Iterator[Span]:
    """Yield the listed words of a source text that are to stay as they are in any language.

    That is where they are called values, where one of them is written like a name or is `known`,
    and where the translation keeps one: it should keep the others as well.
    """
    for found in _LIST.finditer(part.text) if may_list_values(part.text) else ():
        group = next(name for name in ("list", "kinds", "values") if found[name])
        items = list(_items(part, *found.span(group)))
        is_said = group == "values" or (found["noun"] or found["kind"]).endswith("values")
        if is_said or _has_name(items, known) or any(has(translation, each.text) for each in items):
            yield from items


def list_of_values(cell: Span) -> Iterator[Span]:
    """Yield the words of a cell that only has words and separators."""
    if _CELL.fullmatch(cell.text):
        yield from _items(cell, 0, len(cell.text))


def _items(part: Span, start: int, end: int) -> Iterator[Span]:
    for word in _WORD.finditer(part.text, start, end):
        if word[0] not in _GLUE:
            yield Span(word[0], part.start + word.start(), part.start + word.end())


def _has_name(items: Sequence[Span], known: Collection[str]) -> bool:
    return any(item.text in known or _CODE_LIKE.search(item.text) for item in items)
