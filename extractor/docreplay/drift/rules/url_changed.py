"""A URL in the text was changed or removed.

## What it means
The source has a URL between angle brackets (CommonMark §6.5) or bare in the text, and the
translation has it in no form. A locale in a URL, a `view` in its query, the case of the host,
percent-encoding and a trailing slash are ignored; so are URLs in code and the targets of links,
for which there are other rules.

## Why it matters
The URL is the link: readers cannot reach the page.

## What it leaves alone
A locale in a URL, a `view` in its query, the case of the host, percent-encoding, a trailing slash,
and URLs in code.

    Siehe <https://docs.example.com/de-de/help>.

where the source says `/en-us/help`.

## Example
    请访问 <https:></https:>。

where the source says `Visit <https://example.com/help> now.`

## Fix
Restore the URL of the source; `docreplay drift --fix` does if exactly one text replaced it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.link_targets import canonical, is_wikipedia
from docreplay.drift.missing_tokens import parts
from docreplay.drift.rule import Deviation, UnitCheck
from docreplay.drift.sentences import has_fewer_sentences
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import Span

RULE = Rule(code="DRI337", name="url-changed")

_URL = re.compile(
    r"<(?:(?:https?|ftp)://[^\s<>]+|(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>"
    r"|h(?<![\w<(\[\"'=/]h)(?<!\]: h)ttps?://[^\s<>()\[\]`|\"'*{}]*[\w/=&#-](?![^\s<>\[\]`|\"]*[*{(])"
)
_SCHEME = re.compile(
    r"</?(?:https?|ftp|mailto)\s?[:：][^<>\n]*>(?:</[^<>\n]*>)?"
    r"|<[^\s<>]*@[^\s<>]*>"
    r"|(?<![\w<(\[\"'=/])https?\s?[:：]\s?//?\s?[^\s<>()`|\"'（）。，、；]*"
)
_ANY = re.compile(
    r"<[^\s<>]+>|(?:https?://|(?<=\]\()/|(?<![\w.+-])[\w.+-]++@)[^\s<>()\[\]`|\"'（）。，、；：！？」]+"
)
_END = ".,;:!?*_"
_CODE = re.compile(r"`[^`\n]*`")


class _Change(NamedTuple):
    missing: list[Span]
    instead: list[Span]


def _may_report(unit: Unit) -> bool:
    """Return True if the translation of a text lacks one of its URLs."""
    if unit.source.text == unit.target.text or not _may_have_urls(unit.source.text):
        return False
    return bool(_change(unit).missing)


def find(pair: PagePair, units: Sequence[Unit]) -> Iterator[Deviation]:
    """Yield the URLs that the translation does not have in any form."""
    if not units or not _URL.search(pair.source.plain):
        return
    for unit in units:
        change = _change(unit)
        known = len(change.missing) == len(change.instead)
        for index, url in enumerate(change.missing):
            yield _deviation(unit, url, change.instead[index] if known else None)


def _may_have_urls(text: str) -> bool:
    return "://" in text or "@" in text


def _change(unit: Unit) -> _Change:
    source, target = _without_code(unit.source), _without_code(unit.target)
    kept, known = _keys(target.text), _keys(source.text)
    missing = [url for url in parts(_URL, source) if _key(url.text) not in kept]
    if any(map(is_wikipedia, kept)):
        missing = [url for url in missing if not is_wikipedia(_key(url.text))]
    instead = [part for part in parts(_SCHEME, target) if _key(part.text) not in known]
    return _Change(missing, instead if missing else [])


def _deviation(unit: Unit, url: Span, place: Span | None) -> Deviation:
    start = unit.target.start
    change = "was changed" if place else "is missing"
    return Deviation(
        f"URL {url.text.strip('<>')} {change}",
        place or Span("", start, start),
        url.start,
        url.text,
        place.text if place else unit.target.text[:80],
        url.text if place else None,
        severity=Severity.WARNING if not place and has_fewer_sentences(unit) else None,
    )


def _keys(text: str) -> frozenset[str]:
    return frozenset(_key(match[0]) for match in _ANY.finditer(text))


def _key(url: str) -> str:
    return canonical(url.strip("<>").removeprefix("mailto:").rstrip(_END))


def _without_code(part: Span) -> Span:
    return part._replace(text=_CODE.sub(lambda code: " " * len(code[0]), part.text))


CHECK = UnitCheck(RULE, find, _may_report)
