from docreplay.model.finding import Finding, Related, Severity
from docreplay.model.location import Location
from docreplay.model.run import Verdict
from docreplay.model.shown_exchange import ShownExchange, ShownLine
from docreplay.model.wire import dump, load

VERDICT = Verdict(
    id="zh-cn/照片#get",
    location=Location("a.md", 5, 2),
    title="GET /照片",
    outcome="failed",
    reason="\ud800\x00",
    findings=(
        Finding(
            code="CON201",
            name="status-differs",
            severity=Severity.ERROR,
            location=Location("a.md", 9, 4),
            end=Location("a.md", 9, 7),
            message="m",
            expected="200",
            pointer="/a~1b",
            related=(Related(location=Location("b.md", 1), message="says so"),),
        ),
    ),
    reproduce="curl",
    exchange=ShownExchange(
        request=(ShownLine(1, 1, "GET /照片"),),
        response=(ShownLine(2, 3, "HTTP/1.1 200 OK"),),
        sent="GET http://a.example/",
        answer="HTTP/1.1 201 Created",
    ),
    elapsed=0.25,
    unreachable=True,
)


def test_a_verdict_comes_back_as_it_was() -> None:
    assert load(dump(VERDICT)) == VERDICT


def test_the_text_is_plain_ascii_whatever_was_answered() -> None:
    assert dump(VERDICT).isascii()
