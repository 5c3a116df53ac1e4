"""Find words that a noun beside them makes names: `the comment parameter`, `the **list** facet`."""

import re
from collections.abc import Collection, Iterator

from docreplay.model.markup import Span

_NOUN = (
    r"(?:property|parameter|attribute|facet|relationship|navigation property|segment|claim"
    r"|function|enumeration)"
)
_ROLE = re.compile(rf"(?<![\w`*\"'./$@{{<\[-])([a-z][a-z0-9]+) {_NOUN}(?!\w)")
_BEHIND = re.compile(
    rf"(?:\*\*|[*_])\)? (?:{_NOUN}|resource|collection|entity|header|permission)\b"
)
_WORD = re.compile(r"[a-z][A-Za-z0-9]*")
_ADJECTIVES = re.compile(
    r"a|all|an|and|any|body|bound|by|collection|complex|custom|each|entity|enum|every|existing|expand|filter"
    r"|following|form|function|header|id|in|input|key|last|list|method|more|name|navigation|new|no"
    r"|of|one|open|optional|or|other|output|path|query|read|request|required|resource|response"
    r"|return|same|search|single|string|that|the|this|type|unbound|url|user|value|which|with"
)
"""Words that say what kind of property or parameter is meant, whatever else they name."""


def role_names(part: Span, names: Collection[str]) -> Iterator[Span]:
    """Yield words before such a noun that the page has as names."""
    for match in _ROLE.finditer(part.text):
        if match[1] in names and not _ADJECTIVES.fullmatch(match[1]):
            yield Span(match[1], part.start + match.start(1), part.start + match.end(1))


def has_role(part: Span, place: Span) -> bool:
    """Return True if an emphasized word in lower case is before such a noun."""
    if not _WORD.fullmatch(place.text) or _ADJECTIVES.fullmatch(place.text):
        return False
    return _BEHIND.match(part.text, place.end - part.start) is not None
