"""Read what a page documents of an API: operations, types, and the tables about them."""

import re
from collections.abc import Iterator, Sequence

from docreplay.errors import PageUnreadable
from docreplay.model.api.api_tables import ApiTable, chain
from docreplay.model.api.documented_page import (
    DocumentedPage,
    PageWords,
    PlacedOperation,
    PlacedStatus,
)
from docreplay.model.api.operation import operation_of
from docreplay.model.exchange import Reading
from docreplay.model.location import Range
from docreplay.model.markup.block import Block
from docreplay.model.markup.markup import Heading
from docreplay.model.page import Page, normalized
from docreplay.read.defined_members import defined_members
from docreplay.read.listed_members import listed_members
from docreplay.read.markup import includes
from docreplay.read.markup.includes import Trail
from docreplay.read.markup.markup import reader_of
from docreplay.read.markup.markup_reader import MarkupReader
from docreplay.read.markup.spans import unwrap, unwrap_source
from docreplay.read.markup.zones import Zones
from docreplay.read.messages.start_lines import is_request_line, read_request_line, read_status_line
from docreplay.read.reading import Options, read_with_markup

_KINDS = frozenset({"request", "ignored", "plain", "example", "samples"})
"""Kinds of blocks that may list the paths of an operation."""
_DEPRECATED = re.compile(
    r"^[ \t]*+(?:>[ \t]*+)*+(?:\[![A-Z]+\][ \t]*+)?[*_]*+"
    r"(?:note|caution|warning|important)?[*_:]*+[ \t]*+"
    r"(?:[*_]*deprecated\b|(?:this|the)[^\n.|]{0,80}\b(?:is|are|has been) (?:now )?deprecated\b)"
    r"|\(deprecated\)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A note that says that what the page documents is deprecated, or a title that does."""
_SHORTENED = re.compile(
    r"\b(?:truncated|shortened|abbreviated)\b[^.\n]{0,40}\b(?:brevity|readability|clarity)$"
)
_REASONS = ("brevity", "readability", "clarity")
_LONGEST = len(" abbreviated") + 40 + len("readability")
"""Number of characters that such a sentence has at most, with the one before it."""
_LINE = re.compile(
    r"^[ \t]*[*`]{0,3}(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[*`]{0,3}[ \t]+`?((?:https?://[^\s/`*]+)?/[^\s`*]*)`?"
    r"(?:\*\*)?[ \t]*$",
    re.MULTILINE,
)
"""A line with nothing but an operation: `` `GET /users/{id}` ``."""
_OTHER = re.compile(r"example|request|response|permission|remark|error|header|body|output|input")
"""Anchors of sections that do not list paths."""
_HEAD = 3000
"""Number of characters in which such a note is looked for."""


def documented_page(page: Page, options: Options) -> DocumentedPage:
    """Return what a page documents of an API; a bilingual one in its source. Never raises."""
    reading, markup = read_with_markup(page, options)
    source = unwrap_source(page.id.path, normalized(page.text))
    markup = markup if source is None else reader_of(source)
    headings = [item for item in markup.headings if "](#tab/" not in item.title.text]
    tables = tuple(_tables(markup, options, Trail((page.id.path,))))
    title = headings[0] if headings else None
    prose = PageWords(markup.plain, markup.places)
    return DocumentedPage(
        page=page.id,
        title=title.title.text if title else "",
        title_range=_title_range(markup, title),
        operations=tuple(
            _operations(reading, _listings(markup, headings), [*_titled(markup, headings)], prose)
        ),
        exchanges=reading.exchanges,
        statuses=tuple(_statuses(reading)),
        resources=reading.resources,
        tables=tables,
        owners=_owners(markup, headings, reading, tables),
        suppressions=reading.suppressions,
        prose=prose,
        headings=tuple(
            (item.level, item.start, markup.places.line(item.start)) for item in headings
        ),
        blocks=reading.blocks,
        is_shortened=_is_shortened(page.text),
        deprecated=_deprecated(markup, headings),
    )


def _is_shortened(text: str) -> bool:
    """Return True if a page says that its examples leave members out, and why."""
    small = text.lower()
    ends = (end for reason in _REASONS for end in _ends(small, reason))
    return any(_SHORTENED.search(small[max(0, end - _LONGEST) : end]) for end in ends)


def _ends(text: str, word: str) -> Iterator[int]:
    """Yield where a word ends in a text; much faster than a pattern that begins with none."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[end : end + 1].isalnum() and text[end : end + 1] != "_":
            yield end
        at = text.find(word, end)


def _title_range(markup: MarkupReader, title: Heading | None) -> Range:
    if title is None:
        return markup.places.range(markup.body_start, markup.body_start)
    return markup.places.range(title.title.start, title.title.end)


def _deprecated(markup: MarkupReader, headings: Sequence[Heading]) -> Range | None:
    """Return where the page says that it documents something deprecated, above its second part."""
    start = markup.body_start
    end = min(start + _HEAD, headings[1].start if len(headings) > 1 else start + _HEAD)
    found = _DEPRECATED.search(markup.plain, start, end)
    return markup.places.range(*found.span()) if found else None


def _listings(markup: MarkupReader, headings: Sequence[Heading]) -> tuple[range, ...]:
    """Return the lines of the sections, at any depth, that list the paths of an operation.

    These are the ones below "HTTP request", and on a page with one those about variants of the
    operation, such as "List the drives of a group". Sections with examples are not.
    """
    anchors = [(item.anchor or item.slug).lower() for item in headings]
    if not any(anchor.startswith("http-request") for anchor in anchors):
        return ()
    found: list[tuple[bool, range]] = []
    above: list[tuple[int, str]] = []
    ends = [*(item.start for item in headings), len(markup.text)][1:]
    for heading, anchor, end in zip(headings, anchors, ends, strict=True):
        above = [item for item in above if item[0] < heading.level] + [(heading.level, anchor)]
        is_listing = any(name.startswith("http-request") for _, name in above)
        is_other = not is_listing and any(_OTHER.search(name) for _, name in above)
        if not is_other and not any(name.startswith("example") for _, name in above):
            lines = range(markup.places.line(heading.start), markup.places.line(end))
            found.append((is_listing, lines))
    return tuple(lines for _, lines in found) if any(listing for listing, _ in found) else ()


def _operations(
    reading: Reading,
    listing: Sequence[range],
    titles: Sequence[PlacedOperation],
    prose: PageWords,
) -> Iterator[PlacedOperation]:
    """Yield the operations of a page, each once: those it lists, or else those of its examples.

    A page without annotations may have them as titles of sections, or several in one block; one
    without any of these may name one on a line of its own.
    """
    listed = list(_listed(reading, listing))
    seen: set[tuple[str, str]] = set()
    titled = [] if any(item.request_annotation for item in reading.exchanges) else titles
    for item in listed or titled or _grouped(reading) or [*_shown(reading)] or [*_named(prose)]:
        if item.operation.key not in seen:
            seen.add(item.operation.key)
            yield item


def _listed(reading: Reading, listing: Sequence[range]) -> Iterator[PlacedOperation]:
    for block in reading.blocks:
        if block.kind in _KINDS and _is_listing(block, reading, listing):
            yield from _request_lines(block)


def _is_listing(block: Block, reading: Reading, listing: Sequence[range]) -> bool:
    if block.opening.path != reading.page.path:
        return block.section.lower().startswith("http-request")
    return any(block.opening.line in lines for lines in listing)


def _titled(markup: MarkupReader, headings: Sequence[Heading]) -> Iterator[PlacedOperation]:
    """Yield the operations that are titles of sections: `## GET /users/{id}`."""
    for heading in headings:
        named = _LINE.fullmatch(heading.title.text)
        if named:
            place = markup.places.range(heading.title.start, heading.title.end)
            yield PlacedOperation(operation_of(named[1], named[2]), place)


def _grouped(reading: Reading) -> list[PlacedOperation]:
    """Return the operations in blocks of nothing but request lines, if one has several."""
    blocks = [item for item in reading.blocks if item.kind in _KINDS and _is_of_requests(item)]
    if all("\n" not in item.text.text.strip() for item in blocks):
        return []
    return [operation for item in blocks for operation in _request_lines(item)]


def _is_of_requests(block: Block) -> bool:
    lines = [line for line in block.text.text.split("\n") if line.strip()]
    return bool(lines) and all(_LINE.fullmatch(line) for line in lines)


def _request_lines(block: Block) -> Iterator[PlacedOperation]:
    at = 0
    for line in block.text.text.split("\n"):
        read = read_request_line(line) if is_request_line(line) else None
        if read and read.target.strip():
            operation = operation_of(read.method, read.target)
            yield PlacedOperation(operation, block.text.range(at, at + len(line)))
        at += len(line) + 1


def _shown(reading: Reading) -> Iterator[PlacedOperation]:
    for exchange in reading.exchanges:
        request = exchange.request
        if reading.resources and not exchange.request_annotation:
            continue  # an example in the text about a type
        place = request.place if isinstance(request.place, Range) else Range(*[request.place] * 2)
        yield PlacedOperation(operation_of(request.method, request.target), place)


def _named(prose: PageWords) -> Iterator[PlacedOperation]:
    for match in _LINE.finditer(prose.text):
        yield PlacedOperation(
            operation_of(match[1], match[2]), prose.range(match.start(1), match.end(2))
        )


def _statuses(reading: Reading) -> Iterator[PlacedStatus]:
    """Yield the status lines of responses, also of those that are not paired with a request."""
    for block in reading.blocks:
        line, _, rest = block.text.text.partition("\n")
        read = read_status_line(line)
        if read and block.kind in (*_KINDS, "response"):
            body = rest.partition("\n\n")[2]
            yield PlacedStatus(read.status, block.first_line, bool(body.strip()))


def _tables(markup: MarkupReader, options: Options, trail: Trail) -> Iterator[ApiTable]:
    """Yield the tables of a file and of the files that it includes, in order."""
    found: list[tuple[int, ApiTable]] = []
    zones = Zones(markup.zone_marks) if markup.zone_marks else None
    lists = (*listed_members(markup), *defined_members(markup))
    for table in (*markup.all_tables, *markup.field_tables, *lists):
        zone = zones.at(table.start) if zones else ApiTable.zone
        above = chain(markup.headings, table.start)
        found.append((table.start, ApiTable(table, above, zone)))
    if options.includes and "[!" in markup.text:
        found += _included(markup, options, trail)
    yield from (table for _, table in sorted(found, key=lambda item: item[0]))


def _included(
    markup: MarkupReader, options: Options, trail: Trail
) -> Iterator[tuple[int, ApiTable]]:
    """Yield the tables of included files, which are below the headings of the include."""
    files = options.includes
    for offset, target in includes.directives(markup.plain, markup.places.path, options.docs):
        if files is None or trail.problem(target, files):
            continue
        try:
            text = files.text(target)
        except PageUnreadable:
            continue
        trail.count(target, len(text))
        if "|" not in text and "<table" not in text and "[!" not in text:
            continue
        source = unwrap_source(target, normalized(text))
        inner = reader_of(source or unwrap(target, normalized(text), segmented=False).source)
        above = chain(markup.headings, offset)
        for table in _tables(inner, options, trail.to(target)):
            yield offset, ApiTable(table.table, (*table.above, *above), table.zone)


def _owners(
    markup: MarkupReader,
    headings: Sequence[Heading],
    reading: Reading,
    tables: Sequence[ApiTable],
) -> dict[int, int]:
    """Return the index of the resource that each table is about, on a page with several.

    It is the one with which the table has most headings in common; of several, the last above it.
    """
    resources = reading.resources
    if len(resources) < 2:  # all tables are about the only one
        return {}
    lines = [resource.block.opening.line for resource in resources]
    chains = [_above_line(markup, headings, line) for line in lines]
    owners = {}
    for index, table in enumerate(tables):
        line = table.table.range(table.table.header[0]).start.line
        common = [len(set(table.above) & set(above)) for above in chains]
        best = [number for number, size in enumerate(common) if size == max(common)]
        before = [number for number in best if lines[number] <= line]
        owners[index] = before[-1] if before else best[0]
    return owners


def _above_line(
    markup: MarkupReader, headings: Sequence[Heading], line: int
) -> tuple[Heading, ...]:
    starts = [item for item in headings if markup.places.line(item.start) < line]
    return chain(headings, starts[-1].start + 1) if starts else ()
