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
from collections.abc import Iterator, Sequence

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.missing_tokens import loses, missing_tokens
from docreplay.drift.rule import Deviation, UnitCheck
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


def _may_report(unit: Unit) -> bool:
    """Return True if the translation lacks a name with its namespace."""
    return any(map(unit.source.text.__contains__, _NAMESPACES)) and loses(unit, _NAME)


def find(pair: PagePair, units: Sequence[Unit]) -> Iterator[Deviation]:
    """Yield names that the translation does not have."""
    for item in missing_tokens(pair, units, _NAME, candidates=_CANDIDATE):
        name = item.source.text
        message = f"name `{name}` {item.change}"
        yield Deviation(message, item.place, item.source.start, name, item.actual, item.replacement)


CHECK = UnitCheck(RULE, find, _may_report)
