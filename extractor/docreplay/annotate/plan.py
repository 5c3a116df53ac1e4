"""Decide which inferred exchanges of a page can be annotated, and where the comments go.

The unit is the code block of a request: all exchanges of a block are annotated, or none is.
"""

import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Literal

from docreplay.annotate.components import component_lines
from docreplay.annotate.names import Names
from docreplay.model.exchange import Exchange, Reading
from docreplay.model.finding import Edit
from docreplay.model.location import Location
from docreplay.model.markup.block import Block
from docreplay.model.markup.markup import Markup

Obstacle = Literal[
    "no response",
    "response without a status line",
    "body in a code block of its own",
    "inside a component",
    "response in a different file",
    "annotated as something else",
    "read differently with an annotation",
    "MDX has no HTML comments",
    "literal block without a directive",
    "page is not valid UTF-8",
]
"""Why an exchange is not annotated."""
DIFFERENT: Obstacle = "read differently with an annotation"

_GREATER = "\\u003e"
"""A `>` in JSON that does not end the comment."""
_NOT_QUOTE = re.compile(r"[^\s>]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unannotated:
    """An inferred exchange that is not annotated, and why."""

    at: Location
    reason: Obstacle


@dataclass(frozen=True, kw_only=True)
class AnnotationPlan:
    """The annotations of a page: by the place of a code block, its comment."""

    comments: Mapping[Location, str]
    named: tuple[tuple[Exchange, str], ...]
    """The exchanges with the names of their requests."""
    left: tuple[Unannotated, ...]
    is_rst: bool = False
    """Whether the comments are those of reStructuredText, with a blank line below."""

    def edits(self, page: Markup) -> tuple[Edit, ...]:
        """Return the insertions, each above its code block with the same indentation."""
        lines = page.page.split("\n")
        mark, end = (".. ", "\n\n") if self.is_rst else ("", "\n")
        return tuple(
            Edit(
                start=at,
                end=at,
                text=f"{mark}{comment}{end}{_continued(lines[at.line - 1], at.column)}",
            )
            for at, comment in sorted(self.comments.items())
        )

    def responses_to(self, requests: AbstractSet[Location]) -> set[Location]:
        """Return the places of the new annotations of responses to the requests in some blocks."""
        found = (
            exchange for exchange, _ in self.named if exchange.request_block.opening in requests
        )
        openings = (item.response_block.opening for item in found if item.response_block)
        return {at for at in openings if at in self.comments and at not in requests}

    def line_after(self, line: int) -> int:
        """Return the line that a code block at a line has once the edits are applied."""
        return line + bisect_right(self._lines, line) * (2 if self.is_rst else 1)

    @cached_property
    def _lines(self) -> list[int]:
        return sorted(at.line for at in self.comments)


def _left(reason: Obstacle, exchange: Exchange) -> Unannotated:
    return Unannotated(at=exchange.request_block.location, reason=reason)


def _continued(line: str, column: int) -> str:
    """Return what precedes the next line of the containers that a line is in (CommonMark §5)."""
    return _NOT_QUOTE.sub(" ", line[: column - 1])


@dataclass
class Planner:
    """Makes plans of one page, read with inference."""

    reading: Reading
    page: Markup
    names: Mapping[Location, str] = field(default_factory=dict)
    """Names that requests must have, by the places of their code blocks."""
    others: Collection[str] = ()
    """Names of requests on other pages, from which new ones must differ."""

    def plan(
        self,
        named: AbstractSet[Location] = frozenset(),
        refused: AbstractSet[Location] = frozenset(),
    ) -> AnnotationPlan:
        """Return the plan.

        `named` are the places of responses that need the name of their request. `refused` are
        those of requests that are read differently with an annotation.
        """
        names = Names(self.page, self.reading.blocks, self.others)
        comments: dict[Location, str] = {}
        chosen: list[tuple[Exchange, str]] = []
        left: list[Unannotated] = []
        responses: defaultdict[Location, list[str]] = defaultdict(list)
        for at, exchanges in self._groups():
            if reason := self._first_obstacle(exchanges, refused):
                left += map(partial(_left, reason), exchanges)
                continue
            name = self._name(exchanges[0], names)
            chosen += ((item, name) for item in exchanges)
            if exchanges[0].request_block.annotation is None:
                comments[at] = _comment("request", [name])
            for item in exchanges:
                block = item.response_block
                if block and block.opening != at and block.annotation is None:
                    responses[block.opening].append(name)
        for at, found in responses.items():
            comments[at] = _comment("response", list(dict.fromkeys(found)) if at in named else [])
        return AnnotationPlan(
            comments=comments, named=tuple(chosen), left=tuple(left), is_rst=self._is_rst
        )

    def all_left(self, reason: Obstacle) -> tuple[Unannotated, ...]:
        """Return all inferred exchanges of the page, as not annotated for one reason."""
        found = (item for _, exchanges in self._groups() for item in exchanges)
        return tuple(map(partial(_left, reason), found))

    def _name(self, exchange: Exchange, names: Names) -> str:
        block = exchange.request_block
        if block.annotation:
            return next(iter(block.names), "")
        return names.give(exchange, self.names.get(block.opening, ""))

    def _groups(self) -> Iterator[tuple[Location, Sequence[Exchange]]]:
        """Yield the inferred exchanges of each code block of the page that has a request."""
        groups: defaultdict[Location, list[Exchange]] = defaultdict(list)
        for exchange in self.reading.exchanges:
            if exchange.request_block.opening.path == self.reading.page.path:
                groups[exchange.request_block.opening].append(exchange)
        for at, exchanges in groups.items():
            if any(map(_is_inferred, exchanges)):
                yield at, exchanges

    def _first_obstacle(
        self, exchanges: Iterable[Exchange], refused: AbstractSet[Location]
    ) -> Obstacle | None:
        for exchange in exchanges:
            if reason := self._obstacle(exchange, refused):
                return reason
        return None

    def _obstacle(self, exchange: Exchange, refused: AbstractSet[Location]) -> Obstacle | None:
        request, response = exchange.request_block, exchange.response_block
        if response is None:
            return "no response"
        blocks = (request, response)
        reasons: dict[Obstacle, bool] = {
            "response in a different file": request.opening.path != response.opening.path,
            "annotated as something else": any(map(_is_something_else, blocks)),
            "inside a component": any(block.opening.line in self._components for block in blocks),
            "response without a status line": response.status > 0,
            "literal block without a directive": any(map(self._is_literal, blocks)),
            "body in a code block of its own": any(map(self._is_joined, blocks)),
            DIFFERENT: request.opening in refused,
        }
        return next((reason for reason, applies in reasons.items() if applies), None)

    @property
    def _is_rst(self) -> bool:
        return self.reading.page.path.lower().endswith(".rst")

    def _is_literal(self, block: Block) -> bool:
        """Return True for a block that begins with its text, so that no comment can be above it.

        What is between a paragraph that ends in `::` and its literal block must be indented
        (docutils, Literal Blocks), and would be part of it.
        """
        at = block.opening
        line = self._lines_of_page[at.line - 1] if self._is_rst else ""
        return self._is_rst and not line.startswith("..", at.column - 1)

    @cached_property
    def _lines_of_page(self) -> Sequence[str]:
        return self.page.page.split("\n")

    def _is_joined(self, block: Block) -> bool:
        """Return True if the body of a message is in the next code block."""
        return block.end_line > self._ends.get(block.opening, block.end_line)

    @cached_property
    def _ends(self) -> Mapping[Location, int]:
        """The last line of each code block by its place."""
        places = self.page.places
        return {
            places.location(fence.start): places.line(max(fence.end - 1, fence.start))
            for fence in self.page.fences
        }

    @cached_property
    def _components(self) -> AbstractSet[int]:
        return component_lines(self.page)


def _is_something_else(block: Block) -> bool:
    return block.annotation is not None and block.kind not in ("request", "response")


def _is_inferred(exchange: Exchange) -> bool:
    response = exchange.response_block
    blocks = [exchange.request_block, *([response] if response else [])]
    return any(block.kind == "plain" for block in blocks)


def _comment(kind: str, names: Sequence[str]) -> str:
    attributes: dict[str, object] = {"blockType": kind}
    if names:
        attributes["name"] = names[0] if len(names) == 1 else list(names)
    members = json.dumps(attributes, ensure_ascii=False)[1:-1]
    return f"<!-- {{ {members.replace('>', _GREATER)} }} -->"
