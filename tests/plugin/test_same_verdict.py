"""A generated test and its case, taken from the page, come to the same verdict on every answer."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from docreplay.config.settings import Config
from docreplay.emit.module import module_of
from docreplay.flows.pages import pages as pages_flow
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.replay.replay import Replayer
from docreplay.model.case import Answer, Case, Expectation, Outcome
from docreplay.model.http.http import Request
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.json.value import JSON
from docreplay.model.run import Verdict
from docreplay.plugin.claims import LOOKED_UP, place
from docreplay.plugin.client import Api
from docreplay.plugin.verdicts import joined

PAGES = {
    "docs_source/en-us/resources/photo.md": """\
# photo
<!-- { "blockType": "resource", "@odata.type": "x.photo", "nullableProperties": ["name"] } -->
```json
{ "id": "String", "height": "Int32", "name": "String", "taken": "DateTimeOffset" }
```
""",
    "docs_source/en-us/photo.md": """\
<!-- docreplay-ignore property-undocumented the service is ahead of its documentation -->
# Photo

<!-- { "blockType": "request", "name": "list_photos" } -->
```http
GET /photos?$top={n}
```
<!-- { "blockType": "response", "@odata.type": "Collection(x.photo)", "truncated": true } -->
```http
HTTP/1.1 200 OK
Content-type: application/json; charset=utf-8
ETag: "abc"

{
  "@odata.context": "https://x/$metadata#photos",
  "value": [
    {"id": "1", "height": 99, "taken": "2021-01-01T00:00:00Z"},
    {"id": "2", "height": 1.5, "tags": [{"a": 1}, {"a": 2}],},
    ...
  ]
}
```

- In a list:

  <!-- { "blockType": "request", "name": "update_photo" } -->
  ```http
  PATCH https://x.example/photos/{id|name}
  Content-Type: application/json

  {"height": 99, "name": null}
  ```

  <!-- { "blockType": "response", "@odata.type": "x.photo", "optionalProperties": ["name"],
         "compare": { "extra": "refuse", "paths": { "$..w": { "mode": "exact" } } } } -->
  ```http
  HTTP/1.1 200 OK
  Content-Type: application/json
  Location: https://x.example/photos/1

  {
    "id": "1",   "height": 99,
    "name": "照片", "size": {"w": 1, "h": true}
  }
  ```

<!-- { "blockType": "request", "name": "delete_photo" } -->
```http
DELETE /photos/{id}
```
<!-- { "blockType": "response" } -->
```http
HTTP/1.1 204 No Content
```

<!-- { "blockType": "request", "name": "missing_photo" } -->
```http
GET /photos/none
```
<!-- { "blockType": "response", "expectError": true } -->
```http
HTTP/1.1 404 Not Found
Content-Type: application/json

{"error": {"code": "notFound", "message": "there is none"}}
```

<!-- { "blockType": "request", "name": "photo_table" } -->
```http
GET /photos/table
```
<!-- { "blockType": "response" } -->
```http
HTTP/1.1 200 OK
Content-Type: text/csv

id,height
1,99
```

<!-- { "blockType": "request", "name": "photo_state" } -->
```http
GET /photos/state
```
<!-- { "blockType": "response", "compare": { "alternatives": true } } -->
```http
HTTP/1.1 200 OK
```
<!-- { "blockType": "response" } -->
```http
HTTP/1.1 404 Not Found
```

<!-- { "blockType": "request", "name": "photo_names" } -->
```http
GET /photos/names
```
<!-- { "blockType": "response", "compare": { "alternatives": true } } -->
```http
HTTP/1.1 200 OK
Content-Type: text/csv

name
portrait
```
<!-- { "blockType": "response" } -->
```http
HTTP/1.1 201 Created
```
""",
}
WRONG: tuple[JSON, ...] = (None, True, -1, 1.25, "text", [], {}, [{"a": "b"}])


class Canned(Replayer):
    """Every case has the answer that is put in."""

    answer: Answer

    def send(self, case: Case, captured: Mapping[str, str] = MappingProxyType({})) -> Outcome:
        return Outcome(result=self.answer, sent=None)


@pytest.fixture
def replayer(tmp_path: Path) -> Canned:
    for path, text in PAGES.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return Canned(CaseIndex(Config(root=tmp_path, base_url="http://127.0.0.1:1")), ())


def answers(case: Case) -> Iterator[Answer]:
    """Return the documented answer, and every wrong variant of it."""
    expected = case.expectation
    headers = tuple((name, value) for name, value, *_ in expected.headers)
    text = expected.body.text if expected.body else ""
    right = Answer(status=expected.status or 0, reason="", headers=headers, body=text.encode())
    for status in (200, 201, 204, 400, 404, 500):
        yield _but(right, status=status)
    for index in range(len(headers)):
        yield _but(right, headers=headers[:index] + headers[index + 1 :])
        yield _but(right, headers=((headers[index][0], "a/b"), *headers[index + 1 :]))
    odd = (b"", b"{", b"nonsense", b"\xff", b"id,other\n1,2", b'{"error":{"code":"c"}}', b"[1]")
    yield from (_but(right, body=body) for body in odd)
    try:
        value = read_json(text).value
    except JsonError:
        return
    yield from (_but(right, body=json.dumps(item).encode()) for item in (value, *mutants(value)))


def _but(answer: Answer, **changes: Any) -> Answer:
    fields = {name: getattr(answer, name) for name in ("status", "reason", "headers", "body")}
    return Answer(**{**fields, **changes})


def mutants(value: JSON) -> Iterator[JSON]:
    """Return the value with one place changed, removed or added."""
    yield from WRONG
    if isinstance(value, dict):
        yield {**value, "undocumented": 1}
        for key, item in value.items():
            yield {name: other for name, other in value.items() if name != key}
            yield from ({**value, key: mutant} for mutant in mutants(item))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from ([*value[:index], mutant, *value[index + 1 :]] for mutant in mutants(item))


def generated(case: Case, names: dict[str, Any], replayer: Canned) -> Verdict:
    """Return the verdict of the generated test of a case, which knows only what pytest reports."""
    test = names[f"test_{case.name}"]
    at = place(LOOKED_UP, case.page.path)
    api = Api(
        replayer,
        Case(
            id="",
            page=case.page,
            also_on=(),
            name=case.name,
            title=case.title,
            request=Request(method="", target="", headers=(), body=None, location=at),
            expectation=Expectation(),
            paired_by="name",
        ),
    )
    test(api)
    verdict = joined(api.verdicts())
    assert verdict
    return verdict


def test_generated_and_native_verdicts_are_the_same(replayer: Canned) -> None:
    config = replayer.config
    seen: Counter[str] = Counter()
    for item in pages_flow.page_cases(config, pages_flow.pages(config)):
        names: dict[str, Any] = {}
        exec(module_of(item.page, item.cases).source, names)  # noqa: S102  # what pytest does
        for case in item.cases:
            for replayer.answer in answers(case):
                native = joined([replayer.judge(case, replayer.send(case))])
                test = generated(case, names, replayer)
                assert native
                assert (test.outcome, test.findings) == (native.outcome, native.findings), (
                    case.name,
                    replayer.answer,
                )
                seen[native.outcome] += 1
    assert seen["passed"] > 20
    assert seen["failed"] > 200
    assert seen["skipped"] > 0
