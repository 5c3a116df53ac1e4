"""Text for a terminal or a log."""

from collections import Counter
from collections.abc import Iterable, Iterator

from docreplay.model.finding import Finding, Severity
from docreplay.model.run import Run, Verdict
from docreplay.report.format import Format
from docreplay.report.layout import case_lines, one_line, short_lines, whole_lines
from docreplay.report.printable import printable
from docreplay.report.style import PLAIN, Style
from docreplay.report.totals import ordered, summary, unpassed

_NOTES_PER_CODE = 10


def render(run: Run, style: Style = PLAIN) -> str:
    """Return findings with excerpts, failed cases, reasons of skipped ones, and totals."""
    blocks = [*_findings(run, style), *_failures(run, style), *_skips(run, style)]
    hint = _hint(run, style)
    end = [*([hint] if hint else []), style.paint("strong", summary(run))]
    return "\n".join([*blocks, *end]) + "\n"


def _findings(run: Run, style: Style) -> Iterator[str]:
    layout = whole_lines if style.verbosity > 0 else short_lines
    shown, left_out = _without_repeated_notes(run.findings, style)
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


def _failures(run: Run, style: Style) -> Iterator[str]:
    for verdict in run.verdicts:
        if verdict.outcome == "failed" and style.verbosity >= 0:
            yield from (*case_lines(verdict, run.sources, style), "")
        elif verdict.outcome == "failed" and not verdict.findings:
            yield case_lines(verdict, run.sources, style)[0]
        else:
            yield from _each(verdict, run, style)


def _each(verdict: Verdict, run: Run, style: Style) -> Iterator[str]:
    """Yield a line for each finding; passed cases may have warnings and notes."""
    for finding in ordered(verdict.findings):
        yield from one_line(finding, run.sources, style)


def _skips(run: Run, style: Style) -> Iterator[str]:
    for group in unpassed(run):
        label = style.paint("note", group.label)
        yield f"{label} {len(group.verdicts)}: {printable(group.reason)}"
        if style.verbosity > 0:
            yield from (printable(f"  {item.location}: {item.title}") for item in group.verdicts)


def _hint(run: Run, style: Style) -> str:
    codes = sorted({finding.code for finding in run.findings})
    if not codes or style.verbosity < 0:
        return ""
    return style.paint("faint", f"docreplay explain {' '.join(codes)}")


FORMAT = Format(name="text", suffix=".txt", render=render)
