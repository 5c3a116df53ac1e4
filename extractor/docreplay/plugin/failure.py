"""Show a failed case in pytest: its text, and the location on its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from docreplay.errors import ServiceUnreachable
from docreplay.model.location import Location
from docreplay.model.run import Verdict
from docreplay.report.layout import case_lines
from docreplay.report.printable import printable
from docreplay.report.style import Style
from docreplay.report.totals import ordered


class Nonconformance(AssertionError):
    """The response differs from the documented one; the text begins with the location."""

    def __init__(self, verdict: Verdict, text: str) -> None:
        super().__init__(text)
        self.verdict = verdict


class CaseUnreachable(ServiceUnreachable):
    """The request of a case got no response."""

    def __init__(self, verdict: Verdict, text: str) -> None:
        super().__init__(text)
        self.verdict = verdict


@dataclass(frozen=True)
class PageCrash:
    """Replaces the crash location of pytest, whose text would repeat the location.

    pytest-xdist can send a dataclass with these fields to its controller.
    """

    path: str
    lineno: int
    message: str

    def __str__(self) -> str:
        """Return the location with column, code and message."""
        return self.message


def text_of(verdict: Verdict, sources: Mapping[str, str], verbosity: int) -> str:
    """Return everything about a failed case, without control characters."""
    return "\n".join(case_lines(verdict, sources, Style(verbosity=max(verbosity, 0))))


def point_home(
    report: pytest.TestReport,
    excinfo: pytest.ExceptionInfo[BaseException] | None,
    tbstyle: str,
) -> None:
    """Make the report of a failed case show the text and the location of its page."""
    if not excinfo or not isinstance(excinfo.value, Nonconformance | CaseUnreachable):
        return
    shown: Any = excinfo.getrepr(style="value")
    if tbstyle == "line":
        shown.reprtraceback.reprentries.clear()
    place = place_of(excinfo.value.verdict)
    crash = PageCrash(printable(place.path), place.line, str(excinfo.value).partition("\n")[0])
    shown.reprcrash = crash
    shown.chain = [(shown.reprtraceback, crash, None)]
    report.longrepr = shown


def place_of(verdict: Verdict) -> Location:
    """Return the location of the worst finding, or else of the case."""
    return next((finding.location for finding in ordered(verdict.findings)), verdict.location)


def restore_crash(report: pytest.TestReport) -> None:
    """Restore the location on the page in a report that was serialized."""
    crash: Any = getattr(report.longrepr, "reprcrash", None)
    if crash is not None and not isinstance(crash, PageCrash):
        shown: Any = report.longrepr
        shown.reprcrash = PageCrash(crash.path, crash.lineno, crash.message)
