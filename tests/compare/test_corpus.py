import json
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from docreplay.compare.compare import compare
from docreplay.config.settings import Config
from docreplay.flows.pages import pages as pages_flow
from docreplay.flows.pages import resource_types as describing
from docreplay.model.case import Answer, Case
from docreplay.model.finding import Finding, Severity
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from tests.support.corpus import SLICE


@pytest.fixture(scope="module")
def config(corpus: Path) -> Config:
    return Config(root=corpus, docs=(".",), locales=("en-us",))


@pytest.fixture(scope="module")
def cases(config: Config) -> list[Case]:
    found = pages_flow.page_cases(config, pages_flow.pages(config))
    return [case for item in found for case in item.cases]


def as_documented(case: Case) -> Answer:
    """Return the documented response as a service would send it: JSON without slips of a page."""
    expected = case.expectation
    text = expected.body.text if expected.body else ""
    with suppress(JsonError):
        text = json.dumps(read_json(text).value)
    headers = tuple((header.name, header.value) for header in expected.headers)
    return Answer(status=expected.status or 0, reason="", headers=headers, body=text.encode())


def test_every_documented_response_conforms_to_itself(config: Config, cases: list[Case]) -> None:
    found: list[Finding] = []
    for case in cases:
        found += compare(case.expectation, as_documented(case), request=case.request)
    # one documented body cannot be read, which is reported instead of compared
    assert [finding for finding in found if finding.code != "CON231"] == []
    assert len(found) <= 1
    assert len(cases) > (5 if config.root == SLICE else 1400)


def test_typed_responses_differ_from_their_resources_as_often_as_was_counted_by_hand(
    config: Config, cases: list[Case]
) -> None:
    catalogue = describing.catalogue(config)
    typed = [case for case in cases if catalogue.find(case.expectation.shape.type)]
    found = [
        compare(case.expectation, as_documented(case), catalogue=catalogue, request=case.request)
        for case in typed
    ]
    codes = Counter(finding.code for findings in found for finding in findings)
    worst = max(finding.severity for findings in found for finding in findings)
    assert worst is Severity.WARNING
    assert codes.keys() - {"CON231"} == {"CON220", "CON226"}
    share = sum(map(bool, found)) / len(typed)
    assert 0.12 <= share <= (0.25 if config.root == SLICE else 0.14)
