"""Workflow commands that GitHub Actions shows at the changed lines."""

from collections.abc import Iterator

from docreplay.model.finding import Finding, Severity
from docreplay.model.location import Location
from docreplay.model.run import Run, Verdict
from docreplay.report.format import Format
from docreplay.report.printable import printable
from docreplay.report.totals import ordered, summary, unpassed

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(run: Run) -> str:
    """Return one command per finding, errors first (GitHub shows ten of a kind), and the totals.

    Cases that neither passed nor failed, for the same reason, are one notice without a place.
    """
    lines = [_finding(finding) for finding in ordered(run.all_findings)]
    return "\n".join([*lines, *_others(run), *_skips(run), summary(run)]) + "\n"


def _finding(finding: Finding) -> str:
    facts = [("expected", finding.expected), ("actual", finding.actual)]
    lines = [finding.message, *(f"{label}: {value}" for label, value in facts if value is not None)]
    mark = f" ({finding.change_class})" if finding.change_class else ""
    title = f"{finding.code} {finding.name}{mark}"
    return _command(
        _COMMANDS[finding.severity], _place(finding.location, finding.end), title, lines
    )


def _others(run: Run) -> Iterator[str]:
    for verdict in run.verdicts:
        if verdict.is_failure and not verdict.findings:
            yield _case(verdict)


def _case(verdict: Verdict) -> str:
    return _command(
        "error", _place(verdict.location), verdict.title or verdict.id, [verdict.reason]
    )


def _skips(run: Run) -> Iterator[str]:
    for group in unpassed(run):
        yield _command("notice", "", group.title, [group.reason])


def _command(command: str, place: str, title: str, lines: list[str]) -> str:
    """Return a workflow command; `%`, line ends, and in properties `:` and `,` are escaped."""
    message = "\n".join(printable(part) for text in lines for part in text.split("\n"))
    return f"::{command} {place}title={_property(title)}::{_escaped(message)}"


def _place(start: Location, end: Location | None = None) -> str:
    """Return the properties of a place; `endColumn` is that of the last character, inclusive.

    GitHub takes it only where the range ends on the line on which it starts.
    """
    place = f"file={_property(start.path)},line={start.line},col={start.column},"
    if end is None:
        return place
    column = f"endColumn={end.column - 1}," if end.line == start.line else ""
    return f"{place}endLine={end.line},{column}"


def _property(text: str) -> str:
    return _escaped(printable(text)).replace(":", "%3A").replace(",", "%2C")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


FORMAT = Format(name="github", suffix=".txt", render=render)
