"""Tables of a page, whose cells know where they stand: property lists, parameters, permissions."""

from dataclasses import dataclass
from typing import NamedTuple

from docreplay.model.block import Heading
from docreplay.model.location import Location


class Cell(NamedTuple):
    """One cell: its Markdown, or the text of its HTML, in the page's own language."""

    text: str
    location: Location
    """Where its first character stands, or would stand if the cell were not empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; each row has as many cells as the header, as GFM pads and cuts them."""

    heading: Heading | None
    """The heading above; its `anchor` is never empty here: it is made from the text if need be."""
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    location: Location
    """Where the header row starts."""
