"""Findings about documented properties that a response lacks."""

from difflib import get_close_matches
from functools import cached_property
from unicodedata import is_normalized, normalize

from docreplay.compare.pending_finding import PendingFinding
from docreplay.compare.rules.property_missing import RULE as MISSING
from docreplay.compare.validator import Violation
from docreplay.model.finding import Severity
from docreplay.model.json.map_keys import is_map_key
from docreplay.model.json.value import JSON, Steps
from docreplay.model.types.object_types import schema_for
from docreplay.model.words import name_of

_CANDIDATES = 100
"""Maximum number of properties of a response among which a renamed one is searched."""
_ELEMENT = "\0element"
_ENTRY = "\0entry"
"""Names of all elements of an array, and of all entries of a map. A key with NUL may be taken for
one of them, which makes a difference to the severity of one finding."""

_Tree = dict[str, "_Tree"]


class Presence:
    """What the objects of a body contain at each place, elements of arrays taken together."""

    def __init__(self, body: JSON) -> None:
        self._body = body

    def __contains__(self, path: Steps) -> bool:
        """Return True if an element beside that of a path has what is at the end of the path."""
        found: _Tree | None = self._tree
        for step in path:
            found = found.get(_place(step)) if found is not None else None
        return found is not None

    @cached_property
    def _tree(self) -> "_Tree":
        """The places of all values; made once, as a body may lack very many properties."""
        root: _Tree = {}
        waiting: list[tuple[JSON, _Tree]] = [(self._body, root)]
        while waiting:
            value, tree = waiting.pop()
            if isinstance(value, list):
                below = tree.setdefault(_ELEMENT, {})
                waiting += [(item, below) for item in value if isinstance(item, dict | list)]
            elif isinstance(value, dict):
                for name, item in value.items():
                    waiting.append((item, tree.setdefault(_place(name), {})))
        return root


def _place(step: str | int) -> str:
    if isinstance(step, int):
        return _ELEMENT
    return _ENTRY if is_map_key(step) else step


def missing(error: Violation, path: Steps, *, present: Presence) -> PendingFinding:
    """Return the finding about a missing property of a body with `present` properties."""
    name = str(path[-1])
    message = f"{name_of(path)} is missing{_instead(error, name)}"
    severity = _severity(error, path, present)
    return PendingFinding(rule=MISSING, path=path, key=True, message=message, severity=severity)


def _severity(error: Violation, path: Steps, present: Presence) -> Severity | None:
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
    return Severity.WARNING if path in present else None


def _is_always_there(error: Violation, name: str) -> bool:
    schema = error.object
    resource = schema_for(schema.origin, error.members, schema.catalogue).resource
    if resource is None or resource.is_abstract:
        return False
    promised = resource.properties.keys() - resource.optional - resource.inherited
    return name in promised


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
