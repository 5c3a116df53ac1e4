"""Pairs of request and response blocks, as pairing finds them."""

from dataclasses import dataclass

from docreplay.model.exchange import PairedBy
from docreplay.model.finding import Finding
from docreplay.model.markup.block import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A request block, its response block, and the name by which they were paired, if any."""

    request: Block
    response: Block | None
    paired_by: PairedBy
    name: str
    is_of_other_zone: bool = False
    """True for an alternative that is never displayed together with the first response."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs of a page in the order of their requests, with findings."""

    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]
