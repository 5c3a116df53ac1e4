"""Build exchanges with stable ids from pairs of blocks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from docreplay.model.exchange import Exchange
from docreplay.model.finding import Finding
from docreplay.model.http.http import Request, Response
from docreplay.model.http.url_template import without_origin
from docreplay.model.markup.block import Block
from docreplay.model.markup.zone import EVERYWHERE
from docreplay.model.markup.zone import label as zone_label
from docreplay.model.page import PageId
from docreplay.read.bodies import check_body
from docreplay.read.messages.message import ReadRequest, read_inferred, read_request, read_response
from docreplay.read.pairs import Pair
from docreplay.read.rules.unpaired_response import RULE as NO_REQUEST

_NOT_SLUG = re.compile(r"[\W_]+")
_SLUG_LENGTH = 80
_DIGITS = 6
_NOT_LABEL = re.compile(r"[\s#\x00-\x1f]+")


@dataclass(slots=True)
class Exchanges:
    """Builder of the exchanges of one page; reads each message once."""

    page: PageId
    findings: list[Finding] = field(default_factory=list)
    found: list[Exchange] = field(default_factory=list)
    requests: dict[int, Request | None] = field(default_factory=dict)
    responses: dict[int, Response | None] = field(default_factory=dict)
    labels: dict[str, int] = field(default_factory=dict)
    """Number of times that each label was requested."""

    def build(self, pairs: Iterable[Pair]) -> tuple[Exchange, ...]:
        """Return the exchanges of the pairs.

        A pair makes only findings if its request cannot be parsed, or if its response is an
        alternative and cannot be parsed: its request is then in a different exchange.
        """
        for pair in pairs:
            request = self._request(pair.request)
            response = self._response(pair.response) if pair.response else None
            if not request:
                self._report_alone(pair)
            elif response or pair.paired_by != "alternative":
                self._add(pair, request, response)
        return tuple(self.found)

    def _report_alone(self, pair: Pair) -> None:
        if pair.response:
            line = pair.request.location.line
            message = f"cannot parse the request on line {line}, so this response is not tested"
            self.findings.append(NO_REQUEST.at(pair.response.first_line, message))

    def _add(self, pair: Pair, request: Request, response: Response | None) -> None:
        label = self._label(pair, request, response)
        self.found.append(
            Exchange(
                id=f"{self.page.name}#{label}",
                names=pair.request.names,
                page=self.page,
                paired_by=pair.paired_by if response else "nothing",
                request=request,
                response=response,
                request_block=pair.request,
                response_block=pair.response if response else None,
            )
        )

    def _label(self, pair: Pair, request: Request, response: Response | None) -> str:
        """Return the part of the id after `#`, which does not depend on unrelated blocks."""
        names = (pair.name, *pair.request.names)
        label = _NOT_LABEL.sub("-", next(filter(None, names), "")) or slug(request)
        response_zone = pair.response.zone if pair.response else EVERYWHERE
        if found := zone_label(pair.request.zone, response_zone):
            label += f"@{found}"
        if pair.paired_by == "alternative" and response and not pair.is_of_other_zone:
            label += f"~{response.status}"
        return self._unique(label)

    def _unique(self, label: str) -> str:
        """Return the label, with a number if it is already used."""
        numbered = label
        while numbered in self.labels:
            self.labels[label] += 1
            numbered = f"{label}-{self.labels[label]}"
        self.labels[numbered] = 1
        return numbered

    def _request(self, block: Block) -> Request | None:
        if id(block) not in self.requests:
            read: ReadRequest = read_request(block.text)
            self._note(read.findings, read.request)
            self.requests[id(block)] = read.request
        return self.requests[id(block)]

    def _response(self, block: Block) -> Response | None:
        if id(block) not in self.responses:
            inferred = block.status
            read = read_inferred(block.text, inferred) if inferred else read_response(block.text)
            self._note(read.findings, read.response)
            self.responses[id(block)] = read.response
        return self.responses[id(block)]

    def _note(self, findings: tuple[Finding, ...], message: Request | Response | None) -> None:
        self.findings.extend(findings)
        if message:
            self.findings.extend(check_body(message))


def slug(request: Request) -> str:
    """Return a label for a request without a name: method and path, as in `get-users-id-photo`.

    If these omit what may distinguish the target from others (a query, the end of a long path,
    characters beyond ASCII that are not letters), digits of the hash of the target follow.
    """
    path, _, query = without_origin(request.target).partition("?")
    words = f"{request.method} {path}".lower()
    label = _NOT_SLUG.sub("-", words).strip("-")
    is_complete = words.isascii() or "".join(_NOT_SLUG.findall(words)).isascii()
    if is_complete and not query and len(label) <= _SLUG_LENGTH:
        return label
    whole = " ".join(request.target.split())
    digest = sha256(whole.encode("utf-8", "replace")).hexdigest()[:_DIGITS]
    return f"{label[:_SLUG_LENGTH].strip('-')}-{digest}"
