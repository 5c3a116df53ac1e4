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
_QUALIFIED = re.compile(r"(?:\*\*|[*_]) (?:OData|query|path|navigation) [a-z]")
"""What is behind a word that names a parameter, although it may be one that is stressed."""
_FIELD = re.compile(rf" (?:{_NOUN}|field)\b")
_EITHER = re.compile(
    r"\b(?:set|specify|pass|provide|supply|include|use) either ([a-z]\w+) or ([a-z]\w+)"
    r"(?= (?:in|to)\b|\.)"
)
_LITERALS = re.compile(
    r"(?:^|(?<=[.;:!?] )|(?<=>))(?P<first>[Tt]rue|[Ff]alse) (?=if |when |for |unless )"
    r"|(?<=[,;] )(?P<last>true|false) otherwise\b"
    r"|\b[Oo]therwise,? (?:it is )?(?P<other>true|false)\b"
    r"|(?:\b[Ii]f|\bset to|\bvalue is|\bvalue of(?: [*_`]*\w+[*_`]* is)?|\bdefault is|\bequals) "
    r"(?P<value>[Tt]rue|[Ff]alse)(?=[,.;:)]|$| (?:or|and|if|when|for|to)\b)"
    r"|\b(?:set to|marked as|value of) (?P<word>[A-Z][a-z]+[A-Z][A-Za-z]+)(?=[,.;:)]|$)"
)
"""A literal where a description is about the value of what it describes: `True if the …`."""
_PARTS = ("rue ", "rue.", "rue,", "alse", "set to ", "marked as ", "value of ")
_OF_ROW = re.compile(r"(?<=value of )[A-Z][a-z]+\b(?= [a-z])|(?<=when )[A-Z][a-z]+(?= is )")
"""A word with a capital in the middle of a sentence that is about a value."""
_SETTING = re.compile(
    r"\b[Ss]et (?:the )?[*_`]{0,2}[A-Za-z]\w*[*_`]{0,2}"
    r"(?: (?:property|parameter|field|attribute|header|option))? to ([a-z]\w+)(?=[.,;:) ]|$)"
)
"""A value that a request sets: `set the **mode** property to sleep`."""
_ITEM = re.compile(r"[ \t]*[-*+] (\*{1,2}|_)([A-Za-z]\w*)\1 ?(?::|-|–|—)")
"""A list item that begins with an emphasized word and explains it."""
_HEADER = re.compile(
    r"(?<![\w`*\"-])(Accept|Allow|Authorization|Cookie|ETag|Expect|Host|Link|Location|Origin|Prefer"
    r"|Range|Referer|Vary)(?= (?:HTTP |request |response )?headers?\b)"
)
"""The name of a field of HTTP that is a word as well (RFC 9110 §16.3), before its noun."""
_CAPITAL_INSIDE = re.compile(r"[A-Za-z]*[a-z][A-Z][A-Za-z]*")
_LINE_START = re.compile(r"(?:^|<br ?/?>|\n)[ \t]*(?:[-*+] )?(?:\*{1,2}|_)$")
_EXPLAINED = re.compile(r"(?:\*{1,2}|_) ?(?: - |:| – | — )")
_SEPARATOR = re.compile(r"[*_]{1,2}(?:,| and| or|, and|, or) [*_]{1,2}")
_NEAREST = 40
_IS = re.compile(r"[*_`]+\w+[*_`]+(?: property)? (?:is|to|equals|be) (?:\*{1,2}|_)$")
"""What is before an emphasized value of an emphasized name: `If **mode** is *last*`."""
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
_MODAL = re.compile(
    r"\b(?:are|be|can|cannot|could|do|does|is|may|might|must|not|please|should|to|will|would"
    r"|[Yy]ou)(?: [a-z]+ly)? \*\*$"
)
"""What is before a verb that is stressed: `you cannot **update**`."""
_PATH = re.compile(r"[a-z]\w+(?:\.[a-z]\w+)+")
"""A property of a property."""
_LOWER_WORD = re.compile(r"[a-z]{3,}")
_STRESSED = re.compile(
    r"a|additional|after|all|always|an|and|any|are|before|both|can|cannot|certain|complex|current"
    r"|custom|default|deprecated|different|does|each|either|every|except|excluded|existing|external"
    r"|first|following|has|have|here|included|inside|internal|invalid|last|least|less|main|many|may"
    r"|might|more|most|must|neither|nested|never|new|next|no|none|nor|not|note|now|off|often|once"
    r"|one|only|optional|or|other|outside|previous|primary|private|public|required|same|second"
    r"|secondary|see|shall|should|single|specific|standard|still|supported|than|that|the|them|then"
    r"|these|they|third|this|three|two|unless|unsupported|until|valid|very|was|were|when|where"
    r"|whether|which|while|will|with|without|yes|yet|you|your"
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


def literals(part: Span) -> Iterator[Span]:
    """Yield `true` and `false` where a sentence is about such a value."""
    for match in _LITERALS.finditer(part.text):
        group = match.lastgroup or 0
        start, end = match.span(group)
        yield Span(match[group], part.start + start, part.start + end)


def may_have_settings(text: str) -> bool:
    """Return True if a text has what is around a value that is set."""
    return "et " in text and " to " in text


def settings(part: Span, values: Collection[str]) -> Iterator[Span]:
    """Yield the values of the page's code that a sentence sets."""
    for found in _SETTING.finditer(part.text):
        if found[1] in values:
            yield Span(found[1], part.start + found.start(1), part.start + found.end(1))


def item_names(parts: Iterable[Span]) -> Iterator[Span]:
    """Yield the emphasized words that begin list items, if one of the list has a capital inside."""
    run: list[Span] = []
    for part in parts:
        if found := _ITEM.match(part.text):
            start, end = found.span(2)
            run.append(Span(found[2], part.start + start, part.start + end))
            continue
        yield from run if _has_name(run) else ()
        run = []
    yield from run if _has_name(run) else ()


def row_values(part: Span, name: str | None) -> Iterator[Span]:
    """Yield the name of a row where its description is about its value: `value of Sender`."""
    for match in _OF_ROW.finditer(part.text) if name else ():
        if match[0].lower() == name:
            yield Span(match[0], part.start + match.start(), part.start + match.end())


def has_header(text: str) -> bool:
    """Return True if a text has a name of a header that is a word as well, before its noun."""
    return " header" in text and _HEADER.search(text) is not None


def may_have_literals(text: str) -> bool:
    """Return True if a text has what is beside a literal, or a part of it."""
    return any(map(text.__contains__, _PARTS))


def header_names(part: Span) -> Iterator[Span]:
    """Yield names of HTTP headers that are words as well: `a Location header`."""
    for match in _HEADER.finditer(part.text) if " header" in part.text else ():
        yield Span(match[1], part.start + match.start(), part.start + match.end())


def is_plain_name(part: Span, place: Span) -> bool:
    """Return True if a bold word in lower case is not one that is stressed for its meaning.

    A property of a property (`assignments.grading`) is a name whatever its ending.
    """
    at = place.start - part.start
    before = part.text[max(0, at - _NEAREST) : at]
    if not before.endswith("**") or _MODAL.search(before):
        return False
    word = place.text
    is_stressed = _STRESSED.fullmatch(word) or word.endswith(("ly", "ed", "ing"))
    is_path = _PATH.fullmatch(word) is not None
    return is_path or (_LOWER_WORD.fullmatch(word) is not None and not is_stressed)


def is_marked_value(part: Span, place: Span) -> bool:
    """Return True for a bold word that is not stressed for its meaning, or one that is set."""
    before = part.text[max(0, place.start - part.start - _NEAREST) : place.start - part.start]
    if _IS.search(before):
        return True
    return before.endswith("**") and not _STRESSED.fullmatch(place.text)


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
    at = place.end - part.start
    if not _WORD.fullmatch(place.text):
        return False
    if _STRESSED.fullmatch(place.text) and not _QUALIFIED.match(part.text, at):
        return False
    return _BEHIND.match(part.text, at) is not None


def _is_listed(text: str, at: int) -> bool:
    """Return True if only other emphasized words are between an introduction and this one."""
    before = text[max(0, at - _NEAR) : at]
    return "*" in before and _LISTED.search(before) is not None
