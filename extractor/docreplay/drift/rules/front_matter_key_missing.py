"""The front matter has lost a key of the source's, or says something else for it.

## What it means
A key that says what kind of page it is, such as `doc_type` or `ms.prod`, is missing or has another
value. Quotation marks do not count, nor do title, description, authors and dates.

## Why it matters
Publishing sorts pages by these keys.

## Example
    doc_type: API页面类型

where the source says `apiPageType`.

## Fix
Put the source's value back; `docreplay drift --fix` does where the key is there.
"""

from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Check, Deviation
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup import FrontMatterEntry, Span

RULE = Rule(code="DRI340", name="front-matter-key-missing", severity=Severity.WARNING)

_KEYS = ("doc_type", "ms.prod", "ms.topic", "namespace")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Keys of the source that the translation has not, or has with another value."""
    theirs = {entry.key: entry for entry in pair.target.front_matter}
    at = 0
    for mine in pair.source.front_matter:
        known = theirs.get(mine.key)
        at = known.value.end if known else at
        if mine.key in _KEYS and mine.content:
            yield from _judged(mine, known, at)


def _judged(
    mine: FrontMatterEntry, theirs: FrontMatterEntry | None, behind: int
) -> Iterator[Deviation]:
    """What a key says, or that it is not there, behind the one before it in the source."""
    expected = mine.content
    if theirs is None:
        message = f"the front matter has no `{mine.key}`"
        yield Deviation(message, Span("", behind, behind), mine.value.start, expected, "")
    elif theirs.content != expected:
        message = f"`{mine.key}` is another than in the source"
        actual = theirs.content
        yield Deviation(
            message, theirs.value, mine.value.start, expected, actual, _written(mine, expected)
        )


def _written(mine: FrontMatterEntry, value: str) -> str:
    """A word without its quotation marks, which pipelines drop; anything else as it stands."""
    return value if value.isalnum() else mine.value.text


CHECK = Check(RULE, find)
