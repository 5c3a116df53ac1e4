"""No planted secret is in a recording, and a redacted recording still answers."""

import base64
import html
import json
import string
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from urllib.parse import quote, quote_plus
from xml.sax.saxutils import escape

import pytest
from detect_secrets.core.secrets_collection import SecretsCollection
from detect_secrets.settings import default_settings

from docreplay.model.case import Answer, SentRequest
from docreplay.model.recordings.cassette import Cassette, Recording
from docreplay.replay.recordings.cassette_text import write_cassette
from docreplay.replay.secrets.redaction import Redactor
from tests.replay.cassettes import BASE, FILE, JSON_TYPE, Player, answer, record, sent

_ALPHABET = string.ascii_letters + string.digits + "+/=~!%&<>\"' -_.é"


def _planted() -> list[str]:
    """Return 60 values without a shape that gives them away."""
    chance = Random(20260)
    plain = ["".join(chance.choices(_ALPHABET, k=chance.randint(12, 40))) for _ in range(30)]
    words = ["".join(chance.choices(string.ascii_lowercase, k=9)) for _ in range(15)]
    tokens = [
        ".".join("".join(chance.choices(string.ascii_letters, k=20)) for _ in range(3))
        for _ in range(15)
    ]
    return [*plain, *words, *tokens]


PLANTED = [f"S{number:02d}{value.strip()}Z" for number, value in enumerate(_planted())]


def _is_token(value: str) -> bool:
    return value.count(".") == 2 and value.replace(".", "").isalnum()


def _basic(value: str) -> str:
    return base64.b64encode(f"user:{value}".encode()).decode()


NONE = Redactor()
REDACTOR = Redactor(PLANTED)
ENCODINGS: Mapping[str, Callable[[str], str]] = {
    "plain": str,
    "percent": lambda value: quote(value, safe=""),
    "percent-lower": lambda value: _lower(quote(value, safe="")),
    "form": quote_plus,
    "base64": lambda value: base64.b64encode(value.encode()).decode(),
    "base64url": lambda value: base64.urlsafe_b64encode(value.encode()).decode().rstrip("="),
    "json": lambda value: json.dumps(value)[1:-1],
    "html": html.escape,
    "xml": lambda value: escape(value, {'"': "&quot;"}),
    "basic": _basic,
    "part of a token": lambda value: value.split(".")[-1] if _is_token(value) else value,
}


def _lower(text: str) -> str:
    parts = text.split("%")
    return "%".join([parts[0], *(part[:2].lower() + part[2:] for part in parts[1:])])


def test_there_are_sixty_secrets_in_at_least_eight_encodings() -> None:
    assert len(set(PLANTED)) == 60
    assert len(ENCODINGS) >= 8


def request_with(text: str) -> SentRequest:
    """Return a request that has a text wherever one can be."""
    return sent(
        f"/{quote(text, safe='')}/photo?note={quote_plus(text)}&x={quote(text)}",
        method="POST",
        headers=[("X-Note", text.encode().decode("latin-1")), *JSON_TYPE],
        body=json.dumps({"note": text, "list": [{"deep": f"before {text} after"}], text: 1}),
    )


def answers_with(text: str) -> list[Answer]:
    kinds = ("text/plain", "application/octet-stream")
    form = f"note={quote_plus(text)}"
    return [
        answer(json.dumps({"note": text, "nested": json.dumps({"inner": text})})),
        *(answer(f"<p>{text}</p>\nand {text}", headers=[("Content-Type", kind)]) for kind in kinds),
        answer(b"\xff\x00" + text.encode() + b"\x00", headers=[("Content-Type", "image/png")]),
        answer(form, headers=[("Content-Type", "application/x-www-form-urlencoded")]),
        answer(text.encode("utf-16"), headers=[("Content-Type", "text/plain; charset=utf-16")]),
        answer("", 302, [("Location", f"{BASE}/{quote(text, safe='')}"), ("X-Note", "é")]),
    ]


