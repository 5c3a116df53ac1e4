"""Review comments of GitHub with suggestions that a reviewer applies with one click.

The report is the body of `POST /repos/{owner}/{repo}/pulls/{number}/reviews`. A suggestion has the
whole new lines, and its range is exactly the lines that `--fix` changes.
"""

import re
from collections.abc import Iterator
from json import dumps

from docreplay.model.finding import Edit, Finding
from docreplay.model.json.value import JSON
from docreplay.model.run import Run
from docreplay.report.format import Format
from docreplay.report.formats.markdown import plain_text
from docreplay.report.records import Record
from docreplay.report.totals import ordered, summary, unpassed

_TICKS = re.compile(r"`{3,}")
_MOST = 50
"""Number of comments of a review; the others are counted."""
_MOST_REASONS = 20
_MOST_LINES = 20
"""Number of lines that one suggestion replaces at most."""


def render(run: Run) -> str:
    """Return the review: one comment for each safe fix of few lines, the worst finding first."""
    found = list(_comments(run))
    rest = len(found) - _MOST
    more = f"\n\n… and {rest} more suggestions: `docreplay {run.command} --fix` applies them."
    title = f"docreplay {run.command}: {plain_text(summary(run))}"
    body = "\n".join([f"{title}{more if rest > 0 else ''}", *_skips(run)])
    comments: list[JSON] = [*found[:_MOST]]
    review: Record = {"event": "COMMENT", "body": body, "comments": comments}
    return dumps(review, ensure_ascii=False, indent=2) + "\n"


def _skips(run: Run) -> list[str]:
    """Return why cases say nothing about their pages, and the number of omitted reasons."""
    failed = [item for item in run.verdicts if item.is_failure and not item.findings]
    pairs = [(item.title or item.id, item.reason) for item in failed]
    pairs += [(group.title, group.reason) for group in unpassed(run)]
    shown = pairs[:_MOST_REASONS]
    lines = [f"- {plain_text(title)}: {plain_text(reason)}" for title, reason in shown]
    rest = len(pairs) - len(shown)
    return [*lines, f"- and {rest} more reasons"] if rest else lines


def _comments(run: Run) -> Iterator[Record]:
    """Yield the comments; of two on the same lines, GitHub would only apply one."""
    taken: set[tuple[str, int]] = set()
    for finding in ordered(run.all_findings):
        edits = finding.fix.edits if finding.fix and finding.fix.safety == "safe" else ()
        lines = {(edit.start.path, at) for edit in edits for at in _lines(edit)}
        if edits and not lines & taken and (comment := _comment(run, finding, edits)):
            taken |= lines
            yield comment


def _lines(edit: Edit) -> range:
    return range(edit.start.line, edit.end.line + 1)


def _comment(run: Run, finding: Finding, edits: tuple[Edit, ...]) -> Record | None:
    """Return the comment; None if the lines are not known, too many, or stay the same."""
    path = finding.location.path
    numbers = sorted({at for edit in edits for at in _lines(edit)})
    source = run.sources.get(path)
    old = [] if source is None else source.split("\n")[numbers[0] - 1 : numbers[-1]]
    is_own = all(edit.start.path == path for edit in edits)
    if not is_own or not old or numbers[-1] - numbers[0] >= _MOST_LINES:
        return None
    new = _edited(old, numbers[0], edits)
    if new == old:
        return None
    place: Record = {"path": path, "side": "RIGHT", "line": numbers[-1]}
    if len(old) > 1:
        place |= {"start_line": numbers[0], "start_side": "RIGHT"}
    return {**place, "body": f"{_sentence(finding)}\n\n{_block(new)}"}


def _edited(lines: list[str], first: int, edits: tuple[Edit, ...]) -> list[str]:
    """Return the lines after the edits, which do not overlap; the last one is applied first."""
    found = list(lines)
    for edit in sorted(edits, key=lambda item: item.start, reverse=True):
        start, end = edit.start.line - first, edit.end.line - first
        before = found[start][: edit.start.column - 1]
        after = found[end][edit.end.column - 1 :]
        found[start : end + 1] = f"{before}{edit.text}{after}".split("\n")
    return found


def _sentence(finding: Finding) -> str:
    return f"**{finding.severity} {finding.code}**: {plain_text(finding.message)}"


def _block(lines: list[str]) -> str:
    """Return the lines in a fence that is longer than any in them."""
    text = "\n".join(lines)
    longest = max((len(ticks) for ticks in _TICKS.findall(text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}suggestion\n{text}\n{fence}\n"


FORMAT = Format(name="suggestions", suffix=".json", render=render)
