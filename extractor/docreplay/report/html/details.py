"""What the report shows of an open item: lines of pages, messages, commands, changed sentences."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from docreplay.model.finding import Finding
from docreplay.model.json.value import JSON
from docreplay.model.run import Verdict
from docreplay.model.shown_exchange import ShownExchange, ShownLine
from docreplay.model.translation import PageVerdict
from docreplay.report.html.index import Record, ReportContent
from docreplay.report.html.marks import answer_marks, documented_marks, indented_answer
from docreplay.report.html.order import Listed

_EXCERPTS = ((2, 160), (1, 160), (0, 160), (0, 60))
"""Lines on both sides of a finding and characters of a line; the first that fits is taken."""
_LINES_LIMIT = 1_500_000
"""Characters of page lines in a report, but for the last of the excerpts."""
_MESSAGES_LIMIT = 12_000_000
"""Characters of messages in a report; those of further cases are omitted."""


_Lines = dict[str, dict[str, str]]
_Parts = dict[str, tuple[int, str]]


def details(content: ReportContent) -> Record:
    """Return the details, by the numbers that `index` gives findings, cases and pages."""
    findings = {str(number): _finding(item) for number, item in enumerate(content.findings)}
    lines, parts = _excerpts(content)
    for number, part in parts.items():
        findings[number]["cut"] = list(part)
    exchanges, omitted = _exchanges(content)
    curl = enumerate(case.reproduce for case in content.cases)
    return {
        "findings": {number: record for number, record in findings.items() if record},
        "lines": {path: dict(rows) for path, rows in lines.items()},
        "exchanges": exchanges,
        "omitted": omitted,
        "curl": {str(number): command for number, command in curl if command},
        "changes": _changes(content.run.translations),
    }


def _finding(item: Listed) -> Record:
    finding, example = item.finding, item.finding.counter_example
    facts: dict[str, JSON] = {
        "end": [finding.end.line, finding.end.column] if finding.end else None,
        "expected": finding.expected,
        "actual": finding.actual,
        "pointer": finding.pointer,
        "related": [
            [place.location.path, place.location.line, place.message, place.label]
            for place in finding.related
        ]
        or None,
        "fix": {"title": finding.fix.title, "safety": finding.fix.safety} if finding.fix else None,
        "fingerprint": finding.fingerprint or None,
        "example": [example.status, example.pointer, example.value] if example else None,
    }
    return {name: value for name, value in facts.items() if value is not None}


def _by_path(listed: Iterable[Listed]) -> dict[str, list[tuple[int, Finding]]]:
    """Return the numbered findings by their pages, so that each text is divided once."""
    found: defaultdict[str, list[tuple[int, Finding]]] = defaultdict(list)
    for number, item in enumerate(listed):
        found[item.finding.location.path].append((number, item.finding))
    return dict(sorted(found.items()))


def _excerpts(content: ReportContent) -> tuple[_Lines, _Parts]:
    """Return the lines around findings, and parts of long lines; fewer in a large report."""
    lines: _Lines = {}
    parts: _Parts = {}
    for context, width in _EXCERPTS:
        lines, parts = _lines(content, context, width), _parts(content, width)
        whole = sum(len(text) for rows in lines.values() for text in rows.values())
        if whole + sum(len(text) for _, text in parts.values()) <= _LINES_LIMIT:
            break
    return lines, parts


def _lines(content: ReportContent, context: int, width: int) -> _Lines:
    """Return the lines around findings, by the number of their page and their own."""
    found: _Lines = {}
    for path, numbered in _by_path(content.findings).items():
        texts = _text_lines(content.run.sources, path)
        wanted = {
            line
            for _, finding in numbered
            for line in range(finding.location.line - context, finding.location.line + context + 1)
            if 1 <= line <= len(texts)
        }
        rows = {str(line): _short(texts[line - 1], width) for line in sorted(wanted)}
        if rows:
            found[str(content.paths.number(path))] = rows
    return found


def _short(line: str, width: int) -> str:
    return line if len(line) <= width else f"{line[:width]}…"


def _parts(content: ReportContent, width: int) -> _Parts:
    """Return the parts around findings on long lines, each with the number of what is before."""
    found: _Parts = {}
    for path, numbered in _by_path(content.findings).items():
        texts = _text_lines(content.run.sources, path)
        for number, finding in numbered:
            line, column = finding.location.line, finding.location.column
            text = texts[line - 1] if 1 <= line <= len(texts) else ""
            if len(text) > width:
                start = max(0, column - 1 - width // 3)
                found[str(number)] = (start, text[start : start + width])
    return found


def _text_lines(sources: Mapping[str, str], path: str) -> list[str]:
    text = sources.get(path)
    return text.split("\n") if text else []


def _exchanges(content: ReportContent) -> tuple[Record, list[JSON]]:
    """Return the messages of cases, and the numbers of those that exceed the limit."""
    left = _MESSAGES_LIMIT
    found: Record = {}
    omitted: list[JSON] = []
    by_case: defaultdict[int, list[Finding]] = defaultdict(list)
    for item in content.findings:
        if not item.is_accepted:
            by_case[item.case].append(item.finding)
    for number, case in enumerate(content.cases):
        if case.exchange is None:
            continue
        left -= _size(case.exchange)
        if left < 0:
            omitted.append(number)
        else:
            found[str(number)] = _exchange(case, case.exchange, by_case[number])
    return found, omitted


def _size(exchange: ShownExchange) -> int:
    documented = (*exchange.request, *exchange.response)
    return len(exchange.messages) + sum(len(line.text) for line in documented)


def _exchange(case: Verdict, exchange: ShownExchange, findings: Sequence[Finding]) -> Record:
    answer = indented_answer(exchange.answer)
    documented = documented_marks(case.location.path, exchange.response, findings)
    real = answer_marks(answer, exchange.response, findings)
    return {
        "request": _rows(exchange.request),
        "response": _rows(exchange.response),
        "sent": exchange.sent,
        "answer": answer,
        "documentedMarks": [list(mark) for mark in documented],
        "answerMarks": [list(mark) for mark in real],
    }


def _rows(lines: Iterable[ShownLine]) -> list[JSON]:
    return [[line.line, line.column, line.text] for line in lines]


def _changes(pages: Sequence[PageVerdict]) -> Record:
    return {
        str(number): [
            [item.old, item.new, item.translation, item.line, item.source_line]
            for item in page.changes
        ]
        for number, page in enumerate(pages)
        if page.changes
    }
