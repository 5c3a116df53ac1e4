import json
from dataclasses import replace
from typing import Any

from docreplay.diagnostics.rule_catalogue import rule_page
from docreplay.model.location import Location
from docreplay.model.run import Run
from docreplay.report.formats.sarif import render
from tests.report.sample import HEIGHT, LINK, RUN


def log(run: Run) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render(run))["runs"][0]
    return found


def test_a_rule_has_its_documentation() -> None:
    page = rule_page("DOC105")
    finding = replace(LINK, code="DOC105", name=page.rule.name)
    found = log(Run(command="check", findings=(finding,)))
    (rule,) = found["tool"]["driver"]["rules"]
    assert rule["id"] == "DOC105"
    assert rule["help"]["markdown"] == page.text
    assert rule["shortDescription"]["text"] == page.summary
    assert found["results"][0]["ruleIndex"] == 0


def test_a_path_is_a_relative_uri() -> None:
    finding = replace(HEIGHT, location=Location("docs/更新 a:b%.md", 1))
    (result,) = log(Run(command="check", findings=(finding,)))["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "docs/%E6%9B%B4%E6%96%B0%20a%3Ab%25.md"


def test_a_fix_is_a_replacement_of_a_region() -> None:
    (result,) = log(Run(command="check", findings=(LINK,)))["results"]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 3, "startColumn": 21, "endLine": 3, "endColumn": 42},
            "insertedContent": {"text": "../photo.md"},
        }
    ]


def test_brackets_of_a_message_make_no_link() -> None:
    finding = replace(LINK, message="see [x](1)", actual=None)
    (result,) = log(Run(command="check", findings=(finding,)))["results"]
    assert result["message"]["text"] == "see \\[x\\](1)"


def test_a_case_that_got_no_answer_is_a_notification() -> None:
    (invocation,) = log(RUN)["invocations"]
    notice = invocation["toolExecutionNotifications"][0]
    text = "en-us/delete#delete_photo: timed out: no complete response within 30 s"
    assert notice["message"]["text"] == text
    assert (notice["level"], invocation["executionSuccessful"]) == ("error", False)


def test_a_skipped_case_is_a_notification_that_makes_no_run_a_failure() -> None:
    skipped = tuple(item for item in RUN.verdicts if item.outcome == "skipped")
    (invocation,) = log(Run(command="test", verdicts=skipped))["invocations"]
    (notice,) = invocation["toolExecutionNotifications"]
    text = "en-us/list#list_photos: skipped, the placeholder {id} has no value"
    assert notice["message"]["text"] == text
    assert (notice["level"], invocation["executionSuccessful"]) == ("note", True)


def test_a_baseline_makes_results_new_or_unchanged() -> None:
    results = log(Run(command="check", findings=(LINK,), known=(HEIGHT,)))["results"]
    assert [result["baselineState"] for result in results] == ["new", "unchanged"]
    assert [result.get("suppressions") for result in results] == [None, [{"kind": "external"}]]


def test_without_a_baseline_a_result_has_no_state() -> None:
    (result,) = log(Run(command="check", findings=(LINK,)))["results"]
    assert "baselineState" not in result
