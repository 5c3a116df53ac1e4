"""What reading takes from a page: annotations, annotated blocks, headings, bilingual segments."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from docreplay.model.json.value import JSON
from docreplay.model.location import Location, Passage

BlockKind = Literal[
    "request",
    "response",
    "resource",
    "example",
    "samples",
    "ignored",
    "simulatedResponse",
    "testParams",
    "permissions",
    "plain",
]
"""The dialect's block types; `plain` is a fence without annotation."""

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")

BLOCK_KINDS: frozenset[str] = frozenset(get_args(BlockKind))


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """The JSON of an HTML comment that says what the fence after it holds.

    `attributes` is the JSON object as written, after repair; treat it as read-only.
    """

    kind: str
    """A `BlockKind`, or `""` where the comment names none."""
    names: tuple[str, ...]
    attributes: Mapping[str, JSON]
    location: Location
    """Where the comment's `<!--` stands."""

    def flag(self, key: str) -> bool:
        """Whether a key is true; the dialect also writes `"true"`."""
        value = self.attributes.get(key)
        return value is True or (isinstance(value, str) and value.strip().lower() == "true")

    def text(self, key: str) -> str:
        """The string of a key, or `""`."""
        value = self.attributes.get(key)
        return value if isinstance(value, str) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """The strings of a key that holds a list (or a single string)."""
        value = self.attributes.get(key)
        values = value if isinstance(value, list) else [value]
        return tuple(item for item in values if isinstance(item, str))

    @property
    def type(self) -> str:
        """The resource type without its `Collection(…)` wrapper and leading `#`, or `""`."""
        written = (self.text("@type") or self.text("@odata.type")).strip().removeprefix("#")
        return written[11:-1].strip() if _is_wrapped(written) else written

    @property
    def is_collection(self) -> bool:
        """Whether the body is a collection of the type."""
        written = (self.text("@type") or self.text("@odata.type")).strip().removeprefix("#")
        return self.flag("isCollection") or _is_wrapped(written)


def _is_wrapped(type_name: str) -> bool:
    return type_name[:11].lower() == "collection(" and type_name.endswith(")")


class Heading(NamedTuple):
    """A heading: its level, its text without markup, the anchor a `<a name>` gives it, its line."""

    level: int
    text: str
    anchor: str
    line: int


def anchor_slug(text: str) -> str:
    """The anchor that publishing gives a heading: `HTTP *request*` is `http-request`."""
    words = _LINK.sub(r"\1", text).strip().lower()
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]|(?<!\w)_|_(?!\w)", "", words))


class Segment(NamedTuple):
    """A sentence of a bilingual page: the span id, the translation, and what it translates."""

    id: str
    target: str
    source: str
    offset: int
    """Where the translation starts in the page's text (0-based, LF line ends, no BOM)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fence, what its annotation says it is, and its exact text."""

    kind: BlockKind
    annotation: Annotation | None
    info: str
    """The fence's info string, stripped, as written (CommonMark §4.5)."""
    text: Passage
    """The content between the fences, dedented by the fence's own indentation."""
    opening: Location
    """Where the fence's opening marker stands."""
    end_line: int
    """1-based line of the closing marker, or of the last line of a fence that is never closed."""
    heading: Heading | None

    @property
    def location(self) -> Location:
        """Where the first line of content stands."""
        return self.text.location

    @property
    def names(self) -> tuple[str, ...]:
        """The names the annotation gives."""
        return self.annotation.names if self.annotation else ()
