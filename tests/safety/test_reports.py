"""No report and no output shows a secret, whatever a service makes of it."""

import html
import json
import re
from base64 import b16decode, b64decode, b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from detect_secrets.core.secrets_collection import SecretsCollection
from detect_secrets.settings import transient_settings

from docreplay.report.format import format_names
from tests.safety.conftest import Command, Recorder, write_page
from tests.support.html_report import shown as readable_report

SECRETS = (
    "s3cret-t0ken",
    "it's-a-S3cret",
    'say-"s3cret"-loud',
    "pa/th-s3cret/",
    "back\\slash-s3cret",
    "<s3cret>&'amp;\"",
    "sécrèt-t0ken",
    "秘密-пароль-t0ken",
    "100%-s3cret%41",
    "s3cret+plus=/pad==",
    "p@ss:w0rd;s3cret,x",
    "$HOME-`s3cret`-!x",
    "two words s3cret",
    "~tilde~s3cret~",
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
    "AKIA" + "IOSFODNN7QZYXWVU",
    "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
    "long-" + "0123456789abcdef" * 18,
)


def _each(form: str) -> Callable[[str], str]:
    """Write each UTF-16 unit in the form."""

    def write(text: str) -> str:
        data = text.encode("utf-16-be")
        return "".join(form.format(int.from_bytes(data[i : i + 2])) for i in range(0, len(data), 2))

    return write


FORMS: Mapping[str, Callable[[str], str]] = {
    "plain": str,
    "JSON": lambda text: json.dumps(text)[1:-1],
    "escaped slashes": lambda text: json.dumps(text)[1:-1].replace("/", "\\/"),
    "escaped units": _each("\\u{:04X}"),
    "XML": lambda text: html.escape(text).replace("&#x27;", "&apos;"),
    "references": lambda text: "".join(f"&#x{ord(c):x};" for c in text),
    "percent": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
    "percent, lower case": lambda text: quote(text, safe="").lower() if text.islower() else "",
    "base64": lambda text: b64encode(f"user:{text}".encode()).decode(),
    "base64url": lambda text: urlsafe_b64encode(text.encode()).decode().rstrip("="),
    "hexadecimal": lambda text: text.encode().hex(),
}

PAGE = """\
<!-- { "blockType": "request", "name": "json" } -->
```http
POST /json/{token}?access={token}&q=1
Content-Type: application/json
X-Own: {token}
Cookie: session={token}

{ "a": "{token}", "password": "{pw}" }
```
<!-- { "blockType": "response" } -->
```http
HTTP/1.1 200 OK
Content-Type: application/json
Location: https://api.example.com/a

{ "a": "x", "list": ["x"], "error": null }
```

<!-- { "blockType": "request", "name": "form" } -->
```http
POST /form
Content-Type: application/x-www-form-urlencoded

user=a&password={pw}&client_secret={word}
```
<!-- { "blockType": "response", "compare": { "mode": "exact" } } -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{ "a": "x", "list": ["x"], "n": 1 }
```

<!-- { "blockType": "request", "name": "xml" } -->
```http
PUT /xml
Content-Type: application/xml

<a key="{token}">{pw}</a>
```
<!-- { "blockType": "response" } -->
```http
HTTP/1.1 200 OK
Content-Type: text/plain

nothing of that kind
```

<!-- { "blockType": "request", "name": "multipart" } -->
```http
PUT /multipart
Content-Type: multipart/form-data; boundary=b

--b
Content-Disposition: form-data; name="pin"

{word}
--b
Content-Disposition: form-data; name="f"; filename="a.txt"

{token}
--b--
```
<!-- { "blockType": "response" } -->
```http
HTTP/1.1 404 Not Found
Content-Type: application/json

{ "error": { "code": "x", "message": "x" } }
```
"""


def answer(secret: str) -> bytes:
    """Return a body that repeats the secret in every form: as value, as name, nested, and cut."""
    spelt = [form(secret) for form in FORMS.values()]
    body = {
        "a": {"deep": {form(secret): form(secret) for form in FORMS.values()}},
        "list": [*spelt, *(f"you sent {text} here" for text in spelt)],
        "echo": f"Bearer {secret}",
        "Basic": b64encode(f"{secret}:{secret}".encode()).decode(),
        "long": "x" * 60 + secret,
        "error": {"code": f"bad {secret}", "message": f"token {secret} of {secret[:-1]}"},
    }
    return json.dumps(body, ensure_ascii=False).encode()


