"""API Doctor's scenarios, run against a service that keeps what it is given."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from docreplay.cli.main import main
from docreplay.config.load import from_table
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.pages.pages import pages
from docreplay.flows.replay.replay import Replayer
from docreplay.flows.stories.scenario_stories import scenario_stories
from docreplay.model.case import Case, Expectation, Outcome, Skipped
from docreplay.model.json.value import JSON
from docreplay.model.page import PageId
from docreplay.model.run import Verdict
from docreplay.model.stories.story import RandomName, Story
from docreplay.story.engine import Engine
from docreplay.story.request import StepRequest
from docreplay.story.requester import Library
from docreplay.story.result import StoryResult
from tests.support.pages import exchange
from tests.support.service import Exchange, service_of

PHOTO = '{"id": "a", "kind": "jpeg", "title": "b"}'
PAGE = "\n".join(
    exchange(request, response, name=name)
    for name, request, response in (
        (
            "add-photo",
            'POST /photos\nContent-Type: application/json\n\n{"title": "a", "kind": "jpeg"}',
            f"HTTP/1.1 201 Created\nContent-Type: application/json\n\n{PHOTO}",
        ),
        (
            "get-photo",
            "GET /photos/{photo-id}",
            f"HTTP/1.1 200 OK\nContent-Type: application/json\n\n{PHOTO}",
        ),
        (
            "put-file",
            "PUT /files/{path}\nContent-Type: text/plain\n\nhello",
            "HTTP/1.1 204 No Content",
        ),
        ("delete-photo", "DELETE /photos/{photo-id}", "HTTP/1.1 204 No Content"),
    )
)
SCENARIOS = """{
  // photos are made under a random name
  "canned-requests": [
    { "name": "a-photo", "method": "add-photo",
      "request-parameters": { "$.title": "!random-filename!" },
      "capture": { "[photo-id]": "$.id", "[title]": "$.title" } },
  ],
  "scenarios": [
    { "name": "Get a photo", "method": "get-photo", "enabled": true,
      "request-parameters": { "{photo-id}": "[photo-id]" },
      "test-setup": [
        { "method": "delete-photo", "request-parameters": { "{photo-id}": "root:/old" },
          "allowed-status-codes": [ 204, 404 ] },
        { "canned-request": "a-photo" },
        { "method": "put-file", "request-parameters": {
            "!url": "/files{name}:/content", "{name}": "!random-filename-txt",
            "X-Photo:": "[title]" } },
      ],
      "status-codes-to-retry": [ 404 ],
      "expectations": { "$.kind": [ "jpeg", "png" ], "Content-Type:": "application/json" } },
    { "name": "Never", "method": "delete-photo" },
    { "name": "Code", "method": "get-photo", "enabled": true,
      "request-parameters": { "{photo-id}": "#1" } },
  ]
}"""


@dataclass
class Photos:
    """A service that keeps photos; a new one is there at the second request only."""

    url: str = ""
    kind: str = "jpeg"
    created: int = 201
    has_id: bool = True
    photos: dict[str, JSON] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    requests: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)

    def answer(self, method: str, path: str, body: bytes) -> tuple[int, JSON]:
        name = path.removeprefix("/photos/")
        if method == "POST":
            made = {**json.loads(body), "kind": self.kind}
            made |= {"id": f"p {len(self.photos)}"} if self.has_id else {}
            self.photos[str(made.get("id"))] = made
            return self.created, made
        if path.startswith("/files/"):
            return 204, None
        if name.replace("%20", " ") not in self.photos:
            return 404, None
        if method == "DELETE":
            del self.photos[name.replace("%20", " ")]
            return 204, None
        if name not in self.seen:
            self.seen.add(name)
            return 404, None
        return 200, self.photos[name.replace("%20", " ")]


@pytest.fixture
def photos() -> Iterator[Photos]:
    service = Photos()

    def respond(sent: Exchange) -> None:
        service.requests.append(f"{sent.command} {sent.path}")
        service.headers.append(dict(sent.headers))
        status, value = service.answer(sent.command, sent.path, sent.body)
        kind = {"Content-Type": "application/json"} if value is not None else {}
        sent.give(status, kind, b"" if value is None else json.dumps(value).encode())

    with service_of(respond) as service.url:
        yield service


@dataclass
class Requester:
    """Sends and judges as a run does; waits for nothing."""

    replayer: Replayer
    waited: list[float] = field(default_factory=list)

    def send(self, request: StepRequest) -> Outcome:
        return self.replayer.send(_case_of(request), {**request.captured, **request.values})

    def judge(self, request: StepRequest, outcome: Outcome) -> Verdict:
        return self.replayer.judge(_case_of(request), outcome)

    def wait(self, seconds: float) -> bool:
        self.waited.append(seconds)
        return True

    def inputs(self, story: Story) -> Mapping[str, JSON]:
        return {}

    def new_name(self, name: RandomName) -> str:
        return f"{name.prefix}docreplay-1{name.suffix}"

    def note_created(self, url: str, account: str) -> None:
        """Keep no notes."""

    def note_removed(self, url: str) -> None:
        """Keep no notes."""

    def remove(self, url: str, account: str) -> Outcome:
        return Outcome(result=Skipped(kind="unsafe-method", reason="not here"), sent=None)


def _case_of(request: StepRequest) -> Case:
    if request.case:
        return replace(request.case, request=request.request)
    page = PageId(path="tests/a.json", locale="", key="tests/a.json")
    return Case(
        id="raw",
        page=page,
        also_on=(),
        name="raw",
        title="raw",
        request=request.request,
        expectation=Expectation(),
        paired_by="nothing",
    )


@dataclass
class Run:
    """Results of the scenarios by their ids, and the seconds that were waited."""

    results: dict[str, StoryResult]
    waited: list[float]


def _write(folder: Path) -> None:
    for path, text in (("docs/photos.md", PAGE), ("tests/a.json", SCENARIOS)):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def ran(folder: Path, photos: Photos) -> Run:
    _write(folder)
    settings = {"base-url": photos.url, "unsafe-methods": True, "scenarios": ["tests"]}
    config = from_table(folder, {"docs": ["docs"], **settings})
    index = CaseIndex(config)
    index.load(pages(config))
    found = scenario_stories(config)
    cases = {case.id: case for case in index.all_tested()}
    library = Library(stories={story.key: story for story in found.stories}, cases=cases)
    with closing(Replayer(index, ())) as replayer:
        requester = Requester(replayer)
        engine = Engine(library, requester, keep=True)
        results = {story.id: engine.run(story.key) for story in found.stories if story.is_enabled}
    return Run(results, requester.waited)


def test_a_scenario_passes(tmp_path: Path, photos: Photos) -> None:
    run = ran(tmp_path, photos)
    result = run.results["get-a-photo"]
    assert (result.outcome, result.reason) == ("passed", "")
    assert photos.requests == [
        "DELETE /photos/root:/old",
        "POST /photos",
        "PUT /files/docreplay-1.txt:/content",
        "GET /photos/p%200",
        "GET /photos/p%200",
    ]
    assert photos.headers[2]["X-Photo"] == "docreplay-1"
    assert photos.photos == {"p 0": {"title": "docreplay-1", "kind": "jpeg", "id": "p 0"}}
    assert run.waited == [1.0]
    assert list(run.results) == ["get-a-photo", "code"]
    assert run.results["code"].outcome == "setup-failed"
    assert run.results["code"].reason == (
        "the scenario cannot be run: `#1` is an expression of C#, which is never evaluated"
    )


@pytest.mark.parametrize(
    ("broken", "outcome", "reason"),
    [
        ({"kind": "gif"}, "failed", r"`\$\[\?.*` is not true \(\$response.body is "),
        ({"created": 500}, "setup-failed", r"\$statusCode >= 200"),
        ({"has_id": False}, "setup-failed", r"nothing at `\$response.body#/id`"),
    ],
)
def test_a_scenario_fails_with_its_service(
    tmp_path: Path, photos: Photos, broken: dict[str, object], outcome: str, reason: str
) -> None:
    for name, value in broken.items():
        setattr(photos, name, value)
    result = ran(tmp_path, photos).results["get-a-photo"]
    assert result.outcome == outcome, result.reason
    assert re.search(reason, result.reason), result.reason


def test_a_response_that_is_not_as_documented_fails(tmp_path: Path, photos: Photos) -> None:
    photos.photos["x"] = {}
    original = photos.answer

    def answer(method: str, path: str, body: bytes) -> tuple[int, JSON]:
        status, value = original(method, path, body)
        if method == "GET" and isinstance(value, dict):
            value = {**value, "title": 5}
        return status, value

    photos.answer = answer  # type: ignore[method-assign]
    result = ran(tmp_path, photos).results["get-a-photo"]
    assert (result.outcome, "`title` must be a string" in result.reason) == ("failed", True)


def outcomes(folder: Path, photos: Photos, *more: str) -> tuple[int, dict[str, str]]:
    """Run `docreplay test` on the scenarios; return its exit code and the outcome of each."""
    _write(folder)
    return outcomes_in(folder, photos, *more)


def outcomes_in(folder: Path, photos: Photos, *more: str) -> tuple[int, dict[str, str]]:
    toml = f'docs = ["docs"]\nscenarios = ["tests"]\nbase-url = "{photos.url}"\n'
    (folder / "docreplay.toml").write_text(f"{toml}unsafe-methods = true\n", encoding="utf-8")
    report = folder / "report.json"
    code = main(["test", "--root", str(folder), "--report", f"json={report}", *more])
    cases = json.loads(report.read_text(encoding="utf-8"))["cases"]
    return code, {case["title"]: case["outcome"] for case in cases}


def test_the_command_runs_enabled_scenarios(tmp_path: Path, photos: Photos) -> None:
    code, found = outcomes(tmp_path, photos, "tests/a.json#get-a-photo")
    assert (code, found) == (0, {"story get-a-photo: Get a photo": "passed"})
    photos.kind = "gif"
    code, found = outcomes(tmp_path, photos, "tests/a.json")
    assert (code, found) == (
        1,
        {"story get-a-photo: Get a photo": "failed", "story code: Code": "setup-failed"},
    )


def test_scenarios_of_pages_are_run(tmp_path: Path, photos: Photos) -> None:
    _write(tmp_path)
    block = '[ { "name": "Other", "method": "put-file", "enabled": true,'
    block += ' "request-parameters": { "{path}": "a" } } ]'
    page = f'{PAGE}\n<!-- {{ "blockType": "testParams" }} -->\n```json\n{block}\n```\n'
    (tmp_path / "docs/photos.md").write_text(page, encoding="utf-8")
    (tmp_path / "tests/a.json").write_text("[]", encoding="utf-8")
    _, found = outcomes_in(tmp_path, photos)
    assert found["story other: Other"] == "passed"
    assert "PUT /files/a" in photos.requests
