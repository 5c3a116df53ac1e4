"""The violations of an example's schema, in words."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import islice

from docreplay.compare.formats import WORDS
from docreplay.compare.pending_finding import PendingFinding
from docreplay.compare.rules.array_not_empty import RULE as NOT_EMPTY
from docreplay.compare.rules.choice_unknown import RULE as CHOICE_UNKNOWN
from docreplay.compare.rules.format_differs import RULE as FORMAT_DIFFERS
from docreplay.compare.rules.null_value import RULE as NULL_VALUE
from docreplay.compare.rules.property_missing import RULE as MISSING
from docreplay.compare.rules.type_differs import RULE as TYPE_DIFFERS
from docreplay.compare.validator import Violation, violations
from docreplay.compare.words import a, any_of, clip, name_of, shown
from docreplay.model.finding import Severity
from docreplay.model.json.value import JSON, kind

_CANDIDATES = 100
"""Among how many members of an answer a missing one is looked for under another name."""


def mismatches(schema: Mapping[str, JSON], value: JSON) -> Iterator[PendingFinding]:
    """Everything in which a value breaks the schema of an example."""
    return map(_remark, violations(schema, value))


def _remark(violation: Violation) -> PendingFinding:
    match violation.keyword:
        case "required":
            return _missing(violation)
        case "type":
            return _type(violation)
        case "format":
            return _format(violation)
        case "enum":
            return _choice(violation)
        case "maxItems":
            return _not_empty(violation)
        case other:
            raise NotImplementedError(other)


def _missing(violation: Violation) -> PendingFinding:
    path = (*violation.path, violation.member)
    message = f"{name_of(path)} is missing{_instead(violation)}"
    return PendingFinding(rule=MISSING, path=path, key=True, message=message)


def _instead(violation: Violation) -> str:
    """The member of the answer that may be the missing one under another name."""
    value, known = violation.value, violation.schema.get("properties")
    if not isinstance(value, dict) or not isinstance(known, dict):
        return ""
    others = (name for name in value if name not in known)
    folded = {name.lower(): name for name in islice(others, _CANDIDATES)}
    near = get_close_matches(violation.member.lower(), folded, n=1, cutoff=0.7)
    return f", but there is {name_of((folded[near[0]],))}" if near else ""


def _type(violation: Violation) -> PendingFinding:
    is_null = violation.value is None
    said = "null" if is_null else a(kind(violation.value))
    return PendingFinding(
        rule=NULL_VALUE if is_null else TYPE_DIFFERS,
        path=violation.path,
        message=f"{name_of(violation.path)} is {said}, the page shows {_kinds(violation.schema)}",
        actual=shown(violation.value),
    )


def _format(violation: Violation) -> PendingFinding:
    word = WORDS[str(violation.schema["format"])]
    return PendingFinding(
        rule=FORMAT_DIFFERS,
        path=violation.path,
        message=f"{name_of(violation.path)} is not {word}, as the page shows",
        actual=shown(violation.value),
        severity=None if violation.schema.get("x-sure") else Severity.WARNING,
    )


def _choice(violation: Violation) -> PendingFinding:
    choices = violation.schema["enum"]
    known = ", ".join(map(str, choices)) if isinstance(choices, list) else ""
    return PendingFinding(
        rule=CHOICE_UNKNOWN,
        path=violation.path,
        message=f"{name_of(violation.path)} is none of the documented values",
        expected=clip(known),
        actual=shown(violation.value),
    )


def _not_empty(violation: Violation) -> PendingFinding:
    return PendingFinding(
        rule=NOT_EMPTY,
        path=violation.path,
        message=f"{name_of(violation.path)} has elements, the page says that it is empty",
        actual=shown(violation.value),
    )


def _kinds(schema: Mapping[str, JSON]) -> str:
    """The types of a schema in words."""
    types = schema["type"]
    return any_of(map(str, types)) if isinstance(types, list) else a(str(types))
