"""The `api` fixture: sends documented requests, and collects claims about their responses."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Protocol, TypedDict, Unpack

from docreplay.model.case import Answer, BodyAnnotation, Case, Expectation, Outcome
from docreplay.model.http.http import Header, Request, values_of
from docreplay.model.json.path import find
from docreplay.model.json.value import JSON
from docreplay.model.location import Location, Passage
from docreplay.model.run import Verdict
from docreplay.plugin.claims import LOOKED_UP, Claims, Line, compact

Headers = Mapping[str, str] | Iterable[tuple[str, str]]


class Content(TypedDict, total=False):
    """Content of a request; `json` and `data` are mutually exclusive."""

    json: JSON
    data: str
    headers: Headers
    prefer: str
    """Response that the embedded service gives: `code=404` or `example=NAME` (RFC 7240)."""


class CaseReplayer(Protocol):
    """Sends a case and judges its outcome, as `docreplay.flows.replay.replay.Replayer` does."""

    def send(self, case: Case) -> Outcome:
        """Return what the service did."""

    def judge(self, case: Case, outcome: Outcome) -> Verdict:
        """Return the verdict by everything that the expectation claims."""

    def masked(self, text: str) -> str:
        """Return the text without secrets."""


class NotAnswered(BaseException):
    """Ends a test function whose request was not sent or got no response; the verdict says why.

    Not an `Exception`, so that a test does not catch it.
    """


class Api:
    """Sends requests as they are documented, for one test.

    Every method takes the documented target with its placeholders and returns a `Reply`. A request
    that must not be sent, or gets no response, ends the test function.
    """

    def __init__(self, replayer: CaseReplayer, case: Case) -> None:
        self._replayer = replayer
        self._case = case
        self._replies: list[Reply] = []

    def get(self, target: str, **content: Unpack[Content]) -> "Reply":
        """Send GET and return the reply."""
        __tracebackhide__ = True
        return self.request("GET", target, **content)

    def post(self, target: str, **content: Unpack[Content]) -> "Reply":
        """Send POST and return the reply."""
        __tracebackhide__ = True
        return self.request("POST", target, **content)

    def put(self, target: str, **content: Unpack[Content]) -> "Reply":
        """Send PUT and return the reply."""
        __tracebackhide__ = True
        return self.request("PUT", target, **content)

    def patch(self, target: str, **content: Unpack[Content]) -> "Reply":
        """Send PATCH and return the reply."""
        __tracebackhide__ = True
        return self.request("PATCH", target, **content)

    def delete(self, target: str, **content: Unpack[Content]) -> "Reply":
        """Send DELETE and return the reply."""
        __tracebackhide__ = True
        return self.request("DELETE", target, **content)

    def head(self, target: str, **content: Unpack[Content]) -> "Reply":
        """Send HEAD and return the reply."""
        __tracebackhide__ = True
        return self.request("HEAD", target, **content)

    def options(self, target: str, **content: Unpack[Content]) -> "Reply":
        """Send OPTIONS and return the reply."""
        __tracebackhide__ = True
        return self.request("OPTIONS", target, **content)

    def request(self, method: str, target: str, **content: Unpack[Content]) -> "Reply":
        """Send a request with any method and return the reply."""
        __tracebackhide__ = True
        case = replace(
            self._case,
            request=_request(method, target, content, self._case.location),
            prefer=content.get("prefer", ""),
        )
        reply = Reply(case, self._replayer.send(case))
        self._replies.append(reply)
        if reply.answer is None:
            raise NotAnswered
        return reply

    def failed(self, reason: str) -> Verdict:
        """Return the verdict of a test that failed by itself."""
        case = self._case
        return Verdict(
            id=case.id,
            location=case.location,
            title=case.title,
            outcome="failed",
            reason=self._replayer.masked(reason),
        )

    def verdicts(self) -> Iterator[Verdict]:
        """Yield the verdicts of all requests, by everything that was claimed."""
        for reply in self._replies:
            for expectation in reply.claims.made or [Expectation()]:
                case = replace(reply.case, expectation=expectation)
                yield self._replayer.judge(case, reply.outcome)


class Reply:
    """A response. The methods record claims, which are judged after the test function has ended.

    So one failure reports everything that is wrong with the response. `line` is the line of the
    page that makes the claim; without one, it is looked up by the name of the test.
    """

    def __init__(self, case: Case, outcome: Outcome) -> None:
        self.case = case
        self.outcome = outcome
        self.claims = Claims(case.page.path)

    @property
    def answer(self) -> Answer | None:
        """The response, or None if there is none."""
        result = self.outcome.result
        return result if isinstance(result, Answer) else None

    def json(self) -> JSON:
        """Return the body as JSON (RFC 8259). Raise `ValueError` if it is not."""
        try:
            value: JSON = json.loads(self.answer.body if self.answer else b"")
        except (ValueError, RecursionError):
            raise ValueError("the response body is not JSON") from None
        return value

    def capture(self, name_or_path: str) -> str:
        """Return one value of the response, as text for a later request.

        The value is named by a member of the JSON object (`id`), a JSON Path (`$.value[0].id`, RFC
        9535) or a header with a colon (`Location:`), and is a string, a number or a boolean. Raise
        `LookupError` if the response has none, `ValueError` for a body that is not JSON or an
        invalid path.
        """
        if name_or_path.endswith(":"):
            headers = self.answer.headers if self.answer else ()
            found: JSON = next(values_of(name_or_path[:-1].lower(), headers), None)
        else:
            found = _node(self.json(), name_or_path)
        if isinstance(found, str):
            return found
        if isinstance(found, bool | int | float):
            return json.dumps(found)
        raise LookupError(f"the response has no value at `{name_or_path}`")

    def has_status(
        self, code: int, *, reason: str | None = None, compare: JSON = None, line: Line = LOOKED_UP
    ) -> None:
        """Claim the status; a reason phrase that differs from the usual one is a note.

        `reason` is the phrase on the page if it is unusual, or `""` if the page has none. `compare`
        is that of the annotation, for a body that is not JSON.
        """
        self.claims.status(code, line, reason, _written(compare))

    def has_media_type(self, text: str, *, line: Line = LOOKED_UP) -> None:
        """Claim the media type of the body, with the documented parameters."""
        self.claims.header("Content-Type", text, line)

    def has_header(self, name: str, value: str, *, line: Line = LOOKED_UP) -> None:
        """Claim a header; its value is compared if the header is comparable."""
        self.claims.header(name, value, line)

    def has_body_like(
        self,
        value: JSON,
        *,
        type: str = "",
        collection: bool = False,
        collection_property: str = "value",
        empty: bool = False,
        truncated: bool = False,
        expect_error: bool = False,
        optional: Iterable[str] = (),
        nullable: Iterable[str] = (),
        compare: JSON = None,
        line: Line = LOOKED_UP,
    ) -> None:
        """Claim a JSON body like this one; other arguments are those of the annotation."""
        shape = BodyAnnotation(
            type=type,
            is_collection=collection,
            collection_property=collection_property,
            is_empty=empty,
            truncated=truncated,
            expect_error=expect_error,
            optional=tuple(optional),
            nullable=tuple(nullable),
            compare=_written(compare),
        )
        self.claims.body(compact(value), shape, line)

    def has_body_text(self, text: str, *, line: Line = LOOKED_UP) -> None:
        """Claim a body that is compared by its media type, not as JSON."""
        self.claims.body(text, None, line)

    def has_no_body(self, *, line: Line = LOOKED_UP) -> None:
        """Claim that the response has no body."""
        self.claims.no_body(line)


def _node(body: JSON, name_or_path: str) -> JSON:
    """Return the first node at a JSON Path, or the member of that name; None if there is none."""
    if name_or_path.startswith("$"):
        return next((value for _, value in find(name_or_path, body)), None)
    return body.get(name_or_path) if isinstance(body, dict) else None


def _written(compare: JSON) -> str:
    """Return the comparison as `BodyAnnotation` contains it."""
    return "" if compare is None else json.dumps(compare, sort_keys=True)


def _request(method: str, target: str, content: Content, at: Location) -> Request:
    """Return the documented request for the arguments."""
    given = content.get("headers", ())
    pairs = given.items() if isinstance(given, Mapping) else given
    headers = tuple(Header(name, value, at) for name, value in pairs)
    body: Passage | None = None
    if "json" in content:
        body = Passage(compact(content["json"]), at.path, at.line)
        if not any(header.name.lower() == "content-type" for header in headers):
            headers = (*headers, Header("Content-Type", "application/json", at))
    elif "data" in content:
        body = Passage(content["data"], at.path, at.line)
    return Request(method=method, target=target, headers=headers, body=body, location=at)
