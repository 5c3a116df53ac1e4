"""Pair responses with requests (the policy of the dialect, extended to all blocks).

A response with names is paired, for each name, with the nearest request above it that has the
name. A response without names is paired with the nearest request above it; if that already has a
response, as an alternative. `ignored` and unannotated requests are paired only on demand (an
ignored one also with an ignored response), and a request that is annotated as a response never is.
But even unpaired they are boundaries: a response below one is not paired with a request above it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from docreplay.errors import did_you_mean
from docreplay.model.block import Block
from docreplay.model.exchange import PairedBy
from docreplay.model.finding import Finding, Severity
from docreplay.read.message import read_response
from docreplay.read.rules.duplicate_name import RULE as DUPLICATE
from docreplay.read.rules.unknown_request_name import RULE as UNKNOWN_NAME
from docreplay.read.rules.unpaired_request import RULE as NO_RESPONSE
from docreplay.read.rules.unpaired_response import RULE as NO_REQUEST
from docreplay.read.start_lines import is_request_line, is_status_line, request_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A request block, its response block, and the name by which they were paired, if any."""

    request: Block
    response: Block | None
    paired_by: PairedBy
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs of a page in the order of their requests, with findings."""

    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]


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
    pairing.finish()
    order = {id(block): index for index, block in enumerate(blocks)}
    pairs = sorted(pairing.pairs, key=lambda found: order[id(found.request)])
    return Pairs(pairs=tuple(pairs), findings=tuple(pairing.findings))


def is_concrete(block: Block) -> bool:
    """Return True if a fence is one example request, not the template list of an operation."""
    if block.section.lower() == "http-request":
        return False
    return is_request_line(first_line(block)) and request_lines(block.text.text) == 1


def first_line(block: Block) -> str:
    """Return the first line of a block that is not blank."""
    first = block.text.text.partition("\n")[0]
    if first.strip():
        return first
    return next((line for line in block.text.text.split("\n") if line.strip()), "")


_Role = Literal["request", "response", "skipped-request", "skipped-response", ""]
"""How pairing treats a block; skipped ones are not paired, but are boundaries."""


def _role(block: Block, *, pair_ignored: bool, infer_unannotated: bool) -> _Role:
    if block.kind == "request":
        return "request"
    if block.kind == "response":
        return "skipped-request" if is_request_line(first_line(block)) else "response"
    if block.kind not in ("ignored", "plain", "example"):
        return ""
    if is_status_line(first_line(block)):
        return "response" if infer_unannotated and block.kind == "plain" else "skipped-response"
    if not is_concrete(block):
        return ""
    wanted = pair_ignored if block.kind == "ignored" else infer_unannotated
    return "request" if wanted else "skipped-request"


@dataclass(slots=True)
class _Pairing:
    """State of pairing the blocks of one page."""

    blocks: Sequence[Block]
    pair_ignored: bool
    infer_unannotated: bool
    roles: dict[int, _Role] = field(default_factory=dict)
    """Roles that were already determined, by index."""
    answered: set[int] = field(default_factory=set)
    """Indexes of requests that have a response."""
    pairs: list[Pair] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def role(self, index: int) -> _Role:
        """Return the role of the block at an index; of most blocks it is never needed."""
        if index not in self.roles:
            self.roles[index] = _role(
                self.blocks[index],
                pair_ignored=self.pair_ignored,
                infer_unannotated=self.infer_unannotated,
            )
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
        found = [self._named(name, index) for name in self.blocks[index].names]
        wanted = [request for request in found if request is not None]
        if not wanted:
            near = (i for i in range(index - 1, -1, -1) if self.role(i) not in ("", "response"))
            wanted = list(islice(near, 1))
        recovered = bool(wanted) and all(map(self._is_unanswered_ignored, wanted))
        if recovered:
            self.roles[index] = "response"
        return recovered

    def _is_unanswered_ignored(self, index: int) -> bool:
        """Return True if a block is an ignored request without a response."""
        ignored = self.blocks[index].kind == "ignored" and self.role(index) == "request"
        return ignored and index not in self.answered

    def response(self, index: int) -> None:
        """Pair the response at an index with its requests."""
        names = dict.fromkeys(self.blocks[index].names)
        if not names:
            self._by_order(index)
            return
        named: dict[int, str] = {}
        is_skipped = False
        for name in names:
            request = self._named(name, index)
            if request is not None:
                named.setdefault(request, name)
            elif self._is_skipped(name, index):
                is_skipped = True
            else:
                self._report_name(name, self.blocks[index])
        for request, name in named.items():
            self._pair(request, index, self._paired_by(request, index, "name"), name)
        if not named and is_skipped:
            self._report_orphan(index)
        elif not named:
            self._by_order(index, alternatives=False)

    def _named(self, name: str, before: int) -> int | None:
        """Return the nearest request above with a name; one without a response takes precedence."""
        found = [i for i in range(before) if self._is_request(i) and name in self.blocks[i].names]
        unanswered = [i for i in found if i not in self.answered]
        return max(unanswered or found, default=None)

    def _is_skipped(self, name: str, before: int) -> bool:
        """Return True if a request above has the name but is not paired, such as an ignored one."""
        named = (i for i in range(before) if name in self.blocks[i].names)
        return any(self.role(i) == "skipped-request" for i in named)

    def _is_request(self, index: int) -> bool:
        recovers = self.pair_ignored or self.infer_unannotated
        kind = self.blocks[index].kind
        return kind == "request" or (recovers and self.role(index) == "request")

    def _by_order(self, index: int, *, alternatives: bool = True) -> None:
        crossed = False
        for above in range(index - 1, -1, -1):
            role = self.role(above)
            if role == "response":
                crossed = True
            elif role == "skipped-response" or (
                role == "skipped-request" and self._is_boundary(above, crossed)
            ):
                break
            elif role == "request":
                if alternatives or above not in self.answered:
                    self._pair(above, index, self._paired_by(above, index, "order"), "")
                    return
                break
        self._report_orphan(index)

    def _is_boundary(self, skipped: int, crossed: bool) -> bool:
        """Return True if a skipped request separates responses below from the request above.

        It does not if the request above has no response yet, and no response is in between.
        """
        above = next((i for i in range(skipped, -1, -1) if self._is_request(i)), None)
        responses_between = any(
            self.role(i) in ("response", "skipped-response") for i in range(above or 0, skipped)
        )
        return crossed or above is None or above in self.answered or responses_between

    def _paired_by(self, request: int, response: int, found: PairedBy) -> PairedBy:
        """Return how a pair was found; pairs of blocks that are paired on demand are marked."""
        kinds = {self.blocks[request].kind, self.blocks[response].kind}
        if "plain" in kinds or "example" in kinds:
            return "inferred"
        return "ignored" if "ignored" in kinds else found

    def _pair(self, request: int, response: int, paired_by: PairedBy, name: str) -> None:
        is_alternative = request in self.answered
        self.answered.add(request)
        self.pairs.append(
            Pair(
                request=self.blocks[request],
                response=self.blocks[response],
                paired_by="alternative" if is_alternative else paired_by,
                name=name,
            )
        )

    def _report_name(self, name: str, block: Block) -> None:
        names = {n for i, b in enumerate(self.blocks) if self._is_request(i) for n in b.names}
        hint = "; only one below is" if name in names else did_you_mean(name, names)
        message = f"no request above is named `{name}`{hint}"
        at = block.annotation.range if block.annotation else block.first_line
        self.findings.append(UNKNOWN_NAME.at(at, message))

    def _report_orphan(self, index: int) -> None:
        block = self.blocks[index]
        is_skipped = any(self.role(i).startswith("skipped") for i in range(index))
        hint = "; the request above it is ignored or unannotated" if is_skipped else ""
        message = f"no request found for this response{hint}"
        severity = Severity.NOTE if block.kind == "plain" else None
        self.findings.append(NO_REQUEST.at(block.first_line, message, severity=severity))

    def finish(self) -> None:
        """Add requests without a response, and report these and duplicate names."""
        seen: dict[str, Block] = {}
        for index, block in enumerate(self.blocks):
            if not self._is_request(index):
                continue
            self._check_name(block, seen)
            if index not in self.answered:
                self._unanswered(block)

    def _check_name(self, block: Block, seen: dict[str, Block]) -> None:
        for name in block.names:
            if name in seen and block.annotation:
                line = seen[name].location.line
                message = f"duplicate request name `{name}` (first used on line {line})"
                self.findings.append(DUPLICATE.at(block.annotation.range, message))
            seen.setdefault(name, block)

    def _unanswered(self, block: Block) -> None:
        self.pairs.append(Pair(request=block, response=None, paired_by="nothing", name=""))
        if block.kind == "request":
            message = "request has no response, so it is not tested"
            self.findings.append(NO_RESPONSE.at(block.first_line, message))
