"""A link leads to a page in another language.

## What it means
An address in the translation has a locale that is not the translation's own: the source's, which
pipelines usually replace, or a third one. The translation's locale is that of `ms.contentlocale`.

## Why it matters
Readers land on a page that they cannot read, although there may be one in their language.

## Example
    [权限](https://docs.example.com/en-us/permissions)

on a Chinese page.

## Fix
Put the page's own locale there, if that page exists; `docreplay drift --fix=unsafe` does.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Check, Deviation
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup import Span

RULE = Rule(code="DRI334", name="link-locale-wrong", severity=Severity.NOTE)

_LOCALE = re.compile(
    r"\]\(https?://[^\s()/]+(?:/[^\s()/]+)?/([a-z]{2}-[a-z]{2})(?=[/)#?])", re.IGNORECASE
)


def find(pair: PagePair) -> Iterator[Deviation]:
    """Locales in the addresses of links; a page that does not say its own is not judged."""
    own = pair.target.front.get("ms.contentlocale", "").lower()
    if not own:
        return
    for match in _LOCALE.finditer(pair.target.plain):
        locale = match[1].lower()
        if locale != own:
            place = Span(match[1], *match.span(1))
            message = f"this link leads to {locale}, and the page is in {own}"
            # the address may be the source's own; where it is not, its first line stands for it
            origin = max(0, pair.source.plain.find(match[0]))
            yield Deviation(message, place, origin, own, match[1], own, "unsafe")


CHECK = Check(RULE, find)
