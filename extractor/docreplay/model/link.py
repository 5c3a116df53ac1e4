"""Links of a page, and the places that links can point at."""

from typing import NamedTuple

from docreplay.model.location import Location


class Link(NamedTuple):
    """A link or image as written: its target without title, and where the target stands."""

    target: str
    location: Location


class Prose(NamedTuple):
    """What a page's text holds apart from fences and comments."""

    links: tuple[Link, ...]
    anchors: frozenset[str]
    """What `#…` can name on the page, in lower case."""
