"""Why cases were not judged, counted."""

import pytest

from docreplay.compare.rules.status_differs import RULE as DIFFERS
from docreplay.model.location import Location
from docreplay.model.run import Run, Verdict, VerdictKind
from docreplay.report.causes import causes, nothing_judged

AT = Location("p.md", 1)


def failed(kind: VerdictKind, actual: str = "") -> Verdict:
    found = (DIFFERS.at(AT, "x", expected="200", actual=actual),) if actual else ()
    return Verdict(id="a", location=AT, title="", outcome="failed", kind=kind, findings=found)


PASSED = Verdict(id="a", location=AT, title="", outcome="passed")
SKIPPED = Verdict(id="a", location=AT, title="", outcome="skipped", reason="r")
STOPPED = Verdict(id="a", location=AT, title="", outcome="skipped", kind="not-judged")


def sentences(*verdicts: Verdict) -> list[str]:
    return [cause.message for cause in causes(Run(command="test", verdicts=verdicts))]


@pytest.mark.parametrize(
    ("verdict", "message"),
    [
        (
            failed("refused", "401 Unauthorized"),
            "answered with 401: the credentials were refused",
        ),
        (failed("service-failed", "502"), "answered with 502: the service failed"),
        (failed("redirected", "302 Found"), "answered with 302: redirections are not followed"),
        (failed("unreachable"), "not answered: the service is unreachable"),
        (failed("timed-out"), "not answered in time"),
        (
            failed("died"),
            "not answered: the connection was lost before the end of the response",
        ),
        (failed("unreadable"), "answered with an unreadable response"),
        (STOPPED, "not judged: the run had stopped"),
    ],
)
def test_each_kind_has_a_sentence(verdict: Verdict, message: str) -> None:
    assert sentences(verdict) == [f"the only case was {message}"]
    assert sentences(verdict, PASSED) == [f"1 of 2 cases was {message}"]
    assert sentences(verdict, PASSED, verdict) == [f"2 of 3 cases were {message}"]


def test_the_most_frequent_cause_is_first() -> None:
    refused = failed("refused", "401 Unauthorized")
    verdicts = (PASSED, failed("timed-out"), *[refused] * 38, *[failed("refused", "403 No")] * 4)
    assert sentences(*verdicts) == [
        "38 of 44 cases were answered with 401: the credentials were refused",
        "4 of 44 cases were answered with 403: the credentials were refused",
        "1 of 44 cases was not answered in time",
    ]


def test_skipped_cases_are_not_counted_and_mismatches_have_no_cause() -> None:
    assert sentences(SKIPPED, failed("", "404 Not Found"), PASSED) == []
    assert sentences(SKIPPED, failed("died"), PASSED)[0].startswith("1 of 2 cases")


def test_a_reason_that_all_cases_share_is_not_repeated() -> None:
    assert sentences(failed("service-failed"), failed("service-failed")) == []


@pytest.mark.parametrize(
    ("verdicts", "sentence"),
    [
        ((), ""),
        ((PASSED, failed("timed-out")), ""),
        ((failed("", "404"), failed("timed-out")), ""),
        ((SKIPPED,), ""),
        ((failed("timed-out"), SKIPPED), "the only case was not answered in time"),
        (
            (failed("timed-out"), failed("service-failed", "500 X"), STOPPED),
            "1 of 3 cases was not answered in time; 1 of 3 cases was answered with 500: the service"
            " failed",
        ),
    ],
)
def test_a_run_without_a_judged_case_is_one_sentence(
    verdicts: tuple[Verdict, ...], sentence: str
) -> None:
    found = nothing_judged(Run(command="test", verdicts=verdicts))
    assert found == (f"nothing could be judged: {sentence}" if sentence else "")
