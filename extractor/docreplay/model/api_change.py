"""Changes of a documented API."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from docreplay.model.finding import ChangeClass, Finding, Related, Rule, Severity
from docreplay.model.location import Location, Range

ChangeAction = Literal["added", "removed", "changed", "renamed", "deprecated", "moved"]
SEVERITIES: dict[str, Severity] = {
    "breaking": Severity.ERROR,
    "unknown": Severity.WARNING,
    "non-breaking": Severity.NOTE,
}
"""Severity of the finding about a change, by its class."""


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
    detail: str = ""
    """What the changelog says of it besides its names, such as the type of a property."""

    def finding(self, rule: Rule, label: str) -> Finding:
        """Return the finding about the change; `label` names the old version."""
        where = f"documented here in {label}"
        return rule.at(
            self.place,
            self.message,
            expected=self.before,
            actual=self.after,
            related=(Related(location=self.was, message=where),) if self.was else (),
            severity=SEVERITIES[self.change_class],
            change_class=self.change_class,
        )