def contents(folder: Path) -> str:
    """Return all that the file of a recording has."""
    return unfolded((folder / FILE).read_text(encoding="utf-8"))


def unfolded(text: str) -> str:
    """Return a recording as it is, as its values, and with binary bodies decoded."""
    values: list[str] = [text]

    def walk(value: object) -> None:
        if isinstance(value, dict):
            if value.get("encoding") == "base64":
                data = base64.b64decode(value["text"])
                values.extend((data.decode("latin-1"), data.decode("utf-8", "replace")))
                values.append(data.decode("utf-16", "replace"))
            for key, item in value.items():
                walk(key)
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)
        elif isinstance(value, str):
            values.append(value)

    walk(json.loads(text))
    return "\n".join(values)


def recorded(text: str) -> str:
    """Return the file of recordings whose requests and responses have a text in all places."""
    request = REDACTOR.request(request_with(text), BASE)
    recordings = (
        Recording(
            case=f"case_{number}",
            order=0,
            recorded="2026-11-27",
            request=request,
            response=REDACTOR.response(found),
        )
        for number, found in enumerate(answers_with(text))
    )
    return write_cassette(Cassette(page="page.md", recordings=tuple(recordings)))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_no_planted_value_is_recorded_in_any_encoding(encoding: str) -> None:
    for secret in PLANTED:
        stored = unfolded(recorded(ENCODINGS[encoding](secret)))
        forms = {form(secret) for form in ENCODINGS.values()} | {secret}
        assert not [form for form in forms if form in stored], (encoding, secret)


@pytest.mark.parametrize("encoding", ["plain", "percent", "json", "html"])
def test_a_redacted_recording_answers_with_the_secret_and_without_it(
    tmp_path: Path, encoding: str
) -> None:
    for number, secret in enumerate(PLANTED):
        root = tmp_path / str(number)
        Player(root, "all", secrets=REDACTOR).send(_request_of(ENCODINGS[encoding](secret)))
        for secrets, value in ((REDACTOR, secret), (NONE, "dummy")):
            request = _request_of(ENCODINGS[encoding](value) if value == secret else value)
            found = Player(root, "none", secrets=secrets).send(request)
            assert isinstance(found, Answer), secret


def _request_of(text: str) -> SentRequest:
    body = json.dumps({"note": text, "list": [{"deep": f"before {text} after"}]})
    url = f"/{quote(text, safe='')}/photo?note={quote_plus(text)}&x={quote(text)}"
    return sent(url, method="POST", headers=JSON_TYPE, body=body)


