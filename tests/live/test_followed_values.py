"""Values that later requests take from operations and from further pages."""

import json
from pathlib import Path

import pytest

from docreplay.cli.main import main
from tests.cli.conftest import Ended
from tests.live.conftest import Answer, Command, Pages, Service, documented
from tests.live.test_operations import DONE, RUNNING, accepted, configured, state
from tests.support.pages import exchange

GUID = "dbd8de4f-5d47-48da-87f1-594bed003375"
INFER = ("--unsafe-methods", "--captures", "infer")
ACCEPTED = "HTTP/1.1 202 Accepted\nLocation: https://api.example.com/operations/1"
TEAM = 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"id": "a"}'


@pytest.fixture
def teams(pages: Pages) -> None:
    """Pages about teams, which an operation creates."""
    pages(
        create=exchange("POST /teams", ACCEPTED, name="create"),
        get=exchange("GET /teams/{id}", TEAM, name="get"),
        remove=exchange("DELETE /teams/{id}", "HTTP/1.1 204 No Content", name="remove"),
    )


RESULTS = [
    # the responses of the monitor, and what is at `/teams/t7`
    [RUNNING, state("succeeded", resourceLocation="/teams/t7")],
    [state("succeeded", targetResourceLocation="/teams('t7')", targetResourceId="t7")],
    [state("completed", resourceId="t7")],
    [Answer(303, "", (("Location", "/teams/t7"),))],
    [Answer(body='{"id": "t7"}')],
    [state("succeeded", id="op1", result={"id": "t7"})],
    [state("succeeded", id="op1", team={"id": "t7"})],
    [Answer(body='{"id": "op1", "done": true, "response": {"id": "t7"}}')],
]
"""Ways in which a monitor names what it made."""


@pytest.mark.usefixtures("teams")
@pytest.mark.parametrize("answers", RESULTS)
def test_the_id_is_that_of_what_the_operation_made(
    replay: Command, service: Service, answers: list[Answer]
) -> None:
    service.answers |= {
        "/teams": [accepted("/operations/1")],
        "/operations/1": answers,
        "/teams/t7": [Answer(body='{"id": "t7"}')],
        "/teams('t7')": [Answer(body='{"id": "t7"}')],
    }
    ended = replay(*INFER)
    assert service.requests[0] == "POST /teams"
    assert "DELETE /teams/t7" in service.requests, ended.out
    assert "GET /teams/t7" in service.requests
    assert not [item for item in service.requests if "op1" in item]


@pytest.mark.usefixtures("teams")
def test_another_header_gives_the_same_values(
    pages: Pages, replay: Command, service: Service
) -> None:
    header = "Operation-Location: https://api.example.com/operations/1"
    pages(create=exchange("POST /teams", f"HTTP/1.1 202 Accepted\n{header}", name="create"))
    service.answers |= {
        "/teams": [accepted("/operations/1", "Operation-Location")],
        "/operations/1": [RUNNING, state("succeeded", resourceLocation="/teams/t7")],
        "/teams/t7": [Answer(body='{"id": "t7"}')],
    }
    replay(*INFER)
    assert "DELETE /teams/t7" in service.requests


@pytest.mark.usefixtures("teams")
def test_a_failed_operation_is_the_reason_why_a_value_is_missing(
    replay: Command, service: Service
) -> None:
    failed = state("failed", error={"code": "quota", "message": "No more teams."})
    service.answers |= {"/teams": [accepted("/operations/1")], "/operations/1": [failed]}
    code, out, _ = replay(*INFER, "-v")
    assert code == 1
    assert "error CON240 the accepted operation failed: quota: No more teams." in out
    assert out.count("the accepted operation failed: quota: No more teams.") > 1
    assert service.requests == ["POST /teams", "GET /operations/1"]


