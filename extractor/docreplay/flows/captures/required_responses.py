"""The responses that cases require: their requests are sent once, before the first that needs them.

A case whose request was sent for another is judged by that response when its own turn comes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from docreplay.flows.captures.given_values import Responses, annotated_value, responses_of
from docreplay.flows.captures.required import Given, Requirements
from docreplay.flows.captures.response_value import Missing
from docreplay.model.case import Answer, Case, Outcome, Skipped
from docreplay.model.http.origin import origin_of
from docreplay.model.http.placeholder_values import NO_VALUES, SecretText
from docreplay.model.http.url_template import without_origin
from docreplay.model.listed_case import Need
from docreplay.replay.needs import needs
from docreplay.replay.secrets.response_secrets import is_secret_in, is_secret_link
from docreplay.replay.values import Values

Send = Callable[[Case, Mapping[str, str]], Outcome]
_ANY = "captured"
"""Stands for a value while it is asked where one would be used."""


class RequiredResponses:
    """What was sent for others in this process, and what came of it.

    `send` sends a request with values. `is_documented` returns True for a status that the page
    documents for the request of a case.
    """

    def __init__(
        self,
        requirements: Requirements,
        send: Send,
        values: Values,
        *,
        base_url: str,
        is_documented: Callable[[Case, int], bool],
    ) -> None:
        self._requirements, self._send, self._values = requirements, send, values
        self._origin = origin_of(base_url)
        self._is_documented = is_documented
        self._ended: dict[str, Responses | Skipped] = {}
        """Responses by the ids of cases, or why nothing can depend on them."""
        self._unjudged: dict[str, Outcome] = {}

    def before(self, case: Case) -> Mapping[str, str] | Outcome:
        """Return the values for a case, after all that it requires was sent.

        Returns its outcome instead if its request was sent before, or must not be sent now.
        """
        own = self._requirements.documented(case)
        if own is None:
            return NO_VALUES
        if own.id in self._unjudged:
            return self._unjudged.pop(own.id)
        found = self._prepared(own, (own.id,))
        return Outcome(result=found, sent=None) if isinstance(found, Skipped) else found

    @property
    def needed(self) -> frozenset[str]:
        """The ids of the cases that others require, or take values from."""
        return self._requirements.needed

    def note(self, case: Case, outcome: Outcome) -> None:
        """Keep the outcome of a case for those that require it."""
        if own := self._requirements.documented(case):
            self._ended[own.id] = self._judged(own, outcome)

    def _prepared(self, case: Case, asking: tuple[str, ...]) -> Mapping[str, str] | Skipped:
        """Send what a case requires; return the values for it, or why it must not be sent."""
        for other in self._requirements.of(case):
            if isinstance(other, str):
                return Skipped(kind="setup", reason=other)
            ended = self._response(other, asking)
            if isinstance(ended, Skipped):
                return replace(ended, reason=f"requires {other.id}: {ended.reason}")
        return self._given(case, asking)

    def _response(self, case: Case, asking: tuple[str, ...]) -> Responses | Skipped:
        """Return the response to a case that others require; its request is sent once."""
        if case.id in asking:
            members = " → ".join((*asking[asking.index(case.id) :], case.id))
            return Skipped(kind="setup", reason=f"cases require each other: {members}")
        if case.id not in self._ended:
            values = self._prepared(case, (*asking, case.id))
            if isinstance(values, Skipped):
                return values
            outcome = self._unjudged[case.id] = self._send(case, values)
            self._ended[case.id] = self._judged(case, outcome)
        return self._ended[case.id]

    def _judged(self, case: Case, outcome: Outcome) -> Responses | Skipped:
        """Return the response if it is the documented one: others can depend on it."""
        result = outcome.result
        if isinstance(result, Skipped):
            return result
        if not isinstance(result, Answer):
            return Skipped(kind="setup", reason=result.reason)
        wanted, status = case.expectation.status, result.status
        if status == wanted or (status < 400 and (not wanted or self._is_documented(case, status))):
            found = responses_of(outcome, result)
            return (
                Skipped(kind="setup", reason=found.reason) if isinstance(found, Missing) else found
            )
        instead = f" instead of {wanted}" if wanted else ""
        return Skipped(kind="setup", reason=f"the service responds with {status}{instead}")

    def _given(self, case: Case, asking: tuple[str, ...]) -> Mapping[str, str] | Skipped:
        """Return the values that other responses give to a case."""
        found: dict[str, str] = {}
        required = {other.id for other in self._requirements.before(case)}
        for given in self._requirements.giving(case):
            needed = self._needed(case, given.name)
            if not needed and given.case.id not in required:
                continue
            value = self._value(given, needed, case, asking)
            if isinstance(value, str):
                found[given.name] = value  # a `SecretText`, if it is one
            elif needed and not self._has_values(case, needed):
                reason = f"`{needed[0].written}` comes from {given}: {value.reason}"
                return Skipped(kind=value.kind, reason=reason)
        return found

    def _needed(self, case: Case, name: str) -> Sequence[Need]:
        """Return the placeholders of a request that a captured value of the name would fill."""
        values = self._values.of(case.page.path, case.id, {name: _ANY})
        return [need for need in needs(case.request, values) if need.source == "captures"]

    def _has_values(self, case: Case, needed: Sequence[Need]) -> bool:
        """Return True if the configuration fills the placeholders if no response does."""
        values = self._values.of(case.page.path, case.id)
        filled = {need.written for need in needs(case.request, values) if need.source}
        return all(need.written in filled for need in needed)

    def _value(
        self, given: Given, needed: Sequence[Need], case: Case, asking: tuple[str, ...]
    ) -> str | Skipped:
        answer = self._response(given.case, asking)
        if isinstance(answer, Skipped):
            return answer
        is_header = given.value.endswith(":")
        target = without_origin(case.request.target)
        is_id = any(item.where == "URL" and item.written != target for item in needed)
        found = annotated_value(answer, given.value, given.case, is_id=is_header and is_id)
        if isinstance(found, Missing):
            return Skipped(kind="setup", reason=found.reason)
        is_own = bool(self._origin) and origin_of(found) == self._origin
        is_secret = any(is_secret_in(item, found) for item in answer.all)
        if is_secret or (is_own and is_secret_link(found)):
            found = SecretText(found)
        if is_header and is_id:
            return found
        return type(found)(without_origin(found)) if is_own else found
