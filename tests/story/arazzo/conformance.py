"""Read the cases of the conformance suite, and run them: the real reader, scripted responses.

Each `*.yaml` file of this folder is a list of cases. A case names the section of Arazzo 1.1, the
word that makes it a demand, and paraphrases the sentence. What it gives:

- `document`, `workflows`, `workflow`, `steps` and `components`: text, the rest is added around it;
- `criteria`, `values`, `payloads`: short forms for many of one kind;
- `files`: further files of the folder of the document, by their names;
- `replies` by request line, `inputs`, `cost` (seconds that each request takes).

What is expected: `outcome`, `reason`, `sent`, `outputs`, `waited`, or `errors` by line.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent
from typing import Any

import yaml

from docreplay.config.load import from_table
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.stories.stories import StoryShelf
from docreplay.model.case import SentRequest
from docreplay.story.engine import Engine
from docreplay.story.result import StoryResult
from tests.story.fake import BASE, FakeRequester, scripted

HERE = Path(__file__).parent
SECTIONS = frozenset({
    "Versions", "Format", "Arazzo Description", "Parsing Documents", "Identity-Based Referencing",
    "Establishing the Base URI", "Resolving URI Fragments", "Arazzo Specification Object",
    "Info Object", "Source Description Object", "Workflow Object", "Step Object",
    "Parameter Object", "Success Action Object", "Failure Action Object", "Components Object",
    "Reusable Object", "Criterion Object", "Expression Type Object", "Selector Object",
    "Request Body Object", "Payload Replacement Object", "Runtime Expressions",
    "Specification Extensions",
})  # fmt: skip
LEVELS = frozenset({"MUST", "MUST NOT", "REQUIRED", "SHALL", "SHOULD", "defined"})
"""`defined`: what the specification describes without such a word."""
HEAD = """\
arazzo: 1.1.0
info: {title: Items, version: '1'}
sourceDescriptions:
  - {name: api, url: openapi.yaml, type: openapi}
"""
OPENAPI = """\
openapi: 3.2.0
info: {title: Items, version: '1'}
paths:
  /items:
    get: {operationId: listItems}
    post: {operationId: addItem}
  /items/{id}:
    get: {operationId: getItem}
    put: {operationId: putItem}
    delete: {operationId: deleteItem}
  /forms:
    post: {operationId: sendForm, requestBody: {content: {application/x-www-form-urlencoded: {}}}}
  /notes:
    post: {operationId: sendNote, requestBody: {$ref: '#/components/requestBodies/note'}}
  /urls:
    get: {operationId: url}
components:
  requestBodies:
    note: {content: {text/plain: {}}}
"""
_BLOCKS = (
    ("document", "", 0), ("workflows", "workflows:\n", 2),
    ("workflow", "workflows:\n  - workflowId: main\n", 4),
    ("steps", "workflows:\n  - workflowId: main\n    steps:\n", 6),
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One case of the suite."""

    file: str
    parts: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.file}: {self.parts['id']}"

    def __getitem__(self, key: str) -> Any:
        return self.parts[key]

    def get(self, key: str, default: Any = None) -> Any:
        """Return what the case says under a key, or the default."""
        return self.parts.get(key, default)


def all_cases() -> Iterator[Case]:
    """Yield the cases of all files."""
    for path in sorted(HERE.glob("*.yaml")):
        for parts in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield Case(path.stem, parts)


@dataclass
class Project:
    """The files of a case in a folder; requests are answered as the case says."""

    case: Case
    folder: Path
    text: str
    start: int = 0
    """Lines before the block that the case gives."""

    def shelf(self) -> StoryShelf:
        """Return the stories, read as every command reads them."""
        flows, docs = self.folder / "flows", self.folder / "docs"
        flows.mkdir(exist_ok=True)
        docs.mkdir(exist_ok=True)
        (docs / "page.md").write_text("# Page\n", encoding="utf-8")
        files = {
            "openapi.yaml": OPENAPI,
            "main.arazzo.yaml": self.text,
            **self.case.get("files", {}),
        }
        for name, text in files.items():
            (flows / name).write_text(text.replace("HEAD\n", HEAD), encoding="utf-8")
        table = {"docs": ["docs"], "stories": ["flows/*.arazzo.yaml"]}
        return StoryShelf(CaseIndex(from_table(self.folder, table)))

    def errors(self) -> list[str]:
        """Return what is wrong, with lines of the case's block."""
        return [
            f"{finding.location.line - self.start}: {finding.message}"
            for finding in self.shelf().read()
        ]

    def run(self, workflow: str = "main") -> tuple[StoryResult, FakeRequester]:
        """Run a workflow of the document."""
        shelf = self.shelf()
        assert [str(finding) for finding in shelf.read()] == []
        requester = FakeRequester(
            scripted(self.case.get("replies", {})),
            given=self.case.get("inputs", {}),
            cost=self.case.get("cost", 0.0),
        )
        engine = Engine(shelf.library, requester, keep=True, clock=requester.clock)
        return engine.run(f"flows/main.arazzo.yaml#{workflow}"), requester


def project(case: Case, folder: Path) -> Project:
    """Return the document of a case that gives a block of text."""
    key, before, depth = next(block for block in _BLOCKS if block[0] in case.parts)
    before = before if key == "document" else HEAD + before
    text = before + indent(case[key], " " * depth)
    if "components" in case.parts:
        text += "\ncomponents:\n" + indent(case["components"], "  ")
    return Project(case, folder, text, before.count("\n"))


def generated(case: Case, folder: Path, workflows: list[Any]) -> Project:
    """Return a document with workflows that are made here."""
    return Project(case, folder, HEAD + "workflows: " + json.dumps(workflows) + "\n")


def workflow(name: str, *steps: Any, **more: Any) -> dict[str, Any]:
    """Return a workflow."""
    return {"workflowId": name, "steps": list(steps), **more}


def step(name: str, operation: str, **more: Any) -> dict[str, Any]:
    """Return a step."""
    return {"stepId": name, "operationId": operation, **more}


def shown(sent: SentRequest, wanted: object) -> object:
    """Return a request as a case writes it: its line, or also some headers and the body."""
    line = f"{sent.method} {sent.url.removeprefix(BASE)}"
    if not isinstance(wanted, dict):
        return line
    found: dict[str, object] = {"line": line}
    if "headers" in wanted:
        headers = dict(sent.headers)
        found["headers"] = {name: headers.get(name) for name in wanted["headers"]}
    if "body" in wanted:
        found["body"] = None if sent.body is None else sent.body.decode()
    return found


def same(value: object) -> str:
    """Return a value so that `1`, `1.0`, `true` and `'1'` differ."""
    return json.dumps(value, sort_keys=True)
