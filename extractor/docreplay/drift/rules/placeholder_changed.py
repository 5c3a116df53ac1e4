"""A placeholder in braces was translated or otherwise changed.

## What it means
The source has a placeholder `{name}` that the translation does not have.

## Why it matters
A placeholder has the same name throughout the documentation; neither readers nor tests can know
which value replaces a different one.

## Example
    Bearer {Token}。必需。

where the source says `Bearer {token}. Required.`

## Fix
Restore the placeholder of the source; `docreplay drift --fix` does.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.missing_tokens import missing_tokens
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule

RULE = Rule(code="DRI323", name="placeholder-changed")

_PLACEHOLDER = re.compile(r"\{[A-Za-z][A-Za-z0-9_.-]*\}")
_BRACED = re.compile(r"[{｛][^{}｛｝|\"\n]{1,40}[}｝]")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield placeholders that the translation does not have; JSON in sentences is ignored."""
    for item in missing_tokens(pair, _PLACEHOLDER, candidates=_BRACED):
        name = item.source.text
        message = f"placeholder `{name}` {item.change}"
        yield Deviation(message, item.place, item.source.start, name, item.actual, item.replacement)


CHECK = DriftCheck(RULE, find)
