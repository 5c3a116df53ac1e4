"""Runs every rule of drift over a translation and its source."""

from collections.abc import Collection, Iterator
from functools import cache

from docreplay.diagnostics.registry import rule_checks
from docreplay.drift.align import PagePair
from docreplay.drift.rule import Check, Deviation
from docreplay.model.finding import Edit, Finding, Fix, Related, Rule
from docreplay.model.location import Range
from docreplay.model.markup import Markup

_RULES = "docreplay.drift.rules"


def deviations(pair: PagePair, asked: Collection[str] = ()) -> Iterator[tuple[Rule, Deviation]]:
    """Every difference that counts; where two rules see the same stretch, the first one speaks.

    Rules that are a matter of style run only where their code is among those that are asked for.
    """
    taken: list[tuple[int, int]] = []
    for check in checks():
        if check.rule.is_policy and check.rule.code not in asked:
            continue
        found = [item for item in check.run(pair) if not _is_taken(item, taken)]
        taken += [(item.place.start, item.place.end) for item in found]
        yield from ((check.rule, item) for item in found)


def findings(pair: PagePair, asked: Collection[str] = ()) -> Iterator[Finding]:
    """The differences as findings on the translated page."""
    for rule, item in deviations(pair, asked):
        yield _finding(pair, rule, item)


def findings_of(check: Check, pair: PagePair) -> Iterator[Finding]:
    """Yield the findings of one rule alone."""
    yield from (_finding(pair, check.rule, item) for item in check.run(pair))


@cache
def checks() -> tuple[Check, ...]:
    """Return every check by code: those of the folder, and those of other packages.

    Rules about a page as a whole have none.
    """
    return tuple(sorted(rule_checks(_RULES, Check), key=lambda check: check.rule.code))


def _is_taken(item: Deviation, taken: list[tuple[int, int]]) -> bool:
    start, end = item.place.start, item.place.end
    return any(start < last and first < end for first, last in taken)


def _finding(pair: PagePair, rule: Rule, item: Deviation) -> Finding:
    target = pair.target
    start, end = _range(target, item)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity if item.severity is None else item.severity,
        location=start,
        end=end if end > start else None,
        message=item.message,
        expected=item.expected,
        actual=item.actual,
        related=(Related(location=pair.source.places.location(item.origin), message=_said(pair)),),
        fix=_fix(pair, item),
        segment=target.segment_at(item.place.start),
        cause=f"{rule.name}: {item.expected} → {item.actual}",
    )


def _range(target: Markup, item: Deviation) -> Range:
    """Return the stretch that differs, from its spot on where it has one."""
    stretch = target.places.range(item.place.start, item.place.end)
    if item.spot is None:
        return stretch
    start = target.places.place(item.spot)
    return Range(start, max(start, stretch.end))


def _said(pair: PagePair) -> str:
    return "the page itself says this" if pair.origin == "none" else "the source says this"


def _fix(pair: PagePair, item: Deviation) -> Fix | None:
    """A stretch that is in pieces on the page, as bilingual spans make it, is not edited."""
    target = pair.target
    span = target.places.span(item.place.start, item.place.end)
    if item.replacement is None or span is None:
        return None
    start, end = (target.places.place(offset) for offset in span)
    edit = Edit(start=start, end=end, text=item.replacement)
    return Fix(title="restore what the source says", safety=item.safety, edits=(edit,))
