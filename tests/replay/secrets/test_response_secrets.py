"""What a run takes from a response is a secret if the response has it as one."""

import json

import pytest

from docreplay.model.case import Answer
from docreplay.replay.secrets.response_secrets import is_secret_in, secrets_in

LONG, SHORT = "hunter22", "hunter2"
"""Eight characters, which are not in other values by chance, and seven."""


def answer(*headers: tuple[str, str], **members: object) -> Answer:
    kind = ("Content-Type", "application/json")
    body = json.dumps(members).encode()
    return Answer(status=200, reason="OK", headers=(kind, *headers), body=body)


@pytest.mark.parametrize(
    ("secret", "value", "expected"),
    [
        (LONG, LONG, True),
        (LONG, f"https://files.example/x?key={LONG}", True),
        (LONG, f"{LONG}@host", True),
        (LONG, "hunter21", False),
        (LONG, "photos", False),
        (LONG, "hunter", False),
        (SHORT, SHORT, True),
        (SHORT, f"https://files.example/x?key={SHORT}", False),
        (SHORT, f"{SHORT}@host", False),
        (SHORT, "photos", False),
    ],
)
def test_a_value_with_a_long_secret_in_it_is_one_too(
    secret: str, value: str, expected: bool
) -> None:
    assert is_secret_in(answer(password=secret, name="photos"), value) is expected


def test_secrets_are_the_values_below_names_of_secrets_at_any_depth() -> None:
    found = answer(
        ("Set-Cookie", "session=c00kie; Path=/"),
        ("X-Api-Key", "k3y"),
        ("X-Api-Key", ""),
        ("X-Note", "plain"),
        name="plain",
        items=[{"clientSecret": "deep"}, {"name": "plain"}],
        credentials={"passwords": ["one", {"current": "two"}, 3, None, ""]},
    )
    secrets = set(secrets_in(found))
    assert {"c00kie", "k3y", "deep", "one", "two"} <= secrets
    assert not secrets & {"plain", ""}


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("text/plain", b'{"password": "hunter22"}'),
        ("application/json", b'{"password": "hunter22"'),
        ("application/json", b'{"password": "hunter22"}'.ljust(1_000_001)),
    ],
)
def test_a_body_that_is_not_json_or_too_large_has_no_names(content_type: str, body: bytes) -> None:
    headers = (("Content-Type", content_type),)
    found = Answer(status=200, reason="OK", headers=headers, body=body)
    assert not list(secrets_in(found))


def test_a_body_of_a_million_bytes_is_looked_through() -> None:
    body = b'{"password": "hunter22"}'.ljust(1_000_000)
    headers = (("Content-Type", "application/problem+json"),)
    found = Answer(status=200, reason="OK", headers=headers, body=body)
    assert list(secrets_in(found)) == [LONG]
