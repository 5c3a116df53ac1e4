"""Masks with numbers: secrets stay apart in recordings, which still answer."""

import base64
import json
import string
from pathlib import Path
from random import Random
from time import process_time
from urllib.parse import quote

import pytest

from docreplay.model.case import Answer, SentRequest, Unrecorded
from docreplay.model.recordings.cassette import RecordMode
from tests.replay.cassettes import FILE, JSON_TYPE, Player, Result, answer, sent

FORM = (("Content-Type", "application/x-www-form-urlencoded"),)
DECLARED = ("declared-one", "declared-two")


def text_of(root: Path) -> str:
    return (root / FILE).read_text(encoding="utf-8")


def form(body: str) -> SentRequest:
    return sent("/login", method="POST", headers=FORM, body=body)


def delete(token: str) -> SentRequest:
    return sent(f"/tokens?token={token}", method="DELETE")


def bodies(*results: Result) -> list[object]:
    return [json.loads(item.body) if isinstance(item, Answer) else None for item in results]


def test_different_secrets_have_different_numbers_and_the_same_one_has_one(tmp_path: Path) -> None:
    body = {"access_token": "aaaa1", "refresh_token": "bbbb2", "echo": {"password": "first1"}}
    Player(tmp_path, "all", answer(json.dumps(body))).send(form("password=first1&client_secret=x2"))
    stored = json.loads(text_of(tmp_path))["log"]["entries"][0]
    assert stored["request"]["postData"]["text"] == "password=***1&client_secret=***2"
    assert stored["response"]["content"]["_json"] == {
        "access_token": "***3",
        "refresh_token": "***4",
        "echo": {"password": "***1"},
    }


@pytest.mark.parametrize(
    "written",
    [
        "declared-one",
        quote("declared-one", safe="").replace("-", "%2D"),
        base64.b64encode(b"user:declared-one").decode(),
        b"declared-one".hex(),
        "&#100;eclared-one",
    ],
)
def test_a_declared_secret_has_its_number_in_every_encoding(tmp_path: Path, written: str) -> None:
    player = Player(
        tmp_path,
        "all",
        answer(f"declared-two {written}", headers=[("Content-Type", "text/plain")]),
        secrets=DECLARED,
    )
    player.send(sent("/declared-one/declared-two"))
    stored = json.loads(text_of(tmp_path))["log"]["entries"][0]
    assert stored["request"]["url"].endswith("/***1/***2")
    text = stored["response"]["content"]["text"]
    assert text.startswith("***2 ")
    assert "***1" in text


def test_a_header_has_the_number_of_its_credential(tmp_path: Path) -> None:
    request = sent(headers=[("Authorization", "Bearer abcd1234")])
    Player(tmp_path, "all", answer('{"access_token": "abcd1234"}')).send(request)
    assert text_of(tmp_path).count("***1") == 2
    assert "***2" not in text_of(tmp_path)


def exchange(root: Path, secrets: list[str], mode: RecordMode = "all") -> None:
    """Record a case of three requests that has four secrets, one of them undeclared."""
    one, two, three, token = secrets
    first = json.dumps({"access_token": token, "note": f"{two} and {one}", "password": three})
    player = Player(
        root,
        mode,
        answer(first, headers=[*JSON_TYPE, ("Set-Cookie", f"sid={one}{two}")]),
        answer(f"<p>{two}</p>", headers=[("Content-Type", "text/html")]),
        answer(json.dumps({"a": base64.b64encode(one.encode()).decode()})),
        secrets=[one, two],
    )
    player.send(form(f"password={quote(three)}&user=x"))
    player.send(sent(f"/x?token={quote(token)}", headers=[("X-Api-Key", two)]))
    player.send(sent(f"/y/{quote(one, safe='')}", method="POST", headers=JSON_TYPE, body="{}"))


def _secrets(chance: Random) -> list[str]:
    letters = string.ascii_letters + string.digits
    return ["".join(chance.choices(letters, k=chance.randint(9, 60))) for _ in range(4)]


