"""Check whether the stamp of a translation is plausible."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from docreplay.drift.rules.stamp_wrong import RULE
from docreplay.drift.stamp import Stamp
from docreplay.model.finding import Finding, Severity
from docreplay.model.location import Location, Range
from docreplay.model.markup.markup import Markup
from docreplay.model.page import PageId
from docreplay.model.translation import Basis, Trust

CommitState = Literal[
    "unchecked", "sound", "unknown", "shallow", "partial", "large", "no-page", "different"
]
"""State of the stamp's commit in the source's repository.

It contains the stamped version (`sound`), is not in the clone (`unknown`, or `shallow` if that is
the reason), its page is not in the clone (`partial`) or too large (`large`), it does not contain
the page (`no-page`), or contains a different version.
"""

_COMMITS: dict[CommitState, str] = {
    "no-page": "source commit {:.10} does not contain this page",
    "different": "source commit {:.10} contains this page with a different hash",
}
_UNRESOLVABLE: dict[CommitState, str] = {
    "unknown": "cannot resolve source commit {:.10}: not found in the clone of the source"
    " (expected if pages are translated from a private copy)",
    "shallow": "cannot resolve source commit {:.10}: the clone of the source is shallow;"
    " run `git fetch --unshallow` there",
    "partial": "cannot resolve source commit {:.10}: the clone of the source is partial and does"
    " not contain this page; nothing is fetched",
    "large": "cannot read this page at source commit {:.10}, or the current one: larger than"
    " `max-page-bytes`",
}
_MAX_TIME_DIFFERENCE = timedelta(days=1)
"""Maximum time difference to the place where the page was stamped."""


def trust_of(page: PageId, stamp: Stamp, commit: CommitState, basis: Basis) -> Trust:
    """Return the verdict; `basis` is `stamped` if the stamped version is available.

    The commit that last changed a page is not a stamp.
    """
    if stamp.origin == "git":
        return "unstamped"
    if any(_invalid(page, stamp, commit)):
        return "doubtful"
    if not stamp.digest:
        if commit == "sound":
            return "sound"
        return "unverified" if stamp.names_commit else "unstamped"
    return "sound" if basis == "stamped" else "unverified"


def stamp_findings(
    page: PageId, target: Markup, stamp: Stamp, commit: CommitState, *, now: date
) -> Iterator[Finding]:
    """Yield invalid values in the stamp of a translation, and, as notes, suspicious ones.

    Each finding is at its entry of the front matter; `now` is the day in UTC.
    """
    for key, message in _invalid(page, stamp, commit):
        yield RULE.at(_place(page, target, key), message)
    for key, message in _suspicious(stamp, commit, now):
        yield RULE.at(_place(page, target, key), message, severity=Severity.NOTE)


def _place(page: PageId, target: Markup, key: str) -> Range:
    """Return where the last entry of a key is, or the start of the page."""
    for entry in reversed(target.front_matter):
        if entry.key == key:
            return target.places.range(entry.value.start, entry.value.end)
    start = Location(page.path, 1)
    return Range(start, start)


def _invalid(page: PageId, stamp: Stamp, commit: CommitState) -> Iterator[tuple[str, str]]:
    """Yield key and message of values that cannot be right."""
    if stamp.digest and not stamp.is_readable:
        yield "ms.openlocfilehash", "`ms.openlocfilehash` is not a SHA-1 or SHA-256 hash"
    elif problem := _COMMITS.get(commit):
        yield stamp.commit_key, problem.format(stamp.commit)
    if stamp.commit and not stamp.names_commit:
        yield stamp.commit_key, f"`{stamp.commit_key}` is not a full commit hash"
    if stamp.locale and page.locale and stamp.locale != page.locale:
        message = f"`ms.contentlocale` is {stamp.locale:.20}, but the folder is {page.locale}"
        yield "ms.contentlocale", message


def _suspicious(stamp: Stamp, commit: CommitState, now: date) -> Iterator[tuple[str, str]]:
    """Yield key and message of values that are probably wrong."""
    if doubt := _UNRESOLVABLE.get(commit):
        yield stamp.commit_key, doubt.format(stamp.commit)
    if not stamp.handoff:
        return
    day = _date(stamp.handoff)
    if day is None:
        yield "ms.lasthandoff", "`ms.lasthandoff` is not a date (expected MM/DD/YYYY)"
    elif day > now + _MAX_TIME_DIFFERENCE:
        yield "ms.lasthandoff", f"`ms.lasthandoff` is in the future: {day.isoformat()}"


def _date(text: str) -> date | None:
    """Return the date of MM/DD/YYYY, an order that is used in every locale; None if invalid."""
    parts = text.split("/")
    if [len(part) for part in parts] != [2, 2, 4] or not all(map(str.isdecimal, parts)):
        return None
    month, day, year = map(int, parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None
