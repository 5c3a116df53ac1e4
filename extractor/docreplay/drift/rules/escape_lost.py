r"""A lost backslash changes the meaning of the text.

## What it means
The source has `\<`, `\*` or a back-tick after a backslash, so that the character is shown. The
translation has the bare character, which opens a tag, emphasis or code. A lost backslash that does
not change what is shown is not reported.

## Why it matters
A placeholder such as `<id>` becomes an HTML tag, and readers do not see it at all.

## What it leaves alone
Lost backslashes that change nothing, as before `_` within a word, and characters that both sides
have bare.

    Legen Sie user_id fest.

where the source says `user\_id`.

## Example
    将 <id> 替换为用户的 ID。

where the source says `\<id>`.

## Fix
Restore the backslash; `docreplay drift --fix` does if there is one such character.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.missing_tokens import parts
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DRI335", name="escape-lost", severity=Severity.WARNING)

_ESCAPED = re.compile(r"\\(<(?=[A-Za-z/])|\*|`)")
_BARE = {
    "<": re.compile(r"(?<!\\)<(?=[A-Za-z/][^<>\n]*>)"),
    "*": re.compile(r"(?<![\\*])\*(?=[^\s*])"),
    "`": re.compile(r"(?<![\\`])`(?!`)"),
}
"""The character where it opens a tag, emphasis or code."""


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield characters that are shown in the source and are markup in the translation."""
    if not _ESCAPED.search(pair.source.plain):
        return
    for unit in pair.units:
        if unit.source.text != unit.target.text:
            yield from _of_unit(unit)


def _of_unit(unit: Unit) -> Iterator[Deviation]:
    for character in dict.fromkeys(_ESCAPED.findall(unit.source.text)):
        escaped, bare = f"\\{character}", _BARE[character]
        lost = unit.source.text.count(escaped) - unit.target.text.count(escaped)
        found = parts(bare, unit.target)
        more = len(found) - len(bare.findall(unit.source.text))
        if lost <= 0 or more <= 0 or (character != "<" and more < 2):
            continue
        message = f"missing backslash of `{escaped}`, so the character is not shown"
        replacement = escaped if len(found) == 1 else None
        yield Deviation(message, found[0], unit.source.start, escaped, character, replacement)


CHECK = DriftCheck(RULE, find)
