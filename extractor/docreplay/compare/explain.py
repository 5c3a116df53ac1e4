"""Findings about a JSON value, at the lines of the page that document it."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice

from docreplay.compare.pending_finding import PendingFinding
from docreplay.compare.rules.null_value import RULE as NULL_VALUE
from docreplay.model.body.document import Document
from docreplay.model.finding import Finding, Severity
from docreplay.model.json.map_keys import entry_keys
from docreplay.model.json.value import JSON, Steps, pointer
from docreplay.model.location import Passage
from docreplay.model.words import clip, see

_MOST = 10_000
"""Maximum number of deviations of one body: a response may have millions."""


def explain(document: Document, body: Passage, value: JSON) -> Iterator[Finding]:
    """Return all findings about a value; a conforming value costs only the compiled check."""
    expected = document.expected
    if expected.conforms(value):
        return
    # jsonschema is slow to load, and most runs have no use for it
    from docreplay.compare.deviations import deviations  # noqa: PLC0415
    from docreplay.compare.validator import violations  # noqa: PLC0415

    found = list(islice(violations(expected.json_schema, value), _MOST))
    place = partial(_documented_alike, document.json.value)
    counted = deviations(found, expected.catalogue, place, value)
    yield from placed(counted, document, body, is_partial=len(found) == _MOST)


def placed(
    deviations: Iterable[tuple[PendingFinding, int]],
    document: Document,
    body: Passage,
    *,
    is_partial: bool = False,
) -> Iterator[Finding]:
    """Return counted deviations at their places, one for all elements with the same deviation.

    Elements beyond the documented ones are documented alike, so only the first of them is placed.
    """
    first: dict[object, PendingFinding] = {}
    count: Counter[object] = Counter()
    for item, number in deviations:
        if _is_documented_null(item, document):
            continue
        place = _documented_alike(document.json.value, item.path)
        group = (item.rule.code, item.key, item.owner, place)
        first.setdefault(group, item)
        count[group] += number
    least = "at least " if is_partial else ""
    return _once(((_finding(first[key], document, body), count[key]) for key in first), least)


def _is_documented_null(pending: PendingFinding, document: Document) -> bool:
    """Return True for null where the page of the resource says that the property may be null."""
    if pending.rule is not NULL_VALUE or pending.severity or pending.related or pending.owner:
        return False
    declared = document.declared(pending.path)
    return declared is not None and declared[1].allows_null(str(pending.path[-1]))


def _documented_alike(value: JSON, path: Steps) -> Steps:
    """Return the path with one index for all elements beyond the documented ones.

    Entries of a map that the page does not show are alike as well.
    """
    place: list[str | int] = []
    for step in path:
        if isinstance(step, int):
            known = len(value) if isinstance(value, list) else 0
            value = value[step] if isinstance(value, list) and step < known else None
            place.append(min(step, known))
        else:
            keys = entry_keys(value, step) if isinstance(value, dict) else []
            name = keys[0] if keys else step
            value = value.get(name) if isinstance(value, dict) else None
            place.append(name)
    return tuple(place)


def _finding(pending: PendingFinding, document: Document, body: Passage) -> Finding:
    """Return the finding at its place, related to what the page of a resource declares there."""
    path = pending.path
    declared = None if pending.related or pending.owner else document.declared(path)
    severity = pending.severity
    if declared and pending.rule is NULL_VALUE and declared[1].refuses_null(str(path[-1])):
        severity = Severity.ERROR
    return pending.rule.at(
        document.locate(body, path[:-1] if pending.owner else path, key=pending.key),
        pending.message,
        expected=pending.expected
        if pending.owner
        else pending.expected or _shown(pending, document),
        actual=pending.actual,
        pointer=pointer(path),
        related=(see(*declared),) if declared else pending.related,
        severity=severity,
    )


def _shown(pending: PendingFinding, document: Document) -> str:
    """Return the page's text of the place, with the name of a missing property."""
    text = document.shown(pending.path)
    name = json.dumps(pending.path[-1], ensure_ascii=False) + ": " if pending.key else ""
    return clip(name + text)


def _once(findings: Iterable[tuple[Finding, int]], least: str) -> Iterator[Finding]:
    """Return one finding for all elements of an array with the same deviation."""
    kept: dict[object, Finding] = {}
    more: Counter[object] = Counter()
    for finding, count in findings:
        steps = tuple(step for step in (finding.pointer or "").split("/") if not step.isdigit())
        group = (finding.code, finding.location, steps)
        more[group] += count
        kept.setdefault(group, finding)
    for key, finding in kept.items():
        yield replace(finding, message=finding.message + _more(more[key] - 1, least))


def _more(others: int, least: str) -> str:
    """Return the number of further elements in words; `least` precedes a partial number."""
    if others:
        return f" (and in {least}{others} more element{'s' * (others > 1)})"
    return " (and possibly more: only a part of the response was compared)" if least else ""
