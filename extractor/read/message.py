"""HTTP messages as documentation writes them: read tolerantly, and every tolerance reported.

Grammar: RFC 9112 §3 (request line), §4 (status line), §5 (field lines). Pages leave out the
version, write spaces and placeholders into the target, put headers after the blank line, begin
the body without one. Refused is only what has no reading.
"""

import re
from dataclasses import dataclass

from extractor.model.finding import Finding, Rule
from extractor.model.http import Header, Request, Response
from extractor.model.source import Passage
from extractor.read.rules.header_irregular import RULE as HEADER
from extractor.read.rules.request_line_irregular import RULE as REQUEST_LINE
from extractor.read.rules.request_unreadable import RULE as NO_REQUEST
from extractor.read.rules.response_unreadable import RULE as NO_RESPONSE
from extractor.read.rules.several_requests import RULE as SEVERAL
from extractor.read.rules.status_line_irregular import RULE as STATUS_LINE

METHODS = (
    "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE|CONNECT|MERGE|COPY|MOVE|LOCK|UNLOCK|PROPFIND"
)
_BLANKS = " \t\u00a0\u202f\u2007\u3000"
_REQUEST_LINE = re.compile(
    rf"[{_BLANKS}]*([A-Za-z]{{3,20}})([{_BLANKS}]+)(\S.*?)"
    rf"(?:[{_BLANKS}]+(HTTP(?:/\d(?:\.\d)?)?))?[{_BLANKS}]*$"
)
_KNOWN_METHOD = re.compile(rf"(?:{METHODS})\b", re.IGNORECASE)
_BARE_TARGET = re.compile(r"\s*(https?://\S.*|/\S.*)$")
_CONTINUED = re.compile(rf"[{_BLANKS}]*[?&]\S|[{_BLANKS}]+[/$]")
_STATUS_LINE = re.compile(
    rf"[{_BLANKS}]*(HTTP(?:/\d(?:\.\d)?)?)([{_BLANKS}]+)(\d{{3}})(?![0-9])([{_BLANKS}]*)(.*)$",
    re.IGNORECASE,
)
_FIELD = re.compile(rf"([!#$%&'*+.^_`|~0-9A-Za-z-]+)([{_BLANKS}]*):(.*)$")
_STRAY_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9-]*:[ \t]*[^\s/].*$")
_BODYLESS = frozenset({"GET", "HEAD", "DELETE", "OPTIONS"})
_ANOTHER = "the block holds another request, which is not read"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRequest:
    """A request, or None where the text has no reading as one."""

    request: Request | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResponse:
    """A response, or None where the text has no reading as one."""

    response: Response | None
    findings: tuple[Finding, ...]


def request_lines(text: str) -> int:
    """How many lines of the text look like request lines with a known method."""
    return sum(is_request_line(line) for line in text.split("\n"))


def is_request_line(line: str) -> bool:
    """Whether a line is a known method followed by something like a target."""
    start = line.lstrip(_BLANKS)
    if not start[:1].isalpha() or not _KNOWN_METHOD.match(start):
        return False
    match = _REQUEST_LINE.match(line)
    return bool(match) and _is_target(match[3])  # type: ignore[index]  # bool(match) says so


def is_status_line(line: str) -> bool:
    """Whether a line is a status line, however sloppy."""
    return bool(_STATUS_LINE.match(line))


def _is_target(text: str) -> bool:
    return text[0] in "/{<" or "/" in text.partition(" ")[0] or "://" in text


def read_request(text: Passage) -> ReadRequest:
    """The request that a fence documents."""
    cursor = _Cursor(text)
    cursor.skip_blank(REQUEST_LINE, "a blank line stands before the request line")
    row = cursor.row
    line = cursor.next()
    head = _request_head(line, cursor, row)
    if head is None:
        at = text.row(row)
        message = f"this is no request line: `{line.strip()[:60]}`"
        return ReadRequest(request=None, findings=(*cursor.findings, NO_REQUEST.at(at, message)))
    method, target = head
    target += cursor.continued_target()
    headers = cursor.headers(further_requests=True)
    body = cursor.body()
    if body and _is_stray_header(body.text, method):
        cursor.report(HEADER, cursor.body_row, "a header stands after the blank line")
        headers += _stray_headers(body)
        body = None
    elif body and method in _BODYLESS and is_request_line(body.text.partition("\n")[0]):
        cursor.report(SEVERAL, cursor.body_row, _ANOTHER)
        body = None
    indent = len(line) - len(line.lstrip(_BLANKS))
    request = Request(
        method=method, target=target, headers=headers, body=body, location=text.row(row, indent)
    )
    return ReadRequest(request=request, findings=tuple(cursor.findings))


def read_response(text: Passage) -> ReadResponse:
    """The response that a fence documents; a body alone is taken as that of a 200."""
    cursor = _Cursor(text)
    cursor.skip_blank(STATUS_LINE, "a blank line stands before the status line")
    row = cursor.row
    line = cursor.next()
    match = _STATUS_LINE.match(line)
    if not match:
        return _bare_body(text, cursor, row)
    _check_status_line(match, cursor, row)
    headers = cursor.headers()
    response = Response(
        status=int(match[3]),
        reason=match[5].strip(_BLANKS),
        headers=headers,
        body=cursor.body(),
        location=text.row(row, match.start(1)),
    )
    return ReadResponse(response=response, findings=tuple(cursor.findings))


