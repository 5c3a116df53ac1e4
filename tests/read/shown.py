"""Show what was read as the lines that fixture books expect."""

from collections.abc import Iterable, Iterator

from docreplay.model.exchange import Exchange, Reading
from docreplay.model.finding import Finding
from docreplay.model.http.http import Request, Response
from docreplay.model.markup.block import Block
from docreplay.model.markup.markup import Heading, Segment
from docreplay.model.markup.source_map import SourceMap
from docreplay.read.markup.markup import markup_of


def lines(shown: Iterable[object]) -> str:
    """Return one line of a book for each item."""
    return "".join(f"{item}\n" for item in shown)


def block(found: Block) -> str:
    """Return `KIND NAMES LINE:COLUMN-END INFO | first line of the text`."""
    names = ",".join(found.names) or "-"
    first = found.text.text.partition("\n")[0]
    at = f"{found.location.line}:{found.location.column}-{found.end_line}"
    return f"{found.kind} {names} {at} {found.info or '-'} | {first}".rstrip()


def exchange(found: Exchange) -> str:
    """Return `#ID PAIRED_BY METHOD TARGET -> STATUS`."""
    _, _, label = found.id.partition("#")
    answer = f"{found.response.status}" if found.response else "nothing"
    request = f"{found.request.method} {found.request.target}"
    return f"#{label} {found.paired_by} {request} -> {answer}"


def body_lines(found: Request | Response) -> list[str]:
    """Return the lines of a body; empty without a body."""
    return found.body.text.split("\n") if found.body else []


def message(found: Request | Response | None) -> Iterator[str]:
    """Yield first line, headers and body of a message, each line with its place."""
    if found is None:
        return
    at = found.location
    if isinstance(found, Request):
        yield f"{at.line}:{at.column} {found.method} {found.target}"
    else:
        yield f"{at.line}:{at.column} {found.status} {found.reason}".rstrip()
    for header in found.headers:
        place = header.location
        yield f"{place.line}:{place.column} {header.name}: {header.value}".rstrip()
    for row, line in enumerate(body_lines(found)):
        place = found.body.row(row) if found.body else at
        yield f"{place.line}:{place.column} | {line}".rstrip()


def heading(found: Heading, places: SourceMap) -> str:
    """Return `LINE:COLUMN-COLUMN LEVEL TITLE #ANCHOR` of a heading."""
    start, end = places.range(found.start, found.end)
    at = f"{start.line}:{start.column}-{end.column}"
    return f"{at} {found.level} {found.title.text} #{found.anchor}"


def segment(found: Segment) -> str:
    """Return `ID TARGET = SOURCE` on one line."""
    return f"{found.id} {found.target!r} = {found.source!r}"


def finding(found: Finding) -> str:
    """Return place, code and message; the severity is that of the rule."""
    return f"{found.location}: {found.code} {found.message}"


def parts(reading: Reading) -> dict[str, str]:
    """Return everything that a book may expect of a page, by the key of its fence."""
    return {
        "blocks": lines(map(block, reading.blocks)),
        "exchanges": lines(map(exchange, reading.exchanges)),
        "messages": lines(
            line
            for found in reading.exchanges
            for part in (found.request, found.response)
            for line in message(part)
        ),
        "texts": "".join(found.text.text for found in reading.blocks),
        "sections": lines(found.section or "-" for found in reading.blocks),
        "suppressions": lines(
            f"{found.location} {found.code} | {found.reason}" for found in reading.suppressions
        ),
        "findings": lines(map(finding, reading.findings)),
    }


def markup(text: str) -> dict[str, str]:
    """Return everything that a book may expect of a page's markup, by the key of its fence."""
    found = markup_of(text, "page.md")
    assert found
    return {
        "headings": lines(heading(item, found.places) for item in found.headings),
        "segments": lines(map(segment, found.segments)),
    }
