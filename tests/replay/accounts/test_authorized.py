"""Whether a request is sent again with a new token."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pytest

from docreplay.model.case import Answer, SentRequest, Unreachable
from docreplay.model.secret import Secret
from docreplay.replay.accounts.authorized import AuthorizedSender, Result
from docreplay.replay.accounts.credentials import Use, marked
from docreplay.replay.accounts.tokens import Granted, NoToken, TokenKey
from tests.replay.accounts.test_grants import account_of

USE = Use(account=account_of(), scopes=("read",))
REQUEST = SentRequest(method="GET", url="https://api.example.com/x", headers=(), body=None)
EXPIRED = 'Bearer realm="x", error="invalid_token", error_description="expired"'


def answer(status: int, challenge: str = "") -> Answer:
    headers = (("WWW-Authenticate", challenge),) if challenge else ()
    return Answer(status=status, reason="", headers=headers, body=b"")


@dataclass
class Desk:
    """Gives tokens in turn; keeps what it is asked for."""

    tokens: list[str]
    lifetime: float | None = None
    refused: list[Secret | None] = field(default_factory=list)
    given_up: list[Secret] = field(default_factory=list)

    def get(self, key: TokenKey, refused: Secret | None = None) -> Granted:
        assert key == TokenKey("a", ("read",))
        self.refused.append(refused)
        if not self.tokens:
            raise NoToken("account `a`: refused\nwith more lines")
        value = self.tokens.pop(0) if len(self.tokens) > 1 else self.tokens[0]
        return Granted(value=Secret(value), lifetime=self.lifetime)

    def give_up(self, key: TokenKey, refused: Secret) -> None:
        assert key.account == "a"
        self.given_up.append(refused)


@dataclass
class Script:
    """A sender with results in turn, the last one ever after."""

    results: list[Result]
    sent: list[SentRequest] = field(default_factory=list)

    def send(
        self, request: SentRequest, is_documented: Callable[[int], bool]
    ) -> tuple[Result, str]:
        del is_documented
        self.sent.append(request)
        return (self.results.pop(0) if len(self.results) > 1 else self.results[0]), "note"

    @property
    def authorizations(self) -> list[str]:
        return [dict(request.headers).get("Authorization", "") for request in self.sent]


def sent(
    desk: Desk, *results: Result, documented: Iterable[int] = ()
) -> tuple[Result, Script, list[str]]:
    """Send a request; return the result, the sender, and what outputs must hide."""
    script, hidden = Script(list(results)), list[str]()
    sender = AuthorizedSender(script, desk, USE, hidden.extend)
    result, _ = sender.send(marked(REQUEST, USE), frozenset(documented).__contains__)
    return result, script, hidden


@pytest.mark.parametrize(
    ("result", "documented"),
    [
        (answer(200), ()),
        (answer(404), ()),
        (answer(400, EXPIRED), ()),
        (answer(401), (401,)),
        (answer(403), (403,)),
        (answer(401, 'Bearer error="insufficient_scope"'), (401,)),
        (Unreachable(reason="cut"), ()),
    ],
)
def test_a_response_that_is_not_about_the_token_is_the_result(
    result: Result, documented: tuple[int, ...]
) -> None:
    """The token stays in use, for this request and for later ones."""
    desk = Desk(["t1", "t2"])
    found, script, _ = sent(desk, result, documented=documented)
    assert found == result
    assert script.authorizations == ["Bearer t1"]
    assert (desk.refused, desk.given_up) == ([None], [])


@pytest.mark.parametrize(
    ("refusal", "documented", "lifetime", "refused"),
    [
        (answer(401), (), None, Secret("t1")),
        (answer(401), (403,), 3600.0, Secret("t1")),
        (answer(403), (), None, Secret("t1")),
        (answer(403), (401,), 3600.0, None),
        (answer(401, EXPIRED), (401,), 3600.0, Secret("t1")),
        (answer(403, "Bearer error=invalid_token"), (403,), 3600.0, Secret("t1")),
    ],
)
def test_a_refused_token_is_replaced_once(
    refusal: Answer, documented: tuple[int, ...], lifetime: float | None, refused: Secret | None
) -> None:
    """A 403 is a doubt about a token with a known lifetime: it may be a missing permission."""
    desk = Desk(["t1", "t2"], lifetime)
    found, script, hidden = sent(desk, refusal, answer(200), documented=documented)
    assert found == answer(200)
    assert script.authorizations == ["Bearer t1", "Bearer t2"]
    assert (desk.refused, desk.given_up) == ([None, refused], [])
    assert {"t1", "t2"} <= set(hidden)


def test_a_new_token_that_is_refused_as_well_is_given_up() -> None:
    desk = Desk(["t1", "t2"])
    found, script, _ = sent(desk, answer(401))
    assert (found, len(script.sent), desk.given_up) == (answer(401), 2, [Secret("t2")])


def test_a_refusal_without_another_token_is_final() -> None:
    desk = Desk(["t1"])
    found, script, _ = sent(desk, answer(401))
    assert (found, len(script.sent), desk.given_up) == (answer(401), 1, [Secret("t1")])


def test_without_a_token_nothing_is_sent() -> None:
    found, script, _ = sent(Desk([]), answer(200))
    assert (found, script.sent) == (Unreachable(reason="account `a`: refused"), [])
    assert isinstance(found, Unreachable)
    assert found.kind == "refused"
