"""No report shows the secrets of signed URLs that a service sends."""

import json
from pathlib import Path

import pytest

from tests.live.conftest import Answer, Command, Pages, Service
from tests.live.test_operations import accepted, state
from tests.support.pages import exchange

SECRETS = ("S1gSecretValue0", "T0kenSecretValue", "TempAuthSecret00", "Pass0fUser")
QUERY = "?sig=S1gSecretValue0&se=2&token=T0kenSecretValue&tempauth=TempAuthSecret00"
URL = f"https://u:Pass0fUser@other.example.com/m{QUERY}"
OK = "HTTP/1.1 200 OK\nContent-Type: application/json\n"
FORMATS = ("json", "html", "junit", "markdown", "sarif")


def reported(replay: Command, root: Path, *more: str) -> str:
    """Run with reports of several formats, and return all that was written."""
    reports = [f"{name}={root}/report.{name}" for name in FORMATS]
    ended = replay(*more, *(word for text in reports for word in ("--report", text)))
    files = (root / f"report.{name}" for name in FORMATS)
    return ended.out + ended.err + "".join(file.read_text(encoding="utf-8") for file in files)


def refuse_secrets(text: str) -> None:
    assert [secret for secret in SECRETS if secret in text] == []


MONITORS = {
    "other-host": accepted(URL),
    "error": accepted(f"/error{QUERY}"),
    "failed": accepted("/failed"),
    "moved": accepted("/moved"),
    "invalid": accepted(f"http://[bad{QUERY}"),
    "nobody": accepted(f"http://127.0.0.1:1/m{QUERY}"),
}


@pytest.mark.parametrize("name", MONITORS)
def test_of_a_monitor(
    pages: Pages, replay: Command, service: Service, tmp_path: Path, name: str
) -> None:
    pages(p=exchange("POST /copy", "HTTP/1.1 202 Accepted"))
    error = {"code": "c", "message": f"cannot read {URL}"}
    service.answers = {
        "/copy": [MONITORS[name]],
        f"/error{QUERY}": [Answer(404, json.dumps({"error": error}))],
        "/failed": [state("failed", error=error)],
        "/moved": [Answer(307, headers=(("Location", URL),))],
    }
    more = ("--unsafe-methods", "--poll", "always", "--allow-host", "127.0.0.1:1")
    text = reported(replay, tmp_path, *more)
    assert "accepted operation" in text
    refuse_secrets(text)


BODIES = ['{"a": 1}', '{"b": "x"}', '{"a": ["x"]}', '{"a": {"b": 1}}']


@pytest.mark.parametrize("body", BODIES)
def test_of_a_body(
    pages: Pages, replay: Command, service: Service, tmp_path: Path, body: str
) -> None:
    pages(p=exchange("GET /x", f"{OK}\n{body}"))
    service.otherwise = Answer(body=json.dumps({"a": URL, "d": f"see {URL}."}))
    text = reported(replay, tmp_path)
    assert "error CON20" in text
    assert "other.example.com/m" in text
    refuse_secrets(text)


@pytest.mark.parametrize("status", [201, 302, 401, 500])
def test_of_a_header(
    pages: Pages, replay: Command, service: Service, tmp_path: Path, status: int
) -> None:
    pages(p=exchange("GET /x", f"{OK}Location: https://api.example.com/y\n\n{{}}"))
    body = json.dumps({"error": {"message": f"go to {URL}"}})
    service.otherwise = Answer(status, body, headers=(("Location", URL), ("Link", f"<{URL}>")))
    refuse_secrets(reported(replay, tmp_path))


def test_of_further_pages(pages: Pages, replay: Command, service: Service, tmp_path: Path) -> None:
    pages(p=exchange("GET /x", f'{OK}\n{{"value": [], "@odata.nextLink": "/x?a=1"}}'))
    linked = {"value": [], "@odata.nextLink": f"/y{QUERY}"}
    service.answers["/x"] = [Answer(body=json.dumps(linked))]
    service.answers[f"/y{QUERY}"] = [Answer(body=json.dumps({"value": 1, "@odata.nextLink": URL}))]
    text = reported(replay, tmp_path, "--follow-pages", "**")
    assert "page 2" in text
    refuse_secrets(text)


def test_of_what_a_story_leaves(
    pages: Pages, replay: Command, service: Service, tmp_path: Path
) -> None:
    pages(p=exchange("GET /x", OK))
    (tmp_path / "docreplay.toml").write_text('stories = ["s.toml"]\n', encoding="utf-8")
    step = 'id = "a"\nrequest = "POST /made"\ncheck = ["$response.header.Location == 4"]'
    (tmp_path / "s.toml").write_text(f'[[story]]\nid = "s"\n[[story.steps]]\n{step}')
    service.answers["/made"] = [Answer(201, "{}", (("Location", f"/thing{QUERY}"),))]
    service.otherwise = Answer(500, json.dumps({"error": URL}))
    text = reported(replay, tmp_path, "--unsafe-methods", "s.toml")
    assert "/thing" in text
    refuse_secrets(text)


def test_what_the_page_documents_stays(
    pages: Pages, replay: Command, service: Service, tmp_path: Path
) -> None:
    pages(p=exchange("GET /x", f'{OK}\n{{"a": ["https://h/x?sig=documented"]}}'))
    service.otherwise = Answer(body='{"a": "https://h/x?page=2&count=3"}')
    text = reported(replay, tmp_path)
    assert 'expected ["https://h/x?sig=documented"]' in text
    assert 'actual "https://h/x?page=2&count=3"' in text
