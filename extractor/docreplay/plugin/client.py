"""The `api` fixture: it sends documented requests, and collects what a test claims of answers."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Protocol, TypedDict, Unpack

from docreplay.model.case import Answer, BodyAnnotation, Case, Expectation, Outcome
from docreplay.model.http import Header, Request
from docreplay.model.json.value import JSON
from docreplay.model.location import Location, Passage
from docreplay.model.run import Verdict
from docreplay.plugin.claims import Claims, Line, compact

Headers = Mapping[str, str] | Iterable[tuple[str, str]]


class Content(TypedDict, total=False):
    """What a request may carry besides its target; `json` and `data` exclude each other."""

    json: JSON
    data: str
    headers: Headers
    prefer: str
    """How the embedded service is asked for an alternative: `code=404` or `example=NAME`."""


class Replayer(Protocol):
    """What sends a case and judges its outcome; `docreplay.flows.replay.Replayer` does."""

    def send(self, case: Case) -> Outcome:
        """What the service did."""

    def judge(self, case: Case, outcome: Outcome) -> Verdict:
        """How the case ended, by all that its expectation claims."""


class NotAnswered(BaseException):
    """Ends a test function whose request was not sent or got no answer; the verdict says which.

    Not an `Exception`, so that no test can take it for its own.
    """


class Api:
    """Sends requests as the documentation writes them, on behalf of one test.

    Every method takes the documented target, placeholders included, and gives a `Reply`. The test
    function ends there where the request may not be sent or gets no answer.
    """

    def __init__(self, replayer: Replayer, case: Case) -> None:
        self._replayer = replayer
        self._case = case
        self._replies: list[Reply] = []

    def get(self, target: str, **content: Unpack[Content]) -> "Reply":
        """The reply to GET."""
        __tracebackhide__ = True
        return self.request("GET", target, **content)

    def post(self, target: str, **content: Unpack[Content]) -> "Reply":
        """The reply to POST."""
        __tracebackhide__ = True
        return self.request("POST", target, **content)

    def put(self, target: str, **content: Unpack[Content]) -> "Reply":
        """The reply to PUT."""
        __tracebackhide__ = True
        return self.request("PUT", target, **content)

    def patch(self, target: str, **content: Unpack[Content]) -> "Reply":
        """The reply to PATCH."""
        __tracebackhide__ = True
        return self.request("PATCH", target, **content)

    def delete(self, target: str, **content: Unpack[Content]) -> "Reply":
        """The reply to DELETE."""
        __tracebackhide__ = True
        return self.request("DELETE", target, **content)

    def head(self, target: str, **content: Unpack[Content]) -> "Reply":
        """The reply to HEAD."""
        __tracebackhide__ = True
        return self.request("HEAD", target, **content)

    def options(self, target: str, **content: Unpack[Content]) -> "Reply":
        """The reply to OPTIONS."""
        __tracebackhide__ = True
        return self.request("OPTIONS", target, **content)

    def request(self, method: str, target: str, **content: Unpack[Content]) -> "Reply":
        """The reply to any method."""
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
        """The verdict of a test that failed for a reason of its own."""
        case = self._case
        return Verdict(
            id=case.id,
            location=case.location,
            title=case.title,
            outcome="failed",
            reason=reason,
        )

    def verdicts(self) -> Iterator[Verdict]:
        """How everything that was sent ended, by all that was claimed of it."""
        for reply in self._replies:
            for expectation in reply.claims.made or [Expectation()]:
                case = replace(reply.case, expectation=expectation)
                yield self._replayer.judge(case, reply.outcome)


class Reply:
    """What came back. The methods claim; nothing is judged before the test function has ended.

    So one failure names everything that is wrong with the answer. `line` is where the test's page
    makes the claim.
    """

    def __init__(self, case: Case, outcome: Outcome) -> None:
        self.case = case
        self.outcome = outcome
        self.claims = Claims(case.page.path)

    @property
    def answer(self) -> Answer | None:
        """The whole answer, or None where none came."""
        result = self.outcome.result
        return result if isinstance(result, Answer) else None

    def has_status(
        self, code: int, *, reason: str | None = None, compare: JSON = None, line: Line
    ) -> None:
        """Claims that the status is this one; another reason phrase than the usual is a note.

        `reason` is the phrase of a page that shows another, or `""` for one that shows none.
        `compare` is what the annotation says of the comparison, where no JSON body says it.
        """
        self.claims.status(code, line, reason, _written(compare))

    def has_media_type(self, text: str, *, line: Line) -> None:
        """Claims that the body is of this media type; parameters are as documented."""
        self.claims.header("Content-Type", text, line)

    def has_header(self, name: str, value: str, *, line: Line) -> None:
        """Claims that there is such a header; its value is compared where that makes sense."""
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
        line: Line,
    ) -> None:
        """Claims a JSON body shaped like this one; the rest is what the annotation says of it."""
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

    def has_body_text(self, text: str, *, line: Line) -> None:
        """Claims a body that is compared by its media type, not as JSON."""
        self.claims.body(text, None, line)

    def has_no_body(self, *, line: Line) -> None:
        """Claims that there is no body."""
        self.claims.no_body(line)


def _written(compare: JSON) -> str:
    """The comparison as a shape has it."""
    return "" if compare is None else json.dumps(compare, sort_keys=True)


def _request(method: str, target: str, content: Content, at: Location) -> Request:
    """The documented request of the arguments."""
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
