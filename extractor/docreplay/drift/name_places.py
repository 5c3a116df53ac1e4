"""Find names in a text: bare, emphasized and linked ones, and what is one as a whole."""

import re
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from docreplay.drift.align import Unit
from docreplay.drift.short_texts import kept_for_short
from docreplay.model.markup.markup import Span

_MASKED = re.compile(
    r"(?<![`\\])(`++)[^\n]{1,1000}?(?<!`)\1(?!`)|\]\([^()\n]*\)|\]\[[^\]\n]*\]|(?<![/=])<[^<>\n]+>"
    r"|(?<![/'=])[{]{1,2}[^{}\n]*[}]{1,2}|https?://[^\s)]+|(?<![\w.+-])[\w.+-]+@[\w.-]+"
)
_MAY_BE_MASKED = re.compile(r"[`\]<{@]|http")
"""What each of these texts has a part of."""
_METHOD = "GET|HEAD|OPTIONS|POST|PUT|PATCH|DELETE"
_AS_METHOD = (
    r"(?= (?:request|method|verb|call|operation|endpoint)s?\b| {8}"
    rf"|(?:,|,? or|,? and|/) ?(?:{_METHOD})\b)"
)
"""What is behind a method that is not just a verb; blanks are in place of a URL or code."""
METHODS = frozenset(_METHOD.split("|"))
"""Methods of requests, which a sentence names in capitals."""
BARE = re.compile(
    r"(?<![\w@$./\\#&%=?{-])(?:"
    r"[a-z]{2,}[0-9]*[A-Z][A-Za-z0-9]*|[A-Z][a-z0-9]+[A-Z][A-Za-z0-9]+"
    r"|[a-z][\w.-]+=(?:\"[^\"\s]+\"|'[^'\s]+'|[\w.-]*\w)"
    r"|[A-Za-z][\w/]* (?:eq|ne|gt|ge|lt|le) '[^'\n]*'"
    r"(?: (?:and|or) [A-Za-z][\w/]* (?:eq|ne|gt|ge|lt|le) '[^'\n]*')*"
    r"|[A-Za-z][A-Za-z0-9]*(?:\\?_[A-Za-z0-9]+)+(?:\\[A-Za-z]\w*)*"
    r"|If-(?:None-)?Match|If-(?:Un)?[Mm]odified-Since|Retry-After|X-[A-Z]\w+(?:-[A-Z]\w+)*"
    r"|Content-(?:Type|Length|Range|Encoding|Disposition|Location|Language|MD5)"
    r"|Accept-(?:Language|Encoding|Charset|Ranges)|Cache-Control|WWW-Authenticate|User-Agent"
    r"|[A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7}"
    r"|[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)+(?= (?:(?:request|response|HTTP) )?headers?\b)"
    r"|--[a-z][a-z0-9]+(?:-[a-z0-9]+)*|urn:[a-z0-9][\w.:-]*\w"
    r"|[A-Z]{1,5}[0-9]{4,}|[A-Z]{1,12}-[0-9]{3,}|HTTP/[1-3](?:\.[01])?"
    r"|[a-z][\w.-]{0,40}(?::[\w.*-]{1,40}){1,8}(?= (?:scope|permission|claim)s?\b)"
    r"|(?!microsoft\.graph\.)[a-z][a-z0-9_-]+(?:\.[a-z][A-Za-z0-9_]+)+"
    r"|\$[a-z]{3,}[A-Za-z]*(?![$({])|(?<!\*)\*\.[a-z0-9]{2,5}(?!\*)"
    r"|(?<=[ (])~/[\w./-]{0,80}\w"
    r"|(?<=[ (])/[a-z{](?:[\w$/=-]|\.(?=\w)|\{[\w.-]+\}|\('|'\))*+(?<=[\w})])(?=[ ).,:;]|$)"
    rf"|(?:{_METHOD})(?:"
    r" /(?:[^\s,;|*(){}<>:.!?'\"]|[:.!?'](?=[\w/(${])|\([^\s()]*\)|\{[\w.-]+\}|<[\w-]+>)*+"
    rf"(?<=[\w}})>/])|{_AS_METHOD})"
    rf"|(?:(?<=HTTP )|(?<=verb )|(?<=method ))(?:{_METHOD})"
    r")(?![\w@/-]|\.\w)"
)
MAY_BE_BARE = re.compile(
    r"[a-z0-9][A-Z]|[=_]|-[A-Z]|[0-9]:[A-Z]|[eqt] '|\$[a-z]|\*\.|[ (]~?/|[a-z0-9_]\.[a-z]"
    r"|--[a-z]|urn:|[A-Z](?:[0-9]{4}|-[0-9]{3})|HTTP/|[a-z]:[\w*]|\w@[a-z]"
    rf"|\b(?:{_METHOD})\b"
)
"""What each of these names has a part of, or what is before it; most texts have none."""
_ADDRESS = re.compile(
    r"(?<![\w.+@/:-])[A-Za-z0-9][\w.+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}\b"
)
"""An e-mail address."""
_EMPHASIS = re.compile(
    r"(?<![*\\])(\*{1,3})(?=[^\s*])([^*\n|]{1,80}?)(?<=[^\s*])\1(?!\*)"
    r"|(?<![\w\\])(_{1,3})(?=[^\s_])([^_\n|]{1,80}?)(?<=[^\s_])\3(?!\w)"
)
LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,200})\]\(([^()\s]{1,500})\)")
"""A link with its text and target."""
_HYPHENATED = re.compile(r"(?<![\w`*/.@-])[a-z][a-z0-9]*(?:-[a-z0-9]+)+(?![\w`*/@-])")
_FOOTNOTE = re.compile(r"(?<=\S)\[\^[^\]\s]{1,40}\](?!:)")
_LOWER = re.compile(r"[a-z][A-Za-z0-9]*")
_PRODUCTS = re.compile(r"(?:mac|tv|watch|i|iPad)OS|you[A-Z]\w*|open(?:SUSE|Telemetry)")
_DOUBLED = re.compile(r"(\w{4,})\1")
_MARKER = re.compile(r"[ \t]*[-*+][ \t]+")
_TITLED = re.compile(
    r"([a-z][A-Za-z0-9]*)(?:: [A-Za-z]\w*| (?:resource|enum|enumeration|complex|entity) type)"
)
"""Titles of pages on a resource or one of its functions: `calendar: getSchedule`."""
_OPTION = re.compile(r"([a-z][A-Za-z0-9]*) (?:query )?(?:parameter|operator|option)")
_TYPED = re.compile(
    r"\]\([^()\s]*\)(?:\*\*)? (?:resource |entity )?"
    r"(?:objects?|resources?|entity|entities|collections?|instances?)\b"
)
"""What is behind the text of a link that names a type."""
_MIDDLE = re.compile(r"[a-z,] \[$")
_LINE = re.compile(r"(?:<br ?/?>)?[ ]*((?:(?!<br\b)[^\n])+)")
"""A line of a cell, behind its line break."""
_PATH = re.compile(r"(?>[a-z][\w-]*(?:/[^\s|`\[\]<>]*?)?(?:\('|\{|\?[$\w]))[^|`\[\]<>\n]*")
"""A relative path with a placeholder, a key or a query."""
_PATTERN = re.compile(r"(?<![^\s>])\^(?:\\\||[^\s|<>`])+\$(?![^\s<])")
"""A regular expression without blanks, from its beginning to its end."""


