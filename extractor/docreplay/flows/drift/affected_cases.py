"""Cases that differ between a translation and its source, named in the findings of drift."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from math import inf
from typing import NamedTuple

from docreplay.cases.locales import PageCases, merge
from docreplay.drift.rules.annotation_changed import RULE as ANNOTATION_CHANGED
from docreplay.drift.rules.annotation_lost import RULE as ANNOTATION_LOST
from docreplay.drift.rules.code_block_missing import RULE as BLOCK_MISSING
from docreplay.drift.rules.code_body_changed import RULE as CODE_CHANGED
from docreplay.model.exchange import Exchange, Reading
from docreplay.model.finding import Finding
from docreplay.model.location import Location
from docreplay.model.markup.block import Block
from docreplay.model.page import Page, PageId
from docreplay.read.reading import Options, read

_CODES = frozenset(
    rule.code for rule in (BLOCK_MISSING, CODE_CHANGED, ANNOTATION_CHANGED, ANNOTATION_LOST)
)
_SOURCE, _TARGET = "en", "xx"
"""Placeholders for the two locales, which make no difference here."""


class Differing(NamedTuple):
    """An exchange that differs between the two pages."""

    name: str
    """The name of its case."""
    is_own: bool
    """True if the translation has a case of its own; False if only the source has one."""
    blocks: tuple[Block, ...]
    """Its request and response on the page that has the case."""


def annotate_findings(
    findings: Sequence[Finding], source: Page, target: Page, how: Options
) -> tuple[Finding, ...]:
    """Return the findings; those in the blocks of an exchange that differs name its case.

    Exchanges are compared as when tests are generated. The pages are read only if there are
    findings in a code block or its annotation.
    """
    blamable = [index for index, finding in enumerate(findings) if finding.code in _CODES]
    if not blamable:
        return tuple(findings)
    found = tuple(cases_that_differ(source, target, how))
    own = {item.name for item in found if item.is_own}
    outcomes: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for item in found:
        outcome = "tested separately" if item.name in own else "not tested"
        for index in _blamed(item, findings, blamable):
            outcomes[index][f"`{item.name}` is {outcome}"] = None
    return tuple(_with_outcomes(finding, outcomes[index]) for index, finding in enumerate(findings))


def cases_that_differ(source: Page, target: Page, how: Options) -> Iterator[Differing]:
    """Yield the exchanges with a case on one page alone, first those of the translation."""
    source_reading, target_reading = _read(source, _SOURCE, how), _read(target, _TARGET, how)
    for item in sorted(
        merge((source_reading, target_reading), _SOURCE),
        key=lambda item: item.page.locale == _SOURCE,
    ):
        is_own = item.page.locale == _TARGET
        yield from _alone(item, target_reading if is_own else source_reading, is_own=is_own)


def _read(page: Page, locale: str, how: Options) -> Reading:
    same = PageId(path=page.id.path, locale=locale, key="page")
    return read(replace(page, id=same), how)


def _alone(item: PageCases, reading: Reading, *, is_own: bool) -> Iterator[Differing]:
    exchanges = {exchange.id: exchange for exchange in reading.exchanges}
    for case in item.cases:
        if is_own or not case.also_on:
            yield Differing(case.name, is_own, tuple(_blocks(exchanges[case.id])))


def _blocks(exchange: Exchange) -> Iterable[Block]:
    return filter(None, (exchange.request_block, exchange.response_block))


def _blamed(item: Differing, findings: Sequence[Finding], blamable: Sequence[int]) -> Sequence[int]:
    """Return the findings in an exchange, else the nearest one: a lost block changes pairs."""
    touching = [index for index in blamable if _distance(item, findings[index]) == 0]
    return touching or [min(blamable, key=lambda index: _distance(item, findings[index]))]


def _distance(item: Differing, finding: Finding) -> float:
    """Return the number of lines between a finding and an exchange; infinite on other pages."""
    places = (finding.location, *(related.location for related in finding.related))
    lines = (_lines_off(block, place) for block in item.blocks for place in places)
    return min(lines, default=inf)


def _lines_off(block: Block, place: Location) -> float:
    start = block.annotation.location if block.annotation else block.opening
    if place.path != start.path:
        return inf
    return max(start.line - place.line, place.line - block.end_line, 0)


def _with_outcomes(finding: Finding, outcomes: Collection[str]) -> Finding:
    if not outcomes:
        return finding
    return replace(finding, message=f"{finding.message}, so {' and '.join(outcomes)} for this page")
