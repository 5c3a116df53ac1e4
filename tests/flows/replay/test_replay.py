import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from docreplay.config.load import from_table
from docreplay.config.settings import Config
from docreplay.flows import explain as explain_flow
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.replay.replay import Replayer
from docreplay.model import wire
from docreplay.model.case import Answer, Outcome
from docreplay.model.json.value import JSON
from docreplay.model.run import Verdict
from tests.replay.faults import faults

PAGE = """\
<!-- { "blockType": "request", "name": "get_photo" } -->
```http
GET /photo
```
<!-- { "blockType": "response" COMPARE } -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{ "height": 48 }
```
<!-- { "blockType": "response" } -->
```http
HTTP/1.1 404 Not Found
Content-Type: application/json

{ "error": { "code": "itemNotFound", "message": "No." } }
```
"""
NOT_FOUND: JSON = {"error": {"code": "gone", "message": "No more."}}


ALTERNATIVE = "photo#get_photo~404"


def judged(
    root: Path,
    status: int,
    body: JSON,
    compare: dict[str, Any] | None = None,
    *,
    name: str = "photo#get_photo",
    parameters: dict[str, Any] | None = None,
    headers: dict[str, str] | None = None,
    ignores: dict[str, list[str]] | None = None,
) -> Verdict:
    """Return the verdict on an answer to a case of the page; the tables are configuration."""
    table = {"base-url": "http://127.0.0.1:1", "compare": compare or {}}
    more: dict[str, Any] = {"parameters": parameters or {}, "headers": headers or {}}
    more["per-page-ignores"] = ignores or {}
    config: Config = from_table(root, {**table, **more})
    case = explain_flow.case_named(config, name)
    answer = Answer(
        status=status,
        reason="",
        headers=(("Content-Type", "application/json"),),
        body=json.dumps(body).encode(),
    )
    replayer = Replayer(CaseIndex(config), [case.page.path])
    try:
        return replayer.judge(case, Outcome(result=answer, sent=None))
    finally:
        replayer.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path, "")


def write(root: Path, compare: str) -> Path:
    page = root / "docs_source/photo.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(PAGE.replace("COMPARE", compare), encoding="utf-8")
    return root


def test_another_documented_response_is_not_accepted_by_default(root: Path) -> None:
    verdict = judged(root, 404, NOT_FOUND)
    assert verdict.outcome == "failed"
    assert [finding.code for finding in verdict.findings] == ["CON201"]


def test_another_documented_response_is_accepted_if_the_page_allows_it(tmp_path: Path) -> None:
    root = write(tmp_path, ', "compare": { "alternatives": true }')
    assert judged(root, 404, NOT_FOUND).outcome == "passed"
    assert judged(root, 200, {"height": 4}).outcome == "passed"


def test_another_documented_response_is_accepted_if_the_configuration_allows_it(root: Path) -> None:
    verdict = judged(root, 404, NOT_FOUND, {"docs_source/*": {"alternatives": True}})
    assert verdict.outcome == "passed"


@pytest.mark.parametrize(("own", "outcome"), [("#a.dog", "passed"), ("#a.alien", "failed")])
def test_a_type_that_only_the_body_names_is_looked_up(root: Path, own: str, outcome: str) -> None:
    page = root / "docs_source/photo.md"
    body = '{ "of": { "@odata.type": "#a.animal" } }'
    page.write_text(page.read_text().replace('{ "height": 48 }', body), encoding="utf-8")
    for name, base in (("animal", ""), ("dog", '"baseType": "a.animal", ')):
        (root / f"docs_source/{name}.md").write_text(
            f'<!-- {{ "blockType": "resource", {base}"@odata.type": "a.{name}" }} -->\n'
            '```json\n{ "id": "String" }\n```\n',
            encoding="utf-8",
        )
    verdict = judged(root, 200, {"of": {"@odata.type": own}})
    assert verdict.outcome == outcome


def test_an_undocumented_answer_is_compared_with_the_response_of_its_case(root: Path) -> None:
    verdict = judged(root, 500, NOT_FOUND, {"alternatives": True})
    assert [str(finding) for finding in verdict.findings] == [
        "docs_source/photo.md:7:1: error CON201 expected status 200, got 500 (gone: No more.)"
    ]


