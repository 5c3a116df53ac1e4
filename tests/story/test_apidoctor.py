"""Every row of the grammar of API Doctor's scenarios, run by the engine of stories."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from docreplay.model.case import Answer, Outcome, SentRequest
from docreplay.model.http.http import Request
from docreplay.model.location import Passage
from docreplay.model.run import Verdict
from docreplay.model.stories.story import Story
from docreplay.read.messages.message import read_request
from docreplay.story.apidoctor import reader
from docreplay.story.apidoctor.compile import ScenarioError, story_of
from docreplay.story.apidoctor.grammar import PathError, read_steps
from docreplay.story.apidoctor.library import DocumentedCall, RequestLibrary
from docreplay.story.apidoctor.nodes import document
from docreplay.story.apidoctor.reader import is_scenario_file, read_file
from docreplay.story.engine import Engine
from docreplay.story.request import StepRequest
from docreplay.story.requester import Library
from docreplay.testing.pages import cases_of, read_page
from tests.story.fake import BASE, FakeRequester, Reply, scripted
from tests.support.book import Example, examples, parametrize

BOOK = Path(__file__).parent / "apidoctor.md"
PAGE = next(example for example in examples(BOOK) if example.id == "pages")["page"]


@dataclass
class _Requester(FakeRequester):
    """Judges by the status alone."""

    def judge(self, request: StepRequest, outcome: Outcome) -> Verdict:
        assert request.case is not None
        assert isinstance(outcome.result, Answer)
        is_met = outcome.result.status == request.case.expectation.status
        return Verdict(
            id=request.case.id,
            location=request.case.location,
            title=request.case.title,
            outcome="passed" if is_met else "failed",
            reason="" if is_met else "a different status",
        )


def story_in(text: str) -> Story:
    found = document(Passage(text, "tests/a.json", 1))
    assert is_scenario_file(found.json.value)
    file, findings = read_file(found)
    assert not [item for item in findings if item.code in ("RUN521", "RUN523")]
    methods = {
        name: DocumentedCall(item.request, item.id if item.is_testable else "")
        for item in read_page(PAGE).exchanges
        for name in item.names
    }
    library = RequestLibrary(methods, (file,), _request)
    return story_of(file.scenarios[0], library, story_id="a")


def _request(text: Passage) -> Request | None:
    return read_request(text).request


def replies(example: Example) -> FakeRequester:
    named = json.loads(example.get("replies", "{}"))
    respond = scripted(named)

    def answer(sent: SentRequest) -> Reply | None:
        line = f"{sent.method} {sent.url.removeprefix(BASE)}"
        return (
            respond(sent)
            if line in named
            else (200, {"Content-Type": "application/json"}, '{"id": "p1"}')
        )

    return _Requester(answer)


def ended(text: str, requester: FakeRequester) -> str:
    try:
        story = story_in(text)
    except ScenarioError as error:
        return f"cannot be run: {error}"
    if not story.is_enabled:
        return "not enabled"
    library = Library(stories={story.key: story}, cases={case.id: case for case in cases_of(PAGE)})
    engine = Engine(library, requester, keep=True, clock=requester.clock)
    return engine.run(story.key).outcome


def message(sent: SentRequest) -> str:
    lines = [f"{sent.method} {sent.url.removeprefix(BASE)}"]
    lines += [f"{name}: {value}" for name, value in sent.headers]
    body = sent.body.decode().removesuffix("\n") if sent.body else ""
    return "\n".join([*lines, "", body] if body else lines)


@parametrize(BOOK)
def test_a_row_of_the_grammar(example: Example) -> None:
    if example.id == "pages":
        return
    requester = replies(example)
    outcome = ended(example["scenarios"], requester)
    sent = "\n\n###\n".join(map(message, requester.sent))
    assert (sent, outcome) == (example.get("sent").strip(), example["outcome"].strip())
    if "story" in example.parts:
        assert described(story_in(example["scenarios"])) == example["story"].strip()


def described(story: Story) -> str:
    lines = [f"{step.id}: account {step.account}" for step in story.steps if step.account]
    lines += [f"scopes {' '.join(story.scopes)}"] if story.scopes else []
    return "\n".join([*lines, *([f"tags {' '.join(story.tags)}"] if story.tags else [])])


def test_a_number_of_thousands_of_digits_is_neither_a_status_nor_an_index() -> None:
    digits = "1" * 5_000
    with pytest.raises(PathError, match="cannot read"):
        read_steps(f"$.a[{digits}]")
    assert read_steps("$.a[12]") == ("a", 12)
    assert reader._status(digits) is None
    assert [reader._status(value) for value in ("204", 204, "99", 600)] == [204, 204, None, None]
