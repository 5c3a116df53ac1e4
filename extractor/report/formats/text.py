"""Text for a terminal or a log."""

from collections import Counter
from collections.abc import Iterator

from extractor.model.run import Run, Verdict
from extractor.report.format import Format
from extractor.report.layout import case_lines, one_line, short_lines, whole_lines
from extractor.report.printable import printable
from extractor.report.style import PLAIN, Style
from extractor.report.totals import summary


def render(run: Run, style: Style = PLAIN) -> str:
    """The findings with the page's lines, every failed case, why others were skipped, totals."""
    blocks = [*_findings(run, style), *_failures(run, style), *_skips(run, style)]
    hint = _hint(run, style)
    end = [*([hint] if hint else []), style.paint("strong", summary(run))]
    return "\n".join([*blocks, *end]) + "\n"


def _findings(run: Run, style: Style) -> Iterator[str]:
    layout = whole_lines if style.verbosity > 0 else short_lines
    for finding in sorted(run.findings, key=lambda item: item.sort_key):
        if style.verbosity < 0:
            yield from one_line(finding, run.sources, style)
        else:
            yield from layout(finding, run.sources, style)
            yield ""


def _failures(run: Run, style: Style) -> Iterator[str]:
    for verdict in run.verdicts:
        if verdict.outcome == "failed" and style.verbosity >= 0:
            yield from (*case_lines(verdict, run.sources, style), "")
        elif verdict.outcome == "failed":
            yield case_lines(verdict, run.sources, style)[0]
        elif verdict.outcome == "passed":
            yield from _accompanying(verdict, run, style)


def _accompanying(verdict: Verdict, run: Run, style: Style) -> Iterator[str]:
    """Warnings and notes of a case that passed all the same."""
    for finding in verdict.findings:
        yield from one_line(finding, run.sources, style)


def _skips(run: Run, style: Style) -> Iterator[str]:
    skipped = [verdict for verdict in run.verdicts if verdict.outcome == "skipped"]
    for reason, number in Counter(verdict.reason for verdict in skipped).items():
        yield f"{style.paint('note', 'skipped')} {number}: {printable(reason)}"
        if style.verbosity > 0:
            alike = (verdict for verdict in skipped if verdict.reason == reason)
            yield from (printable(f"  {verdict.location}: {verdict.title}") for verdict in alike)


def _hint(run: Run, style: Style) -> str:
    codes = sorted({finding.code for finding in run.findings})
    if not codes or style.verbosity < 0:
        return ""
    return style.paint("faint", f"docreplay explain {' '.join(codes)}")


FORMAT = Format(name="text", suffix=".txt", render=render)
