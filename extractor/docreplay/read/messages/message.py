"""Read HTTP messages as documentation writes them: leniently, and report every irregularity.

Grammar: RFC 9112 §3 (request line), §4 (status line), §5 (field lines). Pages omit the version,
write spaces and placeholders into the target, put headers after the blank line, and begin the
body without one. Only what cannot be parsed at all is rejected.
"""

from dataclasses import dataclass

from docreplay.model.finding import Finding, Severity
from docreplay.model.http.http import Header, Request, Response
from docreplay.model.location import Passage
from docreplay.read.messages.message_lines import SECOND_REQUEST, MessageLines
from docreplay.read.messages.start_lines import (
    bare_status,
    is_request_line,
    read_request_line,
    read_status_line,
)
from docreplay.read.rules.request_line_irregular import RULE as REQUEST_LINE
from docreplay.read.rules.request_unreadable import RULE as NO_REQUEST
from docreplay.read.rules.response_unreadable import RULE as NO_RESPONSE
from docreplay.read.rules.several_requests import RULE as SEVERAL
from docreplay.read.rules.status_line_irregular import RULE as STATUS_LINE

_BODYLESS = frozenset({"GET", "HEAD", "DELETE", "OPTIONS"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRequest:
    """A request, or None if the text cannot be parsed as one."""

    request: Request | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResponse:
    """A response, or None if the text cannot be parsed as one."""

    response: Response | None
    findings: tuple[Finding, ...]


def read_request(text: Passage) -> ReadRequest:
    """Return the request that a fence documents, with findings."""
    lines = MessageLines(text)
    row = lines.begin(REQUEST_LINE, "blank line before the request line")
    line = lines.next()
    head = read_request_line(line)
    if head is None:
        message = f"invalid request line `{line.strip()[:60]}`"
        finding = NO_REQUEST.at(text.row(row), message)
        return ReadRequest(request=None, findings=(*lines.findings, finding))
    for irregularity in head.irregularities:
        lines.report(REQUEST_LINE, row, irregularity)
    target = lines.continued(head.target)
    headers = lines.headers(of_request=True)
    bodyless = head.method in _BODYLESS
    headers += tuple(lines.stray_headers(headers, bodyless=bodyless, before_body=True))
    body = lines.body()
    if body and bodyless and is_request_line(body.text.partition("\n")[0]):
        lines.report(SEVERAL, lines.row, SECOND_REQUEST)
        body = None
    request = Request(
        method=head.method,
        target=target,
        headers=headers,
        body=body,
        location=lines.line_range(row, line).start,
        end=lines.line_range(row, line).end,
    )
    return ReadRequest(request=request, findings=tuple(lines.findings))


def read_response(text: Passage) -> ReadResponse:
    """Return the response that a fence documents, with findings; a mere body gets status 200."""
    lines = MessageLines(text)
    row = lines.begin(STATUS_LINE, "blank line before the status line")
    line = lines.next()
    head = read_status_line(line)
    if head is None:
        return _bare_body(lines, line, row)
    for irregularity in head.irregularities:
        lines.report(STATUS_LINE, row, irregularity)
    _check_status(head.status, lines, row)
    headers = lines.headers(of_request=False)
    headers += tuple(lines.stray_headers(headers, bodyless=False, before_body=False))
    response = Response(
        status=head.status,
        reason=head.reason,
        headers=headers,
        body=lines.body(),
        location=lines.text.row(row, head.column),
        end=lines.line_range(row, line).end,
    )
    return ReadResponse(response=response, findings=tuple(lines.findings))


def read_inferred(text: Passage, status: int) -> ReadResponse:
    """Return the response whose body a code block is, with the status that its page implies.

    A block may begin with that status, and fields, as a message does that omits the version.
    """
    lines = MessageLines(text)
    location = lines.text.row(0)
    headers: tuple[Header, ...] = ()
    if bare_status(text.text.lstrip().partition("\n")[0]) == status:
        row = lines.begin(STATUS_LINE, "blank line before the status line")
        location = lines.text.row(row)
        lines.next()
        lines.report(STATUS_LINE, row, f"missing version: expected `HTTP/1.1 {status}`")
        headers = lines.headers(of_request=False)
    response = Response(
        status=status, reason="", headers=headers, body=lines.body(), location=location
    )
    return ReadResponse(response=response, findings=tuple(lines.findings))


def _check_status(status: int, lines: MessageLines, row: int) -> None:
    """Report a status that is invalid, or that of an interim response (RFC 9110 §15)."""
    if status < 100:
        message = f"invalid status code {status:03} (must be 100 to 599); response not tested"
        lines.report(STATUS_LINE, row, message, severity=Severity.WARNING)
    elif status > 599:
        lines.report(STATUS_LINE, row, f"invalid status code {status} (must be 100 to 599)")
    elif status < 200:
        message = f"{status} is an interim response (RFC 9110 §15.2), which is not tested"
        lines.report(STATUS_LINE, row, message, severity=Severity.WARNING)


def _bare_body(lines: MessageLines, line: str, row: int) -> ReadResponse:
    """Return a response of which the page documents only the body."""
    location = lines.text.row(row)
    if line.lstrip()[:1] not in ("{", "[", "<") or not line.strip():
        hint = " (did you mean `request`?)" if is_request_line(line) else ""
        message = f"invalid status line `{line.strip()[:60]}`{hint}"
        finding = NO_RESPONSE.at(location, message)
        return ReadResponse(response=None, findings=(*lines.findings, finding))
    lines.report(STATUS_LINE, row, "missing status line; 200 is assumed")
    lines.row = row
    response = Response(status=200, reason="", headers=(), body=lines.body(), location=location)
    return ReadResponse(response=response, findings=tuple(lines.findings))