def test_an_alternative_is_skipped_where_its_request_brings_another_documented_answer(
    root: Path,
) -> None:
    verdict = judged(root, 200, {"height": 4}, name=ALTERNATIVE)
    assert (verdict.outcome, verdict.findings) == ("skipped", ())
    assert verdict.reason == (
        "the service gave the answer that line 7 documents; nothing in the request can be given"
        " another value to reach line 14's"
    )
    page = root / "docs_source/photo.md"
    page.write_text(page.read_text().replace("GET /photo", "GET /{id}"), encoding="utf-8")
    assert judged(root, 200, {"height": 4}, name=ALTERNATIVE).reason == (
        "the service gave the answer that line 7 documents; give this case its own parameters"
        " to reach line 14's"
    )


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (404, NOT_FOUND, "passed"),
        (404, {"message": "No."}, "failed"),
        (200, {"height": "4"}, "failed"),
        (500, NOT_FOUND, "failed"),
    ],
)
def test_an_alternative_is_compared_with_its_own_response_if_none_matches(
    root: Path, status: int, body: JSON, outcome: str
) -> None:
    assert judged(root, status, body, name=ALTERNATIVE).outcome == outcome


def test_an_alternative_with_parameters_of_its_own_must_be_reached(root: Path) -> None:
    own = {ALTERNATIVE: {"id": "none"}}
    verdict = judged(root, 200, {"height": 4}, name=ALTERNATIVE, parameters=own)
    assert verdict.outcome == "failed"


def test_an_alternative_may_get_another_answer_if_the_configuration_allows_it(
    root: Path,
) -> None:
    found = judged(root, 200, {"height": 4}, {"alternatives": True}, name=ALTERNATIVE)
    assert found.outcome == "passed"


def test_the_configuration_sets_the_strictness_of_one_case(root: Path) -> None:
    strict = {"photo#get_photo": {"mode": "exact"}, "other#get_photo": {"extra": "refuse"}}
    assert judged(root, 200, {"height": 49, "width": 1}).outcome == "passed"
    verdict = judged(root, 200, {"height": 49, "width": 1}, strict)
    assert [finding.code for finding in verdict.findings] == ["CON210", "CON227"]


@pytest.mark.parametrize(
    ("status", "name", "refused"),
    [
        (401, "photo#get_photo", True),
        (403, "photo#get_photo", True),
        (404, "photo#get_photo", False),
        (500, "photo#get_photo", False),
        (401, ALTERNATIVE, True),
        (500, ALTERNATIVE, False),
    ],
)
def test_refused_credentials_are_recorded_in_the_verdict(
    root: Path, status: int, name: str, refused: bool
) -> None:
    verdict = judged(root, status, NOT_FOUND, name=name)
    assert (verdict.outcome, verdict.refused) == ("failed", refused)
    assert verdict.findings[0].code == "CON201"
    assert wire.load(wire.dump(verdict)) == verdict


