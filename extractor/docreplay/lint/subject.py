"""Subject of a rule of lint: a page with its site."""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from docreplay.config.settings import Config
from docreplay.lint.links import LocalLink, Surroundings, local_links
from docreplay.lint.neighbours import Neighbours
from docreplay.model.exchange import Exchange, Reading
from docreplay.model.http.http import Request, Response, declared_type, is_json
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import JsonText, read_json
from docreplay.model.markup.markup import (
    Fence,
    FrontMatterEntry,
    Heading,
    HtmlComment,
    Link,
    Table,
)
from docreplay.model.markup.source_map import SourceMap
from docreplay.model.markup.zone import ZoneMark


class PageMarkup(Protocol):
    """The markup of a page; each part is read when it is first used."""

    @property
    def places(self) -> SourceMap:
        """The map from offsets in the text to places on the page."""

    @property
    def text(self) -> str:
        """The text in the language of the page."""

    @property
    def body_start(self) -> int:
        """The offset at which the front matter ends; 0 without one."""

    @property
    def front_matter(self) -> tuple[FrontMatterEntry, ...]:
        """The entries of the front matter."""

    @property
    def front_matter_flaw(self) -> tuple[int, str] | None:
        """The offset of what makes the front matter invalid YAML, and why; or None."""

    @property
    def plain(self) -> str:
        """The text with front matter, fences and comments blanked out."""

    @property
    def zone_marks(self) -> tuple[ZoneMark, ...]:
        """The lines at which zone pivots and tabs may begin and end."""

    @property
    def without_code(self) -> str:
        """The same text with code spans blanked out as well."""

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings, in order."""

    @property
    def links(self) -> tuple[Link, ...]:
        """The links, apart from those in fences and comments."""

    @property
    def fences(self) -> tuple[Fence, ...]:
        """The code blocks with their annotations."""

    @property
    def comments(self) -> tuple[HtmlComment, ...]:
        """The comments that are not the annotation of a fence."""


@dataclass(frozen=True)
class PageSubject:
    """The page that a rule checks."""

    reading: Reading
    neighbours: Neighbours
    config: Config
    markup: PageMarkup
    read_tables: Callable[[], tuple[Table, ...]]
    is_repetition: bool = False
    """True for a translation of a page: its examples are those of its source."""

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The page's tables."""
        return self.read_tables()

    @cached_property
    def links(self) -> tuple[LocalLink, ...]:
        """The links to files of the project, without those that are ignored."""
        surroundings = Surroundings(self.reading.page, self.neighbours)
        return tuple(local_links(self.markup.links, surroundings, self.config.ignore_links))

    @property
    def folder(self) -> str:
        """The folder of the page."""
        return posixpath.dirname(self.reading.page.path)

    @cached_property
    def answered(self) -> tuple[tuple[Exchange, Response], ...]:
        """The exchanges with their responses."""
        found = ((exchange, exchange.response) for exchange in self.reading.exchanges)
        return tuple((exchange, response) for exchange, response in found if response)


def json_body(message: Request | Response) -> JsonText | None:
    """Return the message's body as JSON; None if it has none, or declares a different type."""
    named = declared_type(message.headers)
    if message.body is None or (named and not is_json(named)):
        return None
    try:
        return read_json(message.body.text)
    except JsonError:
        return None