S = "q7Vx2LmN9pRt4Wz"
"""A value that is not declared, in the shapes that are known."""
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"
REQUESTS = {
    "bearer": sent(headers=[("Authorization", f"Bearer {S}")]),
    "basic": sent(headers=[("Authorization", f"Basic {_basic(S)}")]),
    "subscription key": sent(headers=[("Ocp-Apim-Subscription-Key", S)]),
    "x-auth": sent(headers=[("X-Auth-Email", S), ("X-Subscription-Token", S)]),
    "functions key": sent(headers=[("x-functions-key", S), ("Proxy-Authorization", S)]),
    "session": sent(headers=[("JSESSIONID", S), ("X-CSRF", S), ("X-Xsrf-Token", S)]),
    "cookie": sent(headers=[("Cookie", f"a={S}; b={S}")]),
    "query": sent(f"/x?api_key={S}&access_token={S}&apikey={S}&subscription-key={S}"),
    "sas": sent(f"/blob?sv=2020&se={S}1&sr={S}2&sp={S}3&sig={S}"),
    "code": sent(f"/callback?code={S}&state={S}"),
    "fragment": sent(f"/x#access_token={S}"),
    "user": sent(f"https://u:{S}@other.example.com/x"),
    "form": sent(
        method="POST",
        headers=[("Content-Type", "application/x-www-form-urlencoded")],
        body=f"grant_type=x&client_secret={S}&assertion={S}&code={S}&client_assertion={S}"
        f"&password={S}&code_verifier={S}&refresh_token={S}",
    ),
    "json": sent(
        method="POST",
        headers=JSON_TYPE,
        body=json.dumps(
            {
                "password": S,
                "client_secret": S,
                "clientSecret": S,
                "accessToken": S,
                "items": [{"apiKey": S}, {"deep": {"refresh_token": S}}],
                "credentials": {"value": S},
                "settings": [{"name": "DB_PASSWORD", "value": S}, {"key": "api-key", "value": S}],
                "sharedAccessSignature": S,
                "connectionString": f"Server=x;Password={S};",
                "keys": [{"private_key": S}],
                "nested": json.dumps({"accountKey": S}),
                "tokens": {"idToken": [S, S]},
            }
        ),
    ),
    "multipart": sent(
        method="POST",
        headers=[("Content-Type", "multipart/form-data; boundary=b")],
        body=f'--b\r\nContent-Disposition: form-data; name="client_secret"\r\n\r\n{S}\r\n--b--\r\n',
    ),
    "xml": sent(
        method="PUT",
        headers=[("Content-Type", "application/xml")],
        body=f'<a xmlns="x"><wsse:Password Type="t">{S}</wsse:Password><k apiKey="{S}"/></a>',
    ),
    "lines": sent(
        method="PUT",
        headers=[("Content-Type", "application/x-ndjson")],
        body=f'{{"a":1,"token":"{S}"}}\n{{"password": "{S}"}}\n',
    ),
}
ANSWERS = {
    "set-cookie": answer(headers=[("Set-Cookie", f"id={S}; Path=/; HttpOnly")]),
    "location": answer("", 302, [("Location", f"https://a.example/x?access_token={S}")]),
    "location fragment": answer("", 302, [("Location", f"https://a.example/#access_token={S}")]),
    "upload url": answer(f'{{"uploadUrl": "https://b.example/x?sv=1&se=2&sig={S}&sr=b"}}'),
    "signature": answer(f'{{"query": "sv=2020-02-10&se=2027&sr=b&sig={S}"}}'),
    "token": answer(f'{{"access_token": "{S}", "expires_in": 3600, "token_type": "Bearer"}}'),
    "pin": answer('{"pin": 987654321987}'),
    "html": answer(
        f'<input name="csrf_token" type="hidden" value="{S}">',
        headers=[("Content-Type", "text/html")],
    ),
    "curl": answer(
        f"curl -H 'Authorization: Bearer {S}' -H \"X-Api-Key: {S}\" https://x",
        headers=[("Content-Type", "text/plain")],
    ),
    "settings": answer(f"[db]\npassword = {S}\n", headers=[("Content-Type", "text/plain")]),
    "connection": answer(f'{{"value": "AccountName=a;AccountKey={S};EndpointSuffix=x"}}'),
}
SHAPES = {
    "jwt": JWT,
    "github": "ghp_" + "a1B2" * 9,
    "github app": "github_pat_" + "a1B2_" * 12,
    "slack": "xoxb-" + "123456789012-abcdefABCDEF",
    "aws": "AKIA" + "ABCDEFGH12345678",
    "google": "AIza" + "a1B2c" * 7,
    "stripe": "sk_" + "live_" + "a1B2c3D4e5F6",
    "entra": "abc8Q~" + "a1B2c3D4" * 4,
    "pem": "-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\ndef==\n-----END RSA PRIVATE KEY-----",
    "url": f"https://user:{S}@x.example.com/",
}


@pytest.mark.parametrize("shape", REQUESTS)
def test_no_secret_of_a_known_name_in_a_request_is_stored(tmp_path: Path, shape: str) -> None:
    record(tmp_path, REQUESTS[shape])
    stored = contents(tmp_path)
    assert S not in stored
    assert _basic(S) not in stored
    assert isinstance(Player(tmp_path, "none").send(REQUESTS[shape]), Answer)


