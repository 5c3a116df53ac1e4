"""Run every rule of drift on a translation and its source."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from docreplay.diagnostics.registry import rule_checks
from docreplay.drift.align import PagePair, Unit, UnitKind
from docreplay.drift.rule import Deviation, DriftCheck, UnitCheck
from docreplay.drift.short_texts import LONGEST
from docreplay.model.finding import Edit, Finding, Fix, Related, Rule, Safety
from docreplay.model.location import Range
from docreplay.model.markup.markup import Markup, Span

_RULES = "docreplay.drift.rules"
_KEPT = 8192
"""Maximum number of texts with their translations of which is kept which rules they concern."""


def deviations(pair: PagePair, selected: Collection[str] = ()) -> Iterator[tuple[Rule, Deviation]]:
    """Yield the deviations of all rules; of overlapping ones only those of the first rule.

    Rules about matters of style run only if their code is selected.
    """
    taken: list[tuple[int, int]] = []
    units = _units_of_rules(pair)
    for check in checks():
        if check.rule.is_policy and check.rule.code not in selected:
            continue
        if isinstance(check, UnitCheck):
            every = check.find(pair, units[check.rule.code])
        else:
            every = check.run(pair)
        found = [item for item in every if not _is_taken(item, taken)]
        if not found:
            continue
        taken += [(covered.start, covered.end) for item in found for covered in _covered(item)]
        yield from ((check.rule, item) for item in found)


def findings(pair: PagePair, selected: Collection[str] = ()) -> Iterator[Finding]:
    """Yield the deviations as findings on the translated page."""
    for rule, item in deviations(pair, selected):
        yield _finding(pair, rule, item)


def findings_of(check: DriftCheck | UnitCheck, pair: PagePair) -> Iterator[Finding]:
    """Yield the findings of a single rule."""
    yield from (_finding(pair, check.rule, item) for item in check.run(pair))


@cache
def checks() -> tuple[DriftCheck | UnitCheck, ...]:
    """Return the checks of the folder and of other packages, sorted by code.

    Rules about a page as a whole have no check.
    """
    found: list[DriftCheck | UnitCheck] = [*rule_checks(_RULES, DriftCheck)]
    found += rule_checks(_RULES, UnitCheck)
    return tuple(sorted(found, key=lambda check: check.rule.code))


def _units_of_rules(pair: PagePair) -> Mapping[str, Sequence[Unit]]:
    """Return the units of a pair that each rule about single texts looks at, by its code."""
    found: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in pair.units:
        source, target = unit.source.text, unit.target.text
        is_long = len(source) > LONGEST or len(target) > LONGEST
        for code in (_concerned.__wrapped__ if is_long else _concerned)(unit.kind, source, target):
            found[code].append(unit)
    return found


@lru_cache(maxsize=_KEPT)
def _concerned(kind: UnitKind, source: str, target: str) -> tuple[str, ...]:
    """Return the codes of the rules that may report something in a text with this translation.

    There are none for most texts, and four in five are the same on many pages of an API.
    """
    unit = Unit(Span(source, 0, len(source)), Span(target, 0, len(target)), kind)
    asked = _checks_of_equal() if source == target else _checks_of_units()
    return tuple([check.rule.code for check in asked if check.may_report(unit)])


@cache
def _checks_of_units() -> tuple[UnitCheck, ...]:
    return tuple(check for check in checks() if isinstance(check, UnitCheck))


@cache
def _checks_of_equal() -> tuple[UnitCheck, ...]:
    return tuple(check for check in _checks_of_units() if check.has_equal)


def _covered(item: Deviation) -> tuple[Span, ...]:
    return (item.place,) if item.covered is None else (item.place, item.covered)


def _is_taken(item: Deviation, taken: list[tuple[int, int]]) -> bool:
    start, end = item.place.start, item.place.end
    return any(start < last and first < max(end, start + 1) for first, last in taken)


def _finding(pair: PagePair, rule: Rule, item: Deviation) -> Finding:
    target = pair.target
    start, end = _range(target, item)
    source = pair.source.places.location(item.source_offset)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity if item.severity is None else item.severity,
        location=start,
        end=end if end > start else None,
        message=item.message,
        expected=item.expected,
        actual=item.actual,
        related=(Related(location=source, message=_relation(pair)),),
        fix=_fix(pair, item),
        segment=target.segment_at(item.place.start),
        cause=f"{rule.name}: {item.expected} → {item.actual}",
    )


def _range(target: Markup, item: Deviation) -> Range:
    """Return the range that differs; it starts at `page_offset` if the deviation has one."""
    whole = target.places.range(item.place.start, item.place.end)
    if item.page_offset is None:
        return whole
    start = target.places.place(item.page_offset)
    return Range(start, max(start, whole.end))


def _relation(pair: PagePair) -> str:
    return "text on the same page" if pair.basis == "none" else "source text"


def _fix(pair: PagePair, item: Deviation) -> Fix | None:
    """Return the fix of a deviation; None if bilingual spans split its text."""
    if item.replacement is None:
        return None
    edits = []
    for place, text in ((item.place, item.replacement), *item.more):
        span = pair.target.places.span(place.start, place.end)
        if span is None:
            return None
        start, end = (pair.target.places.place(offset) for offset in span)
        edits.append(Edit(start=start, end=end, text=text))
    return Fix(
        title="restore the source text",
        safety=_safety(pair, item),
        edits=tuple(edits),
        reveals=item.covered is not None,
    )


def _safety(pair: PagePair, item: Deviation) -> Safety:
    """Return the safety of a fix; none is safe that removes text, or changes the title of a group.

    A row with text in its first cell only is such a title: words for people.
    """
    removes = item.place.text.strip() and not (item.replacement or "").strip()
    return "unsafe" if removes or pair.is_in_group(item.place) else item.safety
