"""Pair responses with requests (the policy of the dialect, extended to all blocks).

A response with names is paired, for each name, with the nearest request above it that has the
name. A response without names is paired with the nearest request above it; if that already has a
response, as an alternative. `ignored` and unannotated requests are paired only on demand (an
ignored one also with an ignored response), and a request that is annotated as a response never is.
But even unpaired they are boundaries: a response below one is not paired with a request above it.
An unpaired response is none, so that a redirect may be documented before the response to test.

What is in one zone pivot or tab is not paired with what is in another, as the two are never
displayed together; a response outside of them belongs to the request of each.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from docreplay.model.exchange import PairedBy
from docreplay.model.finding import Finding, Severity
from docreplay.model.markup.block import Block
from docreplay.model.markup.zone import EVERYWHERE, Zone
from docreplay.model.near_names import Allowance, NearNames
from docreplay.read.infer import may_be_alternative, may_be_response
from docreplay.read.messages.message import read_response
from docreplay.read.pairs import Pair, Pairs
from docreplay.read.roles import NOT_RESPONSES, REQUEST, RESPONSES, SKIPPED, STOPS, Role, role_of
from docreplay.read.rules.duplicate_name import RULE as DUPLICATE
from docreplay.read.rules.unknown_request_name import RULE as UNKNOWN_NAME
from docreplay.read.rules.unpaired_request import RULE as NO_RESPONSE
from docreplay.read.rules.unpaired_response import RULE as NO_REQUEST

_MOST = 100
"""Number of requests of one name among which the zone of a response is looked for."""


def pair(
    blocks: Sequence[Block], *, pair_ignored: bool = False, infer_unannotated: bool = False
) -> Pairs:
    """Pair the requests and responses of a page."""
    pairing = _Pairing(blocks, pair_ignored, infer_unannotated)
    for index in range(len(blocks)):
        if pairing.is_response(index):
            pairing.response(index)
        elif blocks[index].kind == "response":
            pairing.findings.extend(read_response(blocks[index].text).findings)
        pairing.passed(index)
    pairing.finish()
    order = {id(block): index for index, block in enumerate(blocks)}
    pairs = sorted(pairing.pairs, key=lambda found: order[id(found.request)])
    return Pairs(pairs=tuple(pairs), findings=tuple(pairing.findings))


@dataclass
class _Pairing:
    """State of pairing the blocks of one page, which are taken in their order."""

    blocks: Sequence[Block]
    pair_ignored: bool
    infer_unannotated: bool
    roles: dict[int, Role] = field(default_factory=dict)
    """Roles that were already determined, by index."""
    known: dict[str, list[int]] = field(default_factory=dict)
    """The requests above with each name."""
    waiting: dict[str, list[int]] = field(default_factory=dict)
    """The requests above with each name that had no response when they were last looked up."""
    first: dict[int, int] = field(default_factory=dict)
    """The first response of each request that has one."""
    seen: dict[tuple[int, frozenset[Role], Zone], int | None] = field(default_factory=dict)
    """Results of `_nearest`."""
    pairs: list[Pair] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    allowance: Allowance = field(default_factory=Allowance)

    def role(self, index: int) -> Role:
        """Return the role of the block at an index; of most blocks it is never needed."""
        if index not in self.roles:
            block, on_demand = self.blocks[index], (self.pair_ignored, self.infer_unannotated)
            self.roles[index] = role_of(block, *on_demand)
        return self.roles[index]

    def is_response(self, index: int) -> bool:
        """Return True if the block at an index needs a request."""
        kind = self.blocks[index].kind
        if kind == "ignored":
            return self.pair_ignored and self._is_recovered(index)
        return (kind == "response" or self.infer_unannotated) and self.role(index) == "response"

    def _is_recovered(self, index: int) -> bool:
        """Return True if an ignored block is the response to an ignored request without one."""
        if self.role(index) != "skipped-response":
            return False
        found = [self._named(name, self.blocks[index].zone) for name in self.blocks[index].names]
        found = found if any(item is not None for item in found) else [self._nearest(index, STOPS)]
        wanted = [request for request in found if request is not None]
        recovered = bool(wanted) and all(map(self._is_unanswered_ignored, wanted))
        if recovered:
            self.roles[index] = "response"
        return recovered

    def _is_unanswered_ignored(self, index: int) -> bool:
        """Return True if a block is an ignored request without a response."""
        ignored = self.blocks[index].kind == "ignored" and self.role(index) == "request"
        return ignored and index not in self.first

    def response(self, index: int) -> None:
        """Pair the response at an index with its requests."""
        names = dict.fromkeys(self.blocks[index].names)
        if not names:
            self._by_order(index)
            return
        named: dict[int, str] = {}
        is_skipped = False
        for name in names:
            request = self._named(name, self.blocks[index].zone)
            if request is not None:
                named.setdefault(request, name)
            elif self._skipped.get(name, index) < index:
                is_skipped = True
            else:
                self._report_name(name, self.blocks[index])
        for request, name in named.items():
            self._pair(request, index, self._paired_by(request, index, "name"), name)
        if not named and is_skipped:
            self._report_orphan(index)
        elif not named:
            self._by_order(index, alternatives=False)

    def passed(self, index: int) -> None:
        """Remember the names of a request, for the responses below."""
        if self._is_request(index):
            for name in self.blocks[index].names:
                self.known.setdefault(name, []).append(index)
                self.waiting.setdefault(name, []).append(index)

    def _named(self, name: str, zone: Zone = EVERYWHERE) -> int | None:
        """Return the nearest request above with a name; one without a response takes precedence.

        Of several ones without a response, those of the response's zone are considered first.
        """
        waiting = self.waiting.get(name, [])
        while waiting and waiting[-1] in self.first:
            waiting.pop()
        known = self.known.get(name, [])
        together = self._together(waiting, zone) or self._together(known, zone)
        return next(iter(together or waiting[-1:] or known[-1:]), None)

    def _together(self, requests: list[int], zone: Zone) -> list[int]:
        """Return the last of the requests that can be displayed together with a zone, if any."""
        near = (i for i in requests[: -_MOST - 1 : -1] if not self.blocks[i].zone.excludes(zone))
        return list(islice(near, 1))

    def _nearest(self, below: int, roles: frozenset[Role], zone: Zone = EVERYWHERE) -> int | None:
        """Return the nearest block above an index with one of the roles; each is visited once.

        Blocks that are never displayed together with the zone are passed over.
        """
        index = below - 1
        while index >= 0 and (index, roles, zone) not in self.seen:
            if self.role(index) in roles and not self.blocks[index].zone.excludes(zone):
                break
            index -= 1
        known = (index, roles, zone) in self.seen
        found = self._known(index, roles, zone) if known else index if index >= 0 else None
        self.seen[below, roles, zone] = found
        return found

    def _known(self, index: int, roles: frozenset[Role], zone: Zone) -> int | None:
        """Return the block at an index if it has one of the roles, or what is above it."""
        if self.role(index) in roles and not self.blocks[index].zone.excludes(zone):
            return index
        return self.seen[index, roles, zone]

    @cached_property
    def _skipped(self) -> dict[str, int]:
        """The first request with each name that is not paired, such as an ignored one."""
        found: dict[str, int] = {}
        for index, block in enumerate(self.blocks):
            if block.names and self.role(index) == "skipped-request":
                for name in block.names:
                    found.setdefault(name, index)
        return found

    def _is_request(self, index: int) -> bool:
        recovers = self.pair_ignored or self.infer_unannotated
        kind = self.blocks[index].kind
        return kind == "request" or (recovers and self.role(index) == "request")

    def _by_order(self, index: int, *, alternatives: bool = True) -> None:
        zone = self.blocks[index].zone
        above = self._nearest(index, STOPS, zone)
        if above is not None and self.role(above) != "request":
            above = None if self.role(above) == "unread-request" else self._past(above, index)
        near = above is not None and may_be_alternative(self.blocks[above], self.blocks[index])
        is_far = above is not None and not may_be_response(self.blocks[above], self.blocks[index])
        if above is None or is_far or (above in self.first and not (alternatives and near)):
            self._report_orphan(index)
            return
        for request in (above, *self._in_other_zones(above, zone)):
            self._pair(request, index, self._paired_by(request, index, "order"), "")

    def _past(self, skipped: int, index: int) -> int | None:
        """Return the request above a block that is not paired, if it still waits for a response.

        A skipped response, such as the redirect before a file, does not close it. A skipped
        request does if there is a response in between.
        """
        zone = self.blocks[index].zone
        above = self._nearest(skipped, NOT_RESPONSES, zone)
        if self.role(skipped) == "skipped-request":
            above = self._nearest(skipped, REQUEST, zone)
            between = self._nearest(skipped, RESPONSES, zone)
            crossed = self._nearest(index, RESPONSES, zone)
            if above is None or (between or 0) > above or (crossed or 0) > skipped:
                return None
        is_request = above is not None and self.role(above) == "request"
        return above if is_request and self.first.get(above or 0, index) > skipped else None

    def _in_other_zones(self, request: int, zone: Zone) -> Iterator[int]:
        """Yield the requests of other zones that the response belongs to as well."""
        found = [self.blocks[request].zone]
        above = self._nearest(request, STOPS, zone) if found[0] else None
        while above is not None and self.role(above) == "request":
            other = self.blocks[above].zone
            if not all(other.excludes(known) for known in found):
                return
            found.append(other)
            yield above
            above = self._nearest(above, STOPS, zone)

    def _paired_by(self, request: int, response: int, found: PairedBy) -> PairedBy:
        """Return how a pair was found; pairs of blocks that are paired on demand are marked."""
        kinds = {self.blocks[request].kind, self.blocks[response].kind}
        if "plain" in kinds or "example" in kinds:
            return "inferred"
        return "ignored" if "ignored" in kinds else found

    def _pair(self, request: int, response: int, paired_by: PairedBy, name: str) -> None:
        is_alternative = request in self.first
        first = self.blocks[self.first.setdefault(request, response)].zone
        self.pairs.append(
            Pair(
                request=self.blocks[request],
                response=self.blocks[response],
                paired_by="alternative" if is_alternative else paired_by,
                name=name,
                is_of_other_zone=first.excludes(self.blocks[response].zone),
            )
        )

    def _report_name(self, name: str, block: Block) -> None:
        is_below = name in self._names
        near = "" if is_below or not self.allowance.take() else self._near_names.suggestion(name)
        hint = "; only one below is" if is_below else near
        message = f"no request above is named `{name}`{hint}"
        at = block.annotation.range if block.annotation else block.first_line
        self.findings.append(UNKNOWN_NAME.at(at, message))

    @cached_property
    def _names(self) -> frozenset[str]:
        """The names of all requests of the page."""
        requests = (block for i, block in enumerate(self.blocks) if self._is_request(i))
        return frozenset(name for block in requests for name in block.names)

    @cached_property
    def _near_names(self) -> NearNames:
        return NearNames(sorted(self._names))

    def _report_orphan(self, index: int) -> None:
        block = self.blocks[index]
        is_skipped = self._nearest(index, SKIPPED) is not None
        hint = "; the request above it is ignored or unannotated" if is_skipped else ""
        severity = Severity.NOTE if block.kind == "plain" else None
        message = f"no request found for this response{hint}"
        self.findings.append(NO_REQUEST.at(block.first_line, message, severity=severity))

    def finish(self) -> None:
        """Add requests without a response, and report these and duplicate names."""
        seen: dict[str, Block] = {}
        for index, block in enumerate(self.blocks):
            if not self._is_request(index):
                continue
            self._check_name(block, seen)
            if index not in self.first:
                self._unanswered(block)

    def _check_name(self, block: Block, seen: dict[str, Block]) -> None:
        for name in block.names:
            is_taken = name in seen and not seen[name].zone.excludes(block.zone)
            if is_taken and block.annotation:
                line = seen[name].location.line
                message = f"duplicate request name `{name}` (first used on line {line})"
                self.findings.append(DUPLICATE.at(block.annotation.range, message))
            seen.setdefault(name, block)

    def _unanswered(self, block: Block) -> None:
        self.pairs.append(Pair(request=block, response=None, paired_by="nothing", name=""))
        if block.kind == "request":
            message = "request has no response, so it is not tested"
            self.findings.append(NO_RESPONSE.at(block.first_line, message))
