"""Edits of a page that change the API that it documents: one for each way to do so.

An edit draws what it changes, and says what it changed; `None` means that the page does not have
what this kind of edit is about.
"""

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

from benchmarks.api_tables import DESCRIBED, Page, Row, is_alike, operation_key, requests_in

PROPERTIES = ("properties",)
RELATIONSHIPS = ("relationships",)
REQUEST = ("request body",)
HEADERS = ("request headers", "optional request headers")
PARAMETERS = (
    "function parameters",
    "query parameters",
    "path parameters",
    "optional query parameters",
)
PERMISSIONS = ("permissions", "prerequisites")
MEMBERS = ("members",)
_VALUES = re.compile(r"[Pp]ossible values(?: are)?:? ?(?=`\w+`, `\w+`)")


class Edited(NamedTuple):
    """A page after an edit."""

    text: str | None
    """None if the page was removed."""
    subject: str
    """What a finding must name."""
    gone: tuple[str, ...] = ()
    """What the page documents no longer, as the site names it."""
    is_open: bool = False
    """Whether the enumeration announces that it will grow."""
    is_requested: bool = False
    """Whether an example still requests the operation that is gone."""


Edit = Callable[[Page, Random], Edited | None]
Suits = Callable[[Row], object]


def _member(row: Row) -> bool:
    return row.is_member


def added(headings: Sequence[str], name: str, remark: str = "") -> Edit:
    def edit(page: Page, random: Random) -> Edited | None:
        row = page.draw(headings, random, _member)
        if row is None:
            return None
        new = f"zed{random.choice('abcdef')}{name}"
        rest = "|" * (len(row.cells) - 3)
        line = f"|{new}|String|A new thing that was thought of.{remark}|{rest}"
        return Edited(page.replaced(row, row.text, line), new)

    return edit


def removed(headings: Sequence[str]) -> Edit:
    def edit(page: Page, random: Random) -> Edited | None:
        names = [row.name for row in page.rows((*headings, *DESCRIBED))]
        row = page.draw(headings, random, _member)
        if row is None or len(names) < 2 or names.count(row.name) > 1:
            return None
        return Edited(page.replaced(row), row.name, (row.name,))

    return edit


def retyped(headings: Sequence[str], old: str, new: str) -> Edit:
    def suits(row: Row) -> bool:
        return row.is_member and row.cells[1].strip().lower() == old.lower()

    def edit(page: Page, random: Random) -> Edited | None:
        row = page.draw(headings, random, suits)
        return Edited(page.replaced(row, row.with_cell(1, new)), row.name) if row else None

    return edit


def renamed(headings: Sequence[str]) -> Edit:
    def suits(row: Row) -> bool:
        return row.is_member and len(row.description.strip()) > 40

    def edit(page: Page, random: Random) -> Edited | None:
        names = [row.name for row in page.rows((*headings, *DESCRIBED))]
        row = page.draw(headings, random, suits)
        if row is None or names.count(row.name) > 1:
            return None
        new = f"{row.name}Renamed"
        line = row.text.replace(row.name, new, 1)
        return Edited(page.replaced(row, line), new, (row.name,))

    return edit


def remarked(headings: Sequence[str], remark: str, unless: str) -> Edit:
    """Return an edit that ends a description with a remark, unless it has a word like it."""

    def suits(row: Row) -> bool:
        is_described = row.is_member and len(row.description.strip()) > 5
        return is_described and not re.search(unless, row.text, re.IGNORECASE)

    def edit(page: Page, random: Random) -> Edited | None:
        row = page.draw(headings, random, suits)
        if row is None:
            return None
        text = row.description.rstrip()
        text += ("" if text.endswith((".", ">")) else ".") + f" {remark}"
        return Edited(page.replaced(row, row.with_cell(2, text)), row.name)

    return edit


def deprecated(page: Page, random: Random) -> Edited | None:
    row = page.draw(
        PROPERTIES, random, lambda row: row.is_member and "deprec" not in row.text.lower()
    )
    if row is None:
        return None
    return Edited(page.replaced(row, row.with_cell(0, f"{row.name} (deprecated)")), row.name)


def is_read_only(row: Row) -> bool:
    return "read-only." in row.text.lower()


def is_writable(row: Row) -> bool:
    return not is_read_only(row)


def _lists_values(row: Row) -> bool:
    return bool(row.is_member and _VALUES.search(row.text) and "unknownFuture" not in row.text)


def value_added(headings: Sequence[str]) -> Edit:
    def edit(page: Page, random: Random) -> Edited | None:
        row = page.draw(headings, random, _lists_values)
        if row is None:
            return None
        line = _VALUES.sub(lambda found: f"{found[0]}`zedValue`, ", row.text, count=1)
        return Edited(page.replaced(row, line), "zedValue")

    return edit


def value_removed(headings: Sequence[str], suits: Suits) -> Edit:
    first = re.compile(rf"({_VALUES.pattern})`(\w+)`, ")

    def edit(page: Page, random: Random) -> Edited | None:
        row = page.draw(headings, random, lambda row: _lists_values(row) and suits(row))
        found = row and first.search(row.text)
        if row is None or not found or found[2] in row.text[found.end() :]:
            return None
        line = row.text[: found.end(1)] + row.text[found.end() :]
        return Edited(page.replaced(row, line), found[2])

    return edit


