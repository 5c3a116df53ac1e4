"""Messages in blocks without annotation that show only a part of one.

Rules, each by neighbourhood within a section:

- a body alone right below the head of a message is its body, if that has none and may have one;
- a body alone above a command that sends a file (`-d @payload.json`) is that file, if the words or
  the heading above it call it a body or payload;
- a body alone below a request is a response to it, unless the words above it name only other
  methods. Its status is that of its info string or tab, of the words above it (returns
  `201 Created`), or of the nearest heading (`200: OK`); otherwise it is 200;
- a status without a version (`204 No Content`) below a request begins a response to it.

Nothing is inferred across a heading, unless that is about the response or names a status. That
holds for a second response in HTTP as well: below another heading it is one of a different request.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from docreplay.model.location import Passage
from docreplay.model.markup.block import Block
from docreplay.read.contents import is_about, is_foreign_body, is_foreign_response, is_of_ancestor
from docreplay.read.implied import (
    SHELLS,
    bare_status,
    is_body,
    is_head,
    labelled_status,
    names_response,
    stated_status,
)
from docreplay.read.introductions import (
    announces_error,
    introduction,
    is_refused,
    leads_to_request,
    leads_to_response,
    names_body,
)
from docreplay.read.message_words import is_of_response
from docreplay.read.messages.field_lines import read_field
from docreplay.read.messages.start_lines import is_status_line, read_request_line, read_status_line
from docreplay.read.roles import first_line, is_concrete, is_unread_command, language

_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
_METHOD = re.compile(r"\b(?:GET|POST|PUT|PATCH|DELETE)\b")


def infer(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks; bodies are joined to their heads, and those of responses have a status."""
    inference = _Inference()
    for block in blocks:
        inference.take(block)
    return inference.finish()


