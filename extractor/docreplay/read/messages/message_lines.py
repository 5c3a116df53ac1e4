"""Read the lines of a message, from its first line to its body, and report irregularities."""

from collections.abc import Iterator
from itertools import takewhile

from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.http.http import Header, declared_type, is_json
from docreplay.model.location import Passage, Range
from docreplay.read.messages.field_lines import (
    FieldLine,
    are_fields,
    opens_body,
    read_field,
    read_malformed_field,
)
from docreplay.read.messages.start_lines import (
    BLANKS,
    continuation,
    is_request_line,
    without_version,
)
from docreplay.read.rules.header_irregular import RULE as HEADER
from docreplay.read.rules.request_line_irregular import RULE as REQUEST_LINE
from docreplay.read.rules.several_requests import RULE as SEVERAL

SECOND_REQUEST = "block contains a second request, which is not tested"
_BLANKS = tuple(BLANKS)


class MessageLines:
    """Cursor over the lines of a message; each method reads one part and moves on."""

    def __init__(self, text: Passage) -> None:
        self.text = text
        self.lines = text.text.split("\n")
        self.row = 0
        self.findings: list[Finding] = []

    def report(
        self, rule: Rule, row: int, message: str, *, severity: Severity | None = None
    ) -> None:
        """Add a finding about a line."""
        line = self.lines[row] if row < len(self.lines) else ""
        at = Range(self.text.row(row), self.text.row(row, len(line.rstrip())))
        self.findings.append(rule.at(at, message, severity=severity))

    def begin(self, rule: Rule, message: str) -> int:
        """Move to the first line that is not blank, and return its row.

        The message is dedented if every line is indented. Skipped lines are a finding.
        """
        start = self.row
        while self.row < len(self.lines) - 1 and not self.lines[self.row].strip():
            self.row += 1
        if self.row > start and self.lines[self.row].strip():
            self.report(rule, start, message)
        if self.lines[self.row].startswith(_BLANKS):
            self._dedent()
        return self.row

    def _dedent(self) -> None:
        first = self.lines[self.row]
        indent = _indent(first)
        if not all(line.startswith(first[:indent]) for line in self.lines if line.strip(BLANKS)):
            return
        rows = (self.text.row(row, min(indent, len(line))) for row, line in enumerate(self.lines))
        places = tuple((place.line, place.column) for place in rows)
        self.lines = [line[indent:] for line in self.lines]
        text = "\n".join(self.lines)
        self.text = Passage(text, self.text.path, *places[0], irregular=places)

    def next(self) -> str:
        """Return the line at the cursor, and move on; `""` at the end."""
        line = self._line(self.row)
        self.row += 1
        return line

    def end(self) -> None:
        """Leave the rest unread."""
        self.row = len(self.lines)

    def _line(self, row: int) -> str:
        """Return a line, or `""` if it is blank or after the end."""
        line = self.lines[row] if row < len(self.lines) else ""
        return line if line.strip(BLANKS) else ""

    def continued(self, target: str) -> str:
        """Return the target with the lines that continue it, as wrapped queries do."""
        while line := self._line(self.row):
            added = continuation(target, line)
            if added is None or _is_other(line):
                break
            self.report(REQUEST_LINE, self.row, "target is continued on the next line")
            target += without_version(added)
            self.row += 1
        return target

    def headers(self, *, of_request: bool) -> tuple[Header, ...]:
        """Return the field lines up to the blank line, which is read, or up to the body.

        Below a request, a second request ends the message.
        """
        found: list[Header] = []
        while line := self._line(self.row):
            start = line.lstrip(BLANKS)
            if field := read_field(start):
                found.append(self._header(field, line))
            elif of_request and is_request_line(line):
                self.report(SEVERAL, self.row, SECOND_REQUEST)
                self.end()
            elif found and _is_folded(line, of_request=of_request):
                found[-1] = self._unfolded(found[-1], of_request=of_request)
                continue
            elif field := read_malformed_field(start, self._line(self.row + 1)):
                found.append(self._header(field, line))
            else:
                self.report(HEADER, self.row, "missing blank line before the body")
                return tuple(found)
            self.row += 1
        self.row += 1
        return tuple(found)

    def _unfolded(self, header: Header, *, of_request: bool) -> Header:
        """Return the header with the lines at the cursor that continue it (RFC 9112 §5.2)."""
        self.report(HEADER, self.row, "header is continued on the next line")
        parts = [header.value]
        while (line := self._line(self.row)) and _is_folded(line, of_request=of_request):
            parts.append(line.strip(BLANKS))
            self.row += 1
        return header._replace(value=" ".join(parts))

    def _header(self, field: FieldLine, line: str) -> Header:
        if field.irregularity:
            self.report(HEADER, self.row, field.irregularity)
        start, end = self.line_range(self.row, line)
        return Header(field.name, field.value, start, end)

    def line_range(self, row: int, line: str) -> Range:
        """Return the range of a line without blanks around it."""
        start, end = _indent(line), len(line.rstrip(BLANKS))
        return Range(self.text.row(row, start), self.text.row(row, max(start, end)))

    def stray_headers(
        self, above: tuple[Header, ...], *, bodyless: bool, before_body: bool
    ) -> Iterator[Header]:
        """Yield the headers that are below the blank line, up to the next blank line.

        A paragraph of field lines counts as headers if the message cannot have a body
        (`bodyless`), if all names are known, or if it is followed by text that begins like a body
        (`before_body`). Below a Content-Type that is not JSON it is the body itself.
        """
        declared = declared_type(above)
        if declared and not is_json(declared) and not bodyless:
            return
        self._skip_blank()
        while read_field(self._line(self.row).lstrip(BLANKS)):
            part = list(takewhile(str.strip, self._from(self.row)))
            follows = self._first_written(self.row + len(part))
            lax = bodyless or (before_body and opens_body(follows))
            if not are_fields(part, known=not lax):
                return
            self.report(HEADER, self.row, "header after the blank line")
            for line in part:
                field = read_field(line.lstrip(BLANKS))
                if field:
                    yield self._header(field, line)
                self.row += 1
            self._skip_blank()

    def _first_written(self, row: int) -> str:
        """Return the first line from a row on that is not blank, or `""`."""
        return next((line for line in self._from(row) if line.strip()), "")

    def _from(self, row: int) -> Iterator[str]:
        """Yield the lines from a row on; a slice would copy all of them each time."""
        return (self.lines[index] for index in range(row, len(self.lines)))

    def _skip_blank(self) -> None:
        while self.row < len(self.lines) and not self.lines[self.row].strip():
            self.row += 1

    def body(self) -> Passage | None:
        """Return the rest without blank lines around it; None if nothing is left."""
        self._skip_blank()
        start = sum(len(line) + 1 for line in self.lines[: self.row])
        end = len(self.text.text.rstrip())
        return self.text.part(start, end) if end > start else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(BLANKS))


def _is_folded(line: str, *, of_request: bool) -> bool:
    """Return True if a line below a header continues its value."""
    start = line.lstrip(BLANKS)
    if line[0] not in " \t" or read_field(start) or opens_body(start):
        return False
    return not (of_request and is_request_line(line))


def _is_other(line: str) -> bool:
    """Return True if a line is a field line, a body or a request, and cannot continue a target."""
    field = read_field(line.lstrip(BLANKS))
    return field is not None or opens_body(line) or is_request_line(line)
