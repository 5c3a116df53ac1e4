"""The code of a code block differs from the source.

## What it means
Lines of the block differ from those of the source. Tabs, blanks at the ends of lines and blank
lines at the edges are ignored, and so are comments of programming languages, which may be
translated.

## Why it matters
Code is the same in every language: readers copy it, and the page is tested with it.

## Example
    GET https://graph.microsoft.com/v1.0/我/照片

## Fix
Restore the lines of the source; `docreplay drift --fix` does, and with `--fix=unsafe` also where
the translation has more lines than the source, which would be removed.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.normalize import code, strip_invisible
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.drift.runs import runs
from docreplay.model.finding import Rule
from docreplay.model.markup import Fence, Span

RULE = Rule(code="DRI310", name="code-body-changed")

_COMMENT = re.compile(r"[ \t]*(?://|#|--|/?\*|')")
_COMMENTED = re.compile(
    r"c#|csharp|cs|javascript|java|js|typescript|ts|objc|objective-c|powershell|python|go|php"
    r"|swift|bash|sh|shell|vb|sql|ruby|rust|kotlin|yaml",
    re.IGNORECASE,
)


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield the runs of lines that differ."""
    for mine, theirs in pair.fences.pairs:
        same = mine.body.text == theirs.body.text
        if not same and code(mine.body.text) != code(theirs.body.text):
            yield from _runs(mine, theirs)


def _runs(mine: Fence, theirs: Fence) -> Iterator[Deviation]:
    sources, targets = _lines(mine.body), _lines(theirs.body)
    keys = _keys(sources), _keys(targets)
    for is_equal, low, high, start, end in runs(*keys):
        if not is_equal and any((*keys[0][low:high], *keys[1][start:end])):
            expected, place = _joined(sources, low, high), _joined(targets, start, end)
            if not _is_comment(mine.info, expected.text, place.text):
                if low == high:
                    place = Span(f"{place.text}\n", place.start, place.end + 1)
                replacement = _replacement(expected, place, theirs)
                yield Deviation(
                    "code differs from the source",
                    place,
                    expected.start,
                    expected.text,
                    place.text,
                    replacement if mine.is_exact and theirs.is_exact else None,
                    "unsafe" if _lines_in(place.text) > _lines_in(expected.text) else "safe",
                )


def _lines_in(text: str) -> int:
    """Return the number of lines that are not blank: a fix that lowers it removes content."""
    return sum(not line.isspace() and line != "" for line in text.split("\n"))


def _replacement(expected: Span, place: Span, theirs: Fence) -> str:
    """Return the source's lines, with a line break if the translation has no such lines."""
    if place.text:
        return expected.text
    is_within = place.start < theirs.body.end - 1 or not theirs.body.text
    return expected.text + "\n" if is_within else "\n" + expected.text


def _keys(lines: list[Span]) -> list[str]:
    return [_normalized(line.text) for line in lines]


def _normalized(line: str) -> str:
    """Return a line of code as it is compared."""
    return strip_invisible(line).replace("\t", "    ").rstrip()


def _lines(body: Span) -> list[Span]:
    found, at = [], body.start
    for line in body.text.removesuffix("\n").split("\n"):
        found.append(Span(line, at, at + len(line)))
        at += len(line) + 1
    return found


def _joined(lines: list[Span], start: int, end: int) -> Span:
    """Return the lines as one span; without lines, an empty span at their position."""
    if start < end:
        text = "\n".join(line.text for line in lines[start:end])
        return Span(text, lines[start].start, lines[end - 1].end)
    at = lines[start].start if start < len(lines) else lines[-1].end
    return Span("", at, at)


def _is_comment(info: str, *texts: str) -> bool:
    """Return True if all lines of the texts are comments of a programming language."""
    lines = [line for text in texts for line in text.split("\n") if line.strip()]
    return bool(_COMMENTED.fullmatch(info)) and all(_COMMENT.match(line) for line in lines)


CHECK = DriftCheck(RULE, find)