@pytest.mark.parametrize("seed", range(12))
def test_a_recording_is_the_same_for_all_secrets(tmp_path: Path, seed: int) -> None:
    """So nothing about a secret can be learned from it: not its length, order or letters."""
    chance = Random(seed)
    for folder in "ab":
        exchange(tmp_path / folder, _secrets(chance))
    assert text_of(tmp_path / "a") == text_of(tmp_path / "b")


@pytest.mark.parametrize("mode", ["all", "rewrite"])
def test_recording_again_with_new_secrets_changes_no_byte(tmp_path: Path, mode: RecordMode) -> None:
    exchange(tmp_path, ["one111111", "two222222", "three3333", "tok444444"])
    before = text_of(tmp_path)
    exchange(tmp_path, ["one1zzzzz", "two2xxxx", "three", "another5555555555555555"], mode)
    assert text_of(tmp_path) == before


def test_the_order_of_properties_does_not_change_numbers(tmp_path: Path) -> None:
    for folder, body in (
        ("a", {"secret": "ssss", "token": "tttt"}),
        ("b", {"token": "t", "secret": "s"}),
    ):
        Player(tmp_path / folder, "all", answer(json.dumps(body))).send(sent())
    assert text_of(tmp_path / "a") == text_of(tmp_path / "b")


def tokens(root: Path) -> Player:
    """Record that two tokens are created and removed, and return a player of it."""
    recorder = Player(
        root,
        "all",
        answer('{"token": "first111"}'),
        answer('{"token": "second22"}'),
        answer('{"removed": "first"}'),
        answer('{"removed": "second"}'),
    )
    for request in (sent("/tokens"), sent("/tokens"), delete("first111"), delete("second22")):
        recorder.send(request)
    return Player(root, "none")


def test_a_sequence_depends_on_which_value_is_sent(tmp_path: Path) -> None:
    play = tokens(tmp_path)
    created = bodies(play.send(sent("/tokens")), play.send(sent("/tokens")))
    assert created == [{"token": "***1"}, {"token": "***2"}]
    removed = bodies(play.send(delete("***2")), play.send(delete("***1")))
    assert removed == [{"removed": "second"}, {"removed": "first"}]


def test_a_value_that_was_used_already_misses(tmp_path: Path) -> None:
    play = tokens(tmp_path)
    for _ in range(2):
        play.send(sent("/tokens"))
    play.send(delete("***2"))
    found = play.send(delete("***2"))
    assert isinstance(found, Unrecorded)
    assert "is recorded once, and the case sends it again" in found.reason


def test_secrets_of_this_run_differ_like_those_of_the_recording(tmp_path: Path) -> None:
    play = tokens(tmp_path)
    assert bodies(*(play.send(delete(token)) for token in ("other-a", "other-b"))) == [
        {"removed": "first"},
        {"removed": "second"},
    ]


RECORDED = "password=first1&repeated_password=first1&client_secret=second2"
SENT = {
    "the same": (RECORDED, True),
    "other secrets": ("password=a1&repeated_password=a1&client_secret=b2", True),
    "one dummy for all": ("password=x&repeated_password=x&client_secret=x", True),
    "unknown secrets": ("password=***&repeated_password=***&client_secret=***", True),
    "one that is unknown": ("password=a&repeated_password=***&client_secret=b", True),
    "masks of other recordings": ("password=***7&repeated_password=***7&client_secret=***1", True),
    "swapped masks of other recordings": (
        "password=***2&repeated_password=***2&client_secret=***1",
        True,
    ),
    "no longer equal": ("password=a1&repeated_password=c3&client_secret=b2", False),
    "masks that are not equal": ("password=***1&repeated_password=***2&client_secret=b", False),
    "one more field": ("password=a&repeated_password=a&client_secret=b&more=1", False),
    "one field less": ("password=a&repeated_password=a", False),
}


@pytest.mark.parametrize("name", SENT)
def test_a_redacted_request_matches_by_which_secrets_are_equal(tmp_path: Path, name: str) -> None:
    Player(tmp_path, "all").send(form(RECORDED))
    body, is_recorded = SENT[name]
    found = Player(tmp_path, "none").send(form(body))
    assert isinstance(found, Answer if is_recorded else Unrecorded)
    if isinstance(found, Unrecorded):
        assert "the nearest, `get_photo`, differs: field `" in found.reason
        assert not any(secret in found.reason for secret in ("a1", "c3", "b2"))


