"""Text for a terminal or a log."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from shlex import quote

from docreplay.model.finding import Finding, Severity
from docreplay.model.page import is_page_name
from docreplay.model.run import Run, Verdict
from docreplay.report.causes import causes
from docreplay.report.format import Format
from docreplay.report.layout import (
    case_lines,
    is_fixable,
    one_line,
    short_lines,
    whole_lines,
)
from docreplay.report.printable import printable
from docreplay.report.style import PLAIN, Style
from docreplay.report.totals import by_severity, ordered, summary, unpassed

_NOTES_PER_CODE = 10
_RERUNS = 20
"""Number of commands that are printed; `--last-failed` repeats all cases."""

_OF_RUN = "RUN"
"""Start of the codes of findings about the run itself, such as a page that cannot be read."""
_DAMAGED = "not-utf-8"
"""Name of the rule about pages that are not text, whose cases were not run."""


_FIXING = frozenset({"check", "drift"})
"""Commands that have `--fix`."""


def render(run: Run, style: Style = PLAIN) -> str:
    """Return findings with excerpts, reasons of skipped cases, failed cases, and totals."""
    shown, folded = _folded(run, style)
    blocks = [*_findings(shown, run, style), *folded, *_remarks(run, style), *_skips(run, style)]
    end = [style.paint("strong", summary(run, timed=True))]
    if hint := _hint(shown, style):
        end = [hint, *end]
    number = sum(map(is_fixable, run.all_findings)) if run.command in _FIXING else 0
    if number and style.verbosity >= 0:
        end = [f"[*] {number} fixable with `docreplay {run.command} --fix`", *end]
    said = [printable(cause.message) for cause in causes(run)]
    last = [*_failures(run, style), *said, *_reruns(run, style)]
    return "\n".join([*blocks, *last, *end]) + "\n"


def _folded(run: Run, style: Style) -> tuple[tuple[Finding, ...], list[str]]:
    """Return the findings to show, and the line that counts the others.

    A run of cases is about the service: what is wrong with pages is counted, as `docreplay check`
    lists it.
    """
    if not run.verdicts or style.verbosity > 0:
        return run.findings, []
    pages = [finding for finding in run.findings if _is_of_page(finding)]
    if not pages:
        return run.findings, []
    others = tuple(finding for finding in run.findings if not _is_of_page(finding))
    return others, [f"on the pages: {by_severity(pages)} (listed by docreplay check)"]


def _is_of_page(finding: Finding) -> bool:
    """Return True for what `docreplay check` reports too; a page that cannot be read is shown."""
    is_shown = finding.code.startswith(_OF_RUN) or finding.name == _DAMAGED
    return is_page_name(finding.location.path) and not is_shown


def _findings(findings: Sequence[Finding], run: Run, style: Style) -> Iterator[str]:
    layout = whole_lines if style.verbosity > 0 else short_lines
    shown, left_out = _without_repeated_notes(findings, style)
    for finding in sorted(shown, key=lambda item: item.sort_key):
        if style.verbosity < 0:
            yield from one_line(finding, run.sources, style)
        else:
            yield from layout(finding, run.sources, style)
            yield ""

    for code, number in sorted(left_out.items()):
        yield f"and {number} more {style.paint('note', code)} notes (listed with -v)"


def _without_repeated_notes(
    findings: Iterable[Finding], style: Style
) -> tuple[list[Finding], Counter[str]]:
    """Return the findings without excessive notes of one code, and the number of omitted ones."""
    shown: list[Finding] = []
    seen: Counter[str] = Counter()
    for finding in findings:
        is_note = finding.severity is Severity.NOTE
        seen[finding.code] += is_note
        if not is_note or style.verbosity > 0 or seen[finding.code] <= _NOTES_PER_CODE:
            shown.append(finding)
    left_out = {code: number - _NOTES_PER_CODE for code, number in seen.items()}
    return shown, +Counter({} if style.verbosity > 0 else left_out)


def _remarks(run: Run, style: Style) -> Iterator[str]:
    """Yield a line for each finding of a case that did not fail."""
    for verdict in run.verdicts:
        if not verdict.is_failure:
            yield from _each(verdict, run, style)


def _failures(run: Run, style: Style) -> Iterator[str]:
    """Yield the failed cases; those without findings that failed for one reason are counted."""
    alike = _by_reason(run)
    for reason, verdicts in alike.items():
        yield f"{style.paint('error', 'failed')} {len(verdicts)}: {printable(reason)}"
        if style.verbosity > 0:
            yield from _places(verdicts)
    for verdict in run.verdicts:
        if not verdict.is_failure or (not verdict.findings and verdict.reason in alike):
            continue
        if style.verbosity >= 0:
            yield from (*case_lines(verdict, run.sources, style), "")
        elif not verdict.findings:
            yield case_lines(verdict, run.sources, style)[0]
        else:
            yield from _each(verdict, run, style)


def _by_reason(run: Run) -> dict[str, list[Verdict]]:
    """Return the failed cases without findings by their reason, if several have it."""
    found: dict[str, list[Verdict]] = {}
    for verdict in run.verdicts:
        if verdict.is_failure and not verdict.findings:
            found.setdefault(verdict.reason, []).append(verdict)
    return {reason: alike for reason, alike in found.items() if len(alike) > 1}


def _reruns(run: Run, style: Style) -> Iterator[str]:
    """Yield the command that runs each failed case again."""
    ids = [item.id for item in run.verdicts if item.is_failure and "#" in item.id]
    if not ids or not run.rerun:
        return
    most = len(ids) if style.verbosity > 0 else _RERUNS
    yield f"run {'it' if len(ids) == 1 else 'them'} again:"
    yield from (printable(f"  {run.rerun} {quote(case_id)}") for case_id in ids[:most])
    if len(ids) > most:
        yield printable(f"  and {len(ids) - most} more; all of them: {run.rerun} --last-failed")


def _each(verdict: Verdict, run: Run, style: Style) -> Iterator[str]:
    """Yield a line for each finding; passed cases may have warnings and notes."""
    for finding in ordered(verdict.findings):
        yield from one_line(finding, run.sources, style)


def _skips(run: Run, style: Style) -> Iterator[str]:
    for group in unpassed(run):
        label = style.paint("note", group.label)
        yield f"{label} {len(group.verdicts)}: {printable(group.reason)}"
        if style.verbosity > 0:
            yield from _places(group.verdicts)


def _places(verdicts: Iterable[Verdict]) -> Iterator[str]:
    return (printable(f"  {verdict.location}: {verdict.title}") for verdict in verdicts)


def _hint(findings: Iterable[Finding], style: Style) -> str:
    codes = sorted({finding.code for finding in findings})
    if not codes or style.verbosity < 0:
        return ""
    return style.paint("faint", f"docreplay explain {' '.join(codes)}")


FORMAT = Format(name="text", suffix=".txt", render=render)
