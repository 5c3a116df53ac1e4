"""All that is to be said of a JSON value, at the lines that say otherwise."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractor.compare.document import Document
from extractor.compare.members import Members, see
from extractor.compare.remark import Remark
from extractor.compare.words import clip
from extractor.model.finding import Finding
from extractor.model.json import JSON, pointer
from extractor.model.source import Passage


def explain(document: Document, body: Passage, value: JSON) -> Iterator[Finding]:
    """Everything to say of a value by what pages say; a conforming value costs no schema."""
    wrong: tuple[Remark, ...] = ()
    if not document.accepts(value):
        from extractor.compare.mismatches import mismatches  # noqa: PLC0415  # slow to load

        wrong = tuple(mismatches(document.schema, value))
        yield from found(wrong, document, body)
    if wrong or not document.settles(value):
        members = Members(document.catalogue, {remark.path for remark in wrong})
        yield from found(members.remarks(document.form, value), document, body)


def found(remarks: Iterable[Remark], document: Document, body: Passage) -> Iterator[Finding]:
    """The remarks at their places; one for all elements of an array with the same fault."""
    return _once(_finding(remark, document, body) for remark in remarks)


def _finding(remark: Remark, document: Document, body: Passage) -> Finding:
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


def _shown(remark: Remark, document: Document) -> str:
    """The page's own text of the place, with the name of a member that is missing."""
    text = document.shown(remark.path)
    name = json.dumps(remark.path[-1], ensure_ascii=False) + ": " if remark.key else ""
    return clip(name + text)


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """One finding for all elements of an array in which the same thing is wrong."""
    kept: dict[object, Finding] = {}
    more: Counter[object] = Counter()
    for finding in findings:
        steps = tuple(step for step in (finding.pointer or "").split("/") if not step.isdigit())
        group = (finding.code, finding.location, steps)
        more[group] += 1
        kept.setdefault(group, finding)
    for key, finding in kept.items():
        others = more[key] - 1
        text = f" (and in {others} more element{'s' * (others > 1)})" if others else ""
        yield replace(finding, message=finding.message + text)
