"""A link has come apart.

## What it means
Between the text of a link and its target stands a blank, the target stands in full-width brackets,
or the text is empty; the source's links are whole.

## Why it matters
Readers see brackets and an address in the place of a link, or nothing at all.

## Example
    [权限] (/graph/permissions-reference)

## Fix
Take the blank out; `docreplay drift --fix` does.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Check, Deviation
from docreplay.drift.signs import parts
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DRI329", name="link-apart", severity=Severity.WARNING)

_APART = re.compile(r"\][ \u00a0\u3000]+\((?=[^()\s]*[./#])(?=[^()\s]+\))")
_WIDE = re.compile(r"(?<=\])（[^（）()\s]*[./#][^（）()\s]*）")
_EMPTY = re.compile(r"(?<![!\]\\])\[[ \u00a0]*\]\([^()\s]+\)")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Links that are apart or empty where none of the source's is."""
    for pattern, message, repair in (
        (_APART, "a blank stands between the text of this link and its target", _joined),
        (_WIDE, "the brackets around this link's target are full-width ones", _narrow),
        (_EMPTY, "this link has no text", None),
    ):
        if not pattern.search(pair.target.plain):
            continue
        for unit in pair.units:
            if not pattern.search(unit.source.text):
                for part in parts(pattern, unit.target):
                    healed = repair(part.text) if repair else None
                    expected = healed or "a text"
                    yield Deviation(message, part, unit.source.start, expected, part.text, healed)


def _joined(_: str) -> str:
    return "]("


def _narrow(target: str) -> str:
    return f"({target[1:-1]})"


CHECK = Check(RULE, find)
