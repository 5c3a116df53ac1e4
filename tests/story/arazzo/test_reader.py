"""Arazzo documents: read as they are, and run."""

from pathlib import Path

from docreplay.model.stories.story import CaseCall
from docreplay.sources.placed_text import read_placed
from docreplay.story.arazzo.operations import Cases
from docreplay.story.arazzo.reader import ProjectFiles, read_arazzo
from docreplay.story.checks import check_stories
from docreplay.story.engine import Engine
from docreplay.story.file.schema import story_schema_text
from docreplay.story.requester import Library
from tests.story.fake import FakeRequester, scripted

HEAD = """
arazzo: 1.1.0
info: {title: Photos, version: '1'}
sourceDescriptions:
  - {name: api, url: openapi.yaml, type: openapi}
"""
OPENAPI = """
openapi: 3.1.0
servers: [{url: 'https://api.example.com/v1'}]
paths:
  /photos: {post: {operationId: addPhoto}}
  /photos/{id}: {get: {operationId: getPhoto}}
"""
FLOW = """
workflows:
  - workflowId: photo
    inputs:
      type: object
      properties: {name: {type: string, default: cat}}
    steps:
      - stepId: add
        operationId: addPhoto
        requestBody: {contentType: application/json, payload: {name: $inputs.name}}
        successCriteria: [{condition: $statusCode == 201}]
        outputs: {id: $response.body#/id}
      - stepId: get
        operationPath: '{$sourceDescriptions.api.url}#/paths/~1photos~1{id}/get'
        parameters: [{name: id, in: path, value: $steps.add.outputs.id}]
        successCriteria:
          - {context: $response.body, type: jsonpath, condition: '$[?@ == "CAT"]'}
        onFailure:
          - {reference: $components.failureActions.again}
    outputs: {id: $steps.add.outputs.id}
components:
  failureActions:
    again: {name: again, type: retry, retryAfter: 2, retryLimit: 1}
"""
FILES = ProjectFiles(load=lambda uri: read_placed(uri, OPENAPI))


def test_a_document_runs_as_it_is() -> None:
    stories, findings = read_arazzo(read_placed("a.yaml", HEAD + FLOW), FILES)
    assert [str(item) for item in findings] == []
    library = Library(stories={story.key: story for story in stories})
    assert list(check_stories(library.stories)) == []
    answer = {"turns": [[200, {"name": "dog"}], [200, {"name": "CAT"}]]}
    requester = FakeRequester(
        scripted({"POST /v1/photos": [201, {"id": 7}], "GET /v1/photos/7": answer})
    )
    result = Engine(library, requester).run("a.yaml#photo")
    assert (result.outcome, result.reason, result.outputs) == ("passed", "", {"id": 7})
    assert requester.sent[0].body == b'{"name": "cat"}'
    assert requester.waited == [2]


def test_documented_cases_are_the_operations_of_a_virtual_source() -> None:
    text = (
        HEAD.replace("openapi.yaml", "'docreplay:'")
        + FLOW.split("      - stepId: get", maxsplit=1)[0]
    )
    text = text.replace("addPhoto", "api/page#add_photo")
    files = ProjectFiles(cases=Cases(ids=frozenset({"api/page#add_photo"})))
    (story,), findings = read_arazzo(read_placed("a.yaml", text), files)
    assert not findings
    assert story.steps[0].operation == CaseCall(case="api/page#add_photo")


def test_errors_have_their_place_and_a_suggestion() -> None:
    text = HEAD + FLOW.replace("addPhoto", "adPhoto").replace("onFailure", "onFailur")
    _, findings = read_arazzo(read_placed("a.yaml", text), FILES)
    assert [str(item) for item in findings] == [
        "a.yaml:14:9: error RUN545 unknown operation `adPhoto` (did you mean `addPhoto`?)",
        "a.yaml:23:9: error RUN545 unknown key `onFailur` (did you mean `onFailure`?)",
    ]


def test_the_committed_schema_of_story_files_is_current() -> None:
    root = Path(__file__).parents[3]
    assert (root / "stories.schema.json").read_text(encoding="utf-8") == story_schema_text()
