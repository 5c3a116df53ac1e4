"""Rows of the truth table: a documented exchange, an answer, and what comparing them finds.

A row says what is documented by one of `page` (a whole page), `documented` (a response) or `shows`
(a JSON body); the last two are on a page that the row need not spell out, with `request` and
`annotation` where they matter. Lines are counted in the fence of the row. `resources` is a page of
resources, `compare` the configuration of that name. The answer is `answer` (a message) or `answers`
(a JSON body).
"""

import codecs
import tomllib
from collections.abc import Iterator

from docreplay.cases.build import build_cases
from docreplay.compare.compare import compare
from docreplay.config.settings import Config
from docreplay.config.strictness import ConfiguredStrictness
from docreplay.model.case import Answer, Expectation
from docreplay.model.exchange import Reading
from docreplay.model.finding import Finding, Severity
from docreplay.model.http.http import Request
from docreplay.model.location import Location
from docreplay.model.page import Page, PageId
from docreplay.model.types.resource_catalogue import Catalogue, catalogue_of
from docreplay.read.listed_values import listed_values_of, prose_values_of
from docreplay.read.markup.markup import tables_of
from docreplay.read.reading import read
from tests.read.book_text import literal
from tests.support.book import Example

PAGE = "api.md"
RESOURCES = "resources.md"
_REQUEST = "GET https://photos.example/v1/photo\n"
_HEAD = "HTTP/1.1 200 OK\nContent-Type: application/json\n\n"


def found(row: Example) -> str:
    """Return the findings of a row as the table prints them, one a line."""
    case = build_cases(reading(row).exchanges)[0]
    return judged(row, case.expectation, case.request)


def judged(row: Example, expectation: Expectation, request: Request) -> str:
    """Return the same for an expectation, and the request, of what the row documents."""
    start = _page(row)[1]
    findings = compared(row, expectation, request)
    return "".join(line + "\n" for finding in findings for line in _lines(finding, start))


def compared(row: Example, expectation: Expectation, request: Request) -> tuple[Finding, ...]:
    """Return the findings themselves; lines are those of the whole page."""
    case_id = reading(row).exchanges[0].id
    config = Config(compare=tomllib.loads(row.get("compare")))
    return compare(
        expectation,
        answer(row),
        catalogue=_catalogue(row),
        request=request,
        strictness=ConfiguredStrictness(config).of(PAGE, case_id),
        listed=listed_values_of(_page(row)[0], PAGE),
    )


def reading(row: Example) -> Reading:
    """Return the reading of the page of a row."""
    return _read(PAGE, _page(row)[0])


def _page(row: Example) -> tuple[str, int]:
    """Return the page's text, and how many of its lines the row does not spell out."""
    if "page" in row.parts:
        return literal(row["page"]), 0
    shown = row.get("documented") or _HEAD + row.get("shows")
    annotation = row.get("annotation", "{}").strip()[1:-1].strip()
    said = ", ".join(['"blockType": "response"', *([annotation] if annotation else [])])
    before = "\n".join(
        [
            '<!-- { "blockType": "request" } -->',
            f"````http\n{row.get('request', _REQUEST)}````",
            f"<!-- {{ {said} }} -->",
            "````http\n",
        ]
    )
    hidden = before.count("\n") + (0 if "documented" in row.parts else _HEAD.count("\n"))
    return f"{before}{literal(shown)}````\n", hidden


def _read(path: str, text: str) -> Reading:
    return read(Page(id=PageId(path=path, locale="", key=path), text=text))


def _catalogue(row: Example) -> Catalogue:
    text = row.get("resources")
    tables = tables_of(text, RESOURCES)
    found = _read(RESOURCES, text).resources
    return catalogue_of(found, lambda _: tables, lambda _: prose_values_of(text, RESOURCES))


def answer(row: Example) -> Answer:
    r"""Return the answer of the row; `\xff` in its body is that byte."""
    text = row.get("answer") or _HEAD + row.get("answers")
    head, _, body = text.partition("\n\n")
    status, *fields = head.rstrip("\n").split("\n")
    _, code, reason = [*status.split(" ", 2), ""][:3]
    pairs = (line.partition(": ") for line in fields)
    return Answer(
        status=int(code),
        reason=reason,
        headers=tuple((name, value) for name, _, value in pairs),
        body=_bytes(literal(body.removesuffix("\n"))),
    )


def _bytes(text: str) -> bytes:
    if "\\x" not in text:
        return text.encode()
    return codecs.escape_decode(text.encode())[0]


def _lines(finding: Finding, start: int) -> Iterator[str]:
    severity = "" if finding.severity is Severity.ERROR else f" {finding.severity}"
    where = f" {finding.pointer}" if finding.pointer else ""
    at = _place(finding.location, start)
    yield f"{finding.code}{severity} {at}{where} {finding.message}"
    for related in finding.related:
        yield f"    {_place(related.location, start)} {related.message}"


def _place(at: Location, start: int) -> str:
    if at.path == PAGE:
        return f"{at.line - start}:{at.column}"
    return str(at)
