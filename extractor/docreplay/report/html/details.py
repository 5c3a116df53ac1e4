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

_CONTEXTS = (2, 1, 0)
"""Numbers of lines on both sides of a finding, of which the first that fits is taken."""
_LONG_LINE = 160
"""Characters of a line that are shown as a whole."""
_LINES_LIMIT = 1_500_000
"""Characters of page lines in a report; above, a finding has its own line only."""
_MESSAGES_LIMIT = 12_000_000
"""Characters of messages in a report; those of further cases are omitted."""


def details(content: ReportContent) -> Record:
    """Return the details, by the numbers that `index` gives findings, cases and pages."""
    findings = {str(number): _finding(item) for number, item in enumerate(content.findings)}
    _cut_long_lines(content, findings)
    exchanges, omitted = _exchanges(content)
    curl = enumerate(case.reproduce for case in content.cases)
    return {
        "findings": {number: record for number, record in findings.items() if record},
        "lines": _lines(content),
        "exchanges": exchanges,
        "omitted": omitted,
        "curl": {str(number): command for number, command in curl if command},
        "changes": _changes(content.run.translations),
    }


def _finding(item: Listed) -> Record:
    finding = item.finding
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
    }
    return {name: value for name, value in facts.items() if value is not None}


def _by_path(listed: Iterable[Listed]) -> dict[str, list[Finding]]:
    """Return the findings by their pages, so that each text is divided into lines once."""
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for item in listed:
        found[item.finding.location.path].append(item.finding)
    return dict(sorted(found.items()))


def _lines(content: ReportContent) -> Record:
    """Return the lines around findings, by number of the page; fewer of them in a large report."""
    for context in _CONTEXTS:
        found = _around(content, context)
        if sum(len(text) for lines in found.values() for text in lines.values()) <= _LINES_LIMIT:
            break
    return {path: dict(lines) for path, lines in found.items()}


def _around(content: ReportContent, context: int) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for path, findings in _by_path(content.findings).items():
        lines = _text_lines(content.run.sources, path)
        wanted = {
            number
            for finding in findings
            for number in range(
                finding.location.line - context, finding.location.line + context + 1
            )
            if 1 <= number <= len(lines)
        }
        if wanted:
            rows = {str(number): _short(lines[number - 1]) for number in sorted(wanted)}
            found[str(content.paths.number(path))] = rows
    return found


def _short(line: str) -> str:
    return line if len(line) <= _LONG_LINE else f"{line[:_LONG_LINE]}…"


def _text_lines(sources: Mapping[str, str], path: str) -> list[str]:
    text = sources.get(path)
    return text.split("\n") if text else []


def _cut_long_lines(content: ReportContent, records: Mapping[str, Record]) -> None:
    """Add to the findings on long lines the part around them, with the number of what is before."""
    by_path: defaultdict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(content.findings):
        by_path[item.finding.location.path].append(number)
    for path, numbers in by_path.items():
        lines = _text_lines(content.run.sources, path)
        for number in numbers:
            location = content.findings[number].finding.location
            line = lines[location.line - 1] if 1 <= location.line <= len(lines) else ""
            if len(line) > _LONG_LINE:
                start = max(0, location.column - 1 - _LONG_LINE // 3)
                records[str(number)]["cut"] = [start, line[start : start + _LONG_LINE]]


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
