"""The lines of a message, from its first one to its body, with what is odd about them."""

from collections.abc import Iterator
from itertools import takewhile

from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.http import Header, declared_type, is_json
from docreplay.model.location import Passage, Range
from docreplay.read.field_lines import (
    FieldLine,
    are_fields,
    mended_field,
    opens_body,
    read_field,
)
from docreplay.read.rules.header_irregular import RULE as HEADER
from docreplay.read.rules.request_line_irregular import RULE as REQUEST_LINE
from docreplay.read.rules.several_requests import RULE as SEVERAL
from docreplay.read.start_lines import BLANKS, continuation, is_request_line, without_version

ANOTHER = "the block holds another request, which is not read"
_BLANKS = tuple(BLANKS)


class MessageLines:
    """A cursor over the lines of a message; each method reads one part and moves on."""

    def __init__(self, text: Passage) -> None:
        self.text = text
        self.lines = text.text.split("\n")
        self.row = 0
        self.findings: list[Finding] = []

    def report(
        self, rule: Rule, row: int, message: str, *, severity: Severity | None = None
    ) -> None:
        """Notes what is odd at a line."""
        line = self.lines[row] if row < len(self.lines) else ""
        at = Range(self.text.row(row), self.text.row(row, len(line.rstrip())))
        self.findings.append(rule.at(at, message, severity=severity))

    def begin(self, rule: Rule, message: str) -> int:
        """Moves to the first line that is not blank, and gives its row.

        A message of which every line is indented is read by its own indent.
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
        """The line at the cursor, which moves on; `""` at the end."""
        line = self._line(self.row)
        self.row += 1
        return line

    def end(self) -> None:
        """Leaves the rest unread."""
        self.row = len(self.lines)

    def _line(self, row: int) -> str:
        """A line, or `""` for a blank one and behind the end."""
        line = self.lines[row] if row < len(self.lines) else ""
        return line if line.strip(BLANKS) else ""

    def continued(self, target: str) -> str:
        """The target with what the lines below the request line add, as wrapped queries do."""
        while line := self._line(self.row):
            added = continuation(target, line)
            if added is None or _is_other(line):
                break
            self.report(REQUEST_LINE, self.row, "the target goes on in another line")
            target += without_version(added)
            self.row += 1
        return target

    def headers(self, *, of_request: bool) -> tuple[Header, ...]:
        """The field lines up to the blank line, which is read, or up to the body.

        Another request below one ends what is read.
        """
        found: list[Header] = []
        while line := self._line(self.row):
            start = line.lstrip(BLANKS)
            if field := read_field(start):
                found.append(self._header(field, line))
            elif of_request and is_request_line(line):
                self.report(SEVERAL, self.row, ANOTHER)
                self.end()
            elif found and line[0] in " \t" and not opens_body(start):
                self.report(HEADER, self.row, "a header goes on in another line")
                found[-1] = found[-1]._replace(value=f"{found[-1].value} {line.strip(BLANKS)}")
            elif field := mended_field(start, self._line(self.row + 1)):
                found.append(self._header(field, line))
            else:
                self.report(HEADER, self.row, "no blank line stands before the body")
                return tuple(found)
            self.row += 1
        self.row += 1
        return tuple(found)

    def _header(self, field: FieldLine, line: str) -> Header:
        if field.oddity:
            self.report(HEADER, self.row, field.oddity)
        start, end = self.line_range(self.row, line)
        return Header(field.name, field.value, start, end)

    def line_range(self, row: int, line: str) -> Range:
        """Return where a line is, without blanks around it."""
        start, end = _indent(line), len(line.rstrip(BLANKS))
        return Range(self.text.row(row, start), self.text.row(row, max(start, end)))

    def stray_headers(
        self, above: tuple[Header, ...], *, bodyless: bool, before_body: bool
    ) -> Iterator[Header]:
        """The headers that slipped below the blank line, as the field lines up to the next one.

        A part of field lines alone is that if nothing can be a body (`bodyless`), or if all their
        names are known, or if a body follows that begins like one (`before_body`). Below a
        Content-Type that is not JSON it may be the body itself, and is.
        """
        declared = declared_type(above)
        if declared and not is_json(declared) and not bodyless:
            return
        self._skip_blank()
        while read_field(self._line(self.row).lstrip(BLANKS)):
            part = list(takewhile(str.strip, self.lines[self.row :]))
            follows = self._first_written(self.row + len(part))
            lax = bodyless or (before_body and opens_body(follows))
            if not are_fields(part, known=not lax):
                return
            self.report(HEADER, self.row, "a header stands after the blank line")
            for line in part:
                field = read_field(line.lstrip(BLANKS))
                if field:
                    yield self._header(field, line)
                self.row += 1
            self._skip_blank()

    def _first_written(self, row: int) -> str:
        """The first line from a row on that is not blank, or `""`."""
        return next((line for line in self.lines[row:] if line.strip()), "")

    def _skip_blank(self) -> None:
        while self.row < len(self.lines) and not self.lines[self.row].strip():
            self.row += 1

    def body(self) -> Passage | None:
        """What is left, without blank lines around it; None where nothing is."""
        self._skip_blank()
        start = sum(len(line) + 1 for line in self.lines[: self.row])
        end = len(self.text.text.rstrip())
        return self.text.part(start, end) if end > start else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(BLANKS))


def _is_other(line: str) -> bool:
    """Whether a line is a field line, a body or another request, and so continues no target."""
    field = read_field(line.lstrip(BLANKS))
    return field is not None or opens_body(line) or is_request_line(line)
