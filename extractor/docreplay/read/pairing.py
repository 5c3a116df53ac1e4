"""Which response answers which request (the policy of the dialect, made whole).

A response with names answers, for each name, the nearest request above it that has the name. One
without belongs to the nearest request above it; if that one is answered, it is an alternative
answer of it. `ignored` and unannotated requests take part only on demand (an ignored one also with
an ignored answer), and one that is annotated as a response never does. But they always stand in
the way: what follows them is not given to somebody else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

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
    """A request block and its response block, and the name that joined them, if one did."""

    request: Block
    response: Block | None
    paired_by: PairedBy
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """The pairs of a page in the order of their requests, and what is wrong with them."""

    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]


def pair(
    blocks: Sequence[Block], *, pair_ignored: bool = False, infer_unannotated: bool = False
) -> Pairs:
    """Pairs the requests and responses of a page."""
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
    """Whether a fence is one example request, not the template list of an operation."""
    if block.section.lower() == "http-request":
        return False
    return is_request_line(first_line(block)) and request_lines(block.text.text) == 1


def first_line(block: Block) -> str:
    """The first line of a block that is not blank."""
    first = block.text.text.partition("\n")[0]
    if first.strip():
        return first
    return next((line for line in block.text.text.split("\n") if line.strip()), "")


def _role(block: Block, *, pair_ignored: bool, infer_unannotated: bool) -> str:
    """How a block takes part: `request`, `response`, in the way (`concrete`, `answer`), or `""`."""
    if block.kind == "request":
        return "request"
    if block.kind == "response":
        return "concrete" if is_request_line(first_line(block)) else "response"
    if block.kind not in ("ignored", "plain", "example"):
        return ""
    if is_status_line(first_line(block)):
        return "response" if infer_unannotated and block.kind == "plain" else "answer"
    if not is_concrete(block):
        return ""
    wanted = pair_ignored if block.kind == "ignored" else infer_unannotated
    return "request" if wanted else "concrete"


@dataclass(slots=True)
class _Pairing:
    """The state of pairing one page."""

    blocks: Sequence[Block]
    pair_ignored: bool
    infer_unannotated: bool
    roles: dict[int, str] = field(default_factory=dict)
    """Of the blocks whose role was asked for."""
    answered: set[int] = field(default_factory=set)
    pairs: list[Pair] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def role(self, index: int) -> str:
        """How the block at an index takes part; of most blocks nobody asks."""
        if index not in self.roles:
            self.roles[index] = _role(
                self.blocks[index],
                pair_ignored=self.pair_ignored,
                infer_unannotated=self.infer_unannotated,
            )
        return self.roles[index]

    def is_response(self, index: int) -> bool:
        """Whether the block at an index looks for a request."""
        kind = self.blocks[index].kind
        if kind == "ignored":
            return self.pair_ignored and self._is_recovered(index)
        return (kind == "response" or self.infer_unannotated) and self.role(index) == "response"

    def _is_recovered(self, index: int) -> bool:
        """Whether an ignored block is the answer that an ignored request waits for."""
        if self.role(index) != "answer":
            return False
        found = [self._named(name, index) for name in self.blocks[index].names]
        wanted = [request for request in found if request is not None]
        if not wanted:
            near = (i for i in range(index - 1, -1, -1) if self.role(i) not in ("", "response"))
            wanted = list(islice(near, 1))
        recovered = bool(wanted) and all(map(self._waits, wanted))
        if recovered:
            self.roles[index] = "response"
        return recovered

    def _waits(self, index: int) -> bool:
        """Whether a block is an ignored request that has no answer."""
        ignored = self.blocks[index].kind == "ignored" and self.role(index) == "request"
        return ignored and index not in self.answered

    def response(self, index: int) -> None:
        """Finds the request of the response at an index."""
        names = dict.fromkeys(self.blocks[index].names)
        if not names:
            self._by_order(index)
            return
        named: dict[int, str] = {}
        left_out = False
        for name in names:
            request = self._named(name, index)
            if request is not None:
                named.setdefault(request, name)
            elif self._is_left_out(name, index):
                left_out = True
            else:
                self._report_name(name, self.blocks[index])
        for request, name in named.items():
            self._pair(request, index, self._manner(request, index, "name"), name)
        if not named and left_out:
            self._report_orphan(index)
        elif not named:
            self._by_order(index, alternatives=False)

    def _named(self, name: str, before: int) -> int | None:
        """The nearest request above with that name; one without an answer comes first."""
        found = [i for i in range(before) if self._is_request(i) and name in self.blocks[i].names]
        unanswered = [i for i in found if i not in self.answered]
        return max(unanswered or found, default=None)

    def _is_left_out(self, name: str, before: int) -> bool:
        """Whether a request above has that name and takes no part, as one that is ignored."""
        named = (i for i in range(before) if name in self.blocks[i].names)
        return any(self.role(i) == "concrete" for i in named)

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
            elif role == "answer" or (role == "concrete" and self._keeps(above, crossed)):
                break
            elif role == "request":
                if alternatives or above not in self.answered:
                    self._pair(above, index, self._manner(above, index, "order"), "")
                    return
                break
        self._report_orphan(index)

    def _keeps(self, above: int, crossed: bool) -> bool:
        """Whether an unread request takes the responses below it: not from an open request."""
        open_above = next((i for i in range(above, -1, -1) if self._is_request(i)), None)
        answers_between = any(
            self.role(i) in ("response", "answer") for i in range(open_above or 0, above)
        )
        return crossed or open_above is None or open_above in self.answered or answers_between

    def _manner(self, request: int, response: int, found: PairedBy) -> PairedBy:
        """How a pair came about: what takes part only on demand is always marked as that."""
        kinds = {self.blocks[request].kind, self.blocks[response].kind}
        if "plain" in kinds or "example" in kinds:
            return "inferred"
        return "ignored" if "ignored" in kinds else found

    def _pair(self, request: int, response: int, manner: PairedBy, name: str) -> None:
        again = request in self.answered
        self.answered.add(request)
        paired_by = "alternative" if again else manner
        self.pairs.append(
            Pair(
                request=self.blocks[request],
                response=self.blocks[response],
                paired_by=paired_by,
                name=name,
            )
        )

    def _report_name(self, name: str, block: Block) -> None:
        names = {n for i, b in enumerate(self.blocks) if self._is_request(i) for n in b.names}
        hint = "; one below is" if name in names else did_you_mean(name, names)
        message = f"no request above is named `{name}`{hint}"
        at = block.annotation.range if block.annotation else block.first_line
        self.findings.append(UNKNOWN_NAME.at(at, message))

    def _report_orphan(self, index: int) -> None:
        block = self.blocks[index]
        unread = any(self.role(i) in ("concrete", "answer") for i in range(index))
        hint = "; a request that is ignored or has no annotation stands above" if unread else ""
        message = f"this response belongs to no request{hint}"
        severity = Severity.NOTE if block.kind == "plain" else None
        self.findings.append(NO_REQUEST.at(block.first_line, message, severity=severity))

    def finish(self) -> None:
        """Requests without a response, and names that are there twice."""
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
                message = f"the request name `{name}` is taken by the request in line {line}"
                self.findings.append(DUPLICATE.at(block.annotation.range, message))
            seen.setdefault(name, block)

    def _unanswered(self, block: Block) -> None:
        self.pairs.append(Pair(request=block, response=None, paired_by="nothing", name=""))
        if block.kind == "request":
            message = "this request has no response, so nothing can be tested"
            self.findings.append(NO_RESPONSE.at(block.first_line, message))
