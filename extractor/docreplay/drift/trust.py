"""Judges the stamp of a translation: whether what it says of its source can be true."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from docreplay.drift.rules.stamp_wrong import RULE
from docreplay.drift.stamp import Stamp
from docreplay.model.finding import Finding, Severity
from docreplay.model.location import Location, Range
from docreplay.model.markup import Markup
from docreplay.model.page import PageId
from docreplay.model.translation import Basis, Trust

CommitState = Literal["unasked", "sound", "unknown", "shallow", "partial", "pageless", "another"]
"""What the source's repository says of the stamp's commit: that it holds the stamped version; that
it is not there (and that the clone is `shallow`), or its page is not (in a `partial` clone); that
it has no such page, or another one."""

_COMMITS: dict[CommitState, str] = {
    "pageless": "the commit {:.10} of the source has no such page",
    "another": "the commit {:.10} of the source has this page with another hash",
}
_UNRESOLVABLE: dict[CommitState, str] = {
    "unknown": "the commit {:.10} is unresolvable: the clone of the source does not have it, as"
    " where pages are translated from a private twin",
    "shallow": "the commit {:.10} is unresolvable: the clone of the source is a shallow one;"
    " `git fetch --unshallow` there brings its history",
    "partial": "the commit {:.10} is unresolvable: the clone of the source is a partial one, which"
    " does not have this page; nothing is fetched",
}
_ABROAD = timedelta(days=1)
"""How much later it may be where the page was stamped."""


def trust_of(page: PageId, stamp: Stamp, commit: CommitState, basis: Basis) -> Trust:
    """The verdict; `basis` says whether the stamped version is at hand."""
    if any(_wrong(page, stamp, commit)):
        return "doubtful"
    if not stamp.digest:
        return "sound" if commit == "sound" else "unstamped"
    return "sound" if basis == "stamped" else "unverified"


def stamp_findings(
    page: PageId, target: Markup, stamp: Stamp, commit: CommitState, *, now: date
) -> Iterator[Finding]:
    """What is wrong with the stamp of a translation, and, as notes, what is odd about it.

    Each stands at its entry of the front matter; `now` is the day in UTC.
    """
    places = {
        entry.key: target.places.range(entry.value.start, entry.value.end)
        for entry in target.front_matter
    }
    start = Location(page.path, 1)
    first = Range(start, start)
    for key, message in _wrong(page, stamp, commit):
        yield RULE.at(places.get(key, first), message)
    for key, message in _odd(stamp, commit, now):
        yield RULE.at(places.get(key, first), message, severity=Severity.NOTE)


def _wrong(page: PageId, stamp: Stamp, commit: CommitState) -> Iterator[tuple[str, str]]:
    """The entry and the message of whatever cannot be true."""
    if stamp.digest and not stamp.is_readable:
        yield "ms.openlocfilehash", "`ms.openlocfilehash` is neither a SHA-1 nor a SHA-256"
    elif problem := _COMMITS.get(commit):
        yield "ms.sourcegitcommit", problem.format(stamp.commit)
    if stamp.commit and not stamp.names_commit:
        yield "ms.sourcegitcommit", "`ms.sourcegitcommit` is not the whole name of a commit"
    if stamp.locale and page.locale and stamp.locale != page.locale:
        message = f"`ms.contentlocale` is {stamp.locale:.20}, the folder is {page.locale}"
        yield "ms.contentlocale", message


def _odd(stamp: Stamp, commit: CommitState, now: date) -> Iterator[tuple[str, str]]:
    """The entry and the message of what may be true all the same."""
    if doubt := _UNRESOLVABLE.get(commit):
        yield "ms.sourcegitcommit", doubt.format(stamp.commit)
    if not stamp.handoff:
        return
    day = _date(stamp.handoff)
    if day is None:
        yield "ms.lasthandoff", "`ms.lasthandoff` is no date of the form MM/DD/YYYY"
    elif day > now + _ABROAD:
        yield "ms.lasthandoff", f"`ms.lasthandoff` is in the future: {day.isoformat()}"


def _date(text: str) -> date | None:
    """The day that MM/DD/YYYY names; the order is that of the United States in every locale."""
    parts = text.split("/")
    if [len(part) for part in parts] != [2, 2, 4] or not all(map(str.isdecimal, parts)):
        return None
    month, day, year = map(int, parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None