@pytest.mark.usefixtures("teams")
@pytest.mark.parametrize(
    ("location", "target"),
    [
        (f"/teams('{GUID}')/operations('1')", f"/teams/{GUID}"),
        ("/teams/t7", "/teams/t7"),
        ("/operations/1", None),
    ],
)
def test_without_polling_the_response_itself_counts(
    replay: Command, service: Service, location: str, target: str | None
) -> None:
    service.answers["/teams"] = [accepted(location)]
    replay(*INFER, "--poll", "never")
    found = [] if target is None else [f"GET {target}", f"DELETE {target}"]
    assert service.requests == ["POST /teams", *found]


def test_what_is_required_is_complete_first(
    pages: Pages, replay: Command, service: Service
) -> None:
    made = {"team": "$.id"}
    pages(
        a=annotated(exchange("POST /teams", "HTTP/1.1 202 Accepted", name="create"), capture=made),
        b=annotated(exchange("GET /teams/{team}", TEAM, name="get"), requires=["a#create"]),
    )
    service.answers |= {
        "/teams": [accepted("/operations/1")],
        "/operations/1": [RUNNING, state("succeeded", resourceLocation="/teams/t7")],
        "/teams/t7": [Answer(body='{"id": "t7"}')],
    }
    ended = replay("--unsafe-methods")
    assert ended.code == 0, ended.out
    polls = ["GET /operations/1"] * 2
    assert service.requests == ["POST /teams", *polls, "GET /teams/t7", "GET /teams/t7"]


def test_what_is_required_and_fails_is_a_failed_setup(
    pages: Pages, replay: Command, service: Service
) -> None:
    pages(
        a=exchange("POST /teams", "HTTP/1.1 202 Accepted", name="create"),
        b=annotated(exchange("GET /teams", TEAM, name="get"), requires=["a#create"]),
    )
    service.answers |= {"/teams": [accepted("/m")], "/m": [state("failed", message="Full.")]}
    code, out, _ = replay("--unsafe-methods", "-v")
    assert code == 1
    assert "requires a#create: the accepted operation failed: Full." in out
    assert "1 setup failed" in out or "setup-failed" in out


def annotated(page: str, **keys: object) -> str:
    """Return the page with keys in the annotation of its request."""
    return page.replace(
        '"blockType": "request"', f'"blockType": "request", {json.dumps(keys)[1:-1]}'
    )


LIST = 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"value": [{"id": "a"}]}'


def test_an_id_may_be_on_a_later_page(pages: Pages, replay: Command, service: Service) -> None:
    pages(a=documented("GET /groups", response=LIST), b=documented("GET /groups/{id}"))
    service.answers |= {
        "/groups": [Answer(body='{"value": [], "@odata.nextLink": "/groups?page=2"}')],
        "/groups?page=2": [Answer(body='{"value": [{"id": "g7"}]}')],
    }
    replay("--captures", "infer", "--follow-pages", "docs_source/a.md")
    assert "GET /groups/g7" in service.requests
    service.requests.clear()
    replay("--captures", "infer")
    assert service.requests == ["GET /groups"]


STORY = """
[[story]]
id = "team"

[[story.steps]]
id = "create"
request = "POST /teams"
{more}

[[story.steps]]
id = "read"
request = "GET /teams/{{team}}"
"""


def story(root: Path, more: str) -> None:
    (root / "s.toml").write_text(STORY.format(more=more), encoding="utf-8")
    configured(root, 'stories = ["s.toml"]\n')


@pytest.fixture
def made(service: Service, pages: Pages) -> None:
    """A service that makes a team."""
    pages(p=documented("GET /other"))
    service.answers |= {
        "/teams": [accepted("/operations/1")],
        "/operations/1": [RUNNING, state("succeeded", resourceLocation="/teams/t7")],
        "/teams/t7": [Answer(body='{"id": "t7"}')],
    }


