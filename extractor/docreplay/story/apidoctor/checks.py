"""Report what is silently inert in API Doctor's scenario files, each at its line."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from docreplay.model.finding import Finding, Related, Severity
from docreplay.model.location import Range
from docreplay.model.near_names import did_you_mean
from docreplay.story.apidoctor.grammar import Captured
from docreplay.story.apidoctor.library import RequestError, RequestLibrary
from docreplay.story.apidoctor.parameter_checks import (
    call_findings,
    expectation_findings,
    request_findings,
)
from docreplay.story.apidoctor.scenario import Canned, Scenario, ScenarioCall, ScenarioFile
from docreplay.story.rules.scenario_capture_missing import RULE as MISSING
from docreplay.story.rules.scenario_capture_unused import RULE as UNUSED
from docreplay.story.rules.scenario_disabled import RULE as DISABLED
from docreplay.story.rules.scenario_parameter_ignored import RULE as IGNORED
from docreplay.story.rules.scenario_request_ambiguous import RULE as AMBIGUOUS
from docreplay.story.rules.scenario_request_unknown import RULE as UNKNOWN

_BESIDE = ("request-parameters", "allowed-status-codes", "secondary-account")
"""Members that API Doctor ignores beside `canned-request`."""


def check(files: Sequence[ScenarioFile], library: RequestLibrary) -> Iterator[Finding]:
    """Yield the findings on the scenarios and canned requests of all files."""
    captures = _Captures()
    for file in files:
        for canned in file.canned:
            yield from _canned(canned, library)
        for scenario in file.scenarios:
            yield from _scenario(scenario, library, captures)
    yield from captures.unused()
    yield from _disabled([scenario for file in files for scenario in file.scenarios])


def _canned(canned: Canned, library: RequestLibrary) -> Iterator[Finding]:
    first = library.canned[canned.name]
    if first.node != canned.node:
        place = canned.place("name")
        related = Related(location=first.place("name").start, message="the first one")
        message = f"a canned request `{canned.name}` exists already; this one is never sent"
        yield AMBIGUOUS.at(place, message, related=(related,))
    yield from _call(canned, library)


def _scenario(
    scenario: Scenario, library: RequestLibrary, captures: "_Captures"
) -> Iterator[Finding]:
    values: dict[str, Range] = {}
    for call in scenario.setup:
        yield from _call(call, library)
        merged = _merged(call, library)
        yield from captures.use(values, call, merged)
        captures.keep(values, merged)
    yield from _call(scenario, library)
    yield from captures.use(values, scenario, scenario)
    for expected in scenario.expectations:
        yield from expectation_findings(expected)


def _merged(call: ScenarioCall, library: RequestLibrary) -> ScenarioCall:
    """Return a call with its canned request; as it is if that cannot be found."""
    try:
        return library.resolve(call).call
    except RequestError:
        return call  # reported by `_call`


def _call(call: ScenarioCall, library: RequestLibrary) -> Iterator[Finding]:
    """Yield what is wrong with one request of a file, where it is written."""
    yield from call_findings(call)
    yield from _ambiguous(call)
    if call.canned:
        for name in _BESIDE:
            if member := call.node.member(name):
                message = f"`{name}` is ignored beside `canned-request`"
                yield IGNORED.at(member.place, message)
    try:
        resolved = library.resolve(call)
    except RequestError as error:
        known = library.methods if error.member == "method" else library.canned
        hint = did_you_mean(error.word, known) if error.word else ""
        if not call.canned or call.canned not in library.canned or not error.word:
            yield UNKNOWN.at(call.place(error.member), f"{error.message}{hint}")
        return
    if not call.canned:
        yield from request_findings(resolved)


def _ambiguous(call: ScenarioCall) -> Iterator[Finding]:
    given = [
        name
        for name, value in (
            ("canned-request", call.canned),
            ("http-request", call.raw),
            ("method", call.method),
        )
        if value
    ]
    for name in given[1:]:
        member = call.node.member(name)
        place = member.place if member else call.node.place
        yield AMBIGUOUS.at(place, f"`{name}` is ignored beside `{given[0]}`")


@dataclass(slots=True)
class _Captures:
    """Captures of all scenarios, by the place at which they are written, and whether one is used.

    A canned request is used by many scenarios, of which one needs its value and another does not.
    """

    names: dict[Range, str] = field(default_factory=dict)
    used: set[Range] = field(default_factory=set)

    def keep(self, values: dict[str, Range], merged: ScenarioCall) -> None:
        """Add what a request captures to the values of its scenario."""
        for item in merged.captures:
            self.names[item.node.place] = item.name
            values[item.name] = item.node.place

    def use(
        self, values: dict[str, Range], call: ScenarioCall, merged: ScenarioCall
    ) -> Iterator[Finding]:
        """Take note of what a request needs; yield a finding for each value that is missing."""
        for item in merged.parameters:
            if not isinstance(item.value, Captured):
                continue
            name = item.value.name
            if name in values:
                self.used.add(values[name])
                continue
            message = f"`{name}` is not captured by an earlier request{did_you_mean(name, values)}"
            if call.canned:
                message = f"the canned request needs `{name}`, which no earlier request captures"
            place = call.place("canned-request") if call.canned else item.node.value_place
            yield MISSING.at(place, message)

    def unused(self) -> Iterator[Finding]:
        """Yield the captures that no scenario uses."""
        for place, name in self.names.items():
            if place not in self.used:
                yield UNUSED.at(place, f"`{name}` is captured and never used")


def _disabled(scenarios: Iterable[Scenario]) -> Iterator[Finding]:
    by_method: defaultdict[str, list[Scenario]] = defaultdict(list)
    for scenario in scenarios:
        by_method[scenario.method].append(scenario)
        if scenario.node.member("enabled") is None:
            message = f"`enabled` is missing, so `{scenario.title}` never runs"
            yield DISABLED.at(scenario.node.place, message)
    for method, items in by_method.items():
        if any(item.is_enabled for item in items):
            continue
        for item in items:
            if item.node.member("enabled") is not None:
                message = f"no scenario of `{method}` is enabled, so it is not tested"
                place = item.place("enabled")
                yield DISABLED.at(place, message, severity=Severity.NOTE)
