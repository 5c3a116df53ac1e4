"""The line that opens or closes a code block was lost.

## What it means
Machine translation changed the back-ticks of a fence, as in `'''http`, or removed the line. So code
is displayed as text, and the text below it as code, up to the next fence.

## Why it matters
The rest of the page cannot be read. It is not compared either: what seems to be wrong below the
line may only follow from it.

## What it leaves alone
Code blocks that the source does not have, and pages on which the lost line cannot be located.

    ```json
    { "id": 1 }
    ```

where the source has a list instead of a code block.

## Example
    '''http GET/me/Foto
    ```

## Fix
Restore the line and the code of the source; `docreplay drift --fix` does.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from docreplay.drift.align import PagePair
from docreplay.drift.normalize import code
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule
from docreplay.model.markup.markup import Fence, Span

RULE = Rule(code="DRI300", name="fence-line-lost")

_DAMAGED = re.compile(r"(?<![ \t])[ \t]*+[`'\"’‘´｀＇“”«»~]{1,4}[ \t]*")
_FENCE_LINE = re.compile(r"^[ \t]*(?:```+|~~~+)[ \t]*([\w#+.-]*)", re.MULTILINE)
_SIMILAR = 0.5
_MOST = 4_000
"""Characters up to which texts are compared for similarity, which takes quadratic time."""


class _Lost(NamedTuple):
    """A line of a fence that the translation does not have."""

    kind: str
    source: Fence
    place: Span
    """What the line and the code of the source replace, or the place between two lines."""
    replacement: str
    is_certain: bool
    start: int
    """Where the code block starts in the translation, with its annotation."""


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield the first lost line; everything below it may follow from it."""
    lost = _first(pair)
    if lost is None:
        return
    yield Deviation(
        f"the line that {lost.kind} this code block is lost",
        lost.place,
        lost.source.start,
        lost.replacement.strip("\n"),
        lost.place.text,
        lost.replacement,
        "safe" if lost.is_certain else "unsafe",
        # a block that is reported as missing is reported right before its place
        covered=Span("", lost.start - 1, len(pair.target.text) + 1),
    )


def _first(pair: PagePair) -> _Lost | None:
    """Return the first lost line: there, code blocks of the translation begin to be shifted."""
    sources, targets = pair.source.fences, pair.target.fences
    for index, source in enumerate(sources):
        target = targets[index] if index < len(targets) else None
        if target is None or not (source.is_exact and target.is_exact):
            return None
        if code(source.body.text) == code(target.body.text):
            continue
        if not _swallows(target, sources, index):
            continue
        if source.info and not target.info:
            return _opening(pair, source, target)
        return _closing(pair, source, target) if source.info == target.info else None
    return None


def _swallows(target: Fence, sources: tuple[Fence, ...], index: int) -> bool:
    """Return True if a block goes on to the next fence of the page, or to its end."""
    inner = len(_FENCE_LINE.findall(target.body.text))
    own = len(_FENCE_LINE.findall(sources[index].body.text))
    return inner > own or (sources[index].is_closed and not target.is_closed)


def _opening(pair: PagePair, source: Fence, target: Fence) -> _Lost | None:
    """Return the lost opening line: the closing one opens a block, and the code is above it."""
    text = pair.target.text
    end = text.rfind("\n", 0, target.start) + 1
    start = _paragraph(pair, end)
    if start == end:
        return None
    place = Span(text[start:end], start, end)
    written = _DAMAGED.sub("", place.text, count=1)
    whole = f"{source.info}\n{source.body.text}"
    is_code = _is_similar(written, whole) or _is_similar(written, source.body.text)
    language = source.info.partition(" ")[0]
    is_opener = _DAMAGED.match(place.text) is not None and language in place.text.split("\n")[0]
    if not (is_code or is_opener):
        return None
    break_before = "" if text[start - 1 : start] in ("", "\n") else "\n"
    replacement = f"{break_before}{_opener(pair, source)}{source.body.text}"
    above = [item for item in pair.target.comments if item.end <= start]
    is_next = above and not text[above[-1].end : start].strip()
    first = above[-1].start if is_next else start
    return _Lost("opens", source, place, replacement, is_certain=is_code, start=first)


def _closing(pair: PagePair, source: Fence, target: Fence) -> _Lost | None:
    """Return the lost closing line: the code above it has the number of lines of the source's."""
    lines = target.body.text.split("\n")
    size = source.body.text.count("\n")
    own = "\n".join(lines[:size])
    if not _is_similar(own, source.body.text):
        return None
    at = target.body.start + len(own) + 1
    text = pair.target.text
    if text[at - 1 : at] != "\n":
        return None  # the page ends before
    next_line = text[at : text.find("\n", at) + 1]
    is_damaged = re.fullmatch(r"[ \t]*[`'’‘´｀＇\"“”]{1,4}[ \t]*\n", next_line) is not None
    place = Span(next_line, at, at + len(next_line)) if is_damaged else Span("", at, at)
    marks = _opener(pair, source).strip().removesuffix(source.info).strip()
    is_certain = code(own) == code(source.body.text)
    first = target.annotation.start if target.annotation else target.start
    return _Lost("closes", source, place, f"{marks}\n", is_certain=is_certain, start=first)


def _opener(pair: PagePair, fence: Fence) -> str:
    """Return the opening line of the source's block."""
    text = pair.source.text
    return text[fence.start : text.find("\n", fence.start) + 1]


def _paragraph(pair: PagePair, end: int) -> int:
    """Return where the lines right above an offset start, up to a blank line or a comment."""
    text = pair.target.text
    floor = max((item.end for item in pair.target.comments if item.end <= end), default=0)
    start = end
    while start > floor:
        before = text.rfind("\n", 0, start - 1) + 1
        if not text[max(before, floor) : start].strip():
            break
        start = max(before, floor)
    return start


def _is_similar(one: str, other: str) -> bool:
    one, other = code(one).lower()[:_MOST], code(other).lower()[:_MOST]
    return bool(one) and SequenceMatcher(None, one, other, False).quick_ratio() >= _SIMILAR


CHECK = DriftCheck(RULE, find)
