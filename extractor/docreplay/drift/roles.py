"""Find words that a noun beside them makes names: `the comment parameter`, `the **list** facet`."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from docreplay.model.markup.markup import Span

_NOUNS = (
    "property", "parameter", "attribute", "facet", "relationship", "navigation property",
    "segment", "claim", "function", "enumeration",
)  # fmt: skip
_NOUN = rf"(?:{'|'.join(_NOUNS)})"
_ROLE = re.compile(rf"(?<![\w`*\"'./$@{{<\[-])([a-z][a-z0-9]+) {_NOUN}(?!\w)")
_AFTER = (
    rf"(?:(?:OData|HTTP|navigation|query) )?(?:{_NOUN}|field|resource|collection|entity|header"
    r"|permission|method|action|element|reference|tag|properties|entities)s?"
)
_BEHIND = re.compile(
    r"(?:\*\*|[*_])\)?"
    r"(?:(?:,(?: and| or)?| and| or| nor) (?:the )?(\*\*|\b_|\*)[^\s*_]{1,60}\1){0,40}+"
    rf" {_AFTER}\b"
)
"""What is behind an emphasized name: its noun, or others, at most 40, and the noun of all."""
_FIELD = re.compile(rf" (?:{_NOUN}|field)\b")
_EITHER = re.compile(
    r"\b(?:set|specify|pass|provide|supply|include|use) either ([a-z]\w+) or ([a-z]\w+)"
    r"(?= (?:in|to)\b|\.)"
)
_CAPITAL_INSIDE = re.compile(r"[A-Za-z]*[a-z][A-Z][A-Za-z]*")
_LINE_START = re.compile(r"(?:^|<br ?/?>|\n)[ \t]*(?:[-*+] )?(?:\*{1,2}|_)$")
_EXPLAINED = re.compile(r"(?:\*{1,2}|_) ?(?: - |:| – | — )")
_SEPARATOR = re.compile(r"[*_]{1,2}(?:,| and| or|, and|, or) [*_]{1,2}")
_NEAR = 300
"""Number of characters before a word that are looked at for the introduction of a list."""
_LISTED = re.compile(
    r"(?:\b(?:possible|valid|allowed|supported|following|permitted) values(?: for \S{1,40})?"
    r"(?: are| is| include)?|\bone of(?: the following(?: values)?)?"
    r"|\b(?:resources|properties|entities|parameters|facets|references)[*_]{0,2}"
    r" \(?(?:such as|like))[ :]+"
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
_STRESSED = re.compile(
    r"a|additional|all|an|and|any|both|certain|complex|current|custom|default|deprecated|different"
    r"|each|every|excluded|existing|external|first|following|included|internal|invalid|last|main"
    r"|may|more|most|must|nested|never|new|next|no|not|of|one|only|optional|or|other|previous"
    r"|primary|private|public|required|same|second|secondary|single|specific|standard|supported"
    r"|that|the|these|third|this|two|unsupported|valid|which|with"
)
"""Words that are emphasized for their meaning."""


def may_have_role(text: str) -> bool:
    """Return True if a text has one of the nouns, also as a part of a word."""
    return any(map(text.__contains__, _NOUNS))


def role_names(part: Span, names: Collection[str]) -> Iterator[Span]:
    """Yield words before such a noun that the page has as names."""
    for match in _ROLE.finditer(part.text) if may_have_role(part.text) else ():
        if match[1] in names and not _ADJECTIVES.fullmatch(match[1]):
            yield Span(match[1], part.start + match.start(1), part.start + match.end(1))


def written_before_noun(part: Span, place: Span) -> bool:
    """Return True if a bare word in capitals is before such a noun: `the PercentComplete field`."""
    return _FIELD.match(part.text, place.end - part.start) is not None


def alternatives(part: Span, names: Collection[str]) -> Iterator[Span]:
    """Yield words of which a request has one, if the page has both as names."""
    for match in _EITHER.finditer(part.text):
        if match[1] in names and match[2] in names:
            for group in (1, 2):
                start, end = match.span(group)
                yield Span(match[group], part.start + start, part.start + end)


def with_siblings(part: Span, emphatic: Sequence[Span]) -> frozenset[Span]:
    """Return the emphasized values of lists in which one has a capital inside.

    A list is an enumeration in a sentence, or its items are at the starts of lines, before a dash
    or colon.
    """
    if not _has_name(emphatic):
        return frozenset()
    lines = frozenset(place for place in emphatic if _is_at_start(part, place))
    found = lines if _has_name(lines) else frozenset()
    runs = filter(_has_name, _enumerated(part, emphatic))
    return found.union(place for run in runs for place in run if place not in lines)


def _has_name(run: Iterable[Span]) -> bool:
    return any(_CAPITAL_INSIDE.fullmatch(place.text) for place in run)


def _is_at_start(part: Span, place: Span) -> bool:
    """Return True if an emphasized word begins a line and its explanation follows."""
    start, end = place.start - part.start, place.end - part.start
    is_first = _LINE_START.search(part.text, max(0, start - _NEAR), start)
    return bool(is_first) and _EXPLAINED.match(part.text, end) is not None


def _enumerated(part: Span, emphatic: Sequence[Span]) -> Iterator[list[Span]]:
    """Yield the runs of emphasized words that only commas, `and` and `or` are between."""
    run: list[Span] = []
    for other in emphatic:
        if run and not _SEPARATOR.fullmatch(
            part.text, run[-1].end - part.start, other.start - part.start
        ):
            yield run
            run = []
        run.append(other)
    yield run


def has_role(part: Span, place: Span) -> bool:
    """Return True if an emphasized word is before such a noun, or one of a list of names."""
    if _is_listed(part.text, place.start - part.start):
        return True
    if not _WORD.fullmatch(place.text) or _STRESSED.fullmatch(place.text):
        return False
    return _BEHIND.match(part.text, place.end - part.start) is not None


def _is_listed(text: str, at: int) -> bool:
    """Return True if only other emphasized words are between an introduction and this one."""
    before = text[max(0, at - _NEAR) : at]
    return "*" in before and _LISTED.search(before) is not None
