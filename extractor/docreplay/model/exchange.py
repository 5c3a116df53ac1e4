"""A documented request with its documented response, and everything else one page says."""

from dataclasses import dataclass, field
from typing import Literal

from docreplay.model.block import Annotation, Block
from docreplay.model.finding import Finding
from docreplay.model.http import Request, Response
from docreplay.model.location import Location
from docreplay.model.page import PageId

PairedBy = Literal["name", "order", "alternative", "ignored", "inferred", "nothing"]
"""How a response found its request; `nothing` marks a request that has no response."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and the response that belongs to it; `response` is None where a page has none."""

    id: str
    """Unique in the tree and stable: `PageId.name`, `#`, and the request's name."""
    names: tuple[str, ...]
    page: PageId
    paired_by: PairedBy
    request: Request
    response: Response | None
    request_block: Block
    response_block: Block | None

    @property
    def is_testable(self) -> bool:
        """Whether the page documents a final answer, which a service can be held to."""
        return self.response is not None and self.response.is_final

    @property
    def request_annotation(self) -> Annotation | None:
        """What the page says about the request."""
        return self.request_block.annotation

    @property
    def response_annotation(self) -> Annotation | None:
        """What the page says about the response."""
        return self.response_block.annotation if self.response_block else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A resource type, as one block of one page describes it by a JSON skeleton."""

    type: str
    page: PageId
    block: Block
    annotation: Annotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """A finding that the page accepts: its code or name, why, and where it says so.

    A suppression in the style of the dialect (`suppressions` of the page annotation) has the
    whole text of the message as its `code`.
    """

    code: str
    reason: str
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that reading takes from one page."""

    page: PageId
    blocks: tuple[Block, ...]
    exchanges: tuple[Exchange, ...]
    resources: tuple[Resource, ...]
    suppressions: tuple[Suppression, ...]
    findings: tuple[Finding, ...]
    text: str = field(default="", compare=False, repr=False)
    """The text of the page, with its own line ends."""
