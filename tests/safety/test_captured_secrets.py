"""Secrets of responses: no page and no story takes one to another host, under whatever name."""

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ended
from tests.safety.conftest import Command, Recorder, page, write_page

TOKEN = "0wn-token-0f-the-service"
CONFIGURED = "c0nfigured-secret"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLW9mLWl0"
ENCODED = base64.b64encode(f"x:{CONFIGURED}".encode()).decode()
BODY: dict[str, object] = {
    "access_token": TOKEN,
    "user": {"client_secret": TOKEN, "id": "u1"},
    "list": [{"apiKey": TOKEN}],
    "note": JWT,
    "sentence": f"your token is {TOKEN}",
    "echo": f"Bearer {CONFIGURED}",
    "encoded": ENCODED,
    "next": "{url}/more?access_token=" + TOKEN,
}
RESPONSE = "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{ }"
SECRETS = (TOKEN, CONFIGURED, JWT, JWT.partition(".")[2], ENCODED)
Attack = Callable[[str, str], Ended]


def pages(value: str, request: str) -> str:
    """Return a page that takes a value from a response, and a request that has it."""
    first = {"blockType": "request", "name": "first", "capture": {"id": value}}
    second = {"blockType": "request", "name": "second", "requires": ["first"]}
    response = f'<!-- {{ "blockType": "response" }} -->\n```http\n{RESPONSE}\n```\n'
    texts = ((first, "GET /login"), (second, request))
    return "".join(
        f"<!-- {json.dumps(note)} -->\n```http\n{text}\n```\n{response}" for note, text in texts
    )


@pytest.fixture
def prepared(project: Path, service: Recorder, stranger: Recorder) -> str:
    """Configure the project; return the URL of the host that the configuration allows."""
    body = json.dumps(BODY).replace("{url}", service.url)
    service.body = body.encode()
    service.headers = {"X-Auth-Token": TOKEN, "Set-Cookie": f"sid={TOKEN}; Path=/"}
    text = (
        f'base-url = "{service.url}"\nallow-hosts = ["{stranger.host}"]\nunsafe-methods = true\n'
        "allow-private-addresses = true\n"
        f'[headers]\nAuthorization = "Bearer {CONFIGURED}"\n'
    )
    (project / "docreplay.toml").write_text(text, encoding="utf-8")
    return stranger.url


PATHS = (
    "$.access_token", "$.user.client_secret", "$.list[0].apiKey", "$..apiKey", "$.*", "$.note",
    "$.sentence", "$.echo", "$.encoded", "$.next", "X-Auth-Token:", "Set-Cookie:",
)  # fmt: skip


@pytest.mark.parametrize("value", PATHS)
@pytest.mark.parametrize(
    "request_text",
    [
        "GET @/{id}",
        "GET @/{+id}",
        "GET @/a?b={id}",
        "GET @/a\nX-A: {id}",
        'POST @/a\nContent-Type: application/json\n\n{ "a": "{id}" }',
    ],
)
def test_a_page_takes_no_secret_to_another_host(
    project: Path, docreplay: Command, prepared: str, stranger: Recorder,
    value: str, request_text: str,
) -> None:  # fmt: skip
    write_page(project, pages(value, request_text.replace("@", prepared)))
    ended = docreplay("test", "-v")
    assert not leaked(*stranger.requests)
    assert not leaked(ended.out, ended.err)


def leaked(*texts: str) -> list[str]:
    return [secret for secret in SECRETS if any(secret in text for text in texts)]


def test_what_is_not_secret_may_be_taken(
    project: Path, docreplay: Command, prepared: str, stranger: Recorder
) -> None:
    write_page(project, pages("$.user.id", f"GET {prepared}/{{id}}"))
    ended = docreplay("test", "-v")
    assert stranger.requests, ended.out + ended.err
    assert stranger.requests[0].startswith("GET /u1 ")


