"""What the requests of a story created: it must be removed at the end."""

from collections.abc import Iterator
from urllib.parse import quote, urljoin, urlsplit

from docreplay.model.case import Answer, Outcome, SentRequest
from docreplay.model.http.http import declared_type, values_of
from docreplay.model.json.value import JSON
from docreplay.story.values import EvaluationError, Undefined, content_value

_GONE = (404, 410)
_ID_NAMES = ("id", "Id", "ID")


def created_by(sent: SentRequest, answer: Answer) -> str:
    """Return the URL of what a request created, or `""`.

    That is what a 201 names in `Location` (RFC 9110 §15.3.2), else the target of a PUT, else the
    member of the collection with the `id` in the response. It is on the host of the request.
    """
    if answer.status != 201 or sent.method not in ("POST", "PUT"):
        return ""
    location = next(values_of("location", answer.headers), "")
    if location:
        url = urljoin(sent.url, location)
        return url if _origin(url) == _origin(sent.url) else ""
    if sent.method == "PUT":
        return _plain(sent.url)
    found = next(_ids(_body(answer)), None)
    return f"{_plain(sent.url).rstrip('/')}/{quote(str(found), safe='')}" if found else ""


def is_removed(answer: Answer) -> bool:
    """Return True if the response to a DELETE means that the resource does not exist any more."""
    return 200 <= answer.status < 300 or answer.status in _GONE


def is_gone(outcome: Outcome | None, answer: Answer) -> bool:
    """Return True if a DELETE found nothing: the resource is gone already."""
    is_delete = outcome is not None and outcome.sent is not None and outcome.sent.method == "DELETE"
    return is_delete and answer.status in _GONE


def is_below(url: str, removed: str) -> bool:
    """Return True if a URL is the removed one, or below it."""
    return url == removed or url.startswith((f"{removed.rstrip('/')}/", f"{removed}("))


def without_query(url: str) -> str:
    """Return the URL of a resource, without query and fragment."""
    return _plain(url)


def _ids(body: JSON) -> Iterator[str | int]:
    """Yield the ids in a response: its own, then those of the objects in it."""
    if not isinstance(body, dict):
        return
    for part in (body, *(value for value in body.values() if isinstance(value, dict))):
        for name in _ID_NAMES:
            value = part.get(name)
            if isinstance(value, str | int) and not isinstance(value, bool) and value != "":
                yield value


def _body(answer: Answer) -> JSON:
    try:
        return content_value(answer.body, declared_type(answer.headers))
    except (Undefined, EvaluationError):
        return None


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def _plain(url: str) -> str:
    return url.partition("#")[0].partition("?")[0]
