"""Tokens in memory: when they are fetched, renewed and given up."""

from threading import Thread

import pytest

from docreplay.model.secret import Secret
from docreplay.replay.accounts.token_desk import DeskClient, TokenDesk
from docreplay.replay.accounts.tokens import Granted, NoToken, TokenKey, Tokens, lifetime_of

KEY = TokenKey("reader", ("read",))


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Server:
    """Gives numbered tokens."""

    def __init__(self, lifetime: float | None = None, *, can_renew: bool = True) -> None:
        self.count = 0
        self.lifetime = lifetime
        self.can_renew = can_renew
        self.fails = False

    def __call__(self, _key: TokenKey, last: Granted | None) -> Granted:
        self.count += 1
        if self.fails:
            raise NoToken("refused")
        assert (last is None) == (self.count == 1)
        return Granted(
            value=Secret(f"t{self.count}"), lifetime=self.lifetime, can_renew=self.can_renew
        )


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        (3600, 3600.0), ("3601", 3601.0), (1.5, 1.5), (0, None), (" 0 ", None), (-1, None),
        (None, None), ("soon", None), (True, None), ("inf", None), ("nan", None), ([3600], None),
    ],
)  # fmt: skip
def test_the_lifetime_is_read_in_all_its_forms(written: object, seconds: float | None) -> None:
    assert lifetime_of({"expires_in": written}) == seconds
    assert lifetime_of({}) is None


@pytest.mark.parametrize(
    ("lifetime", "age", "count"),
    [(3600, 3569, 1), (3600, 3571, 2), (2, 1.7, 1), (2, 1.85, 2), (None, 10**6, 1), (10, 9.5, 2)],
)
def test_a_token_is_renewed_shortly_before_its_end(
    lifetime: float | None, age: float, count: int
) -> None:
    clock, server = Clock(), Server(lifetime)
    tokens = Tokens(server, clock)
    tokens.get(KEY)
    clock.now += age
    assert tokens.get(KEY).value == Secret(f"t{count}")
    assert server.count == count


def test_a_refused_token_is_renewed_once_however_many_report_it() -> None:
    server = Server()
    tokens = Tokens(server, Clock())
    first = tokens.get(KEY).value
    found = [tokens.get(KEY, refused=first).value for _ in range(5)]
    assert found == [Secret("t2")] * 5
    assert server.count == 2


def test_new_tokens_that_are_refused_as_well_are_not_asked_for_again() -> None:
    clock, server = Clock(), Server()
    tokens = Tokens(server, clock)
    second = tokens.get(KEY, refused=tokens.get(KEY).value).value
    tokens.give_up(KEY, second)
    assert [tokens.get(KEY, refused=second).value for _ in range(3)] == [second] * 3
    assert server.count == 2
    clock.now += 31  # it may have expired in the meantime: its lifetime is unknown
    assert tokens.get(KEY, refused=second).value == Secret("t3")


def test_what_cannot_change_is_not_asked_for_again() -> None:
    server = Server(can_renew=False)
    tokens = Tokens(server, Clock())
    value = tokens.get(KEY).value
    assert tokens.get(KEY, refused=value).value == value
    assert server.count == 1


def test_a_failure_is_final() -> None:
    server = Server()
    server.fails = True
    tokens = Tokens(server, Clock())
    for _ in range(3):
        with pytest.raises(NoToken, match="refused"):
            tokens.get(KEY)
    assert server.count == 1


def test_scope_sets_have_tokens_of_their_own() -> None:
    tokens = Tokens(lambda key, _: Granted(value=Secret(str(key))), Clock())
    keys = [TokenKey("a", ("x",)), TokenKey("a", ("x", "y")), TokenKey("b", ("x",))]
    assert len({tokens.get(key).value for key in [*keys, *keys]}) == 3


def test_processes_share_tokens_by_way_of_the_first_one() -> None:
    server = Server(3600.0)
    desk = TokenDesk(Tokens(server, Clock()))
    try:
        clients = [DeskClient(desk.address) for _ in range(5)]
        assert {client.get(KEY).value for client in clients} == {Secret("t1")}
        threads = [
            Thread(target=client.get, args=(KEY,), kwargs={"refused": Secret("t1")})
            for client in clients
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        granted = clients[0].get(KEY)
        assert (server.count, granted.value, granted.lifetime) == (2, Secret("t2"), 3600.0)
        clients[1].give_up(KEY, Secret("t2"))
        assert clients[2].get(KEY, refused=Secret("t2")).value == Secret("t2")
    finally:
        desk.close()
    with pytest.raises(NoToken, match="does not answer"):
        DeskClient(desk.address).get(KEY)


def test_who_does_not_know_the_key_gets_nothing() -> None:
    server = Server()
    desk = TokenDesk(Tokens(server, Clock()))
    try:
        with pytest.raises(NoToken):
            DeskClient(desk.address._replace(key="00" * 32)).get(KEY)
        assert DeskClient(desk.address).get(KEY).value == Secret("t1")
    finally:
        desk.close()


def test_a_failure_is_passed_on() -> None:
    server = Server()
    server.fails = True
    desk = TokenDesk(Tokens(server, Clock()))
    try:
        with pytest.raises(NoToken, match="refused"):
            DeskClient(desk.address).get(KEY)
    finally:
        desk.close()
