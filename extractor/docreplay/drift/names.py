"""Which words of a page are names: of its tables, JSON, code, links and resource."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from docreplay.drift.name_places import LINK, is_named
from docreplay.drift.normalize import words
from docreplay.drift.short_texts import LONGEST, kept_for_short
from docreplay.model.markup.markup import Markup, Table

_HEADERS = re.compile(
    r"(?:propert(?:y|ies)|parameters?|headers?|members?|fields?|attributes?|relationships?"
    r"|functions?|arguments?|keys?|enums?|operators?)(?: names?)?|names?|values?",
    re.IGNORECASE,
)
"""Headers of columns of names."""
_NAMED = re.compile(r"[A-Za-z-]+(?: [A-Za-z-]+)* names?")
"""Headers such as `Well-known folder name`, of columns without a phrase or capital."""
_VALUES_OF = re.compile(r"[A-Za-z]*[a-z][A-Z][A-Za-z]* values?")
"""Headers such as `displayAs value`."""
_NOT_NAMES = re.compile(r"(?:.*type|methods?)", re.IGNORECASE)
"""Headers of types, whose translation is a matter of style, and of methods, which are links."""
_NAME_LIKE = re.compile(r"[a-z][0-9]*[A-Z]|[@$_.:]|[A-Za-z]-[A-Z]")
_PHRASE = re.compile(r"[*\[]*[A-Z][A-Za-z]* [A-Za-z]+\b.*")
_MARKS = re.compile(r"^(?:\*\*|`|\[)++|(?:\*\*|`){1,20}$|\]\((?:[^)\]]|\](?!\())*+\)$")
_MEMBER = re.compile(r'"([@A-Za-z_$][\w@.$-]*)"\s*:')
_TYPE = re.compile(r'"@odata\.type"\s*:\s*"#?(?:Collection\()?(?:\w*\.)*+(\w++)\)?"')
_ASSIGNED = re.compile(r"(?m)^[ \t]*(?:- )?([a-z]\w*(?:[.-]\w+)+)[ \t]*(?:=|:(?=[ \t]|$))")
"""A key of TOML, YAML or a file of properties, unless it is a word."""
_CONFIGURATION = re.compile(r"(?:toml|ya?ml|ini|properties)\b", re.IGNORECASE)
"""Info strings of code with such keys."""
_LOWER = re.compile(r"[a-z][A-Za-z0-9]*")
_TITLE = r"[A-Za-z][^,;:{}\[\]()<>=\"'`\n]{0,60}(?:(?<= )\([A-Za-z][A-Za-z /%-]{0,20}\))?"
_COLUMNS = re.compile(rf"{_TITLE}(?:,{_TITLE}){{2,}}")
"""The first line of CSV: at least three titles, some with a unit: `Storage Used (Byte)`."""
_STRING = re.compile(r'"([^"\\\n]{1,60})"(\s*:)?')
"""A string, and the colon that makes it the key of a member."""
_FIELD = re.compile(r"(?m)^[A-Z][A-Za-z]*(?:-[A-Za-z]+)*: ([a-z][\w.-]*)[ \t]*$")
"""A header in code with a value of one word."""
_CAPITALIZED = re.compile(r"[A-Z][a-z]+")
"""A word that in bold may be a label as well as a name."""
_SINGLE = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_CAPITAL_INSIDE = re.compile(r"[a-z][A-Z]")
_SPAN = re.compile(r"`(?<![`\\]`)([A-Za-z_@$][\w.@$-]*)`(?!`)")


def is_name(name: str, cell: str, header: str, *, has_phrases: bool) -> bool:
    """Return True if the first cell of a row is a name.

    `name` is the cell without markup, and `header` that of its column. Many tables have the same.
    """
    is_long = len(cell) > LONGEST or len(header) > LONGEST
    return (_is_name.__wrapped__ if is_long else _is_name)(name, cell, header, has_phrases)


@lru_cache(maxsize=4096)
def _is_name(name: str, cell: str, header: str, has_phrases: bool, /) -> bool:
    headed = words(header).strip("*` ")
    if is_style(header):
        return False
    if cell.startswith("`") or _NAME_LIKE.search(name):
        return True
    if headed.lower() == "name" and has_phrases:
        return False  # a phrase shows that the column has names for people, not identifiers
    if _NAMED.fullmatch(headed) and not has_phrases and _LOWER.fullmatch(name):
        return True
    return bool(_HEADERS.fullmatch(headed) or _VALUES_OF.fullmatch(headed))


def is_style(header: str) -> bool:
    """Return True for headers of types, whose translation is a matter of style, and of methods."""
    return _NOT_NAMES.fullmatch(words(header).strip("*` ")) is not None


def is_group_title(cell: str, others: Iterable[str], columns: int) -> bool:
    """Return True if a row is only a title of the rows below it: a word whose `others` are empty.

    What is written like a name (`displayName`, `If-Match`), or in back-ticks, is one all the same.
    """
    name = bare(cell)
    is_word = name[:1].isupper() and not cell.startswith("`") and not _NAME_LIKE.search(name)
    return is_word and columns > 1 and not any(others)


def has_phrases(column: Iterable[str]) -> bool:
    """Return True if a cell of a column is a phrase."""
    return any(_PHRASE.fullmatch(each) for each in column)


@kept_for_short
def bare(text: str) -> str:
    """Return the text of a cell without emphasis, back-ticks and link; many cells are alike."""
    return words(_MARKS.sub("", _MARKS.sub("", text)))


def is_enumeration(names: Collection[str]) -> bool:
    """Return True if a column has only single words, of which one has a capital inside."""
    is_single = all(_SINGLE.fullmatch(name) for name in names if name)
    return is_single and any(map(_CAPITAL_INSIDE.search, names))


def names_of(page: Markup) -> frozenset[str]:
    """Return the names that a page has in first columns, JSON, code spans and annotations."""
    found = {*_members(page), *_SPAN.findall(page.plain)}
    for table in page.tables:
        found |= {name for name in _first_column(table) if not _CAPITALIZED.fullmatch(name)}
    return frozenset(found)


def enumerated_values(page: Markup) -> frozenset[str]:
    """Return the words of first columns in which one has a capital inside: states, modes, types."""
    found: set[str] = set()
    for table in page.tables:
        names = [bare(row[0].text) for row in table.rows[1:] if row]
        if is_enumeration(names):
            found.update(names)
    return frozenset(found)


def linked_names(page: Markup) -> frozenset[str]:
    """Return the names of resources to whose pages links with their name lead."""
    found = LINK.findall(page.plain)
    return frozenset(text for text, target in found if is_named(text, target))


def columns_of(page: Markup) -> frozenset[str]:
    """Return the titles of columns of the CSV in a page's code blocks."""
    lines = (line.strip() for fence in page.fences for line in fence.body.text.splitlines())
    titles = (line.split(",") for line in lines if "," in line and _COLUMNS.fullmatch(line))
    return frozenset(title.strip() for line in titles for title in line)


