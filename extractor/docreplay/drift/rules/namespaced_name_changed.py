"""A name with its namespace was changed.

## What it means
The source has a name such as `microsoft.graph.callRecords.session` or `@odata.type` that the
translation does not have.

## Why it matters
It is the name of a type or of an instruction; with spaces, other capitals or other letters it is a
different name.

## What it leaves alone
The order of the names, emphasis and code around them, and names that only the translation has.

    **microsoft.graph.user**

where the source says `microsoft.graph.user` without asterisks.

## Example
    Microsoft. Graph. callRecords。 session

## Fix
Restore the name of the source; `docreplay drift --fix` does if exactly one name replaced it.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.missing_tokens import missing_tokens
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule

RULE = Rule(code="DRI325", name="namespaced-name-changed")

_NAME = re.compile(
    r"microsoft\.graph(?<![A-Za-z0-9_./@-]microsoft\.graph)(?:\.[A-Za-z][A-Za-z0-9_]*)+"
    r"|@(?<![A-Za-z0-9_./@-]@)(?:odata|microsoft\.graph)\.[A-Za-z]+"
)
_NAMESPACES = ("microsoft.graph.", "@odata.")
_CANDIDATE = re.compile(
    r"(?<![A-Za-z0-9_./@-])(?:[Mm]icrosoft[.。]\s?[Gg]raph(?:[.。]\s?[^\s.。,，()（）|`<>\"*]+)+"
    r"|@(?:microsoft[.。]graph|[^\s.。,，()（）|`<>\"*@]{1,12})[.。]\s?[^\s.。,，()（）|`<>:：\"*]+)",
    re.IGNORECASE,
)


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield names that the translation does not have."""
    if not any(map(pair.source.plain.__contains__, _NAMESPACES)):
        return
    for item in missing_tokens(pair, _NAME, candidates=_CANDIDATE):
        name = item.source.text
        message = f"name `{name}` {item.change}"
        yield Deviation(message, item.place, item.source.start, name, item.actual, item.replacement)


CHECK = DriftCheck(RULE, find)
