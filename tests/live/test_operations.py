"""Operations that a service accepts with 202, followed to their end."""

import json
from pathlib import Path

import pytest

from tests.live.conftest import Answer, Command, Pages, Service
from tests.support.pages import exchange
from tests.support.service import Exchange, service_of

ACCEPTED = "HTTP/1.1 202 Accepted"
ALWAYS = ("--unsafe-methods", "--poll", "always")
NOW = ("Retry-After", "0")
MADE = Answer(body='{"id": "7"}')


def accepted(location: str, header: str = "Location", *more: tuple[str, str]) -> Answer:
    """Return the response that accepts an operation."""
    return Answer(202, "", ((header, location), NOW, *more))


def state(word: str, status: int = 200, **members: object) -> Answer:
    """Return the response of a monitor."""
    return Answer(status, json.dumps({"status": word, **members}), (NOW,))


RUNNING, DONE = state("inProgress"), state("completed")


@pytest.fixture
def copy(pages: Pages) -> None:
    """A page whose request is documented to be accepted."""
    pages(p=exchange("POST /copy", ACCEPTED))


def test_an_operation_is_not_followed_without_need(
    pages: Pages, replay: Command, service: Service
) -> None:
    pages(p=exchange("POST /copy", ACCEPTED))
    service.answers["/copy"] = [accepted("/monitor")]
    assert replay("--unsafe-methods").code == 0
    assert service.requests == ["POST /copy"]


@pytest.mark.usefixtures("copy")
@pytest.mark.parametrize("header", ["Location", "Operation-Location", "Azure-AsyncOperation"])
def test_the_monitor_is_asked_until_the_end(replay: Command, service: Service, header: str) -> None:
    service.answers["/copy"] = [accepted("/monitor", header)]
    service.answers["/monitor"] = [state("notStarted", 202), RUNNING, DONE]
    code, out, _ = replay(*ALWAYS)
    assert (code, "1 case: 1 passed" in out) == (0, True)
    assert service.requests == ["POST /copy", *["GET /monitor"] * 3]


ENDS = [
    # what the monitor answers, the code, the message
    ([state("failed", error={"code": "nameAlreadyExists", "message": "Taken."})], "CON240",
     "the accepted operation failed: nameAlreadyExists: Taken."),
    ([state("Canceled")], "CON240", "the accepted operation failed: Canceled"),
    ([state("failed", statusDescription="Disk is full.")], "CON240", "failed: Disk is full."),
    ([RUNNING, Answer(409, '{"error": {"code": "conflict", "message": "No."}}')], "CON240",
     "the accepted operation failed: conflict: No."),
    ([Answer(body='{"done": true, "error": {"code": 5, "message": "Gone."}}')], "CON240",
     "failed: 5: Gone."),
    ([Answer(body='{"status": {"state": "aborted", "description": "Printer."}}')], "CON240",
     "failed: Printer."),
    ([Answer(404, "")], "CON242", "not known: its monitor responds with 404"),
    ([Answer(401, "")], "CON242", "not known: its monitor responds with 401"),
    ([Answer(500, "", (NOW,))], "CON242", "its monitor responds with 500 3 times in a row"),
    ([Answer(302, "", (("Location", "/monitor"),))], "CON242",
     "its monitor redirects more than 5 times"),
    ([Answer(303, "", (("Location", "/gone"),))], "CON242", "what it made responds with 404"),
    ([state("succeeded", resourceLocation="/gone")], "CON242", "what it made responds with 404"),
    ([RUNNING], "CON241", "did not end: still in progress after 7 requests to its monitor"),
    ([state("inProgress", 202)], "CON241", "still in progress after 7 requests"),
    ([Answer(503, "", (NOW,))], "CON241", "still"),
]  # fmt: skip
"""Faults of monitors."""


@pytest.mark.usefixtures("copy")
@pytest.mark.parametrize(("answers", "code", "message"), ENDS)
def test_an_operation_that_does_not_succeed_fails_its_case(
    replay: Command,
    service: Service,
    tmp_path: Path,
    answers: list[Answer],
    code: str,
    message: str,
) -> None:
    configured(tmp_path, "max-polls = 7\nretries = 1\n")
    service.answers |= {"/copy": [accepted("/monitor")], "/monitor": answers}
    service.answers["/gone"] = [Answer(404, "")]
    ended = replay(*ALWAYS, "--report", f"json={tmp_path}/run.json")
    assert ended.code in (1, 3), ended.out
    assert f"error {code} " in ended.out
    assert message in ended.out
    assert "CON2" not in ended.out.replace(code, "")
    kind = "operation-failed" if code == "CON240" else "operation-unfinished"
    (case,) = json.loads((tmp_path / "run.json").read_text())["cases"]
    assert (case["outcome"], case["kind"]) == ("failed", kind)


