"""The class of a change in every format."""

import json
from dataclasses import replace

import pytest

from docreplay.model.finding import Finding, Rule
from docreplay.model.location import Location
from docreplay.model.run import Run
from docreplay.report.format import format_named, format_names
from docreplay.report.records import finding_record
from tests.report.sample import FAILED, HEIGHT, RUN
from tests.report.test_records import validator
from tests.support.html_report import shown

CHANGE = replace(HEIGHT, change_class="non-breaking")
OF_CASE = Run(command="regress", verdicts=(replace(FAILED, findings=(CHANGE,)),))
OWN = ("github", "gitlab", "html", "json", "jsonl", "junit", "markdown", "sarif", "text")
"""The formats that show the class; another package's may leave it out."""
OF_RUN = Run(command="regress", findings=(CHANGE,))


def text_of(name: str, run: Run) -> str:
    """Return a report, of HTML what its data says."""
    text = format_named(name).render(run)
    return shown(text) if name == "html" else text


def test_a_rule_gives_a_finding_its_class() -> None:
    rule = Rule(code="REG499", name="all-changed")
    place = Location("p.md", 1)
    assert rule.at(place, "it changed", change_class="unknown").change_class == "unknown"
    assert rule.at(place, "it changed").change_class == ""


@pytest.mark.parametrize(("finding", "wanted"), [(CHANGE, "non-breaking"), (HEIGHT, None)])
def test_the_record_has_the_class_or_null(finding: Finding, wanted: str | None) -> None:
    assert finding_record(finding)["class"] == wanted


def test_the_fingerprint_of_a_change_is_its_own_in_every_report() -> None:
    finding = replace(CHANGE, fingerprint="0123456789abcdef")
    run = replace(OF_RUN, findings=(finding,))
    assert finding_record(finding)["fingerprint"] == "0123456789abcdef"
    assert finding_record(CHANGE)["fingerprint"] is None
    for name in ("text", "json", "sarif", "gitlab", "junit"):
        assert "0123456789abcdef" in format_named(name).render(run)


def test_the_schema_knows_the_classes() -> None:
    document = json.loads(format_named("json").render(OF_RUN))
    validator("run").validate(document)
    document["findings"][0]["class"] = "harmless"
    assert not validator("run").is_valid(document)


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("run", [OF_CASE, OF_RUN], ids=["case", "run"])
def test_each_format_shows_it(name: str, run: Run) -> None:
    assert "non-breaking" in text_of(name, run)


@pytest.mark.parametrize("name", format_names())
def test_no_format_shows_one_where_nothing_changed(name: str) -> None:
    assert "breaking" not in text_of(name, RUN)


def test_sarif_has_it_as_a_property() -> None:
    log = json.loads(format_named("sarif").render(OF_RUN))
    (result,) = log["runs"][0]["results"]
    assert result["properties"] == {"class": "non-breaking"}
