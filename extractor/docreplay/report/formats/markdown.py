"""Markdown for a job summary or a comment, in which texts of pages are escaped."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

from docreplay.model.finding import Finding
from docreplay.model.run import CaseOutcome, Run, Verdict
from docreplay.report.causes import causes
from docreplay.report.format import Format
from docreplay.report.layout import case_lines, is_fixable
from docreplay.report.printable import clipped, printable
from docreplay.report.totals import ordered, summary, totals, unpassed

_TITLES: dict[CaseOutcome, str] = {
    "accepted": "Accepted mismatches",
    "nothing-compared": "Cases in which nothing was compared",
    "skipped": "Skipped cases",
}
_PUNCTUATION = re.compile(r"[#$*\[\\\]^_`|~]|(?<=www)\.|:(?=//)", re.IGNORECASE)
_BACKTICKS = re.compile(r"`{3,}")
# a job summary is limited to 1 MiB; omitted cases and findings are counted
_MOST = 200
_MOST_RELATED = 10
_WIDTH = 80


def render(run: Run) -> str:
    """Return totals, failed cases, a table of other findings, and reasons of skipped cases."""
    title = f"## docreplay {_text(run.command)}: {_text(summary(run))}"
    said = [f"- {_text(cause.message)}" for cause in causes(run)]
    parts = [
        title,
        _totals(run),
        *(["\n".join(said)] if said else []),
        *_failures(run),
        *_findings(run),
        *_skips(run),
    ]
    return "\n\n".join(parts) + "\n"


def _totals(run: Run) -> str:
    numbers = totals(run)
    names = " | ".join(_text(name.replace("_", " ")) for name in numbers)
    values = " | ".join(str(number) for number in numbers.values())
    return f"| {names} |\n|{' ---: |' * len(numbers)}\n| {values} |"


def _failures(run: Run) -> Iterator[str]:
    failed = [verdict for verdict in run.verdicts if verdict.is_failure]
    if failed:
        yield "### Failed cases"
    for verdict in failed[:_MOST]:
        yield _failure(verdict, run)
    yield from _left_out(len(failed))


def _failure(verdict: Verdict, run: Run) -> str:
    text = "\n".join(case_lines(verdict, run.sources))
    longest = max((len(ticks) for ticks in _BACKTICKS.findall(text)), default=2)
    fence = "`" * (longest + 1)
    title = f"<code>{_html(verdict.title or verdict.id)}</code>"
    place = f"<code>{_html(str(verdict.location))}</code>"
    summary_line = f"<summary>{title} {place}</summary>"
    return f"<details>{summary_line}\n\n{fence}text\n{text}\n{fence}\n\n</details>"


def _findings(run: Run) -> Iterator[str]:
    if not run.findings:
        return
    rows = "\n".join(_row(finding) for finding in ordered(run.findings)[:_MOST])
    yield f"### Findings\n\n| Severity | Place | Code | Message |\n|---|---|---|---|\n{rows}"
    yield from _left_out(len(run.findings))


def _row(finding: Finding) -> str:
    place = f"<code>{_html(str(finding.location))}</code>"
    mark = f"**{finding.change_class}**: " if finding.change_class else ""
    message = f"{mark}{_text(finding.message)}{_difference(finding)}{_labelled(finding)}"
    return f"| {finding.severity} | {place} | {finding.code} | {message} |"


def _labelled(finding: Finding) -> str:
    """Return the first related places that explain what a finding is about, on lines of a cell."""
    found = [
        f"<br>line {related.location.line}: {_text(related.message)}"
        for related in finding.related
        if related.label
    ]
    rest = f"<br>and {len(found) - _MOST_RELATED} more" if len(found) > _MOST_RELATED else ""
    return "".join(found[:_MOST_RELATED]) + rest


def _difference(finding: Finding) -> str:
    """Return what was expected and what was found, if both are known, and whether it is fixable."""
    if finding.expected is None or finding.actual is None:
        return ""
    one, other = map(_cut, (finding.expected, finding.actual))
    fixable = "; fixable with <code>--fix</code>" if is_fixable(finding) else ""
    return f" (expected {one}, actual {other}{fixable})"


def _cut(value: str) -> str:
    first = value.strip().partition("\n")[0]
    return f"<code>{_html(clipped(first, _WIDTH))}</code>"


def _skips(run: Run) -> Iterator[str]:
    for outcome, groups in groupby(unpassed(run), key=lambda group: group.outcome):
        lines = [f"- {len(group.verdicts)} × {_text(group.reason)}" for group in groups]
        yield f"### {_TITLES[outcome]}\n\n" + "\n".join(lines)


def _left_out(number: int) -> Iterator[str]:
    if number > _MOST:
        yield f"… and {number - _MOST} more, which the other formats list."


def _text(text: str) -> str:
    """Return text escaped for Markdown, without links and mentions; back-ticked parts are code."""
    parts = printable(text).split("`")
    if len(parts) % 2 == 0:
        return _plain("`".join(parts))
    return "".join(
        f"<code>{_html(part)}</code>" if index % 2 else _plain(part)
        for index, part in enumerate(parts)
    )


def _plain(text: str) -> str:
    escaped = _PUNCTUATION.sub(lambda match: f"\\{match[0]}", text)
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("@", "@<!-- -->")


def _html(text: str) -> str:
    """Return text for `<code>`, with entities instead of markup characters."""
    escaped = escape(printable(text))
    return re.sub(r"[*_`\[\]\\~|]", lambda match: f"&#{ord(match[0])};", escaped)


FORMAT = Format(name="markdown", suffix=".md", render=render)