def bare_names(part: Span) -> Iterator[Span]:
    """Yield the words without markup that are written like names."""
    for name, start in _bare_names(part.text):
        yield Span(name, part.start + start, part.start + start + len(name))


@kept_for_short
def _bare_names(text: str) -> tuple[tuple[str, int], ...]:
    """Return the names and their offsets; many cells of many pages have the same text."""
    if not MAY_BE_BARE.search(text):
        return ()
    addresses = tuple(_ADDRESS.finditer(text)) if "@" in text else ()
    masked = text
    if _MAY_BE_MASKED.search(text):
        masked = _MASKED.sub(lambda found: " " * len(found[0]), text)
        if not addresses and not MAY_BE_BARE.search(masked):
            return ()
    return tuple(
        (match[0], match.start())
        for match in (*BARE.finditer(masked), *addresses)
        if not _PRODUCTS.fullmatch(match[0]) and not _DOUBLED.fullmatch(match[0])
    )


def emphasized(part: Span) -> Iterator[Span]:
    """Yield the emphasized texts without their marks."""
    if "*" not in part.text and "_" not in part.text:
        return
    for match in _EMPHASIS.finditer(part.text):
        group = 2 if match[1] else 4
        start, end = match.span(group)
        yield Span(match[group], part.start + start, part.start + end)


def links(part: Span) -> Iterator[tuple[Span, str]]:
    """Yield the texts of links with their targets."""
    for match in LINK.finditer(part.text) if "](" in part.text else ():
        start, end = match.span(1)
        yield Span(match[1], part.start + start, part.start + end), match[2]