def test_equal_secrets_in_different_places_match(tmp_path: Path) -> None:
    """One is declared and in a path, where nothing else says that it is a secret."""

    def request(secret: str) -> SentRequest:
        body = json.dumps({"password": secret, "note": f"is {secret}"})
        url = f"/users/{quote(secret, safe='')}?password={quote(secret, safe='')}"
        return sent(url, method="POST", headers=JSON_TYPE, body=body)

    Player(tmp_path, "all", secrets=["decl ared+1"]).send(request("decl ared+1"))
    for secrets, value in (
        (["decl ared+1"], "decl ared+1"),
        ([], "dum my"),
        (["new 1234"], "new 1234"),
    ):
        found = Player(tmp_path, "none", secrets=secrets).send(request(value))
        assert isinstance(found, Answer), value


def test_a_cassette_with_masks_without_numbers_still_answers(tmp_path: Path) -> None:
    recorder = Player(tmp_path, "all")
    recorder.send(form(RECORDED))
    recorder.send(sent("/x?token=abcdef"))
    file = tmp_path / FILE
    old = text_of(tmp_path)
    for number in "123":
        old = old.replace(f"***{number}", "***")
    file.write_text(old, encoding="utf-8")
    for body in (RECORDED, "password=a&repeated_password=b&client_secret=***9"):
        found = Player(tmp_path, "none").send(form(body))
        assert isinstance(found, Answer)
    assert isinstance(Player(tmp_path, "none").send(sent("/x?token=***1")), Answer)
    assert isinstance(Player(tmp_path, "none").send(form("password=a")), Unrecorded)


def test_what_is_added_to_a_case_has_the_next_numbers(tmp_path: Path) -> None:
    Player(tmp_path, "all", answer('{"token": "aaaa"}')).send(sent("/a"))
    player = Player(tmp_path, "new-episodes", answer('{"token": "bbbb", "seen": "***1"}'))
    player.send(sent("/a"))
    player.send(sent("/b?token=***1"))
    entries = json.loads(text_of(tmp_path))["log"]["entries"]
    assert entries[1]["request"]["url"].endswith("token=***1")
    assert entries[1]["response"]["content"]["_json"] == {"seen": "***1", "token": "***2"}


def test_a_digit_after_a_secret_is_not_read_as_its_number(tmp_path: Path) -> None:
    request = sent("/declared-one7/x")
    Player(tmp_path, "all", secrets=DECLARED).send(request)
    assert "/***7/x" in text_of(tmp_path)
    for target in ("/declared-one7/x", "/other7/x"):
        assert isinstance(Player(tmp_path, "none", secrets=DECLARED).send(sent(target)), Answer)


def test_digits_that_are_a_secret_do_not_damage_masks(tmp_path: Path) -> None:
    body = '{"token": "abcdef", "secret": "0000", "note": "1000 and 0001 and abcdef"}'
    secrets = ["1000", "0001", "0000", "qqqq", "****", "abcdef"]
    Player(tmp_path, "all", answer(body), secrets=secrets).send(sent())
    stored = json.loads(text_of(tmp_path))["log"]["entries"][0]["response"]["content"]["_json"]
    assert stored == {"note": "***1 and ***2 and ***3", "secret": "***4", "token": "***3"}


def test_a_case_that_runs_again_starts_with_its_first_numbers(tmp_path: Path) -> None:
    play = tokens(tmp_path)
    for _ in range(2):
        play.begin()
        created = bodies(play.send(sent("/tokens")), play.send(sent("/tokens")))
        assert created == [{"token": "***1"}, {"token": "***2"}]
        assert bodies(play.send(delete("***2"))) == [{"removed": "second"}]


def test_a_response_of_many_secrets_is_recorded_in_time(tmp_path: Path) -> None:
    body = json.dumps([{"token": f"secret-{number}"} for number in range(20_000)])
    started = process_time()
    Player(tmp_path, "all", answer(body)).send(sent())
    assert process_time() - started < 20
    assert "***20000" in text_of(tmp_path)
