"""Stories that are exported and read again: the requests of both, as they would be sent."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from docreplay.config.load import from_table
from docreplay.emit.exporter import StoryCollection
from docreplay.emit.exporters.arazzo import export_stories
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.stories.stories import StoryShelf
from docreplay.model.case import Answer, Outcome, SentRequest
from docreplay.model.json.value import JSON
from docreplay.model.run import Verdict
from docreplay.model.stories.story import Story
from docreplay.story.engine import Engine
from docreplay.story.request import StepRequest
from tests.story.fake import FakeRequester, Responder


class Ran(NamedTuple):
    """What came of a story."""

    outcome: str
    sent: list[object]
    outputs: Mapping[str, JSON]
    waited: list[float]


def collected(shelf: StoryShelf) -> StoryCollection:
    """Return all stories of a project that can be run."""
    library = shelf.library
    stories = sorted(library.stories.values(), key=lambda story: story.location.path)
    return StoryCollection(
        stories=tuple(story for story in stories if not story.flaw),
        cases=library.cases,
        documented=shelf.documented,
    )


def files_of(collection: StoryCollection) -> dict[str, str]:
    """Return the exported files."""
    return {file.path: file.text for file in export_stories(collection)}


def read_again(folder: Path, files: Mapping[str, str], docs: str = "docs") -> StoryShelf:
    """Return the stories of exported files, which are written below a folder of the project."""
    for path, text in files.items():
        file = folder / "again" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    names = [f"again/{path}" for path in files if path.endswith(".arazzo.yaml")]
    shelf = StoryShelf(CaseIndex(from_table(folder, {"docs": [docs], "stories": names})))
    assert [str(finding) for finding in shelf.read()] == []
    return shelf


def ran(shelf: StoryShelf, key: str, respond: Responder, inputs: Mapping[str, JSON]) -> Ran:
    """Run a story without a network."""
    requester = _ByStatus(respond, given=inputs)
    result = Engine(shelf.library, requester, clock=requester.clock).run(key)
    sent = [_request(item) for item in requester.sent]
    return Ran(result.outcome, sent, dict(result.outputs), requester.waited)


class _ByStatus(FakeRequester):
    """Judges responses by their status alone."""

    def judge(self, request: StepRequest, outcome: Outcome) -> Verdict:
        assert request.case
        assert isinstance(outcome.result, Answer)
        wanted = request.case.expectation.status or outcome.result.status
        passed = outcome.result.status == wanted
        return Verdict(
            id=request.case.id,
            location=request.case.location,
            title="",
            outcome="passed" if passed else "failed",
            reason="" if passed else "unexpected status",
        )


def _request(sent: SentRequest) -> object:
    """Return a request by its meaning: decoded, headers by name, JSON by value."""
    parts = urlsplit(sent.url)
    headers = {name.lower(): value for name, value in sent.headers}
    body: object = sent.body.decode(errors="replace") if sent.body else None
    if isinstance(body, str) and body[:1] in ("{", "["):
        with suppress(ValueError):
            body = json.loads(body)
    segments = [unquote(segment) for segment in parts.path.split("/")]
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    return [sent.method, parts.netloc, segments, pairs, headers, body]


def key_of(story: Story, names: Mapping[str, str]) -> str:
    """Return the key that a story has after it was read again."""
    return f"again/{names[story.location.path]}#{story.id}"
