"""Find the names in the texts of a source: what its page, or the place itself, shows to be one."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.name_hints import ABOUT_VALUE, MOST_BLANKS, may_have_names
from docreplay.drift.name_places import (
    METHODS,
    bare_names,
    column_item,
    emphasized,
    expressions,
    footnotes,
    hyphenated,
    is_link_item,
    is_list_item,
    is_named,
    linked_resources,
    links,
    paths,
    titled_name,
)
from docreplay.drift.names import (
    columns_of,
    enumerated_values,
    linked_names,
    names_of,
    values_of,
)
from docreplay.drift.presence import has
from docreplay.drift.quoted import quoted
from docreplay.drift.roles import (
    alternatives,
    has_role,
    header_names,
    is_marked_value,
    is_plain_name,
    item_names,
    literals,
    may_have_literals,
    may_have_settings,
    role_names,
    row_values,
    settings,
    with_siblings,
    written_before_noun,
)
from docreplay.drift.table_names import kept_types, row_names, segments, type_cells, value_cells
from docreplay.drift.value_lists import list_of_values, listed_values, may_list_values
from docreplay.model.markup.markup import Markup, Span

Kind = Literal["bare", "emphasis", "link", "cell", "item", "title", "quoted"]
KINDS: tuple[Kind, ...] = ("bare", "emphasis", "link", "cell", "item", "title", "quoted")

_WORD = re.compile(r"[@$]?[A-Za-z][\w.-]*")
_LITERAL = re.compile(r"(?i:true|false|null)")
_BREAK = re.compile(r"(?<=\S)\n(?=[A-Za-z(\[`\"'{])")
"""A line break within a sentence."""
_UPPER = re.compile(r"(?![A-Z]{1,5}[0-9]{4,}\Z)[A-Z][A-Za-z0-9]*")
"""Words that may be names of products or types as well: `PivotTable`, but no codes: `E4021`."""
_FIRST_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]+(?= )")
_BOLD_NAME = re.compile(r"\*\*[a-z]+(?:[A-Z]|\.[a-z])[A-Za-z]*\*\*")
"""A bold name, which shows that the page writes names in bold."""
_BOLD_WORD = re.compile(r"\*\*([a-z]{4,})\*\*")
_VALUE = re.compile(r"([A-Za-z][\w.-]*\w)(?=[.,;:]? |[.,;:]?$|<br)")


class Name(NamedTuple):
    """A name of the source, and what kind of markup it fills."""

    place: Span
    kind: Kind
    is_sure: bool = True
    """Whether something else shows that it is one; otherwise it is only written like one."""


class PageNames:
    """Finder of names in the texts of a page; its own names are read once, when they are used."""

    def __init__(self, pair: PagePair) -> None:
        self._pair = pair
        self._page: Markup = pair.source

    @cached_property
    def _of_page(self) -> frozenset[str]:
        return names_of(self._page)

    @cached_property
    def _hyphens(self) -> frozenset[str]:
        return frozenset(name for name in self._of_page if "-" in name)

    @cached_property
    def _linked(self) -> frozenset[str]:
        return linked_names(self._page)

    @cached_property
    def _columns(self) -> frozenset[str]:
        return columns_of(self._page)

    @cached_property
    def _values(self) -> frozenset[str]:
        return values_of(self._page)

    @cached_property
    def _enumerated(self) -> frozenset[str]:
        return enumerated_values(self._page)

    @cached_property
    def _header_values(self) -> frozenset[str]:
        """The values of one word that headers have in the page's code."""
        return frozenset(value[2:] for value in self._values if value.startswith(": "))

    @cached_property
    def _type_cells(self) -> frozenset[int]:
        """The places of cells in columns of types."""
        return frozenset(type_cells(self._pair.cells))

    @cached_property
    def _kept_types(self) -> frozenset[int]:
        """The places of cells in columns of types that the translation keeps."""
        return frozenset(kept_types(self._pair.cells))

    @cached_property
    def _segments(self) -> frozenset[int]:
        """The places of cells with one word in columns of which other cells are paths."""
        return frozenset(segments(self._pair.cells))

    @cached_property
    def _value_cells(self) -> frozenset[int]:
        """The places of cells in columns of values."""
        return frozenset(value_cells(self._pair.cells))

    @cached_property
    def _row_names(self) -> dict[int, str]:
        """Words in first cells that are names, by the places of the cells behind them."""
        return row_names(self._pair.cells)

    @cached_property
    def _items(self) -> frozenset[Span]:
        """Emphasized words that begin list items of which one begins with a capital inside."""
        return frozenset(item_names(unit.source for unit in self._pair.units))

    @cached_property
    def _has_bold_names(self) -> bool:
        """Whether the page writes names in bold."""
        words = _BOLD_WORD.findall(self._page.plain)
        return bool(_BOLD_NAME.search(self._page.plain)) or not self._of_page.isdisjoint(words)

    @cached_property
    def _kept_in_heading(self) -> str:
        """The word that the first heading begins with, if its translation has that word, too."""
        first = next((unit for unit in self._pair.units if unit.kind == "title"), None)
        word = _FIRST_WORD.match(first.source.text) if first else None
        return word[0] if first and word and has(first.target.text, word[0]) else ""

    def names(self, unit: Unit) -> list[Name]:
        """Return the names of a source text in their order; a line break is a blank for all."""
        if "\n" in unit.source.text:
            text = _BREAK.sub(" ", unit.source.text)
            unit = unit._replace(source=unit.source._replace(text=text))
        part = unit.source
        is_item = unit.kind == "text" and is_list_item(part)
        if is_item and (place := column_item(part, self._columns)):
            return [Name(place, "item")]
        if not self._may_have_names(unit):
            return []
        found = {name.place.start: name for name in self._unmarked(unit)}
        if "*" in part.text or "_" in part.text:
            found |= {name.place.start: name for name in self._emphatic(part, found)}
        for name in self._named_links(unit, [name.place for name in found.values()]):
            found[name.place.start] = name
        for place, is_sure in quoted(part, self._of_page, self._values):
            found[place.start] = Name(place, "quoted", is_sure)
        whole = found.get(part.start)
        if whole and whole.place.text == part.text and whole.kind != "title":
            is_doubtful = part.start in self._value_cells or part.start in self._kept_types
            found[part.start] = Name(part, "cell", whole.is_sure or not is_doubtful)
        return [found[start] for start in sorted(found)]

    def _may_have_names(self, unit: Unit) -> bool:
        """Return False for the many texts in which nothing can be a name, whatever the page has."""
        text, start = unit.source.text, unit.source.start
        if may_have_names(text) or any(hyphenated(unit.source, self._hyphens)):
            return True
        if unit.kind == "title":
            return text[:1].islower() or text == self._kept_in_heading
        is_value = start in self._segments or start in self._value_cells
        return unit.kind == "cell" and (is_value or bool(self._header_values))

    def _unmarked(self, unit: Unit) -> Iterator[Name]:
        """Yield the names without markup; of one place the last one counts."""
        part = unit.source
        values = self._values_in(unit) if unit.kind == "cell" else ()
        if part.text.count(" ") > MOST_BLANKS:
            yield from self._in_sentence(unit)
        for place in values:
            yield Name(place, "bare")
        known = hyphenated(part, self._hyphens)
        listed = list_of_values(part) if part.start in self._value_cells else ()
        for place in (*header_names(part), *footnotes(unit), *known, *listed):
            yield Name(place, "bare", is_sure=False)
        for place in bare_names(part):
            is_upper = _UPPER.fullmatch(place.text) is not None
            is_known = place.text in METHODS or place.text in self._of_page
            is_named = (
                is_known or part.start in self._kept_types or written_before_noun(part, place)
            )
            if not is_upper or is_named:
                yield Name(place, "bare", not is_upper and "@" not in place.text)
        if unit.kind == "title" and (title := self._in_title(unit)):
            yield Name(title, "title")
        for place in (*paths(unit), *expressions(unit)):
            yield Name(place, "bare")

    def _in_sentence(self, unit: Unit) -> Iterator[Name]:
        """Yield words of a sentence that their role in it makes names."""
        part = unit.source
        yield from (Name(place, "bare") for place in role_names(part, self._of_page))
        uncertain = list(alternatives(part, self._of_page)) if "either " in part.text else []
        if unit.kind == "cell" and ABOUT_VALUE.search(part.text):
            uncertain += row_values(part, self._row_names.get(part.start))
        if may_have_literals(part.text):
            uncertain += literals(part)
        if may_have_settings(part.text):
            uncertain += settings(part, self._values)
        if may_list_values(part.text):
            known = self._of_page | self._values
            uncertain += listed_values(part, unit.target.text, known)
        yield from (Name(place, "bare", is_sure=False) for place in uncertain)

    def _in_title(self, unit: Unit) -> Span | None:
        """Return the name that a title is about, or the title if the first heading keeps it."""
        if place := titled_name(unit, self._of_page):
            return place
        is_word = " " not in unit.source.text
        return unit.source if is_word and unit.source.text == self._kept_in_heading else None

    def _emphatic(self, part: Span, others: Collection[int]) -> Iterator[Name]:
        """Yield the emphasized words that are names, also in the places of `others`."""
        emphatic = [place for place in emphasized(part) if _WORD.fullmatch(place.text)]
        listed = with_siblings(part, emphatic)
        for place in emphatic:
            if place.start in others or self._has(part, place):
                yield Name(place, "emphasis")
            elif place in listed or place in self._items or self._is_bold_name(part, place):
                yield Name(place, "emphasis", is_sure=False)

    def _is_bold_name(self, part: Span, place: Span) -> bool:
        """Return True for a bold word where the page writes names so; one with a hyphen is code."""
        if "-" in place.text:
            return any(place.text in fence.body.text for fence in self._page.fences)
        if (place.text == "id" or place.text in self._values) and is_marked_value(part, place):
            return True
        return self._has_bold_names and is_plain_name(part, place)

    def _has(self, part: Span, place: Span) -> bool:
        """Return True if an emphasized word is a literal, or a name by what is around it.

        That is the page, a noun behind it, or, if it is bold, a link to a page of that name.
        """
        is_bold = part.text.endswith("**", 0, place.start - part.start)
        is_linked = is_bold and place.text.removesuffix("s") in self._linked
        is_known = is_linked or place.text in self._of_page or place.text in self._enumerated
        return is_known or bool(_LITERAL.fullmatch(place.text)) or has_role(part, place)

    def _named_links(self, unit: Unit, names: Sequence[Span]) -> Iterator[Name]:
        """Yield the texts of links that are names.

        In cells and list items these are also names of pages, and elsewhere those before a noun.
        """
        if "](" not in unit.source.text:
            return
        is_type = unit.source.start in self._type_cells
        is_short = unit.kind == "cell" and unit.source.text.count(" ") <= MOST_BLANKS
        is_item = is_short or is_link_item(unit)
        for place, target in links(unit.source):
            text = place.text[:1].lower() + place.text[1:] if is_type else place.text
            if place in names or (is_item and is_named(text, target, is_type=is_type)):
                yield Name(place, "link")
        for place in () if is_item else linked_resources(unit.source):
            if place not in names:
                yield Name(place, "link", is_sure=False)

    def _values_in(self, unit: Unit) -> Iterator[Span]:
        """Yield a cell that is a segment of a path, and a header's value that begins a cell."""
        part = unit.source
        if part.start in self._segments:
            yield part
        value = _VALUE.match(part.text) if self._header_values else None
        if value and value[1].islower() and value[1] in self._header_values:
            yield Span(value[1], part.start, part.start + len(value[1]))
