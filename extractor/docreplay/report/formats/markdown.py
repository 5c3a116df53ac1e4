"""Markdown for a job summary or a comment on a pull request; texts of pages are escaped.

A comment of GitHub has at most 65,536 characters: the worst failures and findings come first, and
the others are counted. A hidden mark lets the next run find the comment and replace it.
"""

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
_LONGEST = 65_536
"""Characters of a comment."""
_NUMBERS = (200, 100, 50, 25, 12, 6, 3, 1, 0)
"""Numbers of items of each kind to list: the first with which the text is short enough."""
_MOST_RELATED = 10
_WIDTH = 80


def render(run: Run) -> str:
    """Return totals, failed cases, a table of other findings, and reasons of skipped cases."""
    texts = (_rendered(run, most) for most in _NUMBERS)
    return next((text for text in texts if len(text) <= _LONGEST), _rendered(run, 0)[:_LONGEST])


def mark(command: str) -> str:
    """Return the hidden mark of the comment about a command."""
    return f"<!-- docreplay {command} -->"


def _rendered(run: Run, most: int) -> str:
    title = f"## docreplay {plain_text(run.command)}: {plain_text(summary(run))}"
    said = [f"- {plain_text(cause.message)}" for cause in causes(run)]
    parts = [
        title,
        _totals(run),
        *(["\n".join(said)] if said else []),
        *_failures(run, most),
        *_findings(run, most),
        *_skips(run, most),
        mark(run.command),
    ]
    return "\n\n".join(parts) + "\n"


def _totals(run: Run) -> str:
    numbers = totals(run)
    names = " | ".join(plain_text(name.replace("_", " ")) for name in numbers)
    values = " | ".join(str(number) for number in numbers.values())
    return f"| {names} |\n|{' ---: |' * len(numbers)}\n| {values} |"


def _failures(run: Run, most: int) -> Iterator[str]:
    failed = sorted(filter(_is_failure, run.verdicts), key=_worst_first)
    if failed:
        yield "### Failed cases"
    for verdict in failed[:most]:
        yield _failure(verdict, run)
    yield from _left_out(len(failed), most)


def _is_failure(verdict: Verdict) -> bool:
    return verdict.is_failure


def _worst_first(verdict: Verdict) -> int:
    """Order cases that contradict their pages before those that say nothing about them."""
    return 0 if verdict.findings else 1


def _failure(verdict: Verdict, run: Run) -> str:
    text = "\n".join(case_lines(verdict, run.sources))
    longest = max((len(ticks) for ticks in _BACKTICKS.findall(text)), default=2)
    fence = "`" * (longest + 1)
    title = f"<code>{_html(verdict.title or verdict.id)}</code>"
    place = f"<code>{_html(str(verdict.location))}</code>"
    summary_line = f"<summary>{title} {place}</summary>"
    return f"<details>{summary_line}\n\n{fence}text\n{text}\n{fence}\n\n</details>"


def _findings(run: Run, most: int) -> Iterator[str]:
    if not run.findings:
        return
    rows = "\n".join(_row(finding) for finding in ordered(run.findings)[:most])
    if rows:
        yield f"### Findings\n\n| Severity | Place | Code | Message |\n|---|---|---|---|\n{rows}"
    yield from _left_out(len(run.findings), most)


def _row(finding: Finding) -> str:
    place = f"<code>{_html(str(finding.location))}</code>"
    mark = f"**{finding.change_class}**: " if finding.change_class else ""
    message = f"{mark}{plain_text(finding.message)}{_difference(finding)}{_labelled(finding)}"
    return f"| {finding.severity} | {place} | {finding.code} | {message} |"


def _labelled(finding: Finding) -> str:
    """Return the first related places that explain what a finding is about, on lines of a cell."""
    found = [
        f"<br>line {related.location.line}: {plain_text(related.message)}"
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
    was, now = finding.sides
    return f" ({was} {one}, {now} {other}{fixable})"


def _cut(value: str) -> str:
    first = value.strip().partition("\n")[0]
    return f"<code>{_html(clipped(first, _WIDTH))}</code>"


def _skips(run: Run, most: int) -> Iterator[str]:
    for outcome, groups in groupby(unpassed(run), key=lambda group: group.outcome):
        lines = [f"- {len(group.verdicts)} × {plain_text(group.reason)}" for group in groups]
        yield f"### {_TITLES[outcome]}\n\n" + "\n".join(lines[:most])
        yield from _left_out(len(lines), most)


def _left_out(number: int, most: int) -> Iterator[str]:
    if number > most:
        yield f"… and {number - most} more, which the other formats list."


def plain_text(text: str) -> str:
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
