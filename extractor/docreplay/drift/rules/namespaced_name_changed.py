"""A name with its namespace was changed.

## What it means
The source's text holds a name such as `microsoft.graph.callRecords.session` or `@odata.type`, and
the translation's text does not.

## Why it matters
It is the name of a type or of an instruction; spaces, capitals and other letters make it another.

## Example
    Microsoft. Graph. callRecords。 session

## Fix
Put the source's name back; `docreplay drift --fix` does where it stands alone.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Check, Deviation
from docreplay.drift.signs import missing_tokens
from docreplay.model.finding import Rule

RULE = Rule(code="DRI325", name="namespaced-name-changed")

_NAME = re.compile(
    r"microsoft\.graph(?<![A-Za-z0-9_./@-]microsoft\.graph)(?:\.[A-Za-z][A-Za-z0-9_]*)+"
    r"|@(?<![A-Za-z0-9_./@-]@)(?:odata|microsoft\.graph)\.[A-Za-z]+"
)
_INSTEAD = re.compile(
    r"(?<![A-Za-z0-9_./@-])(?:[Mm]icrosoft[.。]\s?[Gg]raph(?:[.。]\s?[^\s.。,，()（）|`<>\"*]+)+"
    r"|@(?:microsoft[.。]graph|[^\s.。,，()（）|`<>\"*@]{1,12})[.。]\s?[^\s.。,，()（）|`<>:：\"*]+)",
    re.IGNORECASE,
)


def find(pair: PagePair) -> Iterator[Deviation]:
    """Names that the translation has not."""
    for item in missing_tokens(pair, _NAME, candidates=_INSTEAD):
        name = item.source.text
        message = f"the name `{name}` was changed"
        yield Deviation(message, item.place, item.source.start, name, item.actual, item.replacement)


CHECK = Check(RULE, find)
