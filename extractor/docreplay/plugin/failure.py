"""How a failed case shows in pytest: its text, and the page's place where pytest has a file's."""

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
    """The service's answer is not what the page documents; the text begins with the place."""

    def __init__(self, verdict: Verdict, text: str) -> None:
        super().__init__(text)
        self.verdict = verdict


class CaseUnreachable(ServiceUnreachable):
    """No answer came to the request of a case."""

    def __init__(self, verdict: Verdict, text: str) -> None:
        super().__init__(text)
        self.verdict = verdict


@dataclass(frozen=True)
class PageCrash:
    """Stands in for pytest's own crash location, whose text would name the place twice.

    A dataclass with these fields is what pytest-xdist can send to its controller.
    """

    path: str
    lineno: int
    message: str

    def __str__(self) -> str:
        """The place with its column, code and message."""
        return self.message


def text_of(verdict: Verdict, sources: Mapping[str, str], verbosity: int) -> str:
    """Everything about a failed case; plain text without control characters."""
    return "\n".join(case_lines(verdict, sources, Style(verbosity=max(verbosity, 0))))


def point_home(
    report: pytest.TestReport,
    excinfo: pytest.ExceptionInfo[BaseException] | None,
    tbstyle: str,
) -> None:
    """Makes the report of a failed case say what the page says, and stand where the page stands."""
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
    """Where the worst finding stands, or else the case."""
    return next((finding.location for finding in ordered(verdict.findings)), verdict.location)


def restore_crash(report: pytest.TestReport) -> None:
    """Puts the page's place back into a report that travelled as plain data."""
    crash: Any = getattr(report.longrepr, "reprcrash", None)
    if crash is not None and not isinstance(crash, PageCrash):
        shown: Any = report.longrepr
        shown.reprcrash = PageCrash(crash.path, crash.lineno, crash.message)