def values_of(page: Markup) -> frozenset[str]:
    """Return the strings in a page's code, and, behind `: `, the values of headers."""
    found: set[str] = set()
    for fence in page.fences:
        found.update(text for text, colon in _STRING.findall(fence.body.text) if not colon)
        found.update(f": {value}" for value in _FIELD.findall(fence.body.text))
    return frozenset(found)


def _first_column(table: Table) -> Iterator[str]:
    """Yield the names in a first column, without the titles of groups of rows."""
    if not table.rows[0]:
        return
    rows = [row for row in table.rows[1:] if row]
    header, phrases = table.rows[0][0].text, has_phrases(row[0].text for row in rows)
    for row in rows:
        name = bare(row[0].text)
        others = [cell.text for cell in row[1:]]
        is_title = is_group_title(row[0].text, others, len(table.rows[0]))
        if name and not is_title and is_name(name, row[0].text, header, has_phrases=phrases):
            yield name


def _members(page: Markup) -> Iterator[str]:
    """Yield the members of JSON, keys of configurations, and types of resources in code."""
    for fence in page.fences:
        annotation = fence.annotation.text if fence.annotation else ""
        yield from _MEMBER.findall(fence.body.text)
        if _CONFIGURATION.match(fence.info):
            yield from _ASSIGNED.findall(fence.body.text)
        yield from _TYPE.findall(f"{fence.body.text}\n{annotation}")
