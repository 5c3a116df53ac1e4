"""Changes of a documented API."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, Self

from docreplay.model.api.change_profiles import Profile
from docreplay.model.finding import ChangeClass, Finding, Related, Rule, Severity
from docreplay.model.location import Location, Range

ChangeAction = Literal["added", "removed", "changed", "renamed", "deprecated", "moved"]
SEVERITIES: dict[str, Severity] = {
    "breaking": Severity.ERROR,
    "unknown": Severity.WARNING,
    "non-breaking": Severity.NOTE,
}
"""Severity of the finding about a change, by its class."""


_POLICY_KINDS: Mapping[tuple[str, str], str] = {
    ("added", "operation"): "operation-added",
    ("added", "property"): "property-added",
    ("added", "relationship"): "property-added",
    ("added", "response property"): "property-added",
    ("added", "parameter"): "input-added",
    ("added", "request header"): "input-added",
    ("added", "request property"): "input-added",
    ("added", "response header"): "response-header-added",
    ("added", "member"): "enumeration-member-added",
    ("added", "value"): "enumeration-member-added",
    ("removed", "member"): "enumeration-member-gone",
    ("removed", "value"): "enumeration-member-gone",
}
"""What profiles call a change, by action and kind (`model.change_profiles`)."""


class Owner(NamedTuple):
    """What a changed member belongs to: a type, an enumeration, or the operation of a page."""

    kind: Literal["type", "enumeration", "operation"]
    name: str
    path: str
    """The page that documents it: the new one, or the old one if it is gone."""
    version: str = ""
    """The version of the API, by the folder of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiChange:
    """One change of a documented API, with its place."""

    kind: str
    """What changed: `operation`, `property`, `permission` …"""
    action: ChangeAction
    names: tuple[str, ...]
    """What is added, removed or changed; for a renamed member its old and its new name."""
    owner: Owner
    change_class: ChangeClass
    message: str
    place: Location | Range
    """Where the new pages document it, or would; in the old pages if the page is gone."""
    was: Location | None = None
    """Where the old pages document it."""
    before: str | None = None
    after: str | None = None
    severity: Severity | None = None
    """Severity of the finding, if it is not that of the class."""
    detail: str = ""
    """What the changelog says of it besides its names, such as the type of a property."""

    @property
    def policy_kind(self) -> str:
        """What profiles call the change, or `""` if they do not name it.

        A new member that breaks clients, because it is required, is not meant by what they say of
        new members.
        """
        if self.kind == "status":
            return "status-changed" if (self.after or "") < "4" else "error-status-changed"
        if self.action == "added" and self.change_class == "breaking":
            return ""
        return _POLICY_KINDS.get((self.action, self.kind), "")

    def under(self, profile: Profile) -> Self:
        """Return the change with the class that a policy gives it; its message says so."""
        derived = self.change_class
        severity = SEVERITIES[derived]
        change_class, severity = profile.label(self.policy_kind, derived, severity)
        message = self.message
        if change_class != derived:
            message += f"; {derived}, but {change_class} by the policy `{profile.name}`"
        return replace(self, change_class=change_class, message=message, severity=severity)

    def finding(self, rule: Rule, label: str) -> Finding:
        """Return the finding about the change; `label` names the old version."""
        where = f"documented here in {label}"
        return rule.at(
            self.place,
            self.message,
            expected=self.before,
            actual=self.after,
            related=(Related(location=self.was, message=where),) if self.was else (),
            severity=self.severity or SEVERITIES[self.change_class],
            change_class=self.change_class,
        )
