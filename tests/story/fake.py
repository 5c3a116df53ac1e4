"""A requester without a network: responses by request line, and a clock that waiting moves."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from docreplay.model.case import Answer, Outcome, SentRequest, Unreachable
from docreplay.model.http.content import content
from docreplay.model.http.url_template import encode, fill, fill_text
from docreplay.model.json.value import JSON
from docreplay.model.run import Verdict
from docreplay.model.stories.story import RandomName, Story
from docreplay.story.request import StepRequest

BASE = "http://service.test"
Reply = tuple[int, Mapping[str, str], str]
Responder = Callable[[SentRequest], Reply | None]


@dataclass
class FakeRequester:
    """Sends nothing; keeps what was asked for."""

    respond: Responder
    given: Mapping[str, JSON] = field(default_factory=dict)
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    sent: list[SentRequest] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    created: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    now: float = 0.0
    cost: float = 0.0
    """Seconds that each request takes."""

    def clock(self) -> float:
        return self.now

    @property
    def lines(self) -> list[str]:
        return [f"{sent.method} {sent.url.removeprefix(BASE)}" for sent in self.sent]

    def send(self, request: StepRequest) -> Outcome:
        documented = request.request
        values = {**request.captured, **request.values}
        target = encode(fill(documented.target, values).text)
        body = request.content
        if body is None and documented.body:
            text = fill_text(documented.body.text, values).text
            body = content(documented.headers, documented.body._replace(text=text))
        headers = tuple(
            (header.name, fill_text(header.value, values).text) for header in documented.headers
        )
        own = tuple((name, fill_text(value, values).text) for name, value in request.credentials)
        url = target if "://" in target else BASE + target
        sent = SentRequest(method=documented.method, url=url, headers=(*headers, *own), body=body)
        self.now += min(self.cost, request.timeout if request.timeout is not None else self.cost)
        if request.timeout is not None and self.cost > request.timeout:
            return Outcome(result=Unreachable(reason="no complete response in time"), sent=sent)
        return self._outcome(sent)

    def judge(self, request: StepRequest, outcome: Outcome) -> Verdict:
        assert request.case is not None
        return self.verdicts[request.case.id]

    def wait(self, seconds: float) -> bool:
        self.waited.append(seconds)
        self.now += seconds
        return True

    def inputs(self, story: Story) -> Mapping[str, JSON]:
        return self.given

    def new_name(self, name: RandomName) -> str:
        return f"{name.prefix}new{name.suffix}"

    def note_created(self, url: str, account: str) -> None:
        self.created.append(url.removeprefix(BASE))

    def note_removed(self, url: str) -> None:
        self.removed.append(url.removeprefix(BASE))

    def remove(self, url: str, account: str) -> Outcome:
        return self._outcome(SentRequest(method="DELETE", url=url, headers=(), body=None))

    def _outcome(self, sent: SentRequest) -> Outcome:
        self.sent.append(sent)
        found = self.respond(sent)
        if found is None:
            return Outcome(result=Unreachable(reason="cannot connect"), sent=sent)
        status, headers, body = found
        answer = Answer(
            status=status, reason="", headers=tuple(headers.items()), body=body.encode()
        )
        return Outcome(result=answer, sent=sent)


def scripted(replies: Mapping[str, object]) -> Responder:
    """Answer request lines; anything else is answered with 404.

    A reply is a status, `[status, body]`, `[status, body, headers]`, or `{"turns": [reply, …]}`.
    """
    turns: dict[str, int] = {}

    def respond(sent: SentRequest) -> Reply | None:
        line = f"{sent.method} {sent.url.removeprefix(BASE)}"
        found = replies.get(line, 404)
        if isinstance(found, dict):
            at = turns.get(line, 0)
            turns[line] = at + 1
            found = found["turns"][min(at, len(found["turns"]) - 1)]
        return _reply(found)

    return respond


def _reply(found: object) -> Reply | None:
    if found is None:
        return None
    if isinstance(found, int):
        return found, {}, ""
    assert isinstance(found, list)
    status, body, *rest = found
    headers = dict(rest[0]) if rest else {}
    if not isinstance(body, str):
        headers = {"Content-Type": "application/json"} | headers
        body = json.dumps(body)
    return status, headers, body