def configured(root: Path, text: str) -> None:
    (root / "docreplay.toml").write_text(text, encoding="utf-8")


GOOD = [
    [Answer(500, "", (NOW,)), Answer(502, "", (NOW,)), DONE],
    [Answer(503, "", (NOW,)), DONE],
    [Answer(204, "")],
    [MADE],
    [Answer(201, '{"id": "7", "status": "active"}')],
    [Answer(303, '{"status": "completed", "resourceId": "7"}')],
    [Answer(303, "", (("Location", "/made"),))],
    [Answer(302, "", (("Location", "made"),))],
    [Answer(307, "", (("Location", "/moved"),))],
    [Answer(body='{"done": false}', headers=(NOW,)), Answer(body='{"done": true}')],
    [Answer(body='{"properties": {"provisioningState": "Succeeded"}}')],
    [state("queued"), state("Running"), state("SUCCEEDED")],
]
"""Monitors that end well; each is asked at `/monitor` first."""


@pytest.mark.usefixtures("copy")
@pytest.mark.parametrize("answers", GOOD)
def test_a_successful_operation_passes(
    replay: Command, service: Service, answers: list[Answer]
) -> None:
    service.answers |= {"/copy": [accepted("/monitor")], "/monitor": answers}
    service.answers |= {"/made": [MADE], "/moved": [RUNNING, DONE]}
    ended = replay(*ALWAYS)
    assert (ended.code, "1 case: 1 passed" in ended.out) == (0, True), ended.out
    assert all(request.startswith("GET ") for request in service.requests[1:])
    assert len(service.requests) > 1


@pytest.mark.usefixtures("copy")
def test_an_unknown_word_is_a_state_before_the_end(replay: Command, service: Service) -> None:
    service.answers["/copy"] = [accepted("/monitor", "Operation-Location")]
    service.answers["/monitor"] = [state("brewing"), state("pouring"), DONE]
    assert replay(*ALWAYS).code == 0
    assert service.requests.count("GET /monitor") == 3


@pytest.mark.usefixtures("copy")
def test_retry_after_is_obeyed(replay: Command, service: Service) -> None:
    service.answers["/copy"] = [Answer(202, "", (("Location", "/m"), ("Retry-After", "1")))]
    service.answers["/m"] = [DONE]
    assert replay(*ALWAYS).code == 0
    assert service.times[1] - service.times[0] >= 0.95


@pytest.mark.usefixtures("copy")
def test_a_longer_wait_than_the_limit_is_not_waited_for(
    replay: Command, service: Service, tmp_path: Path
) -> None:
    configured(tmp_path, "poll-timeout = 2\n")
    service.answers["/copy"] = [Answer(202, "", (("Location", "/m"), ("Retry-After", "600")))]
    _, out, _ = replay(*ALWAYS)
    assert "CON241" in out
    assert "Retry-After is 600 s, which is longer than `poll-timeout`" in out
    assert service.requests == ["POST /copy"]


@pytest.mark.usefixtures("copy")
def test_the_time_of_an_operation_is_limited(
    replay: Command, service: Service, tmp_path: Path
) -> None:
    configured(tmp_path, "poll-timeout = 1\n")
    service.answers |= {
        "/copy": [Answer(202, "", (("Location", "/m"),))],
        "/m": [Answer(202, "")],
    }
    _, out, _ = replay(*ALWAYS)
    assert "still in progress after 1 s (`poll-timeout`)" in out
    assert service.requests == ["POST /copy", "GET /m"]


@pytest.mark.usefixtures("copy")
@pytest.mark.parametrize(
    ("option", "message"),
    [(("--max-requests", "3"), "after 3 requests"), (("--run-timeout", "1"), "`run-timeout`")],
)
def test_the_limits_of_the_run_count(
    replay: Command, service: Service, option: tuple[str, str], message: str
) -> None:
    pause = "0" if option[0] == "--max-requests" else "30"
    service.answers |= {
        "/copy": [Answer(202, "", (("Location", "/m"), ("Retry-After", pause)))],
        "/m": [RUNNING],
    }
    _, out, _ = replay(*ALWAYS, *option)
    assert "warning RUN560 the accepted operation is not followed" in out
    assert message in out
    assert len(service.requests) <= 3


