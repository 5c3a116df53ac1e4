"""The target of a link differs from the source.

## What it means
The source has a link or image with a target that the translation does not have. A locale in a URL,
a `view` in its query, the case of the host, percent-encoding and a trailing slash are ignored.

## Why it matters
The link leads to the wrong page, or is broken.

## Example
    [Berechtigungen](../concepts/berechtigungen.md)

where the source links to `../concepts/permissions.md`.

## Fix
Restore the target of the source; `docreplay drift --fix` does if exactly one target replaced it.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from docreplay.drift.align import PagePair
from docreplay.drift.missing_tokens import missing_tokens
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DRI331", name="link-target-changed")

_TARGET = re.compile(
    r"(?<=\]\()[ \t]*<?[^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)?(?=>?[ \t]*(?:\)|[\"'(]))"
)
_LOCALE = re.compile(r"/[a-z]{2}-[a-z]{2}(?=/|$)")
_VIEW = re.compile(r"[?&]view=[^&#]*")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield targets that the translation does not have; absolute URLs are warnings."""
    for item in missing_tokens(pair, _TARGET, key=canonical):
        target = item.source.text
        source, translation = item.unit.source.text, item.unit.target.text
        if _count(target, translation) >= _count(target, source):
            continue  # the target exists, but not in a link: a different rule reports that
        severity = Severity.WARNING if "://" in target else None
        message = f"link to `{target}` {item.change}"
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


def _count(target: str, text: str) -> int:
    """Count a target as a whole: as a part of a longer one it is another page."""
    whole = rf"(?<![\w/#-]){re.escape(target)}(?![\w/#?=&%-]|\.\w)"
    return len(re.findall(whole, text))


def canonical(target: str) -> str:
    """Return a target as it is compared."""
    text = unquote(target.strip(" \t<").replace("\\", "")).lower()
    text = _VIEW.sub("", _LOCALE.sub("", text)).removeprefix("https:").removeprefix("http:")
    path, sign, fragment = text.partition("#")
    return path.rstrip("/") + sign + fragment


CHECK = DriftCheck(RULE, find)
