"""What a request does to the paths that other requests are about."""

import re

from docreplay.cases.order_paths import LINK, OperationSubject, Path, subject_of
from docreplay.cases.target_ids import ANY
from docreplay.model.case import Case
from docreplay.model.http.monitor import is_accepted
from docreplay.model.http.url_template import split

READS = ("GET", "HEAD", "OPTIONS")
_MAKING = re.compile(r"create|add|new|register|insert|import|post.*|send.*")
_READING = re.compile(r"get|list|show|info|read|search|find|status")
_REMOVING = re.compile(r"(?:batch|bulk)?_?(?:delete|remove|destroy|purge)(?:all)?")
_ENDING = re.compile(
    r"cancel|archive|close|void|revoke|stop|terminate|disable|deactivate|suspend|retire|abort"
)
"""Operations after which little can be done with an object."""
_UNDONE = {
    "checkin": "checkout", "close": "open", "deactivate": "activate", "detach": "attach",
    "disable": "enable", "leave": "join", "reopen": "close", "restore": "archive",
    "resume": "suspend", "stop": "start",
}  # fmt: skip
"""What comes before an operation that takes it back; before `unlock` it is `lock`."""


def path_of(case: Case) -> Path:
    """Return the path of what a request is about (`order_paths`)."""
    return subject_of(case).path


def rank(case: Case) -> int | None:
    """Return the place of a case among those about one resource; an error has none."""
    if not succeeds(case):
        return None
    if destroys(case):
        return 3
    verb = subject_of(case).verb
    if case.request.method in READS or (_is_operation(case) and _READING.fullmatch(verb)):
        return 1
    is_made = _is_created(case) and case.request.method in ("POST", "PUT")
    return 0 if is_made or adds_link(case) else 2


def succeeds(case: Case) -> bool:
    """Return True if the page documents no error, which changes nothing (RFC 9110 §15.5)."""
    status = case.expectation.status
    return status is None or status < 400


def destroys(case: Case) -> bool:
    """Return True if a request removes what it is about."""
    is_named = _is_operation(case) and _REMOVING.fullmatch(subject_of(case).verb)
    return succeeds(case) and (case.request.method == "DELETE" or bool(is_named))


def made_by(case: Case) -> Path | None:
    """Return the path of what a case creates, or None."""
    if not (_is_created(case) or (adds_link(case) and succeeds(case))) or destroys(case):
        return None
    match case.request.method:
        case "PUT":
            return path_of(case)
        case "POST":
            path = path_of(case)
            return path if _is_relationship(path) else (*path, ANY)
        case _:
            return None


def uses(case: Case, path: Path) -> bool:
    """Return True if the case needs what is at the path."""
    own = path_of(case)
    is_below = len(own) > len(path)
    return succeeds(case) and fits(own[: len(path)], path) and (is_below or not destroys(case))


def creates(case: Case, path: Path) -> bool:
    """Return True if the case may create what is at the path: PUT there, or POST to its parent."""
    match case.request.method:
        case "PUT":
            return fits(path_of(case), path)
        case "POST":
            return fits(path_of(case), path[:-1])
        case _:
            return False


def adds_link(case: Case) -> bool:
    """Return True if a case adds to a collection what exists.

    OData 4.01 Protocol §11.4.6.1, JSON:API 1.1 §9.2.3.
    """
    is_link = split(case.request.target).path.endswith(LINK) or _is_relationship(path_of(case))
    return case.request.method == "POST" and is_link


def ended_by(case: Case) -> OperationSubject | None:
    """Return what an operation such as `/orders/{id}/cancel` ends, and its verb; else None."""
    own = _operation(case)
    return own if own and _ENDING.fullmatch(own.verb) else None


def undone_by(case: Case) -> OperationSubject | None:
    """Return what a case takes back: the object, and the operation that comes before; else None."""
    own = _operation(case)
    if own is None:
        return None
    plain = own.verb.removeprefix("un") if own.verb.startswith("un") else ""
    before = _UNDONE.get(own.verb) or plain
    return OperationSubject(own.path, before) if before else None


def does(case: Case) -> OperationSubject | None:
    """Return the object that an operation is about, and its verb, or None without one."""
    return _operation(case)


def _operation(case: Case) -> OperationSubject | None:
    """Return the object and the verb of a request such as `POST /orders/{id}/cancel`."""
    path, verb = subject_of(case)
    if case.request.method in (*READS, "DELETE") or not verb or not succeeds(case):
        return None
    return OperationSubject(path if path[-1:] == (ANY,) else path[:-1], verb)


def _is_operation(case: Case) -> bool:
    """Return True if the URL of a case has a verb besides the path of what it is about."""
    path, verb = subject_of(case)
    return bool(verb) and (path[-1:] == (ANY,) or path[-1:] != (verb,))


def _is_relationship(path: Path) -> bool:
    return path[-2:-1] == ("relationships",)


def _is_created(case: Case) -> bool:
    """Return True if something is created, now (RFC 9110 §15.3.2) or by an operation."""
    is_named = _is_operation(case) and _MAKING.fullmatch(subject_of(case).verb)
    return case.expectation.status == 201 or is_accepted(case.expectation) or bool(is_named)


def fits(one: Path, other: Path) -> bool:
    """Return True if both may be the same path: a placeholder matches any segment."""
    pairs = zip(one, other, strict=False)
    return len(one) == len(other) and all(a == b or ANY in (a, b) for a, b in pairs)