def test_no_configured_secret_is_in_a_verdict(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHOTO_TOKEN", "Bearer s3cr3t")
    headers = {"Authorization": "$env:PHOTO_TOKEN", "X-Own": "pr1vate"}
    body: JSON = {"error": {"code": "bad", "message": "s3cr3t and pr1vate are unknown"}}
    verdict = judged(root, 500, body, headers=headers, parameters={"token": "th1rd"})
    assert verdict.reason.endswith("(bad: *** and *** are unknown)")
    assert not any(secret in repr(verdict) for secret in ("s3cr3t", "pr1vate", "th1rd"))


def test_a_token_that_is_renewed_during_a_run_is_sent_and_hidden(root: Path) -> None:
    with faults() as service:
        headers = {"Authorization": "$env:PHOTO"}
        config = from_table(root, {"base-url": service.url + "/ok", "headers": headers})
        case = explain_flow.case_named(config, "photo#get_photo")
        environment = {"PHOTO": "Bearer f1rst"}
        replayer = Replayer(CaseIndex(config), [case.page.path], environment)
        try:
            replayer.send(case)
            environment["PHOTO"] = "Bearer s3cond"
            replayer.send(case)
            body = json.dumps({"error": {"code": "bad", "message": "f1rst, s3cond"}}).encode()
            answer = Answer(status=500, reason="", headers=(), body=body)
            verdict = replayer.judge(case, Outcome(result=answer, sent=None))
        finally:
            replayer.close()
    sent = [re.findall(r"Authorization: (.*)", head) for head in service.heads]
    assert sent == [["Bearer f1rst"], ["Bearer s3cond"]]
    assert verdict.reason.endswith("(bad: ***, ***)")


def test_a_value_sent_in_a_body_may_be_returned(root: Path) -> None:
    body = '{ "name": "{who}", "kind": "x" }'
    page = PAGE.replace("GET /photo", f"POST /photo\n\n{body}").replace(" COMPARE", "")
    page = page.replace('{ "height": 48 }', body)
    (root / "docs_source/photo.md").write_text(page, encoding="utf-8")
    told = {"who": "mia"}
    assert judged(root, 200, {"name": "mia", "kind": "x"}, parameters=told).outcome == "passed"
    assert judged(root, 200, {"name": "mia", "kind": "y"}, parameters=told).outcome == "failed"


def test_the_schema_of_a_case_shows_how_strict_the_comparison_is(root: Path) -> None:
    config = from_table(root, {"compare": {"extra": "refuse"}})
    schema = explain_flow.schema(config, explain_flow.case_named(config, "photo#get_photo"))
    assert isinstance(schema, dict)
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize(
    ("pattern", "outcome"),
    [
        ("photo#get_photo", "passed"),
        ("docs_source/photo.md", "passed"),
        ("docs_source", "passed"),
        ("photo#other", "failed"),
        ("docs_source/other.md", "failed"),
    ],
)
def test_a_rule_is_ignored_for_the_case_that_the_configuration_names(
    root: Path, pattern: str, outcome: str
) -> None:
    verdict = judged(root, 200, {"height": "48"}, ignores={pattern: ["CON209"]})
    assert verdict.outcome == outcome, verdict.findings


TYPED = """\
<!-- { "blockType": "request", "name": "get_photo" } -->
```http
GET /photo
```
<!-- { "blockType": "response", "@odata.type": "a.photo" } -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{ "height": 48, "owner": { "name": "Mia" } }
```
"""
OTHER = """\
<!-- { "blockType": "request", "name": "list_photos" } -->
```http
GET /photos
```
<!-- { "blockType": "response", "@odata.type": "TYPE", "isCollection": true } -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{ "value": [ { "height": 1, "owner": { "name": "Ada" } }, EXAMPLE ] }
```
"""


@pytest.mark.parametrize(
    ("type_name", "example", "answer", "codes"),
    [
        ("a.photo", '{ "height": null }', {"height": None, "owner": {"name": "x"}}, []),
        ("A.Photo", '{ "height": null }', {"height": None, "owner": {"name": "x"}}, []),
        (
            "a.photo",
            '{ "owner": { "name": null } }',
            {"height": 1, "owner": {"name": None}},
            [],
        ),
        ("a.photo", '{ "height": 2 }', {"height": None, "owner": {"name": "x"}}, ["CON211"]),
        ("a.other", '{ "height": null }', {"height": None, "owner": {"name": "x"}}, ["CON211"]),
        (
            "a.photo",
            '{ "name": null }',
            {"height": 1, "owner": {"name": None}},
            ["CON211"],
        ),
    ],
)
def test_null_that_another_example_of_the_type_shows_is_accepted(
    tmp_path: Path, type_name: str, example: str, answer: JSON, codes: list[str]
) -> None:
    page = tmp_path / "docs_source/photo.md"
    page.parent.mkdir()
    page.write_text(TYPED, encoding="utf-8")
    other = OTHER.replace("TYPE", type_name).replace("EXAMPLE", example)
    (page.parent / "photos.md").write_text(other, encoding="utf-8")
    assert [finding.code for finding in judged(tmp_path, 200, answer).findings] == codes


def test_null_that_is_refused_stays_an_error(tmp_path: Path) -> None:
    page = tmp_path / "docs_source/photo.md"
    page.parent.mkdir()
    page.write_text(TYPED, encoding="utf-8")
    other = OTHER.replace("TYPE", "a.photo").replace("EXAMPLE", '{ "height": null }')
    (page.parent / "photos.md").write_text(other, encoding="utf-8")
    answer: JSON = {"height": None, "owner": {"name": "x"}}
    found = judged(tmp_path, 200, answer, {"null": "refuse"}).findings
    assert [finding.code for finding in found] == ["CON211"]


def test_digits_of_the_page_count_for_a_generated_test(tmp_path: Path) -> None:
    page = tmp_path / "docs_source/photo.md"
    page.parent.mkdir()
    text = PAGE.replace("COMPARE", "").replace("48", "0.1234567890123456789")
    page.write_text(text, encoding="utf-8")
    config = from_table(tmp_path, {"base-url": "http://127.0.0.1:1", "compare": {"mode": "exact"}})
    case = explain_flow.case_named(config, "photo#get_photo")
    body = case.expectation.body
    assert body
    written = replace(case.expectation, body=body._replace(text='{"height": 0.12345678901234568}'))
    replayer = Replayer(CaseIndex(config), [case.page.path])
    outcomes = []
    for digits in ("0.1234567890123456789", "0.12345678901234568"):
        answer = Answer(
            status=200,
            reason="",
            headers=(("Content-Type", "application/json"),),
            body=f'{{"height": {digits}}}'.encode(),
        )
        found = replayer.judge(
            replace(case, expectation=written), Outcome(result=answer, sent=None)
        )
        outcomes.append(found.outcome)
    replayer.close()
    assert outcomes == ["passed", "failed"]
