"""Documented requests with their responses, and everything else that is read from a page."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from docreplay.model.finding import Finding
from docreplay.model.http.http import Request, Response
from docreplay.model.location import Location
from docreplay.model.markup.block import Annotation, Block
from docreplay.model.page import PageId

PairedBy = Literal["name", "order", "alternative", "ignored", "inferred", "nothing"]
"""How request and response were paired; `nothing` marks a request without a response."""

Confidence = Literal["stated", "high", "medium", "low"]
"""How sure a pair is: annotations state it, or it was inferred; see `Exchange.confidence`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request with its response, if the page documents one."""

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
        """Whether the page documents a final response, which can be tested."""
        return self.response is not None and self.response.is_final

    @property
    def confidence(self) -> Confidence | None:
        """How sure it is that the response belongs to the request; None without a response.

        A pair of annotated blocks is stated. An inferred one is high if the response has a status
        line and is in the section of its request; medium if only one of the two holds, where a
        status in the heading or the words above a body counts as a status line; else low.
        """
        request, response = self.request_block, self.response_block
        if response is None:
            return None
        if request.annotation and response.annotation:
            return "stated"
        if not response.status:
            return "high" if request.section == response.section else "medium"
        status, text = str(response.status), response.text.text.lstrip()
        has_status = status in f"{response.section} {response.lead} {response.info}"
        has_status = has_status or text.startswith(status)
        return "medium" if has_status else "low"

    @property
    def request_annotation(self) -> Annotation | None:
        """The annotation of the request."""
        return self.request_block.annotation

    @property
    def response_annotation(self) -> Annotation | None:
        """The annotation of the response, if there is one."""
        return self.response_block.annotation if self.response_block else None


class BaseType(NamedTuple):
    """A base type as a sentence of a page names it."""

    name: str
    target: str = ""
    """Target of the link, without its fragment; `""` without a link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A resource type, as one block of one page describes it by a JSON skeleton."""

    type: str
    page: PageId
    block: Block
    annotation: Annotation
    inherits: tuple[BaseType, ...] = ()
    """Base types that the page names in its text, besides the `baseType` of the annotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """A suppression on a page: the accepted code or name, the reason, and the place.

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
    unannotated: int = 0
    """Number of HTTP messages in blocks without annotation, which were not asked for."""
    text: str = field(default="", compare=False, repr=False)
    """The text of the page, with its own line ends."""
