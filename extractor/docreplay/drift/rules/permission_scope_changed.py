"""A permission was changed.

## What it means
The source's cell or sentence has permissions such as `User.Read.All` that the translation's does
not have. In cells that list only permissions, their order and separators are ignored. Permissions
are compared as a whole: `User.Read.all` is not `User.Read`.

## Why it matters
An application that requests a permission that does not exist gets none, and one that requests a
different permission may get too much access.

## What it leaves alone
The order of a list of permissions, and its separators.

    | User.Read.All、Mail.Read |

where the source says `Mail.Read, User.Read.All`.

## Example
    | 应用程序 | 所有用户读写。 |

where the source says `User.ReadWrite.All`.

## Fix
Restore the permissions of the source; `docreplay drift --fix` does.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.missing_tokens import loses, missing_tokens
from docreplay.drift.rule import Deviation, UnitCheck, changed
from docreplay.model.finding import Rule

RULE = Rule(code="DRI322", name="permission-scope-changed")

_SCOPE = re.compile(r"[A-Z][A-Za-z]{0,80}(?:-[A-Z][A-Za-z]{0,80})?(?:\.[A-Z][A-Za-z]{1,80}){1,4}")
_UNAMBIGUOUS = re.compile(
    r"[A-Z](?<![A-Za-z0-9_./#-].)[A-Za-z]+\.(?:Read|Write|Send|Manage|Create|Access)[A-Za-z]*"
    r"(?:\.[A-Z][A-Za-z]+)*+(?!\.?[A-Za-z0-9_])"
)
"""A text that is a permission even in a sentence, as a whole."""
_DOTTED = re.compile(
    r"(?<![\w./#@-])[^\W\d_][\w-]+(?:\.[^\W\d_]\w*)*"
    r"\.(?:Read|Write|Send|Manage|Create|Access|All|Shared)\w*(?:\.\w+)*",
    re.IGNORECASE,
)
"""A word with dots that may replace a permission: a part of it is still that of one."""
_BETWEEN = re.compile(r"(?:[\s,;.*`\\]|<br\s*/?>|\band\b|\bor\b)*", re.IGNORECASE)


def _may_report(unit: Unit) -> bool:
    """Return True if the translation lacks a permission."""
    if "." not in unit.source.text or unit.source.text == unit.target.text:
        return False
    return _is_changed_list(unit) or loses(unit, _UNAMBIGUOUS)


def find(pair: PagePair, units: Sequence[Unit]) -> Iterator[Deviation]:
    """Yield cells with only permissions that differ, then permissions in other texts."""
    for unit in filter(_is_changed_list, units):
        yield changed("list of permissions", unit.source, unit.target)
    yield from _in_sentences(pair, units)


def _is_changed_list(unit: Unit) -> bool:
    """Return True if a cell with only permissions has others in the translation."""
    source, target = unit.source.text, unit.target.text
    if unit.kind != "cell" or source == target or not target or not _is_list(source):
        return False
    return scopes(source) != scopes(target)


def _in_sentences(pair: PagePair, units: Sequence[Unit]) -> Iterator[Deviation]:
    for item in missing_tokens(pair, units, _UNAMBIGUOUS, candidates=_DOTTED):
        if item.unit.kind == "cell" and _is_list(item.unit.source.text):
            continue
        scope = item.source.text
        message = f"permission `{scope}` {item.change}"
        yield Deviation(
            message, item.place, item.source.start, scope, item.actual, item.replacement
        )


def scopes(text: str) -> Counter[str]:
    """Return the permissions in a cell."""
    return Counter(_SCOPE.findall(text))


def _is_list(text: str) -> bool:
    return (
        "." in text and bool(_SCOPE.search(text)) and bool(_BETWEEN.fullmatch(_SCOPE.sub("", text)))
    )


CHECK = UnitCheck(RULE, find, _may_report)
