"""A link leads to a page in a different language.

## What it means
A URL in the translation contains a locale that differs from the translation's: the locale of the
source, which pipelines usually replace, or a third one. `ms.contentlocale` is the locale of the
translation.

## Why it matters
Readers get a page that they cannot read, although one in their language may exist.

## What it leaves alone
Pages without `ms.contentlocale`, relative links, and URLs without a locale.

    [Rechte](https://docs.example.com/permissions)

## Example
    [权限](https://docs.example.com/en-us/permissions)

on a Chinese page.

## Fix
Use the locale of the page if the target exists in it; `docreplay drift --fix=unsafe` does.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import Span

RULE = Rule(code="DRI334", name="link-locale-wrong", severity=Severity.NOTE)

_LOCALE = re.compile(
    r"\]\(https?://[^\s()/]+(?:/[^\s()/]+)?/([a-z]{2}-[a-z]{2})(?=[/)#?])", re.IGNORECASE
)


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield locales in URLs that differ from the page's; pages without a locale are skipped."""
    own = pair.target.front.get("ms.contentlocale", "").lower()
    if not own:
        return
    for match in _LOCALE.finditer(pair.target.plain):
        locale = match[1].lower()
        if locale != own:
            place = Span(match[1], *match.span(1))
            message = f"link leads to {locale}, but the page is in {own}"
            # the first line of the source if the source does not have the URL
            origin = max(0, pair.source.plain.find(match[0]))
            yield Deviation(message, place, origin, own, match[1], own, "unsafe")


CHECK = DriftCheck(RULE, find)