FOREIGN = [
    ("http://169.254.169.254/latest", "host `169.254.169.254` is not allowed"),
    ("https://monitor.example.net/x", "host `monitor.example.net` is not allowed"),
    ("ftp://127.0.0.1/x", "it is not a URL that can be requested"),
    ("http://user:secret@127.0.0.1/x", "it is not a URL that can be requested"),
    ("http://[/x", "it is not a URL that can be requested"),
    ("/m?_method=DELETE", "the request asks for DELETE"),
]
"""Monitors that must not be asked."""


@pytest.mark.usefixtures("copy")
@pytest.mark.parametrize(("url", "reason"), FOREIGN)
def test_a_monitor_elsewhere_is_not_asked(
    replay: Command, service: Service, url: str, reason: str
) -> None:
    service.answers["/copy"] = [accepted(url)]
    code, out, _ = replay(*ALWAYS)
    assert (code, service.requests) == (0, ["POST /copy"])
    assert "warning RUN560" in out
    assert reason in out
    assert "secret" not in out


def test_an_allowed_host_gets_no_credentials(
    pages: Pages, replay: Command, service: Service, tmp_path: Path
) -> None:
    seen: list[tuple[str, str | None, str | None]] = []

    def respond(exchange: Exchange) -> None:
        headers = exchange.headers
        seen.append((exchange.path, headers.get("Authorization"), headers.get("X-Api")))
        exchange.give(200, {"Content-Type": "application/json"}, b'{"status": "completed"}')

    pages(p=exchange("POST /copy\nX-Api: 3", ACCEPTED))
    configured(tmp_path, 'headers = { Authorization = "Bearer own-token" }\n')
    with service_of(respond) as other:
        service.answers["/copy"] = [accepted(f"{other}/m?t=1")]
        ended = replay(*ALWAYS, "--allow-host", other.removeprefix("http://"))
    assert (ended.code, seen) == (0, [("/m?t=1", None, None)])
    assert service.headers[0]["Authorization"] == "Bearer own-token"


@pytest.mark.usefixtures("copy")
def test_the_own_monitor_gets_the_credentials(
    replay: Command, service: Service, tmp_path: Path
) -> None:
    configured(tmp_path, 'headers = { Authorization = "Bearer own-token" }\n')
    service.answers |= {"/copy": [accepted(f"{service.url}/m")], "/m": [DONE]}
    assert replay(*ALWAYS).code == 0
    assert service.headers[1]["Authorization"] == "Bearer own-token"


@pytest.mark.usefixtures("copy")
def test_a_private_address_is_refused_although_the_host_is_allowed(
    replay: Command, service: Service
) -> None:
    service.answers["/copy"] = [accepted("http://10.0.0.7/m")]
    _, out, _ = replay(*ALWAYS, "--allow-host", "10.0.0.7")
    assert "RUN560" in out
    assert "has the private address 10.0.0.7" in out


def test_a_path_without_the_version_is_below_the_base_url(
    pages: Pages, replay: Command, service: Service
) -> None:
    pages(p=exchange("POST /v1.0/copy", ACCEPTED))
    service.answers |= {
        "/v1.0/copy": [accepted("/operations/1")],
        "/operations/1": [Answer(404, "")],
        "/v1.0/operations/1": [RUNNING, DONE],
    }
    assert replay("--base-url", f"{service.url}/v1.0", *ALWAYS).code == 0
    assert service.requests[1:] == ["GET /operations/1", *["GET /v1.0/operations/1"] * 2]


@pytest.mark.usefixtures("copy")
def test_never_is_never(replay: Command, service: Service) -> None:
    service.answers["/copy"] = [accepted("/monitor")]
    assert replay("--unsafe-methods", "--poll", "never").code == 0
    assert service.requests == ["POST /copy"]


@pytest.mark.usefixtures("copy")
def test_a_202_without_a_monitor_is_its_own_end(replay: Command, service: Service) -> None:
    service.answers["/copy"] = [Answer(202, "")]
    assert replay(*ALWAYS).code == 0
    assert service.requests == ["POST /copy"]
