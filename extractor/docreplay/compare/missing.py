"""Findings about documented properties that a response lacks."""

from difflib import get_close_matches
from unicodedata import is_normalized, normalize

from docreplay.compare.pending_finding import Path, PendingFinding
from docreplay.compare.rules.property_missing import RULE as MISSING
from docreplay.compare.validator import Violation
from docreplay.compare.words import name_of
from docreplay.model.finding import Severity
from docreplay.model.json.map_keys import is_map_key
from docreplay.model.json.value import JSON
from docreplay.model.object_types import schema_for

_CANDIDATES = 100
"""Maximum number of properties of a response among which a renamed one is searched."""


def missing(error: Violation, path: Path, *, body: JSON) -> PendingFinding:
    """Return the finding about a missing property of a `body`."""
    name = str(path[-1])
    message = f"{name_of(path)} is missing{_instead(error, name)}"
    severity = _severity(error, path, body)
    return PendingFinding(rule=MISSING, path=path, key=True, message=message, severity=severity)


def _severity(error: Violation, path: Path, body: JSON) -> Severity | None:
    """Return a severity below that of the rule, or None.

    A null that is missing makes no difference to most clients. One documented element does not
    show what all elements have, unless the page of their type says so; but what none of them has
    is missing.
    """
    origin, name = error.object.origin, str(path[-1])
    if origin.properties[name].is_null_shown:
        return Severity.NOTE
    if not origin.is_single or _is_always_there(error, name):
        return None
    return Severity.WARNING if _has_elsewhere(body, path) else None


def _is_always_there(error: Violation, name: str) -> bool:
    schema = error.object
    resource = schema_for(schema.origin, error.members, schema.catalogue).resource
    if resource is None or resource.is_abstract:
        return False
    promised = resource.properties.keys() - resource.optional - resource.inherited
    return name in promised


def _has_elsewhere(value: JSON, path: Path) -> bool:
    """Return True if an element beside that of a path has what is at the end of the path."""
    if not path:
        return True
    step, rest = path[0], path[1:]
    if isinstance(value, list):
        return any(_has_elsewhere(item, rest) for item in value)
    if not isinstance(value, dict):
        return False
    if is_map_key(str(step)):
        return any(_has_elsewhere(item, rest) for key, item in value.items() if is_map_key(key))
    return step in value and _has_elsewhere(value[str(step)], rest)


def _instead(error: Violation, name: str) -> str:
    """Return words for a property that may be the missing one under a different name, or `""`."""
    known = error.object.origin.properties
    others = [other for other in error.members if other not in known][:_CANDIDATES]
    for other in others:
        if normalize("NFC", other) == normalize("NFC", name):
            forms = f"as {_form(other)}, the page as {_form(name)}"
            return f"; the response contains it {forms} (Unicode normalization forms)"
    folded = {other.lower(): other for other in others}
    near = get_close_matches(name.lower(), folded, n=1, cutoff=0.7)
    return f"; the response contains {name_of((folded[near[0]],))}" if near else ""


def _form(text: str) -> str:
    """Return the Unicode normalization form of a text (UAX #15)."""
    return next(
        (form for form in ("NFC", "NFD") if is_normalized(form, text)), "neither NFC nor NFD"
    )
