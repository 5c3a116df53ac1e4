"""All that is to be said of a JSON value, at the lines that say otherwise."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from docreplay.compare.document import Document
from docreplay.compare.members import Members, see
from docreplay.compare.pending_finding import Path, PendingFinding
from docreplay.compare.words import clip
from docreplay.model.finding import Finding
from docreplay.model.json.value import JSON, pointer
from docreplay.model.location import Passage

_MOST = 10_000
"""How many mismatches of one body are looked at: an answer may be wrong in millions of places."""


def explain(document: Document, body: Passage, value: JSON) -> Iterator[Finding]:
    """Everything to say of a value by what pages say; a conforming value costs no schema."""
    wrong: tuple[PendingFinding, ...] = ()
    if not document.accepts(value):
        from docreplay.compare.mismatches import mismatches  # noqa: PLC0415  # slow to load

        wrong = tuple(islice(mismatches(document.schema, value), _MOST))
        yield from found(wrong, document, body)
    if len(wrong) < _MOST and (wrong or not document.settles(value)):
        paths = {remark.path for remark in wrong}
        doubts = None if wrong else document.judgement.doubts
        members = Members(document.catalogue, paths, doubts)
        remarks = islice(members.remarks(document.form, value), _MOST)
        yield from found(remarks, document, body)


def found(
    remarks: Iterable[PendingFinding], document: Document, body: Passage
) -> Iterator[Finding]:
    """The remarks at their places; one for all elements of an array with the same fault.

    Elements that are documented alike are told apart by nothing, so only the first is looked at.
    """
    first: dict[object, PendingFinding] = {}
    count: Counter[object] = Counter()
    for remark in remarks:
        place = _documented_alike(document.json.value, remark.path)
        group = (remark.rule.code, remark.key, remark.owner, place)
        first.setdefault(group, remark)
        count[group] += 1
    least = "at least " if count.total() == _MOST else ""
    return _once(((_finding(first[key], document, body), count[key]) for key in first), least)


def _documented_alike(value: JSON, path: Path) -> Path:
    """The path with one index for all elements beyond the documented ones."""
    place: list[str | int] = []
    for step in path:
        if isinstance(step, int):
            known = len(value) if isinstance(value, list) else 0
            value = value[step] if isinstance(value, list) and step < known else None
            place.append(min(step, known))
        else:
            value = value.get(step) if isinstance(value, dict) else None
            place.append(step)
    return tuple(place)


def _finding(remark: PendingFinding, document: Document, body: Passage) -> Finding:
    """The remark at its place; what the page of a resource says of the path stands beside it."""
    path = remark.path
    stated = None if remark.related or remark.owner else document.stated(path)
    return remark.rule.at(
        document.locate(body, path[:-1] if remark.owner else path, key=remark.key),
        remark.message,
        expected=remark.expected if remark.owner else remark.expected or _shown(remark, document),
        actual=remark.actual,
        pointer=pointer(path),
        related=(see(*stated),) if stated else remark.related,
        severity=remark.severity,
    )


def _shown(remark: PendingFinding, document: Document) -> str:
    """The page's own text of the place, with the name of a member that is missing."""
    text = document.shown(remark.path)
    name = json.dumps(remark.path[-1], ensure_ascii=False) + ": " if remark.key else ""
    return clip(name + text)


def _once(findings: Iterable[tuple[Finding, int]], least: str) -> Iterator[Finding]:
    """One finding for all elements of an array in which the same thing is wrong."""
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
    """In how many more elements it is so; `least` goes before a number that is not the whole."""
    if others:
        return f" (and in {least}{others} more element{'s' * (others > 1)})"
    return " (there may be more: not all of the answer was looked at)" if least else ""
