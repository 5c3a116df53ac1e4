"""Edits of a page that do not change the API that it documents."""

import re
from collections.abc import Callable, Mapping
from random import Random

from benchmarks.api_tables import Page, Row

HarmlessEdit = Callable[[Page, Random], str]
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_FIRST_CELL = re.compile(r"^(\s*\|?\s*)([a-z]\w+)(\s*\|)")


def _with_tables(page: Page, changed: Callable[[list[str]], list[str]]) -> str:
    """Return the text with each table (header, delimiter and rows) changed."""
    lines = list(page.lines)
    for _, start, end in reversed(page.tables):
        lines[start - 2 : end] = changed(lines[start - 2 : end])
    return "\n".join(lines)


def _padded(page: Page, _random: Random) -> str:
    def changed(lines: list[str]) -> list[str]:
        return [_padded_row(Row(number, line)) for number, line in enumerate(lines)]

    return _with_tables(page, changed)


def _padded_row(row: Row) -> str:
    fill = "-" if row.line == 1 else " "
    return "| " + " | ".join(cell.strip().ljust(20, fill) for cell in row.cells) + " |"


def _reordered(page: Page, random: Random) -> str:
    def changed(lines: list[str]) -> list[str]:
        rows = [Row(number, line) for number, line in enumerate(lines[2:])]
        if any(not row.name or row.text.strip().startswith("|**") for row in rows):
            return lines  # rows without a name belong to the one above, bold ones are titles
        return [*lines[:2], *random.sample(lines[2:], len(rows))]

    return _with_tables(page, changed)


def _marked(mark: str) -> HarmlessEdit:
    """Return an edit that puts a mark around the names in first cells."""

    def changed(lines: list[str]) -> list[str]:
        rows = (_FIRST_CELL.sub(rf"\1{mark}\2{mark}\3", line) for line in lines[2:])
        return [*lines[:2], *rows]

    return lambda page, _random: _with_tables(page, changed)


def _longer(page: Page, _random: Random) -> str:
    """Add a sentence to descriptions that end with a full stop."""

    def changed(lines: list[str]) -> list[str]:
        rows = (re.sub(r"\.\s*\|\s*$", ". See the overview for more.|", row) for row in lines[2:])
        return [*lines[:2], *rows]

    return _with_tables(page, changed)


def _reworded(page: Page, _random: Random) -> str:
    text = page.text.replace("the user", "that user").replace("Represents", "Is")
    return re.sub(r"\bThe (\w+)", r"This \1", text.replace("specifies", "says"))


def _moved_tables(page: Page, _random: Random) -> str:
    """Move the methods of a type below what follows them."""
    pattern = r"(## Methods.*?)(?=^## )(.*?)(?=^## JSON)"
    found = re.search(pattern, page.text, re.MULTILINE | re.DOTALL)
    return page.text.replace(found[0], found[2] + found[1]) if found else page.text


def _is_example(page: Page) -> bool:
    return '"blockType": "resource"' not in page.text


def _values(page: Page, _random: Random) -> str:
    """Change the texts of examples; those of a resource are its types."""
    if not _is_example(page):
        return page.text
    pattern = r'("\w+": )"[^"@#]*"(,?)$'
    return re.sub(pattern, r'\1"other"\2', page.text, flags=re.MULTILINE)


def _indented(page: Page, _random: Random) -> str:
    if _is_example(page):
        return page.text
    return re.sub(r"^  (?=\S)", "    ", page.text, flags=re.MULTILINE)


def _substituted(pattern: str, new: str) -> HarmlessEdit:
    compiled = re.compile(pattern, re.MULTILINE)
    return lambda page, _random: compiled.sub(new, page.text)


HARMLESS: Mapping[str, HarmlessEdit] = {
    "tables padded": _padded,
    "rows reordered": _reordered,
    "names in bold": _marked("**"),
    "names as code": _marked("`"),
    "line ends": _substituted(r"\n", "\r\n"),
    "wording": _reworded,
    "longer descriptions": _longer,
    "columns renamed": _substituted(r"\|[ \t]*Property[ \t]*\|", "|Property name|"),
    "description column renamed": _substituted(r"\|[ \t]*Description[ \t]*(?:\||$)", "|Remarks|"),
    "front matter": _substituted(r"\A---\n", "---\nms.date: 2026-01-01\n"),
    "heading levels": _substituted(r"^(#{2,5}) ", r"#\1 "),
    "tables moved": _moved_tables,
    "ids in examples": lambda page, _: _ID.sub("11111111-2222-3333-4444-555555555555", page.text),
    "texts in examples": _values,
    "names of placeholders": _substituted(r"\{id\}", "{the-id}"),
    "indentation of code": _indented,
    "links": _substituted(r"\.\./resources/(\w+)\.md", r"/graph/api/resources/\1"),
    "line breaks in cells": _substituted(r"<br/?>(?:<br/?>)?", "<br/>"),
}
