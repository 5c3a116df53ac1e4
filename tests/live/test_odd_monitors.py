"""Monitors that spell the state of an operation in other ways, or that lead nowhere."""

import json

import pytest

from docreplay.model.case import Answer as Received
from docreplay.model.case import SentRequest
from docreplay.replay.links.link_sending import Linked, Waiting
from docreplay.replay.links.monitoring import Monitoring, PollLimits
from tests.live.conftest import Answer, Command, Pages, Service
from tests.support.pages import exchange

ALWAYS = ("--unsafe-methods", "--poll", "always")
NOW = ("Retry-After", "0")
MONITORS = ("Location", "Operation-Location")


def reported(**members: object) -> Answer:
    """Return the response of a monitor."""
    return Answer(200, json.dumps(members), (NOW,))


BAD = [
    # what the monitor answers, the code, the message
    ([Answer(302, "")], "CON242", "its monitor responds with 302 without `Location`"),
    ([Answer(304, "")], "CON242", "its monitor responds with 304 without `Location`"),
    ([Answer(300, "{}")], "CON242", "its monitor responds with 300 without `Location`"),
    ([reported(status="deleteFailed")], "CON240", "failed: deleteFailed"),
    ([reported(status="deletePending"), reported(status="deleteFailed")], "CON240", "deleteFailed"),
    ([reported(status="partiallySucceeded")], "CON240", "failed: partiallySucceeded"),
    ([reported(status="completedWithErrors")], "CON240", "failed: completedWithErrors"),
    ([reported(status="skipped")], "CON240", "failed: skipped"),
    (
        [reported(Status="Failed", Error={"Code": "a", "Message": "Taken"})],
        "CON240",
        "failed: a: Tak",
    ),
    ([reported(jobStatus="FAILED", ErrorMessage="Full.")], "CON240", "failed: Full."),
    ([reported(operation_status="failed", status_description="Full.")], "CON240", "failed: Full."),
    ([reported(status=None, state="failed")], "CON240", "failed: failed"),
]
"""Operations that do not succeed."""


@pytest.fixture
def copy(pages: Pages) -> None:
    """A page whose request is documented to be accepted."""
    pages(p=exchange("POST /copy", "HTTP/1.1 202 Accepted"))


def started(service: Service, header: str, answers: list[Answer]) -> None:
    service.answers["/copy"] = [Answer(202, "", ((header, "/monitor"), NOW))]
    service.answers["/monitor"] = list(answers)


@pytest.mark.usefixtures("copy")
@pytest.mark.parametrize("header", MONITORS)
@pytest.mark.parametrize(("answers", "code", "message"), BAD)
def test_an_operation_that_does_not_succeed(
    replay: Command, service: Service, header: str, answers: list[Answer], code: str, message: str
) -> None:
    started(service, header, answers)
    ended = replay(*ALWAYS)
    assert f"error {code} " in ended.out
    assert message in ended.out
    assert len(service.requests) == 1 + len(answers)


GOOD = [
    [reported(status="deletePending"), reported(status="completed")],
    [reported(status="copyInProgress"), reported(status="completed")],
    [reported(status="completedWithWarnings")],
    [reported(status="OK")],
    [reported(Status="InProgress"), reported(Status="Succeeded")],
    [reported(job_status="Running"), reported(job_status="Completed")],
    [Answer(303, '{"Status": "Completed"}')],
]
"""Operations that succeed, after as many requests as there are answers."""


@pytest.mark.usefixtures("copy")
@pytest.mark.parametrize("header", MONITORS)
@pytest.mark.parametrize("answers", GOOD)
def test_an_operation_that_succeeds(
    replay: Command, service: Service, header: str, answers: list[Answer]
) -> None:
    started(service, header, answers)
    assert "1 case: 1 passed" in replay(*ALWAYS).out
    assert len(service.requests) == 1 + len(answers)


def test_a_name_of_the_result_in_another_spelling_leads_to_it(
    pages: Pages, replay: Command, service: Service
) -> None:
    pages(p=exchange("POST /copy", "HTTP/1.1 202 Accepted"))
    started(
        service, "Operation-Location", [reported(Status="Succeeded", resource_location="/made")]
    )
    assert "1 case: 1 passed" in replay(*ALWAYS).out
    assert service.requests[-1] == "GET /made"


@pytest.mark.parametrize("wait", ["0", "Wed, 21 Oct 2015 07:28:00 GMT"])
def test_a_service_that_asks_for_no_pause_is_not_asked_in_a_hurry(wait: str) -> None:
    clock, asked = [0.0], list[float]()

    def answer(status: int, body: bytes) -> Received:
        headers = (("Location", "/m"), ("Retry-After", wait))
        return Received(status=status, reason="", headers=headers, body=body)

    def ask(_: str) -> Linked:
        asked.append(clock[0])
        is_done = clock[0] >= 60
        return Linked(answer(200, b'{"status": "done"}' if is_done else b'{"status": "running"}'))

    def pause(seconds: float) -> bool:
        clock[0] += seconds
        return True

    waiting = Waiting(lambda: clock[0], pause)
    sent = SentRequest(method="POST", url="https://a.example.com/x", headers=(), body=None)
    monitoring = Monitoring(ask, PollLimits(120.0, 100), waiting, "https://a.example.com")
    followed = monitoring.followed(sent, answer(202, b""))
    assert followed
    assert (followed.end, asked[9]) == ("succeeded", 0.0)
    assert len(asked) < 25
