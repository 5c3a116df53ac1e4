"""A media type, status or authorization scheme was changed.

## What it means
The source has a media type such as `application/json`, a status such as `404 Not Found` in
back-ticks, or `Bearer` before a placeholder, however that is written (`{token}`, `&lt;token&gt;`),
and the translation does not, or not apart from the placeholder. Status texts without back-ticks and
the case of `Bearer` are ignored.

## Why it matters
These are sent literally; a service rejects a translated one.

## What it leaves alone
The order of the tokens, the case of `Bearer`, and status texts without back-ticks.

    Die Antwort ist 404 Nicht gefunden.

## Example
    Ist er nicht da, ist die Antwort `404 Nicht gefunden`.

## Fix
Restore the text of the source; `docreplay drift --fix` does, for `Bearer` in cells that begin with
it.
"""

import re
from collections.abc import Iterator, Sequence

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.bearer import LostScheme, lost_scheme
from docreplay.drift.missing_tokens import loses, missing_tokens
from docreplay.drift.normalize import words
from docreplay.drift.rule import Deviation, UnitCheck
from docreplay.model.finding import Rule

RULE = Rule(code="DRI324", name="http-token-changed")

_STATUS = re.compile(r"`(?:HTTP/1\.1 )?[1-5]\d\d [A-Z][A-Za-z -]+`")
_ANY_STATUS = re.compile(r"`(?:HTTP/1\.1 )?[1-5]\d\d[^`\n]*`")
_SUBTYPE = (
    r"(?i:json|xml|octet-stream|x-www-form-urlencoded|pdf|zip|ogg|jpe?g|png|gif|bmp|tiff|plain|html"
    r"|csv|calendar|mixed|related|form-data|byteranges|mp4|mpeg|wav|\*"
    r"|(?:x-|vnd\.)[a-z0-9.+-]*[a-z0-9]|[a-z0-9.-]+\+(?:json|xml))"
)
_TYPES = ("application/", "audio/", "image/", "multipart/", "text/", "video/")
_ALONE = "|".join(rf"{kind}(?<![A-Za-z]{kind})" for kind in _TYPES)
_MEDIA_TYPE = re.compile(rf"(?:{_ALONE}){_SUBTYPE}(?![A-Za-z0-9/_+-])")
_ANY_MEDIA_TYPE = re.compile(
    rf"(?<![^\s|<>()`\"',;，、。])[^\s|<>()`\"',;，、。]+/{_SUBTYPE}(?![A-Za-z0-9/_+-])"
)


def _may_report(unit: Unit) -> bool:
    """Return True if the translation lacks a token or scheme."""
    if any(loses(unit, pattern) for pattern, _ in _kinds(unit.source.text)):
        return True
    return lost_scheme(unit) is not None


def find(pair: PagePair, units: Sequence[Unit]) -> Iterator[Deviation]:
    """Yield tokens that the translation does not have."""
    for pattern, candidates in _kinds(pair.source.plain) if units else ():
        for item in missing_tokens(pair, units, pattern, candidates=candidates):
            token = item.source.text
            message = f"token {_in_backticks(token)} {item.change}"
            yield Deviation(
                message, item.place, item.source.start, token, item.actual, item.replacement
            )
    yield from map(_of_scheme, filter(None, map(lost_scheme, units)))


def _kinds(text: str) -> Iterator[tuple[re.Pattern[str], re.Pattern[str]]]:
    """Yield the patterns of tokens that a text may have, and those of what may replace them."""
    if "`" in text:
        yield _STATUS, _ANY_STATUS
    if any(map(text.__contains__, _TYPES)):
        yield _MEDIA_TYPE, _ANY_MEDIA_TYPE


def _of_scheme(lost: LostScheme) -> Deviation:
    change = "was changed" if lost.place.text else "is missing"
    is_kept = lost.place.text.strip().lower() == "bearer"
    scheme = lost.source.text
    if "{" in scheme and not is_kept:
        scheme = scheme.split("{")[0].strip(" `")
    actual = lost.place.text.strip() or words(lost.unit.target.text)[:80]
    return Deviation(
        f"token `{scheme}` {change}",
        lost.place,
        lost.source.start,
        scheme,
        actual,
        lost.replacement,
        lost.safety,
    )


def _in_backticks(token: str) -> str:
    return f"`{token.strip('`')}`"


CHECK = UnitCheck(RULE, find, _may_report)
