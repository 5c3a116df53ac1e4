"""Members that a page documents as terms with definitions, in the forms that references have.

A definition list of Markdown or HTML, one of reStructuredText, paragraphs that begin with a name in
bold, and headings that are names. They become tables with the columns that such a member has, so
that all that is read of tables is read of them. A list with other terms is not one of members.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from docreplay.model.markup.markup import Cell, Table
from docreplay.read.markup.markup_reader import MarkupReader
from docreplay.read.member_terms import DefinedMember, member_of
from docreplay.read.term_lists import (
    DefinedTerm,
    bold_terms,
    defined_terms,
    html_terms,
    titled_terms,
)

_TITLES = ("Name", "Type", "Required", "Description")
_REQUIRED = {True: "yes", False: "no", None: "-"}
"""Cells of the third column: `-` where the description may say it."""


def defined_members(markup: MarkupReader) -> Iterator[Table]:
    """Yield the terms of a page that document members, as a table for each list."""
    lists = (*defined_terms(markup), *html_terms(markup))
    for group in _by_heading(markup, lists):
        members = [member_of(term) for term in group]
        if all(members):
            yield from _tables(markup, group, members)
    for group in (*_by_heading(markup, bold_terms(markup)), *titled_terms(markup)):
        members = [member_of(term) for term in group]
        kept = [item if item and item.has_notes else None for item in members]
        yield from _tables(markup, group, kept)


def _by_heading(markup: MarkupReader, terms: Iterable[DefinedTerm]) -> Iterator[list[DefinedTerm]]:
    ordered = sorted(terms, key=lambda term: term.start)
    for _, group in groupby(ordered, key=lambda term: markup.heading_above(term.start)):
        yield list(group)


def _tables(
    markup: MarkupReader, terms: Sequence[DefinedTerm], members: Sequence[DefinedMember | None]
) -> Iterator[Table]:
    """Yield the table of the terms that are members; none if two have the same name."""
    rows = [(term, item) for term, item in zip(terms, members, strict=True) if item]
    if not rows or len({item.name.lower() for _, item in rows}) < len(rows):
        return
    start = rows[0][0].start
    header = tuple(Cell(title, start, start) for title in _TITLES)
    yield Table(
        rows=(header, *(_row(*pair) for pair in rows)),
        start=start,
        end=max(term.text_end for term, _ in rows),
        heading=markup.heading_above(start),
        places=markup.places,
    )


def _row(term: DefinedTerm, item: DefinedMember) -> tuple[Cell, ...]:
    name = max(term.head.find(item.name), 0) + term.start
    end = term.start + len(term.head)
    return (
        Cell(f"`{item.name}`", name, name + len(item.name)),
        Cell(item.type, end, end),
        Cell(_REQUIRED[item.is_required], end, end),
        Cell(item.text, term.text_start, term.text_end),
    )
