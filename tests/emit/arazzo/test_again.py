"""A story that is exported as Arazzo and read again sends the same requests in the same order."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from docreplay.config.load import from_table
from docreplay.emit.arazzo.document import document_paths
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.stories.stories import StoryShelf
from docreplay.model.case import SentRequest
from docreplay.model.json.value import JSON
from tests.emit.arazzo.again import Ran, collected, files_of, key_of, ran, read_again
from tests.emit.arazzo.checked import faults
from tests.story.arazzo import conformance
from tests.story.arazzo.conformance import Case
from tests.story.fake import Reply, Responder, scripted
from tests.support.book import Example, examples, parametrize

Inputs = Mapping[str, JSON]
CONFORMING = tuple(case for case in conformance.all_cases() if "outcome" in case.parts)


def both(
    folder: Path, shelf: StoryShelf, key: str, respond: Callable[[], Responder], inputs: Inputs
) -> tuple[Ran, Ran]:
    """Return what comes of a story, and of the same after it was exported and read again."""
    collection = collected(shelf)
    files = files_of(collection)
    assert faults(files) == []
    assert files_of(collection) == files
    names = document_paths(story.location.path for story in collection.stories)
    again = read_again(folder, files)
    story = shelf.library.stories[key]
    return (
        ran(shelf, key, respond(), inputs),
        ran(again, key_of(story, names), respond(), inputs),
    )


@pytest.mark.parametrize("case", CONFORMING, ids=str)
def test_a_document_of_the_suite(case: Case, tmp_path: Path) -> None:
    shelf = conformance.project(case, tmp_path).shelf()
    replies, inputs = case.get("replies", {}), case.get("inputs", {})
    first, second = both(
        tmp_path, shelf, "flows/main.arazzo.yaml#main", lambda: scripted(replies), inputs
    )
    assert second == first


BOOK = Path(__file__).parent / "stories.md"
PAGES = next(example for example in examples(BOOK) if example.id == "pages")
ANSWER = {
    "id": "i/1", "next": "/next?page=2", "items": [{"id": "i2"}], "a b": {"c": ["deep"]},
}  # fmt: skip


def answering() -> Responder:
    """Answer every second request to a path with 503, others with ids."""
    asked: Counter[str] = Counter()

    def respond(sent: SentRequest) -> Reply:
        path = urlsplit(sent.url).path
        asked[path] += 1
        status = 201 if sent.method == "POST" else 200
        if "/photos/a" in path or path == "/users/i%2F1":
            status = 404 if asked[path] > 1 else 503
        headers = {"Content-Type": "application/json", "ETag": 'W/"1"'}
        return status, headers, json.dumps(ANSWER)

    return respond


def shelf_of(folder: Path, example: Example) -> StoryShelf:
    """Return the stories of an example, in a project with the pages."""
    names: dict[str, list[str]] = {"page": [], "story": [], "scenario": []}
    for key, text in (PAGES.parts | example.parts).items():
        role, _, path = key.partition(":")
        names[role].append(path)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    table = {"docs": ["docs"], "stories": names["story"], "scenarios": names["scenario"]}
    shelf = StoryShelf(CaseIndex(from_table(folder, table)))
    assert [str(finding) for finding in shelf.read()] == []
    return shelf


@parametrize(BOOK)
def test_a_story_of_a_file(example: Example, tmp_path: Path) -> None:
    if example.id == "pages":
        return
    shelf = shelf_of(tmp_path, example)
    inputs: Inputs = {"id": "i7", "size": "s7", "etag": "t7", "place": "p7", "b": "b7"}
    found = [both(tmp_path, shelf, key, answering, inputs) for key in shelf.library.stories]
    assert [second for _, second in found] == [first for first, _ in found]
    assert not any(story.flaw for story in shelf.library.stories.values())
    assert sum(len(first.sent) for first, _ in found) > len(found)


OLD = "arazzo: 1.0.1\ninfo: {title: t, version: '1'}\n"
ONE = OLD + "sourceDescriptions: [{name: a, url: openapi.yaml, type: openapi}]\nworkflows:\n"
STEP = "  - {workflowId: w, steps: [{stepId: s, operationId: o%s}]}\n"
ID = "parameters: [{in: path, name: id}]"
API = f"openapi: 3.1.0\npaths: {{'/a/{{id}}': {{get: {{operationId: o, {ID}}}}}}}"
SELECTED = ", outputs: {a: {context: $url, selector: /a, type: jsonpointer}}"


@pytest.mark.parametrize(
    ("document", "api", "fault"),
    [
        (ONE + STEP % "", API, ""),
        (ONE + STEP % ", timeout: 1", API, "'timeout' does not match"),
        (ONE + STEP % ", parameters: [{name: a, value: 1}]", API, "'in' is a required property"),
        (ONE + STEP % SELECTED, API, "outputs"),
        (ONE + STEP % ", onFailure: [{name: a, type: goto}]", API, "onFailure"),
        (ONE + STEP % ", workflowId: w", API, "is valid under each of"),
        (OLD + "workflows: []\n", API, "should be non-empty"),
        (ONE + STEP % "", API.replace("name: id", "name: x"), "declares ['x']"),
        (ONE + STEP % "", API.replace("operationId: o", "operationId: p"), "unknown operation o"),
        (ONE + STEP % "", API.replace("paths: {", "paths: {'/a/{b}': {}, "), "path /a/{} twice"),
    ],
)  # fmt: skip
def test_the_check_of_exported_files_finds_faults(document: str, api: str, fault: str) -> None:
    found = faults({"w.arazzo.yaml": document, "openapi.yaml": api})
    assert bool(found) == bool(fault)
    assert fault in str(found)


def test_a_placeholder_in_a_value_is_written_as_an_expression(tmp_path: Path) -> None:
    """Other tools know expressions only: they would send `{id}` as it is."""
    book = next(example for example in examples(BOOK) if example.id == "placeholders in values")
    parts = {name: part.replace("id: p1", 'id: "{x}"') for name, part in book.parts.items()}
    shelf = shelf_of(tmp_path, replace(book, parts=parts))
    text = files_of(collected(shelf))["stories/c.arazzo.yaml"]
    for name in ("id", "etag", "x", "n"):
        assert f"{{{name}}}" not in text
    assert "a{$steps.add.outputs.id}b" in text
    assert "{unknown}" in text
