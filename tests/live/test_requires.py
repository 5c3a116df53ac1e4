"""`requires` and `capture` of annotations: what is sent before a case, and what it gets."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from docreplay.cli.main import main
from tests.live.conftest import Answer, Command, Pages, Service

MADE = "HTTP/1.1 201 Created\nContent-Type: application/json\n\n{}"
SAFE = ("--unsafe-methods",)


def noted(line: str, keys: str = "", response: str = "HTTP/1.1 200 OK", name: str = "") -> str:
    """Return an exchange, or with an empty response a request; it is named after its method."""
    name = name or line.partition(" ")[0].lower()
    more = f", {keys}" if keys else ""
    head = f'<!-- {{ "blockType": "request", "name": "{name}"{more} }} -->'
    request = f"{head}\n```http\n{line}\n```\n\n"
    answer = f'<!-- {{ "blockType": "response" }} -->\n```http\n{response}\n```\n\n'
    return request + (answer if response else "")


POST = noted("POST /albums", '"capture": {"album": "$.id"}', MADE)
GET = noted("GET /albums/{album}", '"requires": ["z#post"]')


@pytest.fixture
def albums(service: Service) -> None:
    """A service that creates the album `a 1`."""
    service.answers["/albums"] = [Answer(201, '{"id": "a 1"}', (("Location", "/albums/l1"),))]


@pytest.mark.usefixtures("albums")
@pytest.mark.parametrize("more", [(), ("-n", "2"), ("--captures", "infer")])
def test_what_a_case_requires_is_sent_once_and_before_it(
    pages: Pages, replay: Command, service: Service, more: tuple[str, ...]
) -> None:
    pages(a=GET, z=POST)
    ended = replay(*SAFE, *more)
    assert ended.code == 0, ended
    assert service.requests == ["POST /albums", "GET /albums/a%201"]


@pytest.mark.usefixtures("albums")
@pytest.mark.parametrize("path", ["docs_source", "generated_tests"])
def test_pytest_sends_the_same(pages: Pages, service: Service, path: str) -> None:
    pages(a=GET, z=POST)
    Path("docreplay.toml").write_text("unsafe-methods = true\n", encoding="utf-8")
    main(["generate"])
    words = [path, f"--docreplay-base-url={service.url}", "-p", "no:cacheprovider"]
    subprocess.run([sys.executable, "-m", "pytest", *words], check=True, capture_output=True)
    assert service.requests == ["POST /albums", "GET /albums/a%201"]


@pytest.mark.usefixtures("albums")
@pytest.mark.parametrize(
    ("capture", "line", "sent"),
    [
        ('"album": "$.id"', "GET /albums/{album}", "/albums/a%201"),
        ('"album": "$[\'id\']"', "GET /albums/{album}", "/albums/a%201"),
        ('"album": "Location:"', "GET /albums/{album}", "/albums/l1"),
        ('"albums/*": "$.id"', "GET /albums/48d31887", "/albums/a%201"),
        ('"albums/{id}": "$.id"', "GET /albums/{id}", "/albums/a%201"),
    ],
)
def test_values_come_from_bodies_and_headers(
    pages: Pages, replay: Command, service: Service, capture: str, line: str, sent: str
) -> None:
    post = noted("POST /albums", f'"capture": {{{capture}}}', MADE)
    pages(a=noted(line, '"requires": "post"') + post)
    ended = replay(*SAFE)
    assert ended.code == 0, ended
    assert service.requests == ["POST /albums", f"GET {sent}"]


@pytest.mark.usefixtures("albums")
def test_later_cases_of_a_page_get_values_without_requiring_them(
    pages: Pages, replay: Command, service: Service
) -> None:
    pages(a=POST + noted("GET /albums/{album}") + noted("GET /users/{other}", name="other"))
    out = replay(*SAFE, "docs_source/a.md#get").out
    assert service.requests == ["POST /albums", "GET /albums/a%201"], out
    assert "missing value for `{other}`" in replay(*SAFE).out
    service.requests.clear()
    replay(*SAFE, "--var", "album=x", "docs_source/a.md#get")
    assert service.requests == ["GET /albums/x"]


@pytest.mark.usefixtures("albums")
def test_requests_without_a_documented_response_are_steps(
    pages: Pages, replay: Command, service: Service
) -> None:
    pages(a=GET, z=noted("POST /albums", '"capture": {"album": "$.id"}', response=""))
    ended = replay(*SAFE, "--report", "json=r.json")
    assert service.requests == ["POST /albums", "GET /albums/a%201"]
    cases = json.loads(Path("r.json").read_text(encoding="utf-8"))["cases"]
    assert [(case["id"], case["outcome"]) for case in cases] == [("a#get", "passed")], ended


def reasons(pages: Pages, replay: Command, *arguments: str, **texts: str) -> dict[str, str]:
    """Return the outcomes and reasons of a run by case."""
    pages(**texts)
    replay(*arguments, "--report", "json=r.json")
    cases = json.loads(Path("r.json").read_text(encoding="utf-8"))["cases"]
    return {case["id"]: f"{case['outcome']}: {case['reason']}" for case in cases}


def test_a_failed_requirement_is_a_failed_setup(
    pages: Pages, replay: Command, service: Service
) -> None:
    service.answers["/albums"] = [Answer(500)]
    chain = noted("GET /more", '"requires": ["get"]', name="more")
    found = reasons(pages, replay, *SAFE, a=GET + chain, z=POST)
    why = "requires z#post: the service responds with 500 instead of 201"
    assert found["a#get"] == f"setup-failed: {why}"
    assert found["a#more"] == f"setup-failed: requires a#get: {why}"
    assert found["z#post"].startswith("failed: ")
    assert service.requests == ["POST /albums"]


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ({"a": GET}, "setup-failed: `requires`: no page has a case of that name: `z#post`"),
        (
            {"a": noted("GET /x", '"requires": ["get"]')},
            "setup-failed: requires a#get: cases require each other: a#get → a#get",
        ),
        ({"a": GET, "z": POST}, "skipped: requires z#post: POST may change data"),
        (
            {
                "a": noted("GET /x/{v}", '"requires": ["first"]'),
                "b": "",
                "c": "",
            },
            "setup-failed: `requires`: the page has no case of that name: `first`",
        ),
        (
            {
                "a": noted("GET /y", '"capture": {"v": "$.no"}', name="first")
                + noted("GET /x/{v}", '"requires": ["first"]')
            },
            "setup-failed: `{v}` comes from `$.no` of `GET /y` (a#first): the response has no such",
        ),
    ],
)
def test_why_a_case_was_not_sent(
    pages: Pages, replay: Command, texts: dict[str, str], reason: str
) -> None:
    assert reasons(pages, replay, **texts)["a#get"].startswith(reason)


def test_the_plan_has_what_is_required_in_front(pages: Pages, replay: Command) -> None:
    pages(a=GET, z=POST)
    out = replay(*SAFE, "--dry-run", "docs_source/a.md").out
    assert out.startswith(
        "POST /albums (z#post)\nGET /albums/{album} (a#get)\n  requires z#post\n"
        "  `album` from `$.id` of `POST /albums` (z#post)\n"
    )
    plan = json.loads(replay(*SAFE, "--dry-run", "--output-format", "json").out)
    assert [(case["case"], case["requires"]) for case in plan["cases"]] == [
        ("z#post", []),
        ("a#get", ["z#post"]),
    ]