def readings(text: str) -> Iterator[str]:
    """Return the text as decoded from each encoding; independent of what the mask knows."""
    yield text
    previous, current = "", text
    for _ in range(4):
        if current == previous:
            break
        previous = current
        current = unquote(current, errors="replace")
        yield current
        current = html.unescape(current)
        yield current
        current = re.sub(r"\\{1,4}u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), current)
        current = current.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        current = current.replace("'\"'\"'", "'").replace("~1", "/").replace("~0", "~")
        yield re.sub(r"\\+([\"'/\\])", r"\1", current)
        yield current
    for digits in re.findall(r"[A-Za-z0-9+/_-]{8,}", text):
        yield from (_decoded(digits[start:]) for start in range(4))
    for digits in re.findall(r"(?:[0-9a-fA-F]{2}){6,}", text):
        yield b16decode(digits.upper()).decode("utf-8", "replace")


def _decoded(digits: str) -> str:
    plain = digits.replace("-", "+").replace("_", "/")
    whole = plain[: len(plain) - (len(plain) % 4 == 1)]
    return b64decode(whole + "=" * (-len(whole) % 4)).decode("utf-8", "replace")


def shown(secret: str, text: str) -> bool:
    """Return True if the text shows the secret in any encoding."""
    return any(secret in reading for reading in readings(text))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("secret", SECRETS)
def test_the_search_detects_a_secret_in_every_form(secret: str, form: str) -> None:
    spelt = FORMS[form](secret)
    assert not spelt or shown(secret, f'x "{spelt}" y')


def outputs(project: Path, docreplay: Command, url: str) -> Mapping[str, str]:
    """Return every report and every other output of runs with all verbosities."""
    reports = {name: project / f"report.{name}" for name in format_names()}
    options = [f"--report={name}={path}" for name, path in reports.items()]
    found: dict[str, str] = {}
    for verbosity in ("-q", "-vv"):
        ended = docreplay("test", verbosity, "--base-url", url, "--unsafe-methods", *options)
        assert ended.code == 1, ended.err
        found |= {f"stdout {verbosity}": ended.out, f"stderr {verbosity}": ended.err}
        for name, path in reports.items():
            text = path.read_text(encoding="utf-8")
            found[f"{name} {verbosity}"] = text if name != "html" else readable_report(text)
    update = ("--baseline", "b.jsonl", "--baseline-update")
    docreplay("test", "--base-url", url, "--unsafe-methods", *update)
    for path in (*project.glob("*.jsonl"), *project.rglob("generated_tests/**/*")):
        if path.is_file() and "__pycache__" not in path.parts:
            found[str(path)] = path.read_text(encoding="utf-8")
    return found


@pytest.mark.parametrize("secret", SECRETS)
def test_no_output_shows_a_secret(
    project: Path,
    docreplay: Command,
    service: Recorder,
    monkeypatch: pytest.MonkeyPatch,
    secret: str,
) -> None:
    write_page(project, PAGE)
    for name in ("token", "pw", "word"):
        monkeypatch.setenv(f"DOCREPLAY_VAR_{name}", secret)
    if secret.isascii():
        basic = b64encode(f"user:{secret}".encode()).decode()
        headers = (
            f'[headers]\nAuthorization = "Basic {basic}"\nX-Api = "$env:DOCREPLAY_VAR_token"\n'
        )
        (project / "docreplay.toml").write_text(headers, encoding="utf-8")
        service.headers = {"X-Echo": secret, "Location": f"/a?x={quote(secret)}", "ETag": secret}
    service.body = answer(secret)
    found = outputs(project, docreplay, service.url)
    assert len(found) > 2 * len(format_names())
    showing = [name for name, text in found.items() if shown(secret, text)]
    assert not showing
    assert any("***" in text for text in found.values())


DETECTORS = (
    *("AWSKeyDetector", "BasicAuthDetector", "GitHubTokenDetector", "JwtTokenDetector"),
    *("PrivateKeyDetector", "SlackDetector", "StripeDetector", "NpmDetector"),
)


@pytest.mark.parametrize("secret", SECRETS)
def test_a_scanner_for_secrets_finds_none(
    project: Path,
    docreplay: Command,
    service: Recorder,
    monkeypatch: pytest.MonkeyPatch,
    secret: str,
) -> None:
    write_page(project, PAGE)
    for name in ("token", "pw", "word"):
        monkeypatch.setenv(f"DOCREPLAY_VAR_{name}", secret)
    service.body = answer(secret)
    for name, text in outputs(project, docreplay, service.url).items():
        assert not scanned(project, text), name


@pytest.mark.parametrize("secret", [item for item in SECRETS if item[:3] in ("eyJ", "AKI", "ghp")])
def test_the_scanner_knows_secrets(project: Path, secret: str) -> None:
    assert scanned(project, f"it is {secret} here")


def scanned(folder: Path, text: str) -> list[str]:
    """Return the kinds of secrets that the scanner finds in a text."""
    file = folder / "scanned.txt"
    file.write_text(text, encoding="utf-8")
    secrets = SecretsCollection()
    with transient_settings({"plugins_used": [{"name": name} for name in DETECTORS]}):
        secrets.scan_file(str(file))
    return [secret.type for _, secret in secrets]
