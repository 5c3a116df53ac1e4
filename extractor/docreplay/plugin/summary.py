"""The verdicts of a session, out of the reports that carry them, as lines for the terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator
from operator import itemgetter

import pytest

from docreplay.flows.pytest_runner import ATTRIBUTE
from docreplay.model.run import Run, Verdict
from docreplay.report.printable import printable
from docreplay.report.totals import summary


def verdict_of(report: object) -> Verdict | None:
    """The verdict that a report carries."""
    verdict = getattr(report, ATTRIBUTE, None)
    return verdict if isinstance(verdict, Verdict) else None


def is_unreachable(report: object) -> bool:
    """Whether the report is about a case that got no answer."""
    verdict = verdict_of(report)
    return verdict is not None and verdict.unreachable


def places(found: Iterable[Verdict]) -> Iterator[str]:
    """One line for each case that failed, by place: `path:line:column: CODE message`."""
    failed = [(item.location, item) for item in found if item.outcome == "failed"]
    for location, verdict in sorted(failed, key=itemgetter(0)):
        yield printable(verdict.reason if verdict.findings else f"{location}: {verdict.reason}")


def lines(found: Iterable[Verdict]) -> Iterator[str]:
    """Cases by outcome, then why cases were skipped, most frequent first."""
    run = Run(command="test", verdicts=tuple(found))
    if not run.verdicts:
        return
    yield summary(run)
    reasons = Counter(verdict.reason for verdict in run.verdicts if verdict.outcome == "skipped")
    for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0])):
        yield f"skipped {count}: {printable(reason)}"
    unreachable = sum(verdict.unreachable for verdict in run.verdicts)
    if unreachable:
        yield f"unreachable {unreachable}: no answer came"


def all_verdicts(reporter: pytest.TerminalReporter) -> Iterator[Verdict]:
    """The verdicts of all reports that the terminal has seen."""
    for reports in reporter.stats.values():
        for report in reports:
            verdict = verdict_of(report)
            if verdict:
                yield verdict