@pytest.mark.usefixtures("made")
def test_a_story_waits_for_what_its_later_steps_need_and_removes_it(
    replay: Command, service: Service, tmp_path: Path
) -> None:
    story(tmp_path, 'capture = { team = "$.id" }\nstatus = 202')
    ended = replay("--unsafe-methods", "s.toml")
    assert ended.code == 0, ended.out
    assert service.requests == [
        "POST /teams",
        "GET /operations/1",
        "GET /operations/1",
        "GET /teams/t7",
        "GET /teams/t7",
        "DELETE /teams/t7",
    ]


@pytest.mark.usefixtures("made")
def test_a_story_that_keeps_the_monitor_asks_it_by_itself(
    replay: Command, service: Service, tmp_path: Path
) -> None:
    story(tmp_path, 'capture = { team = "Location:" }')
    replay("--unsafe-methods", "s.toml")
    assert service.requests == ["POST /teams", "GET /teams/%2Foperations%2F1"]


@pytest.mark.usefixtures("made")
def test_a_story_fails_with_its_operation(
    replay: Command, service: Service, tmp_path: Path
) -> None:
    story(tmp_path, 'capture = { team = "$.id" }')
    service.answers["/operations/1"] = [state("failed", message="Full.")]
    code, out, _ = replay("--unsafe-methods", "s.toml")
    assert code == 1
    assert "step `create`: the accepted operation failed: Full." in out
    assert service.requests == ["POST /teams", "GET /operations/1"]


@pytest.mark.usefixtures("made")
def test_what_an_operation_changed_is_not_removed(
    replay: Command, service: Service, tmp_path: Path
) -> None:
    story(tmp_path, "")
    text = (tmp_path / "s.toml").read_text().replace("POST /teams", "POST /teams/t7/archive")
    (tmp_path / "s.toml").write_text(text.replace("{team}", "t7"), encoding="utf-8")
    service.answers["/teams/t7/archive"] = [accepted("/operations/1")]
    assert replay("--unsafe-methods", "s.toml").code == 0
    assert service.requests.count("GET /operations/1") == 2
    assert not [item for item in service.requests if item.startswith("DELETE")]


def test_recordings_have_the_polls_and_pages(
    pages: Pages,
    replay: Command,
    service: Service,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    pages(p=exchange("POST /teams", ACCEPTED, name="create"))
    pages(q=exchange("GET /users", LIST, name="users"))
    configured(tmp_path, 'poll = "always"\nfollow-pages = ["**"]\nunsafe-methods = true\n')
    pause = (("Location", f"{service.url}/m"), ("Retry-After", "1"))
    service.answers |= {
        "/teams": [Answer(202, "", pause)],
        "/m": [RUNNING, RUNNING, DONE],
        "/users": [
            Answer(body=json.dumps({"value": [{"id": "a"}], "@odata.nextLink": "/users?page=2"}))
        ],
        "/users?page=2": [Answer(body='{"value": [{"id": 7}]}')],
    }
    recorded = replay("--record-mode", "once")
    sent = len(service.requests)
    assert (recorded.code, sent) == (1, 6)
    code = main(("test", "-q", "--record-mode", "none"))
    played = Ended(code, *capfd.readouterr())
    assert (played.code, len(service.requests)) == (1, sent)
    for ended in (recorded, played):
        assert "CON209 page 2: `value[0].id` must be a string" in ended.out
        assert "2 cases: 1 passed, 1 failed" in ended.out
        assert "RUN51" not in ended.out


def test_recordings_are_compared_without_the_polls(
    pages: Pages, replay: Command, service: Service, tmp_path: Path
) -> None:
    pages(p=exchange("POST /teams", ACCEPTED, name="create"))
    configured(tmp_path, 'poll = "always"\nunsafe-methods = true\n')
    service.answers |= {"/teams": [accepted("/m")], "/m": [RUNNING, RUNNING, DONE]}
    assert replay("--record-mode", "once").code == 0
    service.answers["/m"] = [DONE]
    ended = replay("--record-mode", "verify")
    assert (ended.code, "RUN512" in ended.out) == (0, False), ended.out
