"""What is wrong with a JSON value, in words, at the lines that say otherwise."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from itertools import islice

from extractor.compare.document import Document
from extractor.compare.formats import WORDS
from extractor.compare.rules.array_not_empty import RULE as NOT_EMPTY
from extractor.compare.rules.choice_unknown import RULE as CHOICE_UNKNOWN
from extractor.compare.rules.format_differs import RULE as FORMAT_DIFFERS
from extractor.compare.rules.null_value import RULE as NULL_VALUE
from extractor.compare.rules.property_missing import RULE as MISSING
from extractor.compare.rules.type_differs import RULE as TYPE_DIFFERS
from extractor.compare.undocumented import undocumented
from extractor.compare.validator import Violation, violations
from extractor.model.finding import Finding, Severity
from extractor.model.json import JSON, kind, pointer
from extractor.model.source import Passage

_SHOWN = 120
_CANDIDATES = 100
"""Among how many members of an answer a missing one is looked for under another name."""
_ARTICLES = {"array": "an array", "integer": "an integer", "object": "an object", "null": "null"}


def explain(document: Document, body: Passage, value: JSON) -> Iterator[Finding]:
    """Every mismatch of a value with the documented body; a conforming value costs no schema."""
    if not document.accepts(value):
        found = (
            finding
            for violation in violations(document.schema, value)
            for finding in _finding(violation, document, body)
        )
        yield from _once(found)
    yield from _once(undocumented(document, body, value))


def shown(value: JSON) -> str:
    """A value as JSON in one line, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode()
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def name_of(path: tuple[str | int, ...]) -> str:
    """How a place is called in a sentence: `value[3].height`, or `the body`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return f"`{''.join(steps).removeprefix('.')}`" if path else "the body"


def _once(findings: Iterator[Finding]) -> Iterator[Finding]:
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


def _finding(violation: Violation, document: Document, body: Passage) -> Iterator[Finding]:
    match violation.keyword:
        case "required":
            yield from _missing(violation, document, body)
        case "type":
            yield _type(violation, document, body)
        case "format":
            yield _format(violation, document, body)
        case "enum":
            yield _choice(violation, document, body)
        case "maxItems":
            yield _not_empty(violation, document, body)
        case other:
            raise NotImplementedError(other)


def _missing(violation: Violation, document: Document, body: Passage) -> Iterator[Finding]:
    path = (*violation.path, violation.member)
    key = json.dumps(violation.member, ensure_ascii=False)
    yield MISSING.at(
        document.locate(body, path, key=True),
        f"{name_of(path)} is missing{_instead(violation)}",
        expected=_clip(f"{key}: {document.shown(path)}"),
        pointer=pointer(path),
    )


def _instead(violation: Violation) -> str:
    """The member of the answer that may be the missing one under another name."""
    value, known = violation.value, violation.schema.get("properties")
    if not isinstance(value, dict) or not isinstance(known, dict):
        return ""
    others = (name for name in value if name not in known)
    folded = {name.lower(): name for name in islice(others, _CANDIDATES)}
    near = get_close_matches(violation.member.lower(), folded, n=1, cutoff=0.7)
    return f", but there is {name_of((folded[near[0]],))}" if near else ""


def _type(violation: Violation, document: Document, body: Passage) -> Finding:
    place = document.locate(body, violation.path)
    expected = _clip(document.shown(violation.path))
    where, words = name_of(violation.path), _kinds(violation.schema)
    if violation.value is None:
        message, rule = f"{where} is null, the page shows {words}", NULL_VALUE
    else:
        actual = _ARTICLES.get(kind(violation.value), f"a {kind(violation.value)}")
        message, rule = f"{where} is {actual}, the page shows {words}", TYPE_DIFFERS
    return rule.at(
        place,
        message,
        expected=expected,
        actual=shown(violation.value),
        pointer=pointer(violation.path),
    )


def _format(violation: Violation, document: Document, body: Passage) -> Finding:
    word = WORDS[str(violation.schema["format"])]
    return FORMAT_DIFFERS.at(
        document.locate(body, violation.path),
        f"{name_of(violation.path)} is not {word}, as the page shows",
        expected=_clip(document.shown(violation.path)),
        actual=shown(violation.value),
        pointer=pointer(violation.path),
        severity=None if violation.schema.get("x-sure") else Severity.WARNING,
    )


def _choice(violation: Violation, document: Document, body: Passage) -> Finding:
    choices = violation.schema["enum"]
    known = ", ".join(map(str, choices)) if isinstance(choices, list) else ""
    return CHOICE_UNKNOWN.at(
        document.locate(body, violation.path),
        f"{name_of(violation.path)} is none of the documented values",
        expected=_clip(known),
        actual=shown(violation.value),
        pointer=pointer(violation.path),
    )


def _not_empty(violation: Violation, document: Document, body: Passage) -> Finding:
    return NOT_EMPTY.at(
        document.locate(body, violation.path),
        f"{name_of(violation.path)} has elements, the page says that it is empty",
        expected="[]",
        actual=shown(violation.value),
        pointer=pointer(violation.path),
    )


def _kinds(schema: Mapping[str, JSON]) -> str:
    """The types of a schema in words: `a string or null`."""
    types = schema["type"]
    names = [str(name) for name in types] if isinstance(types, list) else [str(types)]
    return " or ".join(_ARTICLES.get(name, f"a {name}") for name in names)


def _clip(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
