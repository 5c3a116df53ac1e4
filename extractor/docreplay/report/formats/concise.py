"""Text with one line for each finding, for logs and for programs that read `path:line:column:`."""

from collections.abc import Iterator

from docreplay.model.run import Run, Verdict
from docreplay.report.causes import causes
from docreplay.report.format import Format
from docreplay.report.layout import one_line, place_label
from docreplay.report.printable import printable
from docreplay.report.style import PLAIN, Style
from docreplay.report.totals import summary, unpassed


def render(run: Run, style: Style = PLAIN) -> str:
    """Return each finding, each failed case without one, why others did not pass, and totals.

    Nothing is quoted, folded or left out: the number of lines is that of the totals.
    """
    found = [line for item in run.all_findings for line in one_line(item, run.sources, style)]
    failed = [
        _failed(item, style) for item in run.verdicts if item.is_failure and not item.findings
    ]
    said = [printable(cause.message) for cause in causes(run)]
    end = style.paint("strong", summary(run, timed=True))
    return "\n".join([*found, *failed, *_others(run, style), *said, end]) + "\n"


def _failed(verdict: Verdict, style: Style) -> str:
    place = style.paint("strong", place_label(verdict.location))
    reason = verdict.reason.removeprefix(f"{verdict.location}:").strip() or "failed"
    outcome = style.paint("error", verdict.outcome.replace("-", " "))
    return f"{place} {outcome} {printable(reason)}"


def _others(run: Run, style: Style) -> Iterator[str]:
    for group in unpassed(run):
        label = style.paint("note", group.label)
        yield f"{label} {len(group.verdicts)}: {printable(group.reason)}"


FORMAT = Format(name="concise", suffix=".txt", render=render)
