"""Values that the response to a case gives: its own, those of its operation, of further pages."""

from collections.abc import Iterator
from typing import NamedTuple

from docreplay.flows.captures.response_value import Missing, id_in, in_body, in_header, own_id_in
from docreplay.model.case import Answer, Case, FollowedOperation, Outcome
from docreplay.model.http.url_template import split

_LOCATION = "location:"
_ID_PATHS = (".id", "['id']", '["id"]')


class Responses(NamedTuple):
    """The response to a case, and what was followed from it."""

    answer: Answer
    operation: FollowedOperation | None = None
    """A successful one, or None."""
    pages: tuple[Answer, ...] = ()
    """Further pages of a list."""

    @property
    def all(self) -> tuple[Answer, ...]:
        """The response, what its operation made, and the further pages."""
        made = self.operation.result if self.operation else None
        return (self.answer, *((made,) if made else ()), *self.pages)

    def contain(self, value: str) -> bool:
        """Return True if a value is in one of the responses."""
        return any(_contains(answer, value) for answer in self.all)


def responses_of(outcome: Outcome, answer: Answer) -> Responses | Missing:
    """Return the responses of an outcome, or why its operation gives no values.

    An operation that was not followed leaves the response itself.
    """
    operation = outcome.operation
    pages = tuple(page.answer for page in outcome.pages.pages) if outcome.pages else ()
    if operation is None or operation.end == "not-followed":
        return Responses(answer, None, pages)
    if operation.end != "succeeded":
        return Missing(operation.sentence)
    return Responses(answer, operation, pages)


def inferred_value(
    responses: Responses, selector: str, created: Case, *, is_id: bool
) -> str | Missing:
    """Return the value at a JSON Path or in a header (`Location:`) that no annotation names.

    Of an operation, that is a value of what it made: the identifiers of the response with 202 are
    those of its monitor.
    """
    if responses.operation is None:
        return _first(_plain(responses, selector, created, is_id=is_id))
    found = next(_made(responses, responses.operation, selector, created, is_id=is_id), "")
    return found or Missing("the operation does not say what it made")


def annotated_value(
    responses: Responses, selector: str, created: Case, *, is_id: bool
) -> str | Missing:
    """Return the value that an annotation names: of the response, else of what followed.

    For an id, `Location:` is what the operation made, not its monitor.
    """
    operation = responses.operation
    if operation and selector.lower() == _LOCATION and is_id:
        return inferred_value(responses, selector, created, is_id=True)
    found = _first(_plain(responses, selector, created, is_id=is_id))
    if isinstance(found, str) or operation is None:
        return found
    wants_id = is_id or selector.endswith(_ID_PATHS)
    made = next(_made(responses, operation, selector, created, is_id=wants_id), "")
    return made or found


def _plain(
    responses: Responses, selector: str, created: Case, *, is_id: bool
) -> Iterator[str | Missing]:
    """Yield the value in the response, and then in each further page."""
    if selector.endswith(":"):
        text = in_header(responses.answer, selector)
        is_url = is_id and isinstance(text, str) and "/" in text
        if is_url and isinstance(text, str):
            text = _id_at(text, responses.answer, created)
        yield text
        return
    for answer in (responses.answer, *responses.pages):
        yield in_body(answer, selector)


def _id_at(location: str, answer: Answer, created: Case) -> str | Missing:
    """Return the identifier in the Location of a response; that of a 202 may be a monitor's."""
    found = id_in(location, created)
    parent = split(location).path.rstrip("/").rpartition("/")[0]
    own = split(created.request.target).path.rstrip("/")
    is_member = parent.rpartition("/")[2] == own.rpartition("/")[2]
    if answer.status != 202 or is_member or own_id_in(location, created):
        return found
    return Missing("its `Location` leads to the monitor of an operation")


def _made(
    responses: Responses,
    operation: FollowedOperation,
    selector: str,
    created: Case,
    *,
    is_id: bool,
) -> Iterator[str]:
    """Yield what may be the value of the object that an operation made, the surest first."""
    result = operation.result
    if result is not None:
        read = in_header if selector.endswith(":") else in_body
        if selector.lower() != _LOCATION and isinstance(found := read(result, selector), str):
            yield found
        if is_id and isinstance(found := in_body(result, "$.id"), str):
            yield found
    if is_id:
        place = in_header(responses.answer, "Location:")
        own = own_id_in(place, created) if isinstance(place, str) else ""
        made = id_in(operation.url, created) if operation.url else ""
        yield from filter(None, (operation.id, made, own))
    elif selector.lower() == _LOCATION and operation.url:
        yield operation.url


def _first(found: Iterator[str | Missing]) -> str | Missing:
    """Return the first value, or else why the first response has none."""
    values = list[str | Missing]()
    for value in found:
        if isinstance(value, str):
            return value
        values.append(value)
    return values[0]


def _contains(answer: Answer, value: str) -> bool:
    return value.encode() in answer.body or any(value in item for _, item in answer.headers)
