"""Find words that a noun beside them makes names: `the comment parameter`, `the **list** facet`."""

import re
from collections.abc import Collection, Iterator

from docreplay.model.markup.markup import Span

_NOUNS = (
    "property", "parameter", "attribute", "facet", "relationship", "navigation property",
    "segment", "claim", "function", "enumeration",
)  # fmt: skip
_NOUN = rf"(?:{'|'.join(_NOUNS)})"
_ROLE = re.compile(rf"(?<![\w`*\"'./$@{{<\[-])([a-z][a-z0-9]+) {_NOUN}(?!\w)")
_BEHIND = re.compile(
    rf"(?:\*\*|[*_])\)? (?:{_NOUN}|resource|collection|entity|header|permission)\b"
)
_NEAR = 300
"""Number of characters before a word that are looked at for the introduction of a list."""
_LISTED = re.compile(
    r"(?:\b(?:possible|valid|allowed|supported|following|permitted) values(?: for \S{1,40})?"
    r"(?: are| is| include)?|\bone of(?: the following(?: values)?)?"
    r"|\b(?:resources|properties|entities|parameters) \(?(?:such as|like))[ :]+"
    r"(?:\*{1,2}+[^*\s]{1,60}+\*{1,2}+,? ?(?:and|or)? ?)*+\*{1,2}$",
    re.IGNORECASE,
)
"""What introduces names or values, and the emphasized ones before another."""
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
    for match in _ROLE.finditer(part.text) if any(map(part.text.__contains__, _NOUNS)) else ():
        if match[1] in names and not _ADJECTIVES.fullmatch(match[1]):
            yield Span(match[1], part.start + match.start(1), part.start + match.end(1))


def has_role(part: Span, place: Span) -> bool:
    """Return True if an emphasized word is before such a noun, or one of a list of names."""
    if _is_listed(part.text, place.start - part.start):
        return True
    if not _WORD.fullmatch(place.text) or _ADJECTIVES.fullmatch(place.text):
        return False
    return _BEHIND.match(part.text, place.end - part.start) is not None


def _is_listed(text: str, at: int) -> bool:
    """Return True if only other emphasized words are between an introduction and this one."""
    before = text[max(0, at - _NEAR) : at]
    return "*" in before and _LISTED.search(before) is not None
