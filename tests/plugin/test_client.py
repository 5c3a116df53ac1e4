"""Every claim of the `api` fixture, once kept and once broken by an answer."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from docreplay.config.settings import Config
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.replay.replay import Replayer
from docreplay.model.case import Answer, Case, Expectation, Outcome, Skipped, Unreachable
from docreplay.model.http.http import Request
from docreplay.model.location import Location
from docreplay.model.page import PageId
from docreplay.model.run import Verdict
from docreplay.plugin.client import Api, NotAnswered, Reply
from docreplay.plugin.verdicts import joined

AT = Location("docs_source/en-us/photo.md", 5)
CASE = Case(
    id="en-us/photo#get",
    page=PageId(path=AT.path, locale="en-us", key="photo"),
    also_on=(),
    name="get",
    title="GET /photo",
    request=Request(method="", target="", headers=(), body=None, location=AT),
    expectation=Expectation(),
    paired_by="name",
)
ANSWER = Answer(
    status=200,
    reason="OK",
    headers=(("Content-Type", "application/json; charset=utf-8"), ("Location", "/photos/1")),
    body=b'{"height": 1, "width": null}',
)
EMPTY = Answer(status=204, reason="", headers=(), body=b"")


class Canned(Replayer):
    """Sends nothing: every case has the same outcome; what was to be sent is kept."""

    def __init__(self, result: Answer | Skipped | Unreachable) -> None:
        config = Config(root=Path("/nowhere"), base_url="http://127.0.0.1:1")
        super().__init__(CaseIndex(config), ())
        self.result = result
        self.sent: list[Case] = []

    def send(self, case: Case, captured: Mapping[str, str] = MappingProxyType({})) -> Outcome:
        self.sent.append(case)
        return Outcome(result=self.result, sent=None)


def verdict_of(answer: Answer, claim: Callable[[Reply], None]) -> Verdict:
    """Return the verdict of a test that makes one claim of the answer."""
    api = Api(Canned(answer), CASE)
    claim(api.get("/photo"))
    verdict = joined(api.verdicts())
    assert verdict
    return verdict


CLAIMS: dict[str, tuple[Answer, Callable[[Reply], None], Answer]] = {
    "status": (ANSWER, lambda r: r.has_status(200, line=9), EMPTY),
    "media type": (
        ANSWER,
        lambda r: r.has_media_type("application/json", line=9),
        Answer(status=200, reason="", headers=(("Content-Type", "text/csv"),), body=b"a,b\n1,2"),
    ),
    "header": (ANSWER, lambda r: r.has_header("Location", "/photos/7", line=9), EMPTY),
    "body": (
        ANSWER,
        lambda r: r.has_body_like({"height": 9, "width": None}, line=9),
        Answer(status=200, reason="", headers=(), body=b'{"height": true, "width": 3}'),
    ),
    "nullable": (
        Answer(status=200, reason="", headers=(), body=b'{"width": null}'),
        lambda r: r.has_body_like({"width": 7}, nullable=["width"], line=9),
        Answer(status=200, reason="", headers=(), body=b'{"width": "x"}'),
    ),
    "text": (
        Answer(status=200, reason="", headers=(("Content-Type", "text/plain"),), body=b"hello"),
        lambda r: r.has_body_text("hello", line=9),
        EMPTY,
    ),
    "no body": (EMPTY, lambda r: r.has_no_body(line=9), ANSWER),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claim_that_the_answer_meets_passes(name: str) -> None:
    answer, claim, _ = CLAIMS[name]
    verdict = verdict_of(answer, claim)
    assert (verdict.outcome, verdict.findings) == ("passed", ())


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claim_that_the_answer_breaks_fails_at_its_line(name: str) -> None:
    _, claim, answer = CLAIMS[name]
    verdict = verdict_of(answer, claim)
    # Without a page, a member of a body has its usual place.
    line = 10 if name in ("body", "nullable") else 9
    assert verdict.outcome == "failed"
    assert {finding.location[:2] for finding in verdict.findings} == {(AT.path, line)}


def test_a_note_does_not_fail() -> None:
    verdict = verdict_of(ANSWER, lambda reply: reply.has_body_like({"height": 1}, line=9))
    assert verdict.outcome == "passed"
    assert [str(finding.severity) for finding in verdict.findings] == ["note"]


def test_a_claim_of_another_page_is_reported_there() -> None:
    verdict = verdict_of(ANSWER, lambda reply: reply.has_status(201, line="docs/inc/a.md:3"))
    assert verdict.findings[0].location == Location("docs/inc/a.md", 3)


def test_all_broken_claims_are_found_and_the_body_of_another_status_is_not_judged() -> None:
    def claim(reply: Reply) -> None:
        reply.has_status(404, line=9)
        reply.has_media_type("text/csv", line=10)
        reply.has_body_like({"error": {"code": "x"}}, line=12)

    lines = {finding.location.line for finding in verdict_of(ANSWER, claim).findings}
    assert 9 in lines
    assert 12 not in lines


def test_a_claim_made_twice_is_judged_twice() -> None:
    def claim(reply: Reply) -> None:
        reply.has_body_like({"height": "a"}, line=9)
        reply.has_body_like({"height": "b"}, line=20)

    lines = [finding.location.line for finding in verdict_of(ANSWER, claim).findings]
    assert {9, 20} <= set(lines)


@pytest.mark.parametrize("verb", ["get", "post", "put", "patch", "delete", "head", "options"])
def test_every_method_sends_its_own(verb: str) -> None:
    replayer = Canned(ANSWER)
    getattr(Api(replayer, CASE), verb)("/photo")
    assert replayer.sent[0].request.method == verb.upper()


def sent(**content: object) -> Request:
    """Return the request that the arguments make."""
    replayer = Canned(ANSWER)
    Api(replayer, CASE).request("REPORT", "/photo/{id}", **content)  # type: ignore[arg-type]  # any
    return replayer.sent[0].request


def test_json_is_sent_as_json_even_null() -> None:
    request = sent(json=None)
    assert request.body
    assert request.body.text == "null"
    assert [header[:2] for header in request.headers] == [("Content-Type", "application/json")]


def test_a_documented_content_type_is_kept() -> None:
    request = sent(json={"ä": 1}, headers=[["content-type", "application/hal+json"], ["a", "1"]])
    assert request.body
    assert request.body.text == '{"ä": 1}'
    assert [header[:2] for header in request.headers] == [
        ("content-type", "application/hal+json"),
        ("a", "1"),
    ]


def test_data_is_sent_as_it_is() -> None:
    request = sent(data="a=b", headers={"Content-Type": "text/plain"})
    assert request.body
    assert (request.method, request.target, request.body.text) == ("REPORT", "/photo/{id}", "a=b")


UNANSWERED = (
    (Skipped(kind="placeholder", reason="no value"), "skipped", "no value"),
    (Unreachable(reason="nobody"), "failed", "service unreachable: nobody"),
)


@pytest.mark.parametrize(("result", "outcome", "reason"), UNANSWERED)
def test_a_test_ends_if_the_service_does_not_answer(
    result: Skipped | Unreachable, outcome: str, reason: str
) -> None:
    api = Api(Canned(result), CASE)
    with pytest.raises(NotAnswered):
        api.get("/photo")
    (verdict,) = api.verdicts()
    assert (verdict.outcome, verdict.reason) == (outcome, reason)
    assert verdict.unreachable == (outcome == "failed")
