"""Values that a run takes from responses, as planned: requests are sent for them when needed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from docreplay.flows.captures.captured_request import Prepared, filled_with
from docreplay.flows.captures.given_values import Responses, inferred_value, responses_of
from docreplay.flows.captures.response_value import Missing
from docreplay.model.case import Answer, Case, Outcome, Skipped, Unreachable
from docreplay.model.http.origin import origin_of
from docreplay.model.http.placeholder_values import NO_VALUES
from docreplay.model.http.url_template import split, without_origin
from docreplay.model.stories.capture_plan import (
    CapturedFrom,
    CapturePlan,
    ExampleId,
    PlannedCapture,
)

_IDS = ("path", "body")
"""Places of identifiers."""
_CHANGES = ("POST", "PUT", "PATCH")


@dataclass(slots=True)
class _Known:
    """What is known while one request is prepared."""

    values: dict[str, str] = field(default_factory=dict)
    """Values by the template of the path up to them, so that all requests are about one object."""
    asking: frozenset[str] = frozenset()
    """Ids of the cases that are being prepared for it."""


Send = Callable[[Case, Mapping[str, str]], Outcome]
HasValue = Callable[[Case, PlannedCapture], bool]


class CapturedValues:
    """Fills requests from earlier responses.

    A response that a value comes from is kept; if its case was not sent yet in this process, its
    request is sent now. It is sent once more for an entity tag after a change, and if it had no
    value before something was created there. What a DELETE removed is forgotten. `has_value`
    returns True for places that the configuration fills if no response does.
    """

    def __init__(self, plan: CapturePlan, send: Send, has_value: HasValue, base_url: str) -> None:
        self._plan = plan
        self._send = send
        self._has_value = has_value
        self._origin = origin_of(base_url)
        self._answers: dict[tuple[str, str], Responses | Missing] = {}
        """Responses by the case and its filled target, or why there is none."""
        self._paths: dict[tuple[str, str], str] = {}
        """Paths at which those were asked for."""
        self._outdated: set[tuple[str, str]] = set()
        """Those about something that was changed since."""
        self._sources = frozenset(
            _key(source.case)
            for item in plan.cases.values()
            for capture in item.captures
            for source in capture.sources
        )

    def prepare(
        self, case: Case, is_given: Callable[[PlannedCapture], bool] = lambda _: False
    ) -> Prepared | Skipped:
        """Return the case with its values, or the reason why a value is not known.

        `is_given` returns True for places that have a value already.
        """
        return self._prepare(case, _Known(), is_given)

    def note(self, prepared: Prepared, outcome: Outcome) -> None:
        """Keep the response to a case if values come from it; forget what it removed."""
        answer, is_source = outcome.result, self.gives_values(prepared.case)
        if not isinstance(answer, Answer):
            return
        if not _succeeded(answer):
            if is_source:
                self._keep(prepared, outcome, _refused(answer))
            return
        if prepared.case.request.method == "DELETE" and outcome.sent:
            self._forget(unquote(split(outcome.sent.url).path.rstrip("/").rpartition("/")[2]))
            return
        self._note_change(outcome)
        if is_source:
            self._keep(prepared, outcome, responses_of(outcome, answer))

    def gives_values(self, case: Case) -> bool:
        """Return True if the plan takes values from the response to a case."""
        return _key(case) in self._sources

    def examples_of(self, case: Case) -> tuple[ExampleId, ...]:
        """Return the ids of a case that no documented response gives."""
        planned = self._plan.of(case)
        return planned.examples if planned else ()

    def _keep(self, prepared: Prepared, outcome: Outcome, answer: Responses | Missing) -> None:
        identity = _identity(prepared)
        self._answers[identity] = answer
        self._outdated.discard(identity)
        if outcome.sent:
            self._paths[identity] = _path(outcome.sent.url)

    def _note_change(self, outcome: Outcome) -> None:
        """Mark the responses about what a request changes: its URL, and those above it."""
        sent = outcome.sent
        if sent and sent.method in _CHANGES:
            path = f"{_path(sent.url)}/"
            found = self._paths.items()
            self._outdated |= {key for key, at in found if path.startswith(f"{at}/")}

    def _forget(self, value: str) -> None:
        """Drop the responses that contain a value."""
        found = self._answers.items()
        self._answers = {key: answer for key, answer in found if not _has(answer, value)}

    def _prepare(
        self,
        case: Case,
        known: _Known,
        is_given: Callable[[PlannedCapture], bool] = lambda _: False,
    ) -> Prepared | Skipped:
        planned = self._plan.of(case)
        if planned is None or not planned.captures:
            return Prepared(case, NO_VALUES)
        found: list[tuple[PlannedCapture, str]] = []
        for capture in planned.captures:
            if is_given(capture):
                continue
            value = self._value(capture, known)
            if isinstance(value, str):
                found.append((capture, value))
            elif capture.is_needed and not self._has_value(case, capture):
                return Skipped(kind="capture", reason=_reason(capture, value))
        return filled_with(case, found, planned.case.request.body)

    def _value(self, capture: PlannedCapture, known: _Known) -> str | Missing:
        """Return the value of one place from the first source that has one."""
        if capture.place in _IDS and capture.template in known.values:
            return known.values[capture.template]
        reasons: list[Missing] = []
        for source in capture.sources:
            found = self._from(source, capture, known)
            if isinstance(found, str):
                known.values[capture.template] = found
                return found
            reasons.append(found)
        return reasons[0]

    def _from(self, source: CapturedFrom, capture: PlannedCapture, known: _Known) -> str | Missing:
        if source.case.id in known.asking:
            return Missing("its own request needs the value")
        inner = _Known(dict(known.values), known.asking | {source.case.id})
        prepared = self._prepare(source.case, inner)
        if isinstance(prepared, Skipped):
            return Missing(prepared.reason)
        identity = _identity(prepared)
        answer = self._answers.get(identity) or self._asked(prepared)
        found = self._extracted(answer, source, capture)
        is_newer = isinstance(found, Missing) or capture.place == "header"
        if is_newer and identity in self._outdated:
            found = self._extracted(self._asked(prepared), source, capture)
        return found

    def _asked(self, prepared: Prepared) -> Responses | Missing:
        """Send the request of a source and return its response, which is kept."""
        outcome = self._send(prepared.case, prepared.captured)
        result = outcome.result
        answer: Responses | Missing
        if not isinstance(result, Answer):
            unanswered = "no response: " if isinstance(result, Unreachable) else ""
            answer = Missing(f"{unanswered}{result.reason}")
        elif _succeeded(result):
            answer = responses_of(outcome, result)
            self._note_change(outcome)
        else:
            answer = _refused(result)
        self._keep(prepared, outcome, answer)
        return answer

    def _extracted(
        self, answer: Responses | Missing, source: CapturedFrom, capture: PlannedCapture
    ) -> str | Missing:
        if isinstance(answer, Missing):
            return answer
        is_id, is_header = capture.place in _IDS, source.value.endswith(":")
        found = inferred_value(answer, source.value, source.case, is_id=is_id)
        if isinstance(found, Missing) or (is_header and is_id):
            return found
        return self._own(found, is_header or capture.place == "url")

    def _own(self, text: str, is_url: bool = True) -> str:
        """Return a URL of the tested service without its origin, so that it stays there."""
        if is_url and self._origin and origin_of(text) == self._origin:
            return without_origin(text)
        return text


def example_reason(item: ExampleId, key: str) -> str:
    """Return why a request is not sent whose example has an id that no response gives."""
    place = f"header {item.header}" if item.header else f"`{item.written}`"
    hint = f" (use --var '{key}=VALUE' or `parameters`)" if key and not item.header else ""
    return f"missing value for {place}: no page documents a response that has it{hint}"


def _reason(capture: PlannedCapture, missing: Missing) -> str:
    place = f"header {capture.template}" if capture.place == "header" else f"`{capture.written}`"
    return f"{place} comes from {capture.sources[0]}: {missing.reason}"


def _refused(answer: Answer) -> Missing:
    return Missing(f"the service responds with {answer.status}")


def _has(answer: Responses | Missing, value: str) -> bool:
    return isinstance(answer, Responses) and answer.contain(value)


def _path(url: str) -> str:
    return split(url).path.rstrip("/")


def _succeeded(answer: Answer) -> bool:
    return 200 <= answer.status < 300


def _key(case: Case) -> tuple[str, str]:
    return case.page.path, case.name


def _identity(prepared: Prepared) -> tuple[str, str]:
    """Return what identifies a response: the case, and what its request was filled with."""
    values = "\0".join((prepared.case.request.target, *prepared.captured.values()))
    return "#".join(_key(prepared.case)), values
