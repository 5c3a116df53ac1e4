"""Fingerprints of findings, which do not depend on line numbers."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256

from docreplay.model.finding import Finding
from docreplay.report.excerpt import line_at

Mark = Callable[[Finding], str]
"""A function that gives a finding its fingerprint."""


def fingerprints(findings: Iterable[Finding], sources: Mapping[str, str]) -> tuple[str, ...]:
    """Return a fingerprint for each finding, unique in the run and independent of line numbers.

    That of a change of an API is its own, so that `--accept` takes it from any report. Others
    consist of the code, the page, the pointer, and the text of the page's line, or the message if
    the line is not available, and are numbered in order.
    """
    seen: Counter[str] = Counter()
    made: list[str] = []
    for finding in findings:
        digest = finding.fingerprint or _digest(finding, sources)
        seen[digest] += 1
        is_whole = finding.fingerprint and seen[digest] == 1
        made.append(digest if is_whole else f"{digest}:{seen[digest]}")
    return tuple(made)


def marker(findings: Iterable[Finding], sources: Mapping[str, str]) -> Mark:
    """Return a function that gives each of these findings its fingerprint.

    Of findings that are equal in all respects, each call gives the next one.
    """
    found = tuple(findings)
    left: defaultdict[Finding, deque[str]] = defaultdict(deque)
    for finding, mark in zip(found, fingerprints(found, sources), strict=True):
        left[finding].append(mark)
    return lambda finding: left[finding].popleft()


def _digest(finding: Finding, sources: Mapping[str, str]) -> str:
    line = line_at(sources, finding.location).strip() or finding.message
    parts = (finding.code, finding.location.path, finding.pointer or "", line)
    return sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
