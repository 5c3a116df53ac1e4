"""Values that prose allows for a property that it names: sentences, list items, definitions.

Possible values for `status` are `open` and `closed`.
- `status`: the state. One of `open`, `closed`.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest

from docreplay.model.types.declared_values import AllowedValues, allowed_values
from docreplay.model.types.property_names import property_name

_MARKED = r"(?:`[^`\n]+`|\*\*[^*\n]+\*\*)"
_NAMED = re.compile(
    r"\b(?:possible|allowed|valid|supported|accepted|permitted|available)\s+values?"
    rf"\s+(?:for|of)\s+(?:the\s+)?(?P<name>{_MARKED})",
    re.IGNORECASE,
)
"""A sentence whose list is that of a property: `Possible values for the **status** are`."""
_MAY_BE_NAMED = re.compile(r"values?\s+(?:for|of)\s")
"""What each of these sentences contains, in lower case: it is quicker to look for."""
_SUBJECT = re.compile(
    rf"(?P<name>{_MARKED})\s+(?:(?:property|field|member|attribute)\s+)?"
    r"(?=(?:can|may|must)\s+(?:only\s+)?(?:either\s+)?be\b|is\s+(?:one\s+of|either)\b)",
    re.IGNORECASE,
)
"""A sentence about a property: `status` can be `open` or `closed`."""
_ITEM = re.compile(rf"^[ \t]{{0,12}}(?:[-*+]|\d{{1,3}}[.)])[ \t]+(?P<name>{_MARKED})", re.MULTILINE)
"""A list item that begins with the name of a property."""
_DEFINITION = re.compile(rf"^(?P<name>{_MARKED}|[A-Za-z_]\w*)[ \t]*\n:[ \t]+", re.MULTILINE)
"""A term of a definition list (Markdown Extra), up to its definition."""
_END = re.compile(r"\n[ \t]*\n(?![ \t]*(?:[-*+]|\d{1,3}[.)])[ \t])|\n#|\n\|")
"""The end of a paragraph that no list follows, a heading or a table."""
_BULLET = re.compile(r"(?:\n|\A)([ \t]*)(?:[-*+]|\d{1,3}[.)])[ \t]")
_LONGEST = 4000
"""Maximum number of characters of a list of values."""


def prose_values(text: str) -> Iterator[tuple[str, AllowedValues]]:
    """Yield the properties with the values that the text allows; contradictory ones are left out.

    The text is that of a page without code blocks and comments.
    """
    found: dict[str, AllowedValues | None] = {}
    for name, allowed in _statements(text):
        if name and not any(char.isspace() for char in name):
            known = found.setdefault(name, allowed)
            found[name] = allowed if known and set(known.values) == set(allowed.values) else None
    yield from ((name, allowed) for name, allowed in found.items() if allowed)


def _patterns(text: str) -> Iterator[re.Pattern[str]]:
    """Yield the patterns of statements that the text may contain."""
    if _MAY_BE_NAMED.search(text.lower()):
        yield _NAMED
    yield from (_SUBJECT, _ITEM)
    if "\n:" in text:
        yield _DEFINITION


def _statements(text: str) -> Iterator[tuple[str, AllowedValues]]:
    named = set()
    for pattern in _patterns(text):
        matches = list(pattern.finditer(text))
        for match, following in zip_longest(matches, matches[1:]):
            start = match.start() if pattern is _NAMED else match.end()
            is_nested = following is None or pattern is _ITEM
            end = _end(text, start, len(text) if is_nested else following.start())
            allowed = allowed_values(text[start:end])
            name = property_name(match["name"])
            if allowed and name not in allowed.values and (start, end) not in named:
                named.add((start, end))
                yield name, allowed


def _end(text: str, start: int, limit: int) -> int:
    """Return where a statement ends; that of a list item ends at the next item of its list."""
    limit = min(limit, start + _LONGEST)
    own = _BULLET.match(text, max(text.rfind("\n", 0, start), 0))
    if own:  # first, as the next item is near
        items = _BULLET.finditer(text, start, limit)
        following = (item.start() for item in items if len(item[1]) <= len(own[1]))
        limit = next(following, limit)
    found = _END.search(text, start, limit)
    end = found.start() if found else limit
    other = _NAMED.search(text, start + 1, end)
    return other.start() if other else end