def test_its_own_host_gets_a_secret(
    project: Path, docreplay: Command, prepared: str, service: Recorder
) -> None:
    del prepared
    write_page(project, pages("$.access_token", "GET /a?b={id}"))
    ended = docreplay("test", "-v")
    assert service.requests[-1].startswith(f"GET /a?b={TOKEN} ")
    assert not leaked(ended.out, ended.err)


STORY = """\
[[story]]
id = "evil"

[[story.steps]]
id = "first"
request = "GET /login"
capture = {{ id = "{value}" }}

[[story.steps]]
id = "second"
request = "{request}"
{more}
"""


@pytest.mark.parametrize("value", [path for path in PATHS if path not in ("$.*", "$..apiKey")])
@pytest.mark.parametrize(
    ("request_text", "more"),
    [
        ("GET @/{id}", ""),
        ("GET @/a", 'headers = { X-A = "{id}" }'),
        ("GET @/a", "headers = { X-A = \"{$steps.first.outputs.id}\" }"),
        ("POST @/a", "body = \"{$steps.first.outputs.id}\""),
        ("GET @/{$steps.first.outputs.id}", ""),
    ],
)  # fmt: skip
def test_a_story_takes_no_secret_to_another_host(
    project: Path, docreplay: Command, prepared: str, stranger: Recorder,
    value: str, request_text: str, more: str,
) -> None:  # fmt: skip
    text = STORY.format(value=value, request=request_text.replace("@", prepared), more=more)
    (project / "evil.toml").write_text(text, encoding="utf-8")
    config = project / "docreplay.toml"
    config.write_text(f'stories = ["evil.toml"]\n{config.read_text(encoding="utf-8")}')
    write_page(project, pages("$.user.id", "GET /a"))
    ended = docreplay("test", "-v")
    assert "which only the host of the base URL gets" in ended.out
    assert not stranger.requests
    assert not leaked(ended.out, ended.err)


INPUT = """\
[[story]]
id = "evil"

[story.inputs]
client_secret = "default"

[[story.steps]]
id = "only"
request = "GET @/a"
headers = { X-A = "{$inputs.client_secret}" }
"""


@pytest.mark.parametrize("secret", ["c0nfigured-client-secret", "pin9876"])
def test_a_story_takes_no_value_of_the_run_to_another_host(
    project: Path, docreplay: Command, prepared: str, stranger: Recorder, secret: str
) -> None:
    (project / "evil.toml").write_text(INPUT.replace("@", prepared), encoding="utf-8")
    config = project / "docreplay.toml"
    config.write_text(f'stories = ["evil.toml"]\n{config.read_text(encoding="utf-8")}')
    write_page(project, pages("$.user.id", "GET /a"))
    ended = docreplay("test", "-v", "--var", f"client_secret={secret}")
    assert "which only the host of the base URL gets" in ended.out
    assert not [item for item in (*stranger.requests, ended.out, ended.err) if secret in item]


SHOWN = (
    'Content-Type: application/json\n\n{ "grant_type": "a", "client_secret": "b" }',
    "Content-Type: application/x-www-form-urlencoded\n\ngrant_type=a&client_secret=b",
    "Content-Type: multipart/form-data; boundary=x\n\n--x\nContent-Disposition: form-data;"
    ' name="client_secret"\n\nb\n--x--',
)


@pytest.mark.parametrize("body", SHOWN)
@pytest.mark.parametrize("form", ["text", "html", "json", "junit"])
def test_no_output_has_the_credential_that_a_body_was_sent_with(
    project: Path, docreplay: Command, prepared: str, service: Recorder, body: str, form: str
) -> None:
    del prepared
    secret = "0wn s3cret/of+it"
    service.status, service.body = 400, json.dumps({"error": f"wrong {secret}"}).encode()
    write_page(project, page(f"POST /token\n{body}", RESPONSE))
    ended = docreplay("test", "-v", "--var", f"client_secret={secret}", "--output-format", form)
    assert service.requests[0].startswith("POST /token ")
    spellings = (secret, "0wn%20s3cret%2Fof%2Bit", "0wn s3cret\\/of+it")
    assert not [item for item in spellings if item in ended.out + ended.err]
