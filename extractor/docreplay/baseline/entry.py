"""What identifies an accepted finding, even after lines above it changed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from docreplay.baseline.passages import Passages
from docreplay.model.finding import Finding

_NUMBER = re.compile(r"\b(line|column) [0-9]+")
_LONG = 120
_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Entry:
    """A finding as a baseline file contains it; equal findings have equal entries."""

    path: str
    code: str
    place: str = ""
    """`segment ID` on a bilingual page, else `text DIGEST` of the passage; no line number."""
    pointer: str = ""
    expected: str = ""
    actual: str = ""
    message: str = ""
    """The message, if the finding has neither `expected` nor `actual`."""
    command: str
    """The command that found it; other commands ignore the entry."""


def entries(
    command: str, findings: Iterable[Finding], sources: Mapping[str, str]
) -> Iterator[Entry]:
    """Yield the entry of each finding, in order; `sources` has the texts of pages by path."""
    for path, here in groupby(findings, lambda finding: finding.location.path):
        passages = Passages(sources.get(path, ""))
        yield from (_entry(command, finding, passages) for finding in here)


def _entry(command: str, finding: Finding, passages: Passages) -> Entry:
    has_values = finding.expected is not None or finding.actual is not None
    return Entry(
        command=command,
        path=finding.location.path,
        code=finding.code,
        place=_place(finding, passages),
        pointer=finding.pointer or "",
        expected=_short(finding.expected or ""),
        actual=_short(finding.actual or ""),
        message="" if has_values else _short(_NUMBER.sub(r"\1", finding.message)),
    )


def _place(finding: Finding, passages: Passages) -> str:
    if finding.segment:
        return f"segment {finding.segment}"
    digest = passages.digest(finding.location.line, finding.location.column)
    return f"text {digest}" if digest else ""


def _short(text: str) -> str:
    """Return a text on one line; a long one ends in a digest of the whole."""
    text = " ".join(text.split())
    if len(text) <= _LONG:
        return text
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return f"{text[:_LONG]}… {digest}"
