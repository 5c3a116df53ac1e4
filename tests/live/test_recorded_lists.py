"""`record`, `regress` and `review` follow what responses lead to, as `test` does."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from docreplay.cli.main import main
from tests.cli.conftest import Ended
from tests.live.conftest import Answer, Pages, Service, documented
from tests.live.test_captures import LIST, listed
from tests.live.test_operations import DONE, RUNNING, accepted, state
from tests.live.test_requires import noted
from tests.support.pages import exchange

Run = Callable[..., Ended]
ALWAYS = ("--unsafe-methods", "--poll", "always")
PAGED = (
    'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"value": [{"id": "a", "size": 1}],'
    ' "@odata.nextLink": "https://api.example.com/x?$skiptoken=a"}'
)


@pytest.fixture
def run(service: Service, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command against the service."""

    def command(name: str, *arguments: str) -> Ended:
        service.requests.clear()
        code = main((name, "-q", "--base-url", service.url, *arguments))
        return Ended(code, *capfd.readouterr())

    return command


@pytest.fixture
def groups(pages: Pages, service: Service) -> None:
    """A list of groups, and a page that needs the id of one."""
    pages(
        a_get=documented("GET /groups/{id}"),
        b_list=documented("GET /groups", response=LIST),
    )
    service.answers["/groups"] = [listed("g1")]


@pytest.mark.usefixtures("groups")
@pytest.mark.parametrize("name", ["record", "review"])
def test_ids_are_taken_from_lists(run: Run, service: Service, name: str) -> None:
    ended = run(name, "--captures", "infer")
    assert ended.code == 0, ended
    assert "GET /groups/g1" in service.requests
    run(name)
    assert service.requests == ["GET /groups"]


@pytest.mark.usefixtures("groups")
def test_regress_takes_the_ids_again(run: Run, service: Service) -> None:
    run("record", "--captures", "infer")
    assert run("regress", "--captures", "infer").code == 0
    service.answers |= {"/groups": [listed("g2")], "/groups/g2": [Answer(body='{"a": "1"}')]}
    ended = run("regress", "--captures", "infer")
    assert (ended.code, "GET /groups/g2" in service.requests) == (1, True)
    assert "REG" in ended.out


def test_what_a_case_requires_is_sent_before_it(
    pages: Pages, run: Run, service: Service, tmp_path: Path
) -> None:
    made = noted("GET /first", '"capture": {"album": "$.id"}', LIST.replace('"id"', '"x"'), "make")
    pages(p=noted("GET /albums/{album}", '"requires": ["make"]') + made)
    service.answers["/first"] = [Answer(body='{"id": "7"}')]
    assert run("record").code == 0
    assert service.requests[:2] == ["GET /first", "GET /albums/7"]
    snapshot = json.loads((tmp_path / "api-snapshot.json").read_text(encoding="utf-8"))
    assert "7" not in json.dumps(snapshot)


@pytest.fixture
def users(pages: Pages, service: Service) -> None:
    """A list of three pages."""
    pages(p=exchange("GET /x", PAGED))
    links = {"/x": "/x?p=2", "/x?p=2": "/x?p=3", "/x?p=3": ""}
    service.answers = {at: [page_to(link)] for at, link in links.items()}


def page_to(link: str, size: object = 1) -> Answer:
    more = {"@odata.nextLink": link} if link else {}
    return Answer(body=json.dumps({"value": [{"id": "a", "size": size}], **more}))


PAGES = ("--follow-pages", "**")


@pytest.mark.usefixtures("users")
def test_all_pages_of_a_list_are_recorded(run: Run, service: Service, tmp_path: Path) -> None:
    assert run("record", *PAGES).code == 0
    assert service.requests == ["GET /x", "GET /x?p=2", "GET /x?p=3"]
    text = (tmp_path / "api-snapshot.json").read_text(encoding="utf-8")
    assert '"answers": 3' in text


@pytest.mark.usefixtures("users")
@pytest.mark.parametrize(
    ("last", "code"),
    [
        (page_to(""), 0),
        (page_to("", "1"), 1),
        (Answer(500, "{}"), 1),
        (page_to("/x?p=2"), 1),
        (page_to("https://other.example.com/"), 1),
    ],
    ids=["same", "type", "error", "circle", "other-host"],
)
def test_the_last_page_is_compared_too(run: Run, service: Service, last: Answer, code: int) -> None:
    run("record", *PAGES)
    service.answers["/x?p=3"] = [last]
    ended = run("regress", *PAGES)
    assert ended.code == code, ended.out


OPERATIONS = [
    ([RUNNING, DONE], 0, ""),
    ([state("failed", error={"code": "full", "message": "Disk."})], 1, "CON240"),
    ([Answer(404, "")], 1, "CON242"),
]


@pytest.mark.parametrize(("answers", "code", "finding"), OPERATIONS)
def test_operations_are_followed(
    pages: Pages, run: Run, service: Service, answers: list[Answer], code: int, finding: str
) -> None:
    pages(p=exchange("POST /copy", "HTTP/1.1 202 Accepted"))
    service.answers["/copy"] = [accepted("/monitor")]
    service.answers["/monitor"] = [DONE]
    assert run("record", *ALWAYS).code == 0
    for name in ("record", "regress"):
        service.answers["/monitor"] = [*answers]
        ended = run(name, *ALWAYS)
        assert (ended.code, finding in ended.out) == (code, True), ended.out
        assert service.requests == ["POST /copy", *["GET /monitor"] * len(answers)]


def test_a_link_to_a_page_leads_no_further(pages: Pages, run: Run, service: Service) -> None:
    pages(p=exchange("GET /x", PAGED))
    service.answers = {"/x": [page_to("/x?p=2")], "/x?p=2": [page_to("")]}
    run("record", *PAGES, "--follow-links")
    assert service.requests == ["GET /x", "GET /x?p=2", "GET /x?p=2"]
