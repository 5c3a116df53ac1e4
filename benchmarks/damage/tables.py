"""Damage to the cells and rows of tables."""

import re
from collections.abc import Iterator, Sequence
from random import Random

from benchmarks.damage.operator import Damage, cells, chosen, operator, put, without_lines
from docreplay.model.markup.markup import Markup, Span, Table

_NAME = re.compile(r"[a-z]+[A-Z][A-Za-z]*|If-Match")
_IDENTIFIER = ("identifier-cell-changed", "mixed-script-name")
_SHAPE = "table-shape-changed"
_SCOPES = r"\w+\.[\w.]+(?:[,、，] ?\w+\.[\w.]+)+"


def _names(page: Markup) -> Iterator[Span]:
    for table in page.tables:
        yield from (row[0] for row in table.rows[1:] if row and _NAME.fullmatch(row[0].text))


def _row(page: Markup, chance: Random, least: int = 1) -> tuple[Table, Sequence[Span]] | None:
    """Return a row of a table that has at least that number of rows below its header."""
    tables = [table for table in page.tables if len(table.rows) > least and all(table.rows)]
    table = chance.choice(tables) if tables else None
    return (table, chance.choice(table.rows[1:])) if table else None


@operator
def identifier_translated(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Replace `displayName` by a word of the language."""
    part = chosen(_names(page), chance)
    return part and put(page, part, "显示名称", *_IDENTIFIER)


@operator
def identifier_half_translated(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Replace `displayName` by `显示Name`."""
    part = chosen(_names(page), chance)
    return part and put(page, part, re.sub("^[a-z]+|^If", "显示", part.text), *_IDENTIFIER)


@operator
def identifier_misspelt(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Replace `displayName` by `dsplayName`."""
    part = chosen(_names(page), chance)
    return part and put(page, part, part.text[0] + part.text[2:], *_IDENTIFIER)


@operator
def identifier_capitalized(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Replace `displayName` by `DisplayName`."""
    part = chosen(_names(page), chance)
    return part and put(page, part, part.text[0].upper() + part.text[1:].lower(), *_IDENTIFIER)


@operator
def identifier_spaced(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Replace `displayName` by `display Name`."""
    part = chosen(_names(page), chance)
    return part and put(page, part, re.sub(r"([A-Z-])", r" \1", part.text).strip(), *_IDENTIFIER)


@operator
def identifier_spaced_no_break(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Put a no-break blank into `displayName`."""
    part = chosen(_names(page), chance)
    return part and put(page, part, f"{part.text[:3]}\u00a0{part.text[3:]}", *_IDENTIFIER)


@operator
def identifier_in_cyrillic(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Replace letters of `displayName` by their Cyrillic doubles."""
    part = chosen(_names(page), chance)
    table = str.maketrans("aeocp", "аеоср")
    return part and put(page, part, part.text.translate(table), *_IDENTIFIER)


@operator
def identifier_full_width(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Write `displayName` in full-width letters."""
    part = chosen(_names(page), chance)
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in part.text) if part else ""
    return part and put(page, part, wide, *_IDENTIFIER)


@operator
def identifier_swapped(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Replace a name by a different one of the page."""
    names = list(_names(page))
    part = chosen(names, chance)
    others = [name for name in names if part and name.text != part.text]
    other = chosen(others, chance)
    return put(page, part, other.text, *_IDENTIFIER) if part and other else None


@operator
def number_counted_on(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Increment a number in a cell."""
    part = chosen(cells(page, r"\d+"), chance)
    return part and put(page, part, str(int(part.text) + 1), "numeric-cell-changed")


@operator
def number_spelled(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Write a number in a cell as a word."""
    part = chosen(cells(page, r"\d+"), chance)
    return part and put(page, part, "第三章", "numeric-cell-changed")


@operator
def number_with_comma(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Write a number in a cell with a decimal comma."""
    part = chosen(cells(page, r"\d+"), chance)
    return part and put(page, part, f"{part.text},0", "numeric-cell-changed")


@operator
def scope_dropped(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Drop a permission from a list."""
    part = chosen(cells(page, _SCOPES), chance)
    words = re.split(r"[,、，] ?", part.text) if part else []
    return part and put(page, part, ", ".join(words[1:]), "permission-scope-changed")


@operator
def scope_added(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Add a permission to a list that the source does not ask for."""
    part = chosen(cells(page, _SCOPES), chance)
    return part and put(page, part, f"{part.text}, Any.Read.All", "permission-scope-changed")


@operator
def scope_sentence(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Turn a list of permissions into a sentence."""
    part = chosen(cells(page, _SCOPES), chance)
    return part and put(page, part, "所有用户读写。", "permission-scope-changed")


@operator
def row_dropped(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Drop a row of a table."""
    found = _row(page, chance, least=2)
    return without_lines(page, found[1][0].start, _SHAPE) if found else None


@operator
def row_doubled(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Repeat a row of a table; either of the two may be reported."""
    found = _row(page, chance)
    if not found:
        return None
    end = page.text.find("\n", found[1][-1].end)
    start = page.text.rfind("\n", 0, found[1][0].start)
    damage = put(page, Span("", end, end), page.text[start:end], _SHAPE) if end > 0 else None
    return damage and damage._replace(start=page.places.offset(found[1][0].start))


@operator
def row_split(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Put a line break into a row."""
    found = _row(page, chance)
    if not found or len(found[1]) < 2:
        return None
    at = found[1][0].end
    return put(page, Span("", at, at), "\n", _SHAPE)


@operator
def rows_merged(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Join two rows on one line."""
    found = _row(page, chance, least=2)
    if not found:
        return None
    end = page.text.find("\n", found[1][-1].end)
    is_last = end < 0 or end >= found[0].end
    return None if is_last else put(page, Span("\n", end, end + 1), " ", _SHAPE)


@operator
def pipe_dropped(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Join two cells of a row."""
    found = _row(page, chance)
    if not found or len(found[1]) < 3:
        return None
    return put(page, Span("", found[1][0].end, found[1][1].start), " ", _SHAPE)


@operator
def pipe_added(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Split a cell into two."""
    part = chosen(cells(page, r"[^|`\\]{4,}"), chance)
    return part and put(page, Span("", part.end, part.end), " | ", _SHAPE)


@operator
def header_pipe_dropped(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Join two cells of a header, so that no table is left."""
    tables = [table for table in page.tables if len(table.rows[0]) > 2]
    table = chance.choice(tables) if tables else None
    if not table:
        return None
    return put(page, Span("", table.rows[0][0].end, table.rows[0][1].start), " ", _SHAPE)


@operator
def type_translated(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Translate the name of a type, which a style rule looks for."""
    rows = [row for table in page.tables for row in table.rows[1:] if len(row) > 2]
    if not all(row[1].text.isascii() for row in rows):
        return None  # already translated, so that a restored text cannot be recognized
    part = chosen((row[1] for row in rows if row[1].text in ("String", "Boolean")), chance)
    return part and put(page, part, "字符串", "type-name-changed")


@operator
def name_translated_without_source(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Translate a property of the page's JSON in its table; no source is available."""
    found = []
    for table in page.tables:
        names = [row[0] for row in table.rows[1:] if row]
        known = [cell for cell in names if f'"{cell.text}":' in page.text]
        found += known if len(known) > 3 and len(known) * 2 > len(names) + 2 else []
    part = chosen(found, chance)
    damage = part and put(page, part, "显示名称", "json-name-changed")
    return damage._replace(source="") if damage else None


@operator
def row_split_by_blank_line(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Put a blank line into a row."""
    found = _row(page, chance)
    if not found or len(found[1]) < 2:
        return None
    at = found[1][0].end
    return put(page, Span("", at, at), "\n\n", _SHAPE)


@operator
def table_divided(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Put a blank line between two rows."""
    found = _row(page, chance, least=2)
    if not found:
        return None
    end = page.text.find("\n", found[1][-1].end)
    is_last = end < 0 or end >= found[0].end
    return None if is_last else put(page, Span("", end, end), "\n", _SHAPE)
