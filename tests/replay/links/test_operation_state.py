"""What the words of monitors mean, and where they are."""

import json

import pytest

from docreplay.model.case import Answer
from docreplay.replay.links.operation_state import made_by, message_of, state_of

RUNNING = (
    "accepted", "Creating", "Deleting", "executing", "InProgress", "in_progress", "notStarted",
    "pending", "Processing", "Provisioning", "queued", "RUNNING", "scheduled", "started",
    "Starting", "submitted", "Updating", "validating", "waiting", "deletePending",
    "copyInProgress",
)  # fmt: skip
DONE = (
    "complete", "Completed", "completedWithWarnings", "done", "finished", "OK", "ready",
    "Succeeded", "succeededWithWarnings", "SUCCESS", "successful",
)  # fmt: skip
FAILED = (
    "aborted", "Canceled", "cancelled", "completedWithErrors", "error", "errored", "expired",
    "Failed", "failure", "faulted", "partialSuccess", "partiallyCompleted", "partiallySucceeded",
    "rejected", "skipped", "succeededWithErrors", "timedOut", "timed_out", "timeout",
    "deleteFailed",
)  # fmt: skip
NAMES = (
    "status", "Status", "state", "provisioningState", "operationState", "operation_status",
    "operationStatus", "jobStatus", "job_status", "jobState",
)  # fmt: skip
MESSAGES = (
    "message", "statusDescription", "status_description", "errorMessage", "description", "detail",
)  # fmt: skip
LINKS = ("resourceLocation", "targetResourceLocation", "resourceUrl", "resource_uri", "resourceUri")


def reported(**members: object) -> Answer:
    """Return the response of a monitor."""
    return Answer(status=200, reason="OK", headers=(), body=json.dumps(members).encode())


def name_of(monitor: Answer, *, may_be_result: bool = True) -> str:
    return state_of(monitor, may_be_result=may_be_result).name


@pytest.mark.parametrize(
    ("state", "words"), [("running", RUNNING), ("succeeded", DONE), ("failed", FAILED)]
)
def test_each_word_has_one_meaning_also_in_what_may_be_the_result(
    state: str, words: tuple[str, ...]
) -> None:
    assert {word: name_of(reported(status=word)) for word in words} == dict.fromkeys(words, state)


@pytest.mark.parametrize("word", ["brewing", "active", "unsuccessful", "NotReady", "incomplete"])
def test_an_unknown_word_is_a_state_before_the_end_only_of_what_is_not_the_result(
    word: str,
) -> None:
    assert name_of(reported(status=word), may_be_result=False) == "running"
    assert name_of(reported(status=word), may_be_result=True) == "unknown"


@pytest.mark.parametrize("name", NAMES)
def test_the_state_has_many_names(name: str) -> None:
    assert name_of(reported(**{name: "succeeded"})) == "succeeded"
    assert name_of(reported(properties={name: "Failed"})) == "failed"


@pytest.mark.parametrize("name", MESSAGES)
def test_the_message_has_many_names(name: str) -> None:
    failed = state_of(reported(status="failed", **{name: "Full."}), may_be_result=False)
    assert failed.reason == "Full."
    assert message_of(reported(error={"code": "disk", name: "Full."})) == "disk: Full."


@pytest.mark.parametrize("name", LINKS)
def test_the_link_to_the_result_has_many_names(name: str) -> None:
    assert made_by(reported(status="done", **{name: "/made/7"})).link == "/made/7"


@pytest.mark.parametrize("name", ["resourceId", "resource_id", "targetResourceId"])
def test_the_identifier_of_the_result_has_many_names(name: str) -> None:
    assert made_by(reported(status="done", **{name: "7"})).id == "7"


@pytest.mark.parametrize("name", ["response", "result", "resource", "output"])
def test_the_result_may_be_in_the_response(name: str) -> None:
    made = {"size": 1}
    assert made_by(reported(status="done", **{name: made})).value == made


def test_an_object_under_any_name_is_the_result_if_it_alone_has_an_identifier() -> None:
    site = {"id": "7"}
    assert made_by(reported(status="done", site=site, links={"self": "/x"})).value == site
    assert made_by(reported(status="done", site=site, owner={"id": "8"})).value is None
