"""Annotated code blocks: a fence of a page, and what its annotation says about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from docreplay.model.json.value import JSON
from docreplay.model.location import Location, Passage, Range
from docreplay.model.markup.zone import EVERYWHERE, Zone

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

BLOCK_KINDS: frozenset[str] = frozenset(get_args(BlockKind))


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """The JSON of an HTML comment that describes the code block below it.

    `attributes` is the JSON object as written, after repair; treat it as read-only.
    """

    kind: str
    """A `BlockKind`, or `""` where the comment names none."""
    names: tuple[str, ...]
    attributes: Mapping[str, JSON]
    range: Range
    """The comment from `<!--` to `-->`."""

    @property
    def location(self) -> Location:
        """Where the comment starts."""
        return self.range.start

    def flag(self, key: str) -> bool:
        """Return True if a key is true; the dialect also writes `"true"`."""
        value = self.attributes.get(key)
        return value is True or (isinstance(value, str) and value.strip().lower() == "true")

    def text(self, key: str) -> str:
        """Return the string of a key, or `""`."""
        value = self.attributes.get(key)
        return value if isinstance(value, str) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the strings of a key whose value is a list, or a single string."""
        value = self.attributes.get(key)
        values = value if isinstance(value, list) else [value]
        return tuple(item for item in values if isinstance(item, str))

    @property
    def type(self) -> str:
        """The resource type without its `Collection(…)` wrapper and leading `#`, or `""`."""
        written = self._written_type
        return written[11:-1].strip() if _is_wrapped(written) else written

    @property
    def is_collection(self) -> bool:
        """Whether the body is a collection of the type."""
        return self.flag("isCollection") or _is_wrapped(self._written_type)

    @property
    def _written_type(self) -> str:
        return (self.text("@type") or self.text("@odata.type")).strip().removeprefix("#")


def _is_wrapped(type_name: str) -> bool:
    return type_name[:11].lower() == "collection(" and type_name.endswith(")")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fence with its exact text, its place, and the meaning of its annotation."""

    kind: BlockKind
    annotation: Annotation | None
    info: str
    """The fence's info string, stripped, as written (CommonMark §4.5)."""
    text: Passage
    """The content between the fences, dedented by the fence's own indentation."""
    opening: Location
    """Where the fence's opening marker is."""
    end_line: int
    """1-based line of the closing marker, or of the last line of a fence that is never closed."""
    section: str = ""
    """The anchor of the heading above, or `""`."""
    lead: str = ""
    """The words between the block or heading above and this one, if messages are inferred."""
    topic: int = 0
    """The number of headings above that begin something else, if messages are inferred."""
    branch: tuple[int, ...] = ()
    """The headings that it is below, without those of messages, if messages are inferred."""
    name: str = ""
    """The name that a comment in the fence gives the message, or `""`."""
    status: int = 0
    """Status of an inferred response that shows only its body, or 0."""
    zone: Zone = EVERYWHERE
    """Where on the page it is displayed."""

    @property
    def location(self) -> Location:
        """Where the first line of content is."""
        return self.text.location

    @property
    def first_line(self) -> Range:
        """The first line of content."""
        return self.text.range(0, len(self.text.text.partition("\n")[0]))

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the annotation gives, else that of a comment in the fence."""
        own = (self.name,) if self.name else ()
        return (self.annotation.names if self.annotation else ()) or own