def _enumeration(page: Page, random: Random) -> tuple[Row | None, bool]:
    """Return a member of an enumeration, and whether that is open."""
    rows = page.rows(MEMBERS)
    named = [row for row in rows if re.fullmatch(r"\w+", row.name) and "unknown" not in row.name]
    is_open = any(row.name == "unknownFutureValue" for row in rows)
    return (random.choice(named) if len(named) > 2 else None), is_open


def enumeration_added(page: Page, random: Random) -> Edited | None:
    row, is_open = _enumeration(page, random)
    line = "|zedMember|99|A new one|"
    if row is None:
        return None
    return Edited(page.replaced(row, row.text, line), "zedMember", is_open=is_open)


def enumeration_removed(page: Page, random: Random) -> Edited | None:
    row, _ = _enumeration(page, random)
    return Edited(page.replaced(row), row.name) if row else None


def base_type(page: Page, _random: Random) -> Edited | None:
    if page.base_type is None:
        return None
    new = re.sub(r'("baseType":\s*)"[^"]+"', r'\1"microsoft.graph.zedBase"', page.text, count=1)
    return Edited(new, "zedBase")


def operation_removed(page: Page, random: Random) -> Edited | None:
    keys = [operation_key(request) for request in page.operations]
    if len(keys) < 2:
        return None
    request = random.choice(page.operations)
    key = operation_key(request)
    if keys.count(key) > 1:
        return None
    text = page.text[: request.start()] + page.text[request.end() + 1 :]
    is_requested = any(
        is_alike(key, operation_key(other))
        for other in requests_in(page.text)
        if other.span() != request.span()
    )
    return Edited(text, _literal(request[2]), (key,), is_requested=is_requested)


def _literal(path: str) -> str:
    """Return the path up to its first placeholder, which a message may name otherwise."""
    path = re.sub(r"^https?://[^/]+", "", path)
    return re.split(r"[{?(]", path)[0]


def operation_added(page: Page, random: Random) -> Edited | None:
    if not page.operations:
        return None
    request, new = random.choice(page.operations), "/zeds/{id}/things"
    end = request.end()
    return Edited(f"{page.text[:end]}\n{request[1]} {new}{page.text[end:]}", new)


def path_changed(page: Page, _random: Random) -> Edited | None:
    if len(page.operations) != 1:
        return None
    request = page.operations[0]
    at = request.start(2)
    return Edited(f"{page.text[:at]}/zed{page.text[at:]}", "/zed", (operation_key(request),))


def header_added(remark: str) -> Edit:
    def edit(page: Page, random: Random) -> Edited | None:
        row = page.draw(HEADERS, random, lambda row: len(row.cells) >= 2)
        if row is None:
            return None
        cells = [f"Some text. {remark}"] * (len(row.cells) - 1)
        return Edited(page.replaced(row, row.text, f"|X-Zed|{'|'.join(cells)}|"), "X-Zed")

    return edit


_COMMON = re.compile(r"authori[sz]ation|content-type|accept|content-length", re.IGNORECASE)


def header_removed(page: Page, random: Random) -> Edited | None:
    row = page.draw(HEADERS, random, lambda row: not _COMMON.search(row.cells[0]))
    if row is None or len(page.rows(HEADERS)) < 2:
        return None
    return Edited(page.replaced(row), row.name.partition(":")[0])


def _grants(row: Row) -> bool:
    return len(row.cells) == 2 and re.search(r"\w\.Read", row.text) is not None


def permission_added(page: Page, random: Random) -> Edited | None:
    row = page.draw(PERMISSIONS, random, _grants)
    if row is None:
        return None
    line = row.with_cell(1, f"{row.cells[1].rstrip()}, Zed.Read.All ")
    return Edited(page.replaced(row, line), "Zed.Read.All")


def permission_removed(page: Page, random: Random) -> Edited | None:
    row = page.draw(PERMISSIONS, random, _grants)
    scopes = re.findall(r"[A-Za-z]\w*(?:\.\w+)+", row.cells[1]) if row else []
    if row is None or len(scopes) < 2:
        return None
    gone = random.choice(scopes)
    if scopes.count(gone) > 1:
        return None
    kept = ", ".join(scope for scope in scopes if scope != gone)
    return Edited(page.replaced(row, row.with_cell(1, kept)), gone)


def once(pattern: str, new: str, subject: str) -> Edit:
    """Return an edit of the text that a pattern matches, if there is one such text only."""
    compiled = re.compile(pattern, re.MULTILINE)

    def edit(page: Page, _random: Random) -> Edited | None:
        found = list(compiled.finditer(page.text))
        if len(found) != 1:
            return None
        start, end = found[0].span("old")
        return Edited(page.text[:start] + new + page.text[end:], subject)

    return edit


def type_removed(page: Page, _random: Random) -> Edited | None:
    return Edited(None, page.type, (page.type,)) if page.type else None


def page_removed(page: Page, _random: Random) -> Edited | None:
    if not page.operations:
        return None
    return Edited(None, "", tuple(map(operation_key, page.operations)))
