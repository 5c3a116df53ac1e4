"""A placeholder in braces was translated or otherwise changed.

## What it means
The source's text holds `{name}`, and the translation's text does not.

## Why it matters
A placeholder has one spelling throughout the documentation; readers no longer see what to fill in,
and a test cannot.

## Example
    Bearer {Token}。必需。

where the source says `Bearer {token}. Required.`

## Fix
Put the source's placeholder back; `docreplay drift --fix` does.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Check, Deviation
from docreplay.drift.signs import missing_tokens
from docreplay.model.finding import Rule

RULE = Rule(code="DRI323", name="placeholder-changed")

_PLACEHOLDER = re.compile(r"\{[A-Za-z][A-Za-z0-9_.-]*\}")
_BRACED = re.compile(r"[{｛][^{}｛｝|\"\n]{1,40}[}｝]")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Placeholders that the translation has not; JSON in a sentence is none."""
    for item in missing_tokens(pair, _PLACEHOLDER, candidates=_BRACED):
        name = item.source.text
        message = f"the placeholder `{name}` was changed"
        yield Deviation(message, item.place, item.source.start, name, item.actual, item.replacement)


CHECK = Check(RULE, find)
