"""Replay with what annotations ask for: `requires` and `capture`."""

from collections.abc import Mapping

from docreplay.flows.captures.required import Requirements
from docreplay.flows.captures.required_responses import RequiredResponses
from docreplay.flows.replay.following import FollowingReplayer
from docreplay.flows.replay.replay import Replayer
from docreplay.model.case import Case, Outcome
from docreplay.model.http.placeholder_values import NO_VALUES, SecretText
from docreplay.model.secret_names import may_be_secret


class RequiringReplayer(FollowingReplayer):
    """A replayer that sends what a case requires before it, and fills in what that gives."""

    _responses: RequiredResponses | None = None

    def send(self, case: Case, captured: Mapping[str, str] = NO_VALUES) -> Outcome:
        """Send the request of a case after those that it requires; each is sent once."""
        if excluded := self.excluded(case):
            return Outcome(result=excluded, sent=None)
        if stopped := self.asked(case):
            return stopped
        responses = self._required()
        given = responses.before(case)
        if isinstance(given, Outcome):
            return given
        outcome = self.send_filled(case, {**captured, **given})
        responses.note(case, outcome)
        return outcome

    def send_filled(self, case: Case, given: Mapping[str, str]) -> Outcome:
        """Send the request of a case with the values that its annotation asks for."""
        self._secrets.add(
            value
            for name, value in given.items()
            if isinstance(value, SecretText) or may_be_secret(name)
        )
        return Replayer.send(self, case, given)

    def needs_result(self, case: Case) -> bool:
        """Return True if another case requires a case, or takes a value from its response."""
        documented = self._index.documented(case)
        return documented is not None and documented.id in self._required().needed

    def _required(self) -> RequiredResponses:
        if self._responses is None:
            self._responses = RequiredResponses(
                Requirements(self._index),
                self._send_required,
                self._values,
                base_url=self.config.base_url,
                is_documented=self._index.has_status,
            )
        return self._responses

    def _send_required(self, case: Case, given: Mapping[str, str]) -> Outcome:
        """Send the request of a case for another; its response is recorded as its own."""
        if excluded := self.excluded(case):
            return Outcome(result=excluded, sent=None)
        self.begin(case)
        return self.send_filled(case, given)
