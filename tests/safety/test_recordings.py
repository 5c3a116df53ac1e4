"""No planted secret is in a file, a report or an output of a run that records or replays."""

import base64
import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from docreplay.model.recordings.cassette import RecordMode
from docreplay.report.format import format_names
from tests.safety.conftest import Command, Recorder

TOKEN = 'tk"n <7Qx&2Lm>/9pR=t4W'
PASSWORD = "correct horse battery staple"
UNDECLARED = "q7Vx2LmN9pRt4Wz"
"""A value that only the names around it give away."""
PAGE = """\
<!-- { "blockType": "request", "name": "sign_in" } -->
```http
POST /sessions/{word}?api_key={api_key}&note={word}
Content-Type: application/json
Authorization: Bearer documented

{ "user": "a", "password": "{password}", "note": "{word}" }
```
<!-- { "blockType": "response" } -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{ "user": 1, "echo": "x", "access_token": "x" }
```
"""
SECRETS = (TOKEN, PASSWORD, UNDECLARED, "declared-word")
ENCODINGS: tuple[Callable[[str], str], ...] = (
    str,
    lambda text: quote(text, safe=""),
    lambda text: re.sub("%..", lambda found: found[0].lower(), quote(text, safe="")),
    lambda text: base64.b64encode(text.encode()).decode(),
    lambda text: base64.urlsafe_b64encode(text.encode()).decode(),
    lambda text: json.dumps(text)[1:-1],
    html.escape,
    lambda text: text.encode().hex(),
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, service: Recorder) -> Path:
    page = tmp_path / "docs_source/en-us/session-post.md"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE, encoding="utf-8")
    (tmp_path / "docreplay.toml").write_text(
        f'base-url = "{service.url}"\nunsafe-methods = true\n'
        'headers = { Authorization = "$env:API_TOKEN", X-Word = "$env:API_WORD" }\n',
        encoding="utf-8",
    )
    echoed = {str(number): encode(TOKEN) for number, encode in enumerate(ENCODINGS)}
    answer = {
        "user": "a",
        "access_token": UNDECLARED,
        "nested": [{"clientSecret": UNDECLARED, "url": f"https://x.example/?sig={UNDECLARED}"}],
        "echo": [echoed, PASSWORD, "declared-word"],
    }
    service.body = json.dumps(answer).encode()
    service.headers = {"Set-Cookie": f"session={UNDECLARED}; Path=/", "X-Note": "declared-word"}
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "API_TOKEN": f"Bearer {TOKEN}",
        "API_WORD": "declared-word",
        "DOCREPLAY_VAR_api_key": UNDECLARED,
        "DOCREPLAY_VAR_password": PASSWORD,
        "DOCREPLAY_VAR_word": "declared-word",
    }.items():
        monkeypatch.setenv(name, value)
    return tmp_path


@pytest.mark.parametrize("mode", ["once", "all", "rewrite", "verify", "none"])
def test_no_secret_is_in_a_file_or_an_output(
    project: Path, docreplay: Command, mode: RecordMode, monkeypatch: pytest.MonkeyPatch
) -> None:
    if mode in ("none", "verify"):
        assert docreplay("test", "--record-mode", "once").code == 1
    if mode == "none":  # a miss names both requests
        monkeypatch.setenv("DOCREPLAY_VAR_word", "declared-word-2")
    reports = [f"--report={name}=reports/{name}.out" for name in format_names()]
    ended = docreplay("test", "-v", "--record-mode", mode, *reports)
    assert ended.code == 1
    files = [path for path in project.rglob("*") if path.is_file()]
    files = [path for path in files if path.relative_to(project).parts[0] != "docs_source"]
    assert any("cassettes" in path.parts for path in files)
    texts = {str(path): path.read_bytes().decode("utf-8", "replace") for path in files}
    texts |= {"stdout": ended.out, "stderr": ended.err}
    found = [
        (name, secret)
        for name, text in texts.items()
        for secret in SECRETS
        for encode in ENCODINGS
        if encode(secret) in text
    ]
    assert not found


def test_secrets_are_not_needed_to_replay(
    project: Path, docreplay: Command, service: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    docreplay("test", "--record-mode", "once")
    before = len(service.requests)
    for name in ("API_TOKEN", "API_WORD"):
        monkeypatch.delenv(name)
    for name in ("api_key", "password", "word"):
        monkeypatch.setenv(f"DOCREPLAY_VAR_{name}", "any")
    out = docreplay("test", "--record-mode", "none").out
    assert "RUN511" not in out
    assert "1 failed against recorded responses in cassettes" in out
    assert len(service.requests) == before
