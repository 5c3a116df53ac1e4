"""Print the verdicts of a session, which its reports contain, for the terminal."""

from collections.abc import Iterable, Iterator
from operator import itemgetter

import pytest

from docreplay.flows.test.pytest_runner import ATTRIBUTE
from docreplay.model.run import Run, Verdict
from docreplay.report.causes import causes
from docreplay.report.printable import printable
from docreplay.report.totals import nothing_compared, summary, unpassed


def verdict_of(report: object) -> Verdict | None:
    """Return the verdict of a report, or None."""
    verdict = getattr(report, ATTRIBUTE, None)
    return verdict if isinstance(verdict, Verdict) else None


def is_unreachable(report: object) -> bool:
    """Return True if the report is about a case without a response."""
    verdict = verdict_of(report)
    return verdict is not None and verdict.unreachable


def places(found: Iterable[Verdict]) -> Iterator[str]:
    """Yield `path:line:column: severity CODE message` for each failed case, by location."""
    failed = [(item.location, item) for item in found if item.is_failure]
    for location, verdict in sorted(failed, key=itemgetter(0)):
        yield printable(verdict.reason if verdict.findings else f"{location}: {verdict.reason}")


def lines(found: Iterable[Verdict]) -> Iterator[str]:
    """Yield the number of cases by outcome, then of those not passed by reason, largest first."""
    run = Run(command="test", verdicts=tuple(found))
    if not run.verdicts:
        return
    yield summary(run)
    for group in sorted(unpassed(run), key=lambda group: (-len(group.verdicts), group.reason)):
        yield f"{group.label} {len(group.verdicts)}: {printable(group.reason)}"
    if said := nothing_compared(run):
        yield said
    yield from (printable(cause.message) for cause in causes(run))


def compared_nothing(reporter: pytest.TerminalReporter) -> bool:
    """Return True if there are cases, nothing was compared in any, and no other test passed."""
    passed = [item for item in reporter.stats.get("passed", ()) if item.when == "call"]
    return (
        not passed and Run(command="test", verdicts=tuple(all_verdicts(reporter))).compared_nothing
    )


def all_verdicts(reporter: pytest.TerminalReporter) -> Iterator[Verdict]:
    """Yield the verdicts of all reports of the terminal."""
    for reports in reporter.stats.values():
        for report in reports:
            verdict = verdict_of(report)
            if verdict:
                yield verdict
