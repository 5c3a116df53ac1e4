"""Policies about changes: tables that re-label a change, and never hide it.

The class of a change is derived. A policy says what it means by agreement: Microsoft Graph asks
clients to accept new enumeration members, Azure forbids any change within an API version.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from docreplay.model.finding import ChangeClass, Severity

Label = Literal["breaking", "warning", "non-breaking"]
"""`warning`: breaking or not by judgement, so the derived class stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A policy, as labels of kinds of changes; kinds that are not named keep what is derived."""

    name: str
    source: str
    """Where the policy is written."""
    labels: Mapping[str, Label] = field(default_factory=dict)

    def label(
        self, kind: str, derived: ChangeClass, severity: Severity
    ) -> tuple[ChangeClass, Severity]:
        """Return the class and the severity of a change by the policy."""
        match self.labels.get(kind):
            case "breaking":
                return "breaking", Severity.ERROR
            case "non-breaking":
                return "non-breaking", Severity.NOTE
            case "warning":
                return derived, Severity.WARNING
            case _:
                return derived, severity


DEFAULT = Profile(name="", source="")

_GRAPH: Mapping[str, Label] = {
    "property-added": "non-breaking",
    "input-added": "non-breaking",
    "enumeration-member-added": "non-breaking",
    "subtype-added": "non-breaking",
    "status-changed": "warning",
    "error-status-changed": "non-breaking",
    "error-code-changed": "non-breaking",
    "error-message-changed": "non-breaking",
    "error-details-lost": "non-breaking",
    "paging-introduced": "non-breaking",
    "opaque-format-changed": "non-breaking",
    "response-header-added": "non-breaking",
}
_AZURE: Mapping[str, Label] = {
    "property-added": "breaking",
    "input-added": "breaking",
    "enumeration-member-added": "breaking",
    "enumeration-member-gone": "breaking",
    "subtype-added": "breaking",
    "status-changed": "breaking",
    "error-status-changed": "breaking",
    "error-code-changed": "warning",
    "error-message-changed": "warning",
    "paging-introduced": "warning",
    "opaque-format-changed": "warning",
    "response-header-added": "breaking",
    "operation-added": "breaking",
}
_GITHUB: Mapping[str, Label] = {
    "property-added": "non-breaking",
    "input-added": "non-breaking",
    "enumeration-member-added": "non-breaking",
    "subtype-added": "warning",
    "status-changed": "warning",
    "error-status-changed": "warning",
    "error-code-changed": "warning",
    "error-message-changed": "warning",
    "paging-introduced": "warning",
    "opaque-format-changed": "warning",
    "response-header-added": "non-breaking",
}
_STRICT: Mapping[str, Label] = {
    "property-added": "warning",
    "input-added": "warning",
    "enumeration-member-added": "breaking",
    "enumeration-member-gone": "breaking",
    "subtype-added": "breaking",
    "status-changed": "breaking",
    "error-status-changed": "breaking",
    "error-code-changed": "breaking",
    "error-message-changed": "warning",
    "paging-introduced": "breaking",
    "opaque-format-changed": "breaking",
    "response-header-added": "warning",
}
PROFILES: Mapping[str, Profile] = {
    item.name: item
    for item in (
        Profile(
            name="graph",
            source="Microsoft Graph: versioning, support, and breaking change policies",
            labels=_GRAPH,
        ),
        Profile(
            name="azure",
            source="Azure REST API guidelines: changes within an API version",
            labels=_AZURE,
        ),
        Profile(name="github", source="GitHub REST API: breaking changes", labels=_GITHUB),
        Profile(name="strict", source="every visible change", labels=_STRICT),
    )
}
"""The policies by their names."""
