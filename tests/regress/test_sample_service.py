"""The sample service, changed in one place at a time, and unchanged with other data."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import pytest

from docreplay.config.settings import Config
from docreplay.flows.pages.documented_bodies import DocumentedBodies
from docreplay.flows.snapshots.observations import observations
from docreplay.flows.snapshots.record import snapshot_of
from docreplay.flows.snapshots.regress import regress
from docreplay.model.finding import Finding, Severity
from docreplay.model.recordings.snapshot import Snapshot
from docreplay.record.snapshot_reader import parsed
from docreplay.record.snapshot_text import written
from docreplay.sources.memory import MemoryStore
from tests.regress.sample_service import Change, Reply, SampleService, pages

LIST, GET, CREATE = "GET /v1/users", "GET /v1/users/{id}", "POST /v1/users"
MISSING, DELETE = "GET /v1/users/missing/photo", "DELETE /v1/users/{id}"
SETTINGS, REPORT, ROLES = "GET /v1/users/{id}/settings", "GET /v1/report", "GET /v1/roles"
CASES = {
    LIST: "list_users",
    GET: "get_user",
    CREATE: "create_user",
    MISSING: "get_missing",
    DELETE: "delete_user",
    SETTINGS: "get_settings",
    REPORT: "get_report",
    ROLES: "list_roles",
}


class Running(NamedTuple):
    """The running service, its pages, and the snapshot of one response to each request."""

    service: SampleService
    config: Config
    store: MemoryStore
    snapshot: Snapshot


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    service, store = SampleService(), pages()
    with service.running() as config:
        made = observations(config, store)
        found = snapshot_of(made.found, DocumentedBodies(made.index))
        yield Running(service, config, store, parsed(written(found), "snapshot"))


def found(running: Running, changes: Mapping[str, Change], seed: int = 0) -> list[Finding]:
    running.service.seed, running.service.changes = seed, changes
    run = regress(running.config, running.snapshot, store=running.store)
    assert all(verdict.outcome in ("passed", "failed") for verdict in run.verdicts)
    return [finding for verdict in run.verdicts for finding in verdict.findings]


def short(finding: Finding) -> str:
    operation = finding.message.split("`")[1]
    place = "-" if finding.pointer is None else finding.pointer or '""'
    return f"{finding.code} {finding.change_class} {operation} {place}"


def users(change: Callable[[dict[str, Any]], object]) -> Change:
    """Return the change of every user of a collection."""

    def changed(reply: Reply) -> None:
        for user in reply.body["value"]:
            change(user)

    return changed


def body(**members: Any) -> Change:
    """Return the change that sets members of a body; None removes one."""

    def changed(reply: Reply) -> None:
        for name, value in members.items():
            reply.body[name] = value
            if value is None:
                del reply.body[name]

    return changed


def reply(status: int = 0, content: Any = ..., **headers: str | None) -> Change:
    """Return the change of a status, of the whole body, and of headers; None removes one."""

    def changed(reply: Reply) -> None:
        reply.status = status or reply.status
        if content is not ...:
            reply.body, reply.raw = content, None
        for name, value in headers.items():
            reply.headers.pop(name.replace("_", "-"), None)
            if value is not None:
                reply.headers[name.replace("_", "-")] = value

    return changed


def rename(user: dict[str, Any]) -> None:
    user["userName"] = user.pop("displayName")


def refused(message: str) -> Change:
    return reply(400, {"error": {"code": "BadRequest", "message": message}}, Location=None)


def error(**members: Any) -> Change:
    def changed(reply: Reply) -> None:
        reply.body["error"].update(members)

    return changed


def without_details(reply: Reply) -> None:
    del reply.body["error"]["innererror"]


def unsorted(reply: Reply) -> None:
    for user, name in zip(reply.body["value"], ("Zoe", "Ann", "Mia", "Bo", "X", "C"), strict=False):
        user["displayName"] = name


def tags(value: Any) -> Change:
    return users(lambda user: user.update(tags=value))


GUID = "fbab97d0-4932-4511-b675-204639209557"
ROWS: tuple[tuple[str, Change, str], ...] = (
    # operation and transport
    (GET, reply(404, {"error": {"code": "x", "message": "y"}}), "REG401 breaking -"),
    (REPORT, reply(410, None), "REG401 breaking -"),
    (SETTINGS, reply(501, None), "REG401 breaking -"),
    (CREATE, reply(200), "REG402 unknown -"),
    (CREATE, reply(202, None), "REG402 breaking -"),
    (GET, reply(204, None), "REG402 breaking -"),
    (GET, reply(500, None), "REG403 breaking -"),
    (LIST, reply(403, None), "REG403 breaking -"),
    (DELETE, reply(404, None), "REG403 unknown -"),
    (CREATE, reply(409, None), "REG403 unknown -"),
    (MISSING, reply(400), "REG404 unknown -"),
    (MISSING, reply(200, {"id": "1"}), "REG401 non-breaking -"),
    (GET, reply(302, None, Location="https://login.example.com/"), "REG405 breaking -"),
    (GET, reply(Content_Type="application/vnd.sample+json"), "REG406 breaking -"),
    (REPORT, reply(Content_Type="text/plain; charset=utf-8"), "REG406 breaking -"),
    (REPORT, reply(Content_Type="text/csv; charset=iso-8859-1"), "REG407 non-breaking -"),
    (GET, reply(200, None, Content_Type="application/json"), 'REG408 breaking ""'),
    (LIST, reply(X_Total=None), "REG409 breaking -"),
    (CREATE, reply(Location=None), "REG409 breaking -"),
    (GET, reply(X_New="1"), "REG409 non-breaking -"),
    (GET, reply(ETag=None), "REG410 breaking -"),
    (LIST, reply(ETag='"1"'), "REG410 non-breaking -"),
    (LIST, reply(RateLimit="limit=1"), "REG411 non-breaking -"),
    (GET, reply(401, None, WWW_Authenticate="Bearer"), "REG412 breaking -"),
    (CREATE, reply(415, None), "REG414 breaking -"),
    (CREATE, refused("The property 'mail' is required."), "REG415 breaking -"),
    (CREATE, refused("Invalid value for age."), "REG416 breaking -"),
    (CREATE, refused("Unknown property 'displayName'."), "REG417 breaking -"),
    # bodies
    (GET, body(displayName=None), "REG418 breaking /displayName"),
    (LIST, users(lambda user: user.pop("created")), "REG418 breaking /value/*/created"),
    (GET, body(color="red"), "REG418 non-breaking /color"),
    (
        LIST,
        users(lambda user: user["address"].update(street="x")),
        "REG418 non-breaking /value/*/address/street",
    ),
    (LIST, users(lambda user: user["address"].pop("zip")), "REG418 breaking /value/*/address/zip"),
    (LIST, users(rename), "REG419 breaking /value/*/displayName"),
    (GET, lambda reply: rename(reply.body), "REG419 breaking /displayName"),
    (LIST, lambda reply: reply.body["value"][0].pop("age"), "REG420 breaking /value/*/age"),
    (LIST, users(lambda user: user.update(age="30")), "REG421 breaking /value/*/age"),
    (GET, body(age=True), "REG421 breaking /age"),
    (GET, body(address="Oslo"), "REG421 breaking /address"),
    (CREATE, body(displayName={"first": "Mia"}), "REG421 breaking /displayName"),
    (GET, body(age=30.5), "REG422 breaking /age"),
    (LIST, lambda reply: reply.body["value"][0].update(id=None), "REG423 breaking /value/*/id"),
    (GET, lambda reply: reply.body.update(id=None), "REG424 breaking /id"),
    (LIST, users(lambda user: user.update(id=None)), "REG424 breaking /value/*/id"),
    (GET, body(created="yesterday"), "REG425 breaking /created"),
    (
        LIST,
        users(lambda user: user.update(created="2026-01-02")),
        "REG425 breaking /value/*/created",
    ),
    (GET, body(id="u17"), "REG425 breaking /id"),
    (GET, body(status="archived"), "REG426 breaking /status"),
    (LIST, users(lambda user: user.update(status="archived")), "REG426 breaking /value/*/status"),
    (LIST, tags([{"name": "x"}]), "REG427 breaking /value/*/tags/*"),
    (ROLES, reply(200, [{"name": "reader"}]), "REG427 breaking /*"),
    (LIST, tags("x"), "REG428 breaking /value/*/tags"),
    (GET, body(displayName=["Mia"]), "REG428 breaking /displayName"),
    (SETTINGS, body(sizes={"small": {"height": 4}}), "REG429 unknown /sizes"),
    (ROLES, reply(200, {"value": ["reader"]}), 'REG430 breaking ""'),
    (LIST, lambda reply: reply.__setattr__("body", reply.body["value"]), 'REG430 breaking ""'),
    (GET, lambda reply: reply.__setattr__("body", {"data": reply.body}), 'REG430 breaking ""'),
    (GET, body(manager=None), "REG432 breaking /manager"),
    (LIST, unsorted, "REG433 breaking -"),
    (
        MISSING,
        reply(404, {"code": "itemNotFound", "message": "It was not found."}),
        'REG437 breaking ""',
    ),
    (MISSING, error(code="notFound"), "REG438 breaking /error/code"),
    (MISSING, error(message="Not here."), "REG439 non-breaking /error/message"),
    (MISSING, without_details, "REG440 non-breaking /error/innererror"),
    (CREATE, reply(Location="https://other.example.com/users/1"), "REG442 unknown -"),
    (
        SETTINGS,
        lambda reply: [size.pop("height") for size in reply.body["sizes"].values()],
        "REG418 breaking /sizes/{}/height",
    ),
    (
        SETTINGS,
        lambda reply: [size.update(height="4") for size in reply.body["sizes"].values()],
        "REG421 breaking /sizes/{}/height",
    ),
)
HARMLESS: tuple[tuple[str, Change], ...] = (
    (LIST, lambda reply: reply.body["value"].append(dict(reply.body["value"][-1]))),
    (LIST, lambda reply: reply.body.update(value=[])),
    (
        LIST,
        lambda reply: reply.body.update(
            {"@odata.nextLink": "https://api.example.com/v1/users?$skip=3"}
        ),
    ),
    (LIST, users(lambda user: user.update(mail=None))),
    (LIST, users(lambda user: user.update(mail="other@example.com"))),
    (LIST, users(lambda user: user.pop("nickname", None))),
    (LIST, users(lambda user: user.update(nickname="x"))),
    (LIST, users(lambda user: user.update(score=7))),
    (LIST, users(lambda user: user.update(tags=[]))),
    (LIST, users(lambda user: user.update(status="disabled"))),
    (LIST, users(lambda user: user.update(created="2031-12-11T10:09:08.7654321+02:00"))),
    (GET, lambda reply: reply.__setattr__("body", dict(reversed(reply.body.items())))),
    (GET, reply(ETag='W/"77"')),
    (GET, reply(Date="Tue", X_Correlation_ID="1", Server="x", Via="y", Age="3")),
    (SETTINGS, body(sizes={GUID: {"height": 1}, GUID.replace("f", "0"): {"height": 2}})),
    (ROLES, reply(200, ["owner", "guest"])),
    (REPORT, lambda reply: reply.__setattr__("raw", b"a,b\n9,8\n7,6\n")),
)


@pytest.mark.parametrize(
    ("operation", "change", "wanted"),
    ROWS,
    ids=[f"{row[2].split()[0]}-{number}" for number, row in enumerate(ROWS)],
)
def test_a_change_is_found_with_its_class_its_operation_and_its_place(
    running: Running, operation: str, change: Change, wanted: str
) -> None:
    code, change_class, place = wanted.split()
    made = found(running, {CASES[operation]: change})
    assert [short(item) for item in made] == [f"{code} {change_class} {operation} {place}"]


@pytest.mark.parametrize(("operation", "change"), HARMLESS, ids=range(len(HARMLESS)))
def test_a_harmless_difference_is_silent(running: Running, operation: str, change: Change) -> None:
    made = found(running, {CASES[operation]: change})
    assert [short(item) for item in made if item.severity > Severity.NOTE] == []


@pytest.mark.parametrize("seed", range(1, 41))
def test_an_unchanged_service_has_nothing_above_a_note_from_one_recorded_response(
    running: Running, seed: int
) -> None:
    assert [short(item) for item in found(running, {}, seed) if item.severity > Severity.NOTE] == []


def test_the_service_itself_is_silent(running: Running) -> None:
    assert found(running, {}) == []
