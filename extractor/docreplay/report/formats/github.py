"""Workflow commands that GitHub Actions shows at the changed lines.

It shows ten errors, ten warnings and ten notices of a step, those that come first: the others are
counted in one notice, and the job summary (the format `markdown`) has them.
"""

from collections import Counter
from collections.abc import Iterator

from docreplay.model.finding import Finding, Severity
from docreplay.model.location import Location
from docreplay.model.run import Run, Verdict
from docreplay.report.format import Format
from docreplay.report.printable import printable
from docreplay.report.totals import counted, ordered, summary, unpassed

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}

_MOST = 10
"""Number of annotations of each kind that GitHub shows of a step."""


def render(run: Run) -> str:
    """Return a command for each of the worst findings, the number of others, and the totals.

    Cases that neither passed nor failed, for the same reason, are one notice without a place.
    """
    lines = [*(_finding(finding) for finding in ordered(run.all_findings)), *_others(run)]
    kept, counts = _first(lines)
    rest = [_rest(counts)] if counts else []
    return "\n".join([*kept, *rest, *_skips(run), summary(run)]) + "\n"


def _first(lines: list[str]) -> tuple[list[str], Counter[str]]:
    """Return the commands that GitHub shows, and the number of others of each kind."""
    found: Counter[str] = Counter()
    kept = []
    for line in lines:
        kind = line[2:].partition(" ")[0]
        found[kind] += 1
        if found[kind] <= _MOST:
            kept.append(line)
    return kept, Counter({kind: number - _MOST for kind, number in found.items() if number > _MOST})


def _rest(counts: Counter[str]) -> str:
    text = ", ".join(counted(f"more {kind}s", number) for kind, number in counts.items())
    return _command("notice", "", "docreplay", [f"{text}: see the job summary, or the log"])


def _finding(finding: Finding) -> str:
    facts = zip(finding.sides, (finding.expected, finding.actual), strict=True)
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
