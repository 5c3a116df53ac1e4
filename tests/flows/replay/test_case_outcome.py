from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.replay.replay import Replayer
from docreplay.model.case import Answer, Case, Outcome
from docreplay.model.finding import Severity
from docreplay.model.page import PageId
from docreplay.model.run import Verdict
from docreplay.sources.memory import MemoryStore

PAGE = PageId(path="docs/p.md", locale="", key="p")
REQUEST = '<!-- { "blockType": "request", "name": "a" } -->\n```http\nGET /a\n```\n'
RESPONSE = '<!-- { "blockType": "response" } -->\n```http\nHTTP/1.1 200 OK\n\n%s\n```\n'
IGNORE = "<!-- docreplay-ignore %s known for long -->\n"


def judged(text: str, status: int, body: str, **settings: object) -> Verdict:
    config = Config(root=Path(), docs=("docs",), base_url="http://127.0.0.1:9", **settings)  # type: ignore[arg-type]
    index = CaseIndex(config, MemoryStore({"docs/p.md": text}))
    record = index.record(PAGE)
    assert record
    return outcome(index, record.cases[0], status, body)


def outcome(index: CaseIndex, case: Case, status: int, body: str) -> Verdict:
    replayer = Replayer(index, ["docs/p.md"])
    headers = (("Content-Type", "application/json"),)
    answer = Answer(status=status, reason="", headers=headers, body=body.encode())
    try:
        return replayer.judge(case, Outcome(result=answer, sent=None))
    finally:
        replayer.close()


@pytest.mark.parametrize(
    ("ignored", "documented", "status", "body", "expected"),
    [
        ("", '{"a": 1}', 200, '{"a": 2}', "passed"),
        ("", '{"a": 1}', 200, '{"a": "x"}', "failed"),
        ("CON209", '{"a": 1}', 200, '{"a": "x"}', "accepted"),
        ("CON201", '{"a": 1}', 404, '{"b": 1}', "accepted"),
        ("status-differs", '{"a": 1}', 404, "", "accepted"),
        ("CON209", '{"a": 1}', 200, '{"a": 1}', "passed"),
        ("CON209", '{"a": 1, "b": 1}', 200, '{"a": "x"}', "failed"),
        ("CON210", '{"a": 1}', 200, '{"a": 1, "b": 2}', "passed"),
        ("", '[{"a": 1}]', 200, "[]", "nothing-compared"),
        ("CON231", '[{"a": 1}]', 200, "[]", "nothing-compared"),
        ("", '{"a": 1,', 200, '{"a": 1}', "nothing-compared"),
    ],
)
def test_a_case_passes_only_if_it_was_compared_and_nothing_is_accepted(
    ignored: str, documented: str, status: int, body: str, expected: str
) -> None:
    text = (IGNORE % ignored if ignored else "") + REQUEST + RESPONSE % documented
    verdict = judged(text, status, body)
    assert verdict.outcome == expected
    assert bool(verdict.reason) == (expected != "passed")
    assert {item.code for item in verdict.suppressed} <= {ignored, "CON201"}
    assert bool(verdict.suppressed) == (bool(ignored) and body != '{"a": 1}')


def test_a_status_that_the_configuration_ignores_leaves_the_body_uncompared() -> None:
    verdict = judged(REQUEST + RESPONSE % '{"a": 1}', 404, "{}", ignore=("CON201",))
    assert verdict.outcome == "nothing-compared"
    assert verdict.reason == "the status is 404, so the body is not compared"


def test_a_warning_fails_a_case_if_warnings_do() -> None:
    verdict = judged(REQUEST + RESPONSE % "[1]", 200, "[]", fail_on=Severity.WARNING)
    assert verdict.outcome == "failed"
