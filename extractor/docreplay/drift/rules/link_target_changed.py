"""A link leads elsewhere than in the source.

## What it means
The source's text has a link or image whose target the translation's text has not. A locale in an
address, a `view` in its query, case of the host, percent-encoding and a trailing slash do not
count.

## Why it matters
Readers land on another page, or on none.

## Example
    [Berechtigungen](../concepts/berechtigungen.md)

where the source links to `../concepts/permissions.md`.

## Fix
Put the source's target back; `docreplay drift --fix` does where one target took the place of one.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Check, Deviation
from docreplay.drift.signs import missing_tokens
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DRI331", name="link-target-changed")

_TARGET = re.compile(
    r"(?<=\]\()[ \t]*<?[^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)?(?=>?[ \t]*(?:\)|[\"'(]))"
)
_LOCALE = re.compile(r"/[a-z]{2}-[a-z]{2}(?=/|$)")
_VIEW = re.compile(r"[?&]view=[^&#]*")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Targets that the translation has not; one on another site is a warning."""
    for item in missing_tokens(pair, _TARGET, key=canonical):
        target = item.source.text
        source, translation = item.unit.source.text, item.unit.target.text
        if translation.count(target) >= source.count(target):
            continue  # it is there, but no link: that is another rule's matter
        severity = Severity.WARNING if "://" in target else None
        message = f"the link to `{target}` leads elsewhere or is gone"
        yield Deviation(
            message,
            item.place,
            item.source.start,
            target,
            item.actual,
            item.replacement,
            "unsafe" if severity else "safe",
            severity,
        )


def canonical(target: str) -> str:
    """A target as it is compared."""
    text = unquote(target.strip(" \t<").replace("\\", "")).lower()
    text = _VIEW.sub("", _LOCALE.sub("", text)).removeprefix("https:").removeprefix("http:")
    path, sign, fragment = text.partition("#")
    return path.rstrip("/") + sign + fragment


CHECK = Check(RULE, find)
