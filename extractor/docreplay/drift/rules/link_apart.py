"""The two parts of a link are separated.

## What it means
A blank is between the text of a link and its target, the target is in full-width brackets, or the
text is empty; no link of the source is broken in this way.

## Why it matters
Readers see brackets and a URL instead of a link, or nothing at all.

## What it leaves alone
Links that the source separates as well, and brackets before a remark.

    [Rechte] (siehe unten)

## Example
    [权限] (/graph/permissions-reference)

## Fix
Remove the blank; `docreplay drift --fix` does.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.missing_tokens import parts
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DRI329", name="link-apart", severity=Severity.WARNING)

_APART = re.compile(r"\][ \u00a0\u3000]+\((?=[^()\s]*[./#])(?=[^()\s]+\))")
_WIDE = re.compile(r"（(?<=\]（)[^（）()\s]*[./#][^（）()\s]*）")
_EMPTY = re.compile(r"\[(?<![!\]\\]\[)[ \u00a0]*\](?:\([^()\s]+\)|\[[^\[\]\n]*\])")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield links that are separated or empty if the source has no such link."""
    for pattern, message, repair in (
        (_APART, "blank between the text of a link and its target", _joined),
        (_WIDE, "full-width brackets around the target of a link", _narrow),
        (_EMPTY, "link has no text", None),
    ):
        if not pattern.search(pair.target.plain):
            continue
        for unit in pair.units:
            if not pattern.search(unit.source.text):
                for part in parts(pattern, unit.target):
                    fixed = repair(part.text) if repair else None
                    expected = fixed or "a text"
                    yield Deviation(message, part, unit.source.start, expected, part.text, fixed)


def _joined(_: str) -> str:
    return "]("


def _narrow(target: str) -> str:
    return f"({target[1:-1]})"


CHECK = DriftCheck(RULE, find)