@pytest.mark.parametrize("shape", ANSWERS)
def test_no_secret_of_a_known_name_in_a_response_is_stored(tmp_path: Path, shape: str) -> None:
    record(tmp_path, sent(), ANSWERS[shape])
    stored = contents(tmp_path)
    assert S not in stored
    assert "987654321987" not in stored


@pytest.mark.parametrize("shape", SHAPES)
def test_no_secret_of_a_known_shape_is_stored(tmp_path: Path, shape: str) -> None:
    secret = SHAPES[shape]
    text = [("Content-Type", "text/plain")]
    recorder = Player(tmp_path, "all", answer(json.dumps({"note": secret})))
    recorder.send(sent(headers=text, method="PUT", body=f"see {secret} here"))
    recorder.live.answers = [
        answer(f"a {secret} b", headers=[*text, ("X-A", secret.split("\n")[0])])
    ]
    recorder.send(sent())
    stored = contents(tmp_path)
    assert secret not in stored
    assert all(line not in stored for line in secret.split("\n")[1:2])
    assert S not in stored


def test_a_scanner_finds_nothing(tmp_path: Path) -> None:
    recorder = Player(tmp_path, "all", *ANSWERS.values(), secrets=REDACTOR)
    for request in (*REQUESTS.values(), *map(request_with, PLANTED[:20])):
        recorder.send(request)
    for secret in SHAPES.values():
        recorder.live.answers = [answer(json.dumps({"text": secret}))]
        recorder.send(sent())
    found = SecretsCollection()
    with default_settings():
        found.scan_file(str(tmp_path / FILE))
    assert not [(item.type, item.line_number) for _, item in found]


def test_a_scanner_finds_what_is_not_redacted(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text(json.dumps({"note": SHAPES["aws"], "b": JWT}, indent=2), encoding="utf-8")
    found = SecretsCollection()
    with default_settings():
        found.scan_file(str(file))
    assert [secret for _, secret in found]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("monkey", "a"),
        ("continuationToken", "a"),
        ("keyboard", "a"),
        ("passenger", "a"),
        ("design", "a"),
        ("code", "itemNotFound"),
        ("maxTokens", 25),
        ("pinned", True),
        ("password", None),
        ("refreshInterval", "1h"),
        ("shipping", "a"),
        ("assertions", "a"),
    ],
)
def test_what_is_not_a_secret_stays(tmp_path: Path, name: str, value: object) -> None:
    record(tmp_path, sent(), answer(json.dumps({name: value})))
    found = Player(tmp_path, "none").send(sent())
    assert isinstance(found, Answer)
    assert json.loads(found.body) == {name: value}


@pytest.mark.parametrize(
    "target", ["/countries?code=DE", "/x?se=1", "/x?$skiptoken=abcdefgh", "/x?sp=2&sv=3"]
)
def test_a_parameter_that_is_not_a_secret_is_compared(tmp_path: Path, target: str) -> None:
    record(tmp_path, sent(target))
    assert target.partition("?")[2] in contents(tmp_path)


def test_types_stay_what_they_are(tmp_path: Path) -> None:
    body = {"password": "abcd", "pin": 1234, "tokens": ["a"], "key": {"id": 1}, "secret": None}
    record(tmp_path, sent(), answer(json.dumps(body)))
    found = Player(tmp_path, "none").send(sent())
    assert isinstance(found, Answer)
    assert json.loads(found.body) == {
        "password": "***1",
        "pin": 0,
        "tokens": ["***2"],
        "key": {"id": 1},
        "secret": None,
    }


def test_a_pair_of_key_and_value_is_not_a_secret_by_its_key(tmp_path: Path) -> None:
    body = {"tags": [{"key": "colour", "value": "red"}, {"key": "api_key", "value": "abcd"}]}
    record(tmp_path, sent(), answer(json.dumps(body)))
    found = Player(tmp_path, "none").send(sent())
    assert isinstance(found, Answer)
    assert json.loads(found.body) == {
        "tags": [{"key": "colour", "value": "red"}, {"key": "api_key", "value": "***1"}]
    }
