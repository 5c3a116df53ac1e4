"""Subject of a rule of lint: a page with its site."""

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from docreplay.model.exchange import Exchange, Reading, Resource
from docreplay.model.http import Request, Response, declared_type, is_json
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import JsonText, read_json
from docreplay.model.json.value import JSON
from docreplay.model.markup import Prose, Table
from docreplay.model.resource_catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Information from other pages, computed on demand."""

    catalogue: Catalogue
    owners: Mapping[tuple[str, str], str]
    """Key of the first page that describes a type of an API version."""
    exists: Callable[[str], bool]
    """Returns True if there is a file at a project-relative path."""
    anchors: Callable[[str], frozenset[str] | None]
    """Returns the anchors of the page at a project-relative path; None if it does not exist."""
    holds: Callable[[str], bool]
    """Returns True if a folder contains pages of the documentation."""
    spelled: Mapping[str, str]
    """Paths of all pages by their lower-case form."""


@dataclass(frozen=True)
class Subject:
    """The page that a rule checks."""

    reading: Reading
    neighbours: Neighbours
    read_tables: Callable[[], tuple[Table, ...]]
    read_prose: Callable[[], Prose]

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The page's tables."""
        return self.read_tables()

    @cached_property
    def prose(self) -> Prose:
        """The page's links and anchors."""
        return self.read_prose()

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
    return _read(message.body.text)


def skeleton(resource: Resource) -> dict[str, JSON]:
    """Return the properties of a resource's JSON skeleton."""
    read = _read(resource.block.text.text)
    return read.value if read and isinstance(read.value, dict) else {}


def _read(text: str) -> JsonText | None:
    try:
        return read_json(text)
    except JsonError:
        return None


_VERSION = re.compile(r"v\d+(?:\.\d+)*|beta", re.IGNORECASE)


def version_of(key: str) -> str:
    """Return the API version of a page by its folders (`v1.0`, `beta`), or `""`."""
    return next((part.lower() for part in key.split("/")[:-1] if _VERSION.fullmatch(part)), "")
