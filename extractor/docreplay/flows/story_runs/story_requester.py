"""Send the requests of stories as those of cases: with the same guards, accounts and secrets."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from secrets import token_hex

from docreplay.flows.replay.replay import Replayer
from docreplay.flows.sending.step_sending import StepSending
from docreplay.flows.story_runs.created_notes import CreatedNotes
from docreplay.model.case import Answer, Case, Expectation, Outcome, Skipped
from docreplay.model.http.http import Request
from docreplay.model.http.origin import origin_of
from docreplay.model.http.url_template import fill
from docreplay.model.json.value import JSON
from docreplay.model.location import Location
from docreplay.model.page import PageId
from docreplay.model.run import Verdict
from docreplay.model.secret_names import may_be_secret
from docreplay.model.stories.story import RandomName, Story
from docreplay.replay.guard import leaves_base_path
from docreplay.replay.secrets.response_secrets import has_secret, secrets_in
from docreplay.replay.secrets.secret_shapes import is_token
from docreplay.replay.values import Values
from docreplay.story.request import StepRequest

PREFIX = "docreplay-"
"""What all names start with that stories make."""
_LONGEST_WAIT = 300.0
"""Seconds that a step waits at most before it is tried again."""


class StoryRequester:
    """What stories ask for, done by a replayer."""

    def __init__(
        self,
        replayer: Replayer,
        notes: CreatedNotes,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._replayer, self._notes, self._sleep = replayer, notes, sleep
        self._values = Values.of_config(replayer.config, os.environ)
        self._secrets: set[str] = set()
        """What responses in stories called a secret."""

    def send(self, request: StepRequest) -> Outcome:
        """Send a request once."""
        sending = StepSending(
            account=request.account,
            headers=request.credentials,
            hidden=(*_secrets(request), *self._taken(request)),
            content=request.content,
            poll=request.poll,
            needs_result=request.needs_result,
            seconds=request.timeout,
            patient=self._replayer.within(request.timeout),
        )
        outcome = self._replayer.send_step(_case_of(request), request.captured, sending)
        if isinstance(outcome.result, Answer):
            self._secrets.update(secrets_in(outcome.result))
        return outcome

    def _taken(self, request: StepRequest) -> Iterator[str]:
        """Yield what a response called a secret, whatever the story calls it."""
        given = (*request.captured.values(), *request.values.values())
        for value in map(str, given):
            yield from (secret for secret in self._secrets if has_secret(value, secret))
            if is_token(value):
                yield value

    def judge(self, request: StepRequest, outcome: Outcome) -> Verdict:
        """Compare the outcome of a documented case with its documentation."""
        return self._replayer.judge(_case_of(request), replace(outcome, captured=request.captured))

    def wait(self, seconds: float) -> bool:
        """Wait; return False at once if that is too long, or longer than the run still has."""
        if seconds > min(_LONGEST_WAIT, self._replayer.within.time_left()):
            return False
        if seconds > 0:
            self._sleep(seconds)
        return True

    def inputs(self, story: Story) -> Mapping[str, JSON]:
        """Return the values that the run has for inputs of a story, in the types they declare."""
        given = self._values.of(story.location.path, story.key)
        found = {item.name: given[item.name] for item in story.inputs if item.name in given}
        schemas = {item.name: item.schema for item in story.inputs}
        return {name: _typed(text, schemas[name]) for name, text in found.items()}

    def new_name(self, name: RandomName) -> str:
        """Return a name that was not used before; all of them start alike."""
        return f"{PREFIX}{name.prefix}{token_hex(5)}{name.suffix}"

    def note_created(self, url: str, account: str) -> None:
        """Note that something was created."""
        self._notes.add(url, account)

    def note_removed(self, url: str) -> None:
        """Note that it does not exist any more."""
        self._notes.drop(url)

    def remove(self, url: str, account: str) -> Outcome:
        """Send a DELETE for something that a story created, to the host of the base URL only."""
        base = self._replayer.base_url
        if origin_of(url) != origin_of(base) or leaves_base_path(url, base):
            reason = "it is not below the base URL"
            return Outcome(result=Skipped(kind="host", reason=reason), sent=None)
        at = Location("", 0)
        target = url.removeprefix(base.rstrip("/"))
        request = Request(method="DELETE", target=target, headers=(), body=None, location=at)
        return self._replayer.send_step(
            _raw_case(request, "teardown"), {}, StepSending(account=account)
        )


def _secrets(request: StepRequest) -> Iterator[str]:
    """Yield credentials that the story sets, and captured values with the name of a secret."""
    for _, value in request.credentials:
        yield value
        yield value.partition(" ")[2] or value
    for name, value in request.captured.items():
        if may_be_secret(name):
            yield value


def _case_of(request: StepRequest) -> Case:
    """Return the request as one of a case; the values of its path are filled in."""
    target = (
        fill(request.request.target, request.values).text
        if request.values
        else request.request.target
    )
    made = replace(request.request, target=target)
    if request.case is not None:
        return replace(request.case, request=made)
    return _raw_case(made, request.step.id)


def _raw_case(request: Request, name: str) -> Case:
    """Return a case that claims nothing, for a request that no page documents."""
    path = request.location.path
    return Case(
        id=f"{path}#{name}",
        page=PageId(path=path, locale="", key=path),
        also_on=(),
        name=name,
        title=f"{request.method} {request.target}",
        request=request,
        expectation=Expectation(),
        paired_by="order",
    )


def _typed(text: str, schema: JSON) -> JSON:
    """Return a value that was given as text in the type that a schema asks for."""
    kind = schema.get("type") if isinstance(schema, dict) else None
    if kind in ("integer", "number"):
        try:
            return int(text) if kind == "integer" else float(text)
        except ValueError:
            return text
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    return text