def _request_head(line: str, cursor: "_Cursor", row: int) -> tuple[str, str] | None:
    """Method and target of a request line, with what is odd about it reported."""
    match = _REQUEST_LINE.match(line)
    if match and not line.lstrip(_BLANKS).upper().startswith("HTTP"):
        known = _KNOWN_METHOD.fullmatch(match[1])
        if known or (_is_target(match[3]) and match[1].isupper()):
            _check_request_line(match, cursor, row)
            return match[1].upper(), match[3]
    bare = _BARE_TARGET.match(line)
    if not bare:
        return None
    cursor.report(REQUEST_LINE, row, "the method is missing; GET is assumed")
    return "GET", bare[1].rstrip(_BLANKS)


def _check_request_line(match: re.Match[str], cursor: "_Cursor", row: int) -> None:
    if match[1] != match[1].upper():
        cursor.report(REQUEST_LINE, row, f"the method is written `{match[1]}`, not in capitals")
    if set(match[2]) - {" "}:
        cursor.report(REQUEST_LINE, row, "an odd blank stands after the method")


def _check_status_line(match: re.Match[str], cursor: "_Cursor", row: int) -> None:
    if "/" not in match[1]:
        cursor.report(STATUS_LINE, row, f"the version is missing: `{match[1]}` means `HTTP/1.1`")
    if set(match[2] + match[4]) - {" "}:
        cursor.report(STATUS_LINE, row, "an odd blank stands in the status line")
    if not match[5].strip():
        cursor.report(STATUS_LINE, row, "the reason phrase is missing")


def _bare_body(text: Passage, cursor: "_Cursor", row: int) -> ReadResponse:
    """A response of which the page shows only the body."""
    line = text.text.split("\n")[row] if text.text else ""
    if line.lstrip()[:1] not in ("{", "[", "<") or not line.strip():
        message = f"this is no status line: `{line.strip()[:60]}`"
        finding = NO_RESPONSE.at(text.row(row), message)
        return ReadResponse(response=None, findings=(*cursor.findings, finding))
    cursor.report(STATUS_LINE, row, "the status line is missing; 200 is assumed")
    cursor.row = row
    response = Response(
        status=200, reason="", headers=(), body=cursor.body(), location=text.row(row)
    )
    return ReadResponse(response=response, findings=tuple(cursor.findings))


def _is_stray_header(body: str, method: str) -> bool:
    """Whether what stands after the blank line is header lines that slipped below it."""
    lines = [line for line in body.split("\n") if line.strip()]
    return method in _BODYLESS and all(_STRAY_FIELD.match(line) for line in lines)


def _stray_headers(body: Passage) -> tuple[Header, ...]:
    headers = []
    for row, line in enumerate(body.text.split("\n")):
        name, colon, value = line.partition(":")
        if colon:
            headers.append(Header(name, value.strip(), body.row(row)))
    return tuple(headers)


class _Cursor:
    """Goes through the lines of a message, noting what is odd."""

    def __init__(self, text: Passage) -> None:
        self.text = text
        self.lines = text.text.split("\n")
        self.row = 0
        self.body_row = 0
        self.findings: list[Finding] = []

    def report(self, rule: Rule, row: int, message: str) -> None:
        """Notes a tolerance at a line."""
        self.findings.append(rule.at(self.text.row(row), message))

    def next(self) -> str:
        """The line at the cursor, which moves on; `""` at the end."""
        line = self.lines[self.row] if self.row < len(self.lines) else ""
        self.row += 1
        return line

    def skip_blank(self, rule: Rule, message: str) -> None:
        """Moves to the first line that is not blank."""
        start = self.row
        while self.row < len(self.lines) - 1 and not self.lines[self.row].strip():
            self.row += 1
        if self.row > start and self.lines[self.row].strip():
            self.report(rule, start, message)

    def continued_target(self) -> str:
        """What the lines after the request line add to the target, as wrapped queries do."""
        added = ""
        while self.row < len(self.lines) and _CONTINUED.match(self.lines[self.row]):
            self.report(REQUEST_LINE, self.row, "the target goes on in another line")
            added += self.next().strip(_BLANKS)
        return added

    def headers(self, *, further_requests: bool = False) -> tuple[Header, ...]:
        """The field lines up to the blank line or the body."""
        found: list[Header] = []
        while self.row < len(self.lines) and (line := self.lines[self.row]).strip(_BLANKS):
            field = _FIELD.match(line.lstrip(_BLANKS))
            if further_requests and not field and is_request_line(line):
                self.report(SEVERAL, self.row, _ANOTHER)
            elif field and not line.lstrip().startswith(('"', "{", "[")):
                found.append(self._header(field, line))
            elif found and line[0] in " \t":
                self.report(HEADER, self.row, "a header goes on in another line")
                found[-1] = found[-1]._replace(value=f"{found[-1].value} {line.strip(_BLANKS)}")
            else:
                self.report(HEADER, self.row, "no blank line stands before the body")
                return tuple(found)
            self.row += 1
        self.row += 1
        return tuple(found)

    def _header(self, field: re.Match[str], line: str) -> Header:
        if field[2]:
            self.report(HEADER, self.row, "a blank stands before the colon of a header")
        at = self.text.row(self.row, len(line) - len(line.lstrip(_BLANKS)))
        return Header(field[1], field[3].strip(_BLANKS), at)

    def body(self) -> Passage | None:
        """What is left, without blank lines around it; None where nothing is."""
        while self.row < len(self.lines) and not self.lines[self.row].strip():
            self.row += 1
        self.body_row = self.row
        start = sum(len(line) + 1 for line in self.lines[: self.row])
        end = len(self.text.text.rstrip())
        return self.text.part(start, end) if end > start else None
