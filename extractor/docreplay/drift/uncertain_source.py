"""Moderate findings whose source version is uncertain."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from docreplay.drift.normalize import strip_invisible
from docreplay.drift.stamp import Stamp
from docreplay.model.finding import Finding, Severity
from docreplay.model.markup.markup import Markup
from docreplay.model.translation import Basis

_MARKS = "*`[]_ "


def moderated(
    found: Iterable[Finding], target: Markup, basis: Basis, stamp: Stamp
) -> Iterator[Finding]:
    """Yield the findings; if their source is uncertain, none is an error or has a safe fix.

    The current source may differ from the version that a stamp names. The hidden source text of a
    page that a human translated (`ms.translationtype: HT`) is often that of another version: what
    the page's own code contains is right whatever that text says, so it is not reported.
    """
    if basis == "today" and stamp.is_dated:
        for finding in found:
            yield _doubtful(finding, " (compared with the current source)")
    elif basis == "spans" and target.front.get("ms.translationtype", "").strip().upper() == "HT":
        for finding in found:
            if not _is_in_code(finding, target):
                yield _doubtful(finding, " (compared with the source text on the page)")
    else:
        yield from found


def _doubtful(finding: Finding, reason: str) -> Finding:
    return replace(
        finding,
        severity=min(finding.severity, Severity.WARNING),
        message=f"{finding.message}{reason}",
        fix=finding.fix and replace(finding.fix, safety="unsafe"),
    )


def _is_in_code(finding: Finding, target: Markup) -> bool:
    """Return True if the reported text is a whole word of a code block of the page."""
    word = strip_invisible(finding.actual or "").strip(_MARKS)
    if not word or " " in word or word == (finding.expected or "").strip(_MARKS):
        return False
    whole = re.compile(rf"(?<![\w.]){re.escape(word)}(?![\w]|\.\w)")
    return any(whole.search(fence.body.text) for fence in target.fences)
