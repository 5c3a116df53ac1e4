"""Apply a verdict to its pytest item: skip, fail, or add a section to its report."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

import pytest

from docreplay.model.run import Verdict
from docreplay.plugin.binding import BOUND
from docreplay.plugin.failure import CaseUnreachable, Nonconformance, place_of, text_of
from docreplay.report.totals import ordered

_T = TypeVar("_T")
VERDICT: pytest.StashKey[Verdict] = pytest.StashKey()
_WORST_FIRST = ("failed", "setup-failed", "skipped", "nothing-compared", "accepted", "passed")


def apply_verdict(item: pytest.Item, found: Iterable[Verdict], sources: Mapping[str, str]) -> None:
    """End the item according to the verdicts of all its requests.

    `sources` maps the paths of pages to the texts that a failure quotes.

    Raises `Nonconformance` or `CaseUnreachable` for a failed case, and pytest's own exception
    for one that neither passed nor failed: an accepted mismatch is an expected failure.
    """
    __tracebackhide__ = True
    verdict = joined(found)
    if verdict is None:
        return
    item.stash[VERDICT] = verdict
    item.user_properties.extend(_properties(verdict))
    if verdict.outcome == "skipped":
        pytest.skip(verdict.reason)
    if verdict.outcome == "nothing-compared":
        pytest.skip(f"nothing compared: {verdict.reason}")
    if verdict.outcome == "accepted":
        pytest.xfail(f"accepted: {verdict.reason}")
    if verdict.outcome == "passed" and not verdict.findings:
        return
    text = text_of(verdict, sources, item.config.get_verbosity())
    if verdict.outcome == "passed":
        item.add_report_section("call", "documentation", text)
    elif verdict.unreachable:
        raise CaseUnreachable(verdict, text)
    else:
        raise Nonconformance(verdict, text)


def take_verdict(item: pytest.Item, call: pytest.CallInfo[None]) -> Verdict | None:
    """Return the verdict for the report of this call, or None.

    A test that failed by itself, before anything was judged, has one as well. The item keeps
    neither the verdict nor the messages that it is about: pytest keeps items until the session
    ends.
    """
    if call.when != "call":
        return None
    verdict, bound = _taken(item.stash, VERDICT), _taken(item.stash, BOUND)
    if verdict is None and bound and call.excinfo:
        return bound.failed(call.excinfo.exconly(tryshort=True))
    return verdict


def _taken(stash: pytest.Stash, key: pytest.StashKey[_T]) -> _T | None:
    """Return what the stash has, and remove it."""
    found = stash.get(key, None)
    if found is not None:
        del stash[key]
    return found


def joined(verdicts: Iterable[Verdict]) -> Verdict | None:
    """Return the worst verdict with the findings of all, or None if nothing was sent."""
    found = sorted(verdicts, key=lambda verdict: _WORST_FIRST.index(verdict.outcome))
    if not found:
        return None
    # each claim about a response has what was noted when it was sent
    findings = ordered(dict.fromkeys(item for verdict in found for item in verdict.findings))
    matched = tuple(dict.fromkeys(path for verdict in found for path in verdict.matched))
    return replace(
        found[0],
        findings=findings,
        suppressed=ordered(finding for verdict in found for finding in verdict.suppressed),
        matched=matched,
        recordings=tuple(dict.fromkeys(item for verdict in found for item in verdict.recordings)),
        unmatched=tuple(path for path in found[0].unmatched if path not in matched),
    )


def _properties(verdict: Verdict) -> list[tuple[str, object]]:
    """Return the properties for JUnit: the case, its location, and the codes of findings."""
    place = place_of(verdict)
    codes = dict.fromkeys(finding.code for finding in verdict.findings)
    found = [("case", verdict.id), ("page", place.path), ("line", str(place.line))]
    return [*found, *([("code", " ".join(codes))] if codes else [])]