class _Inference:
    """The blocks so far, the last requests, and the head of a response that waits for its body."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.requests: list[Block] = []
        """The last request, and those above that are in other tabs than those below them."""
        self.head: Block | None = None

    def take(self, block: Block) -> None:
        """Take the next block into account."""
        if _is_request(block):
            self._close()
            if self.found and _is_file_of(block, self.found[-1]):
                block = _joined(block, self.found.pop())
            self._request(block)
            self.found.append(block)
        elif is_body(block):
            self._body(block)
            self.head = None
        else:
            self._close()
            if is_unread_command(block):
                self.requests = self._others(block)
            self.found.append(block)
            self.head = block if bare_status(block) else None

    def _request(self, block: Block) -> None:
        self.requests = [*self._others(block), block]

    def _others(self, block: Block) -> list[Block]:
        """Return the requests that are never displayed together with a block."""
        return [item for item in self.requests if item.zone.excludes(block.zone)]

    def _request_above(self, block: Block) -> Block | None:
        """Return the last request that is displayed together with a block."""
        found = (item for item in reversed(self.requests) if not item.zone.excludes(block.zone))
        return next(found, None)

    def finish(self) -> list[Block]:
        """Return all blocks."""
        self._close()
        return self.found

    def _close(self) -> None:
        """Make a response of a status without a version that no body follows."""
        head, self.head = self.head, None
        request = self._request_above(head) if head else None
        if head and request and _belongs(request, self.found[:-1], head):
            self.found[-1] = replace(head, status=bare_status(head) or 0)

    def _body(self, block: Block) -> None:
        if self.head and not is_head(self.head):
            self._close()
        stated = bare_status(self.head) if self.head else None
        above = self.found[-1] if self.found else None
        if _is_body_of(above, block) and above:
            joined = _joined(self.found.pop(), block)
            self.requests = [joined if item is above else item for item in self.requests]
            self.found.append(joined)
        elif (request := self._request_above(block)) and _belongs(request, self.found, block):
            self.found.append(replace(block, status=stated_status(block) or stated or 200))
        else:
            self.found.append(block)


def _is_request(block: Block) -> bool:
    return block.kind == "request" or (block.kind == "plain" and is_concrete(block))


def _is_body_of(above: Block | None, block: Block) -> bool:
    """Return True if a block is the body of the message above it."""
    if above is None or above.kind not in ("plain", "request", "response") or above.status:
        return False
    if language(above) in SHELLS:
        return False  # a curl command has its body itself
    lines = above.text.text.strip().split("\n")
    if above.zone.excludes(block.zone):
        return False
    if above.section != block.section or not all(map(read_field, lines[1:])):
        return False
    if is_status_line(lines[0]):
        status = read_status_line(lines[0])
        return not block.lead and status is not None and status.status not in (204, 304)
    return _is_body_of_request(lines, block) and not is_foreign_body(above, block)


def _is_body_of_request(lines: list[str], block: Block) -> bool:
    head = read_request_line(lines[0])
    if head is None or head.method not in _WITH_BODY:
        return False
    if leads_to_response(block) or labelled_status(block) or is_refused(block):
        return False
    if introduction(block) == "elsewhere" and not leads_to_request(block):
        return False
    declares = any(line.lower().startswith("content-type") for line in lines[1:])
    return not block.lead or declares or leads_to_request(block)


def _is_file_of(command: Block, block: Block) -> bool:
    """Return True if a block above a command is the file that the command sends."""
    lines = command.text.text.split("\n")
    sends_file = "" not in lines and any(line.startswith("Content-Type:") for line in lines[1:])
    if not sends_file or language(command) not in SHELLS or not is_body(block) or block.status:
        return False
    is_here = block.branch == command.branch and block.opening.path == command.opening.path
    return is_here and (names_body(block.section) or leads_to_request(block))


def _joined(head: Block, body: Block) -> Block:
    """Return the head of a message with a body from the block below."""
    above, below = head.text.text.rstrip("\n"), body.text.text
    rows = [*_places(head, above), head.text.at(len(above))[1:], *_places(body, below)]
    text = f"{above}\n\n{below}"
    passage = Passage(text, head.text.path, *rows[0], irregular=tuple(rows))
    return replace(head, text=passage, end_line=max(head.end_line, body.end_line))


def _places(block: Block, text: str) -> Iterator[tuple[int, int]]:
    for row in range(text.count("\n") + 1):
        place = block.text.row(row)
        yield place.line, place.column


def _belongs(request: Block, found: list[Block], block: Block) -> bool:
    """Return True if a body alone is a response to the request above.

    A second one is, if it says which status it has; what is between them must not be a message.
    """
    below = found[_index(found, request) + 1 :]
    since = [item for item in below if not item.zone.excludes(block.zone)]
    if not _is_near(request, block, since):
        return False
    named = set(_METHOD.findall(block.lead))
    if named and named.isdisjoint(_METHOD.findall(request.text.text)):
        return False  # the words above it are about a different request
    if not _is_introduced(request, block):
        return False
    if any(is_status_line(first_line(item)) for item in since):
        return False
    seen = {item.status for item in since if item.status}
    status = stated_status(block) or bare_status(block)
    return not seen or (status is not None and status not in seen)


def _is_introduced(request: Block, block: Block) -> bool:
    """Return True unless the words above a block, or its content, make it something else."""
    if is_foreign_response(request, block) or is_refused(block):
        return False
    if is_of_response(block.section) or stated_status(block) or bare_status(block):
        return True
    if announces_error(block):
        return False  # its status is not known, and the request is not the one that fails
    said = introduction(block)
    return said in ("nothing", "response") or (said == "other" and is_about(request, block))


def _index(found: list[Block], block: Block) -> int:
    return next(i for i in range(len(found) - 1, -1, -1) if found[i] is block)


def _is_near(request: Block, block: Block, since: list[Block]) -> bool:
    """Return True in the section of a request, or below a heading about the response to it.

    A heading about the request may be in between, as long as no block below it is a message.
    """
    if block.section == request.section:
        return True
    is_here = block.topic == request.topic or block.opening.path != request.opening.path
    if not is_here:
        is_below = block.branch[: len(request.branch)] == request.branch
        is_here = is_below and all(item.topic == request.topic or item.status for item in since)
    return is_here and is_of_response(block.section)


def may_be_response(request: Block, response: Block) -> bool:
    """Return True unless a response without annotation is of another request.

    It is in a different part of the page, or names itself another resource.
    """
    if response.kind != "plain":
        return True
    if is_of_ancestor(request, response):
        return False
    if request.opening.path != response.opening.path:
        return True
    return request.branch == response.branch[: len(request.branch)]


def may_be_alternative(request: Block, response: Block) -> bool:
    """Return True unless a response without annotation is below a heading of its own."""
    is_same = response.section == request.section
    return response.kind != "plain" or is_same or names_response(response)
