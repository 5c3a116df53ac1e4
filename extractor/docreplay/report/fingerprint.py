"""Fingerprints of findings, which do not depend on line numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256

from docreplay.model.finding import Finding
from docreplay.report.excerpt import line_at


def fingerprints(findings: Iterable[Finding], sources: Mapping[str, str]) -> tuple[str, ...]:
    """Return a fingerprint for each finding, unique in the run and independent of line numbers.

    That of a change of an API is its own. Others consist of the code, the page, the pointer, and
    the text of the page's line, or the message if the line is not available. Equal ones are
    numbered in order.
    """
    seen: Counter[str] = Counter()
    made: list[str] = []
    for finding in findings:
        digest = finding.fingerprint or _digest(finding, sources)
        seen[digest] += 1
        made.append(f"{digest}:{seen[digest]}")
    return tuple(made)


def _digest(finding: Finding, sources: Mapping[str, str]) -> str:
    line = line_at(sources, finding.location).strip() or finding.message
    parts = (finding.code, finding.location.path, finding.pointer or "", line)
    return sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
