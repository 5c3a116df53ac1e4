r"""A backslash was lost, and the text now means something else.

## What it means
The source writes `\<`, `\*` or a back-tick behind a backslash, so that the sign is shown. The
translation has the bare sign, which opens a tag, emphasis or code. Where a lost backslash changes
nothing that is shown, nothing is said.

## Why it matters
A placeholder such as `<id>` becomes a tag of HTML, and readers do not see it at all.

## Example
    将 <id> 替换为用户的 ID。

where the source says `\<id>`.

## Fix
Put the backslash back; `docreplay drift --fix` does where there is one such sign.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.rule import Check, Deviation
from docreplay.drift.signs import parts
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DRI335", name="escape-lost", severity=Severity.WARNING)

_ESCAPED = re.compile(r"\\(<(?=[A-Za-z/])|\*|`)")
_BARE = {
    "<": re.compile(r"(?<!\\)<(?=[A-Za-z/][^<>\n]*>)"),
    "*": re.compile(r"(?<![\\*])\*(?=[^\s*])"),
    "`": re.compile(r"(?<![\\`])`(?!`)"),
}
"""The sign where it opens something."""


def find(pair: PagePair) -> Iterator[Deviation]:
    """Signs that are shown in the source and act in the translation."""
    if not _ESCAPED.search(pair.source.plain):
        return
    for unit in pair.units:
        if unit.source.text != unit.target.text:
            yield from _of_unit(unit)


def _of_unit(unit: Unit) -> Iterator[Deviation]:
    for sign in dict.fromkeys(_ESCAPED.findall(unit.source.text)):
        escaped, bare = f"\\{sign}", _BARE[sign]
        lost = unit.source.text.count(escaped) - unit.target.text.count(escaped)
        found = parts(bare, unit.target)
        more = len(found) - len(bare.findall(unit.source.text))
        if lost <= 0 or more <= 0 or (sign != "<" and more < 2):
            continue
        message = f"the backslash of `{escaped}` is lost, and the sign is not shown any more"
        alone = len(found) == 1
        yield Deviation(
            message, found[0], unit.source.start, escaped, sign, escaped if alone else None
        )


CHECK = Check(RULE, find)
