"""Read scenario files: values of their objects, and findings about what is ignored in them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypedDict

from docreplay.model.finding import Finding
from docreplay.model.json.value import JSON
from docreplay.model.near_names import did_you_mean
from docreplay.story.apidoctor.fields import (
    CANNED,
    ELSEWHERE,
    EXPECTED,
    FILE,
    SCENARIO,
    STEP,
    Kind,
)
from docreplay.story.apidoctor.nodes import JsonDocument, Node
from docreplay.story.apidoctor.scenario import (
    Canned,
    Expected,
    RequestParameter,
    Scenario,
    ScenarioCall,
    ScenarioCapture,
    ScenarioFile,
)
from docreplay.story.rules.scenario_key_unknown import RULE as UNKNOWN
from docreplay.story.rules.scenario_unreadable import RULE as UNREADABLE
from docreplay.story.rules.scenario_value_invalid import RULE as INVALID

_TOLERATED = frozenset({"comment", "trailing-comma", "single-quotes", "bare-key"})
_REPAIRED: Mapping[str, str] = {
    "duplicate-key": "the key occurs twice; only the last value counts",
    "missing-comma": "missing comma; API Doctor does not read the file",
    "elision": "`...` is not JSON; API Doctor does not read the file",
    "entity": "entity instead of a quotation mark; API Doctor does not read the file",
}
"""What API Doctor does not read (annotation-dialect.md §2.4), and what it loses."""


def is_scenario_file(value: JSON) -> bool:
    """Return True for the content of a scenario file: an object, or a bare array of scenarios."""
    if isinstance(value, dict):
        return any(key.lower() in FILE for key in value)
    return isinstance(value, list) and bool(value) and all(map(_looks_like_scenario, value))


def _looks_like_scenario(value: JSON) -> bool:
    keys = {key.lower() for key in value} if isinstance(value, dict) else set()
    return "method" in keys and bool(keys & {"enabled", "test-setup", "request-parameters"})


def read_file(document: JsonDocument, method: str = "") -> tuple[ScenarioFile, tuple[Finding, ...]]:
    """Return the scenarios and canned requests of a file, and what is wrong with its text.

    `method` is that of scenarios that name none, in a block of a page.
    """
    reader = _Reader(list(_repaired(document)), method)
    root, path = document.root, document.passage.path
    if isinstance(root.value, list):
        return ScenarioFile(path, reader.scenarios(root)), tuple(reader.findings)
    reader.unknown_keys(root, dict.fromkeys(FILE, "steps"), "a scenario file")
    scenarios = reader.scenarios(root.member("scenarios"))
    canned = reader.canned(root.member("canned-requests"))
    return ScenarioFile(path, scenarios, canned), tuple(reader.findings)


def _repaired(document: JsonDocument) -> Iterator[Finding]:
    for kind, offset in document.json.repairs:
        if kind in _REPAIRED:
            yield UNREADABLE.at(document.passage.at(offset), _REPAIRED[kind])


class _Call(TypedDict):
    """The fields that a request of `test-setup` and a canned request have in common."""

    method: str
    canned: str
    raw: str
    parameters: tuple[RequestParameter, ...]
    captures: tuple[ScenarioCapture, ...]
    allowed: tuple[int, ...]
    is_secondary: bool


@dataclass(slots=True)
class _Reader:
    """Reads objects, and collects what is wrong with them."""

    findings: list[Finding] = field(default_factory=list)
    method: str = ""

    def scenarios(self, node: Node | None) -> tuple[Scenario, ...]:
        """Return the scenarios of an array."""
        return tuple(map(self._scenario, self._objects(node)))

    def canned(self, node: Node | None) -> tuple[Canned, ...]:
        """Return the canned requests of an array."""
        return tuple(map(self._canned, self._objects(node)))

    def _scenario(self, node: Node) -> Scenario:
        self.unknown_keys(node, SCENARIO, "a scenario")
        expectations = self._table(node, "expectations")
        return Scenario(
            node=node,
            name=self._text(node, "name"),
            method=self._text(node, "method") or self.method,
            parameters=self._parameters(node),
            allowed=self._statuses(node, "allowed-status-codes"),
            is_enabled=self._flag(node, "enabled"),
            setup=tuple(self._step(item) for item in self._objects(node.member("test-setup"))),
            expectations=tuple(Expected(item, name) for name, item in expectations),
            retried=self._statuses(node, "status-codes-to-retry"),
            scopes=self._texts(node, "scopes"),
            versions=self._texts(node, "apiVersions"),
            tags=self._texts(node, "tags"),
        )

    def _step(self, node: Node) -> ScenarioCall:
        self.unknown_keys(node, STEP, "a request of `test-setup`")
        return ScenarioCall(node=node, **self._call(node))

    def _canned(self, node: Node) -> Canned:
        self.unknown_keys(node, CANNED, "a canned request")
        return Canned(node=node, name=self._text(node, "name"), **self._call(node))

    def _call(self, node: Node) -> _Call:
        return {
            "method": self._text(node, "method"),
            "canned": self._text(node, "canned-request"),
            "raw": self._text(node, "http-request"),
            "parameters": self._parameters(node),
            "captures": self._captures(node),
            "allowed": self._statuses(node, "allowed-status-codes"),
            "is_secondary": self._flag(node, "secondary-account"),
        }

    def unknown_keys(self, node: Node, known: Mapping[str, Kind], what: str) -> None:
        """Report members that have no meaning there; names may be in any case."""
        folded = {name.lower() for name in known}
        for name, member in node.members():
            if name.lower() in folded or name.startswith("//"):
                continue
            why = "" if known.keys() == set(FILE) else ELSEWHERE.get(name)
            hint = f": {why}" if why else did_you_mean(name, known)
            self.findings.append(
                UNKNOWN.at(member.place, f"`{name}` has no effect in {what}{hint}")
            )

    def _parameters(self, node: Node) -> tuple[RequestParameter, ...]:
        found = []
        for name, item in self._table(node, "request-parameters"):
            if isinstance(item.value, dict | list):
                self._invalid(item, f"`{name}`", "a string, a number, true, false or null")
            else:
                found.append(RequestParameter(item, name))
        return tuple(found)

    def _captures(self, node: Node) -> tuple[ScenarioCapture, ...]:
        found = []
        for name, item in self._table(node, "capture"):
            if isinstance(item.value, str):
                found.append(ScenarioCapture(item, name))
            else:
                self._invalid(item, f"`{name}`", "a string")
        return tuple(found)

    def _objects(self, node: Node | None) -> Iterator[Node]:
        """Yield the objects of an array; what else is there is reported."""
        if node is not None and node.value is not None and not isinstance(node.value, list):
            self._invalid(node, "the value", "an array of objects")
        for item in node.elements() if node else ():
            if isinstance(item.value, dict):
                yield item
            else:
                self._invalid(item, "the element", "an object")

    def _table(self, node: Node, name: str) -> list[tuple[str, Node]]:
        member = self._member(node, name, dict, "table")
        return list(member.members()) if member else []

    def _text(self, node: Node, name: str) -> str:
        member = self._member(node, name, str, "text")
        return str(member.value) if member else ""

    def _flag(self, node: Node, name: str) -> bool:
        member = node.member(name)
        if member is not None and isinstance(member.value, str):
            word = member.value.strip().lower()
            if word in ("true", "false"):  # Newtonsoft converts them
                return word == "true"
        found = self._member(node, name, bool, "flag")
        return found is not None and found.value is True

    def _texts(self, node: Node, name: str) -> tuple[str, ...]:
        member = self._member(node, name, list, "texts")
        items = list(member.elements()) if member else []
        for item in items:
            if not isinstance(item.value, str):
                self._invalid(item, f"an element of `{name}`", "a string")
        return tuple(item.value for item in items if isinstance(item.value, str))

    def _statuses(self, node: Node, name: str) -> tuple[int, ...]:
        member = self._member(node, name, list, "statuses")
        found = []
        for item in member.elements() if member else ():
            number = _status(item.value)
            if number is None:
                self._invalid(item, f"an element of `{name}`", "a status code (100 to 599)")
            else:
                found.append(number)
        return tuple(found)

    def _member(self, node: Node, name: str, kind: type[object], expected: Kind) -> Node | None:
        """Return a member if it has a value of the kind; report one of a different kind."""
        member = node.member(name)
        if member is None or member.value is None:
            return None
        if isinstance(member.value, kind):
            return member
        self._invalid(member, f"`{name}`", EXPECTED[expected])
        return None

    def _invalid(self, node: Node, what: str, expected: str) -> None:
        message = f"{what} must be {expected}, and is ignored"
        self.findings.append(INVALID.at(node.value_place, message))


def _status(value: JSON) -> int | None:
    if isinstance(value, str) and re.fullmatch("[0-9]{3}", value):
        value = int(value)
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and 100 <= value <= 599 else None  # type: ignore[return-value,operator]