def is_named(text: str, target: str, *, is_type: bool = False) -> bool:
    """Return True if the text of a link is the name of the page that it leads to.

    The page of a type may have that of its area before its name: `area-enablement.md`.
    """
    if not _LOWER.fullmatch(text):
        return False
    page, name = PurePosixPath(re.split(r"[#?]", target)[0]).stem.lower(), text.lower()
    return page == name or (is_type and page.endswith(f"-{name}"))


def linked_resources(part: Span) -> Iterator[Span]:
    """Yield the texts of links that name the page they lead to, before a noun for what has a name.

    `[drive](drive.md) resources` is about the type; in `a [drive](drive.md)` it is a word. In a
    sentence with such a link, another with a capital (`a [Site](site.md)`) is a name as well.
    """
    if not _TYPED.search(part.text):
        return
    named = [
        place
        for place, target in links(part)
        if is_named(place.text[:1].lower() + place.text[1:], target)
    ]
    typed = [place for place in named if _TYPED.match(part.text, place.end - part.start)]
    for place in named if typed else ():
        before = part.text[: place.start - part.start]
        if place in typed or (place.text[0].isupper() and _MIDDLE.search(before)):
            yield place


def titled_name(unit: Unit, known: Collection[str]) -> Span | None:
    """Return the name that a title is about: a resource, or an option such as `$filter`.

    A translated title that has it within a word (`Filterparameter`) has no other name instead.
    """
    part, text = unit.source, unit.target.text.casefold()
    titled = _TITLED.fullmatch(part.text)
    option = _OPTION.fullmatch(part.text)
    if option and (option[1] in known or f"${option[1]}" in known):
        titled = option
    if titled is None:
        return None
    if titled[1] in text and re.search(f"{titled[1]}(?![a-zß-ÿ])|{titled[1]}[a-z]*parameter", text):
        return None
    return Span(titled[1], part.start, part.start + len(titled[1]))


def paths(unit: Unit) -> Iterator[Span]:
    """Yield the lines of a cell that are relative paths with a placeholder, a key or a query."""
    if unit.kind != "cell" or "/" not in unit.source.text:
        return
    for line in _LINE.finditer(unit.source.text):
        if path := _PATH.fullmatch(line[1].rstrip()):
            start = unit.source.start + line.start(1)
            yield Span(path[0], start, start + len(path[0]))


def expressions(unit: Unit) -> Iterator[Span]:
    """Yield the regular expressions of a cell that its translation does not have.

    Backslashes do not count: pipelines add them to characters that Markdown may read as markup.
    """
    if unit.kind != "cell" or "^" not in unit.source.text:
        return
    there = unit.target.text.replace("\\", "")
    for found in _PATTERN.finditer(unit.source.text):
        if found[0].replace("\\", "") not in there:
            start = unit.source.start + found.start()
            yield Span(found[0], start, start + len(found[0]))


def footnotes(unit: Unit) -> Iterator[Span]:
    """Yield the references to footnotes (`[^1]`), unless the translation has their number."""
    if "[^" not in unit.source.text:
        return
    found = list(_FOOTNOTE.finditer(unit.source.text))
    if len(found) > len(_FOOTNOTE.findall(unit.target.text)):
        start = unit.source.start
        yield from (Span(each[0], start + each.start(), start + each.end()) for each in found)


def hyphenated(part: Span, names: Collection[str]) -> Iterator[Span]:
    """Yield the words with hyphens that the page has as names: `poll-interval`."""
    for found in _HYPHENATED.finditer(part.text) if names and "-" in part.text else ():
        if found[0] in names:
            yield Span(found[0], part.start + found.start(), part.start + found.end())


def is_link_item(unit: Unit) -> bool:
    """Return True if a list item is only a link."""
    item = without_marker(unit.source)
    return item.start > unit.source.start and bool(LINK.fullmatch(item.text.strip()))


def is_list_item(part: Span) -> bool:
    """Return True if a text is a list item."""
    return _MARKER.match(part.text) is not None


def column_item(part: Span, columns: Collection[str]) -> Span | None:
    """Return the text of a list item that is the title of a column of the page's CSV."""
    item = without_marker(part)
    return item if item.text in columns else None


def without_marker(part: Span) -> Span:
    """Return the text of a list item."""
    marker = _MARKER.match(part.text)
    size = marker.end() if marker else 0
    return Span(part.text[size:], part.start + size, part.end)
