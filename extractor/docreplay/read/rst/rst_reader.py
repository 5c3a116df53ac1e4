"""Reader of the markup of a page in reStructuredText: the same model as that of Markdown."""

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from docreplay.model.markup.markup import FrontMatterEntry, Heading, Link, Table
from docreplay.model.markup.source_map import SourceMap
from docreplay.model.markup.zone import ZoneMark
from docreplay.read.markup import tab_indents
from docreplay.read.markup.markup_reader import MarkupReader
from docreplay.read.markup.tokens import Token, blanked, extents, masked
from docreplay.read.rst import rst_fields, rst_links, rst_tables

if TYPE_CHECKING:
    from docreplay.read.rst.rst import Structure


class RstReader(MarkupReader):
    """Reader of code blocks, titles, operations, tables, links, and annotations in comments."""

    def __init__(self, source: SourceMap) -> None:
        super().__init__(source)
        self.body_start = 0

    @cached_property
    def _structure(self) -> "Structure | None":
        from docreplay.read.rst import rst  # noqa: PLC0415  # slow to load, and few pages need it

        try:
            return rst.structure_of(self.text)
        except RecursionError:
            return None

    @cached_property
    def field_tables(self) -> tuple[Table, ...]:
        """The fields of operations: parameters, headers, properties of bodies, statuses."""
        if self._structure is None or not self._structure.operations:
            return ()
        return tuple(map(self._placed, rst_fields.field_tables(self.plain, self.headings)))

    @property
    def is_too_deep(self) -> bool:
        """Whether the page is nested too deeply for docutils."""
        return self._structure is None

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The code blocks, and the comments of HTML in comments, in order."""
        fences = self._structure.fences if self._structure else ()
        if "<!--" not in self.text:
            return fences
        found = (*fences, *rst_links.comments(self.text, extents(fences)))
        return tuple(sorted(found, key=lambda token: token.start))

    @cached_property
    def plain(self) -> str:
        """The text with code blocks and annotations blanked out."""
        return masked(self.text, 0, self.tokens)

    @cached_property
    def without_code(self) -> str:
        """Blanks: what Markdown has between words means something else here."""
        return blanked(self.text, [(0, len(self.text))])

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The titles and the operations, in order."""
        from docreplay.read.rst import rst  # noqa: PLC0415  # slow to load, and few pages need it

        operations = self._structure.operations if self._structure else ()
        found = [*rst.titles(self.plain), *operations]
        return tuple(sorted(found, key=lambda heading: heading.start))

    def heading_above(self, offset: int) -> Heading | None:
        """Return the last heading that starts before an offset."""
        index = bisect_left(self.headings, offset, key=lambda heading: heading.start)
        return self.headings[index - 1] if index else None

    def _placed(self, found: rst_fields.FieldTable | rst_tables.RstTable) -> Table:
        return Table(
            rows=found.rows,
            start=found.start,
            end=found.end,
            heading=self.heading_above(found.start),
            places=self.places,
        )

    def _indented(self, prose: str) -> list[tuple[int, int]]:
        """Return nothing: what is indented is a quote."""
        return []

    @cached_property
    def front_matter(self) -> tuple[FrontMatterEntry, ...]:
        """Nothing: the format has no front matter."""
        return ()

    @cached_property
    def front_matter_flaw(self) -> tuple[int, str] | None:
        """None: the format has no front matter."""
        return None

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The grid, simple, list and CSV tables, in order."""
        return tuple(map(self._placed, rst_tables.tables(self.plain)))

    @cached_property
    def all_tables(self) -> tuple[Table, ...]:
        """The tables: there are none of HTML."""
        return self.tables

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links to files."""
        return tuple(rst_links.links(self.places, self.plain))

    @cached_property
    def anchors(self) -> frozenset[str] | None:
        """None: Sphinx makes anchors that are not known here."""
        return None

    @cached_property
    def zone_marks(self) -> tuple[ZoneMark, ...]:
        """The lines at which tabs of Sphinx begin and end; the format has no pivots."""
        return tuple(tab_indents.sphinx_marks(self.plain, self.text))
