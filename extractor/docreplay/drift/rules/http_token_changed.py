"""A media type, status or authorization scheme was changed.

## What it means
The source has a media type such as `application/json`, a status such as `404 Not Found` in
back-ticks, or `Bearer` before a placeholder, and the translation does not.

## Why it matters
These are sent literally; a service rejects a translated one.

## Example
    Ist er nicht da, ist die Antwort `404 Nicht gefunden`.

## Fix
Restore the text of the source; `docreplay drift --fix` does.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.missing_tokens import missing_tokens
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule

RULE = Rule(code="DRI324", name="http-token-changed")

_STATUS = re.compile(r"`(?:HTTP/1\.1 )?[1-5]\d\d [A-Z][A-Za-z -]+`")
_ANY_STATUS = re.compile(r"`(?:HTTP/1\.1 )?[1-5]\d\d[^`\n]*`")
_SUBTYPE = (
    r"(?:json|xml|octet-stream|x-www-form-urlencoded|pdf|zip|ogg|jpe?g|png|gif|bmp|tiff|plain|html"
    r"|csv|calendar|mixed|related|form-data|byteranges|mp4|mpeg|wav|\*"
    r"|(?:x-|vnd\.)[a-z0-9.+-]*[a-z0-9]|[a-z0-9.-]+\+(?:json|xml))"
)
_MEDIA_TYPE = re.compile(
    r"(?:application|audio|image|multipart|text|video)/"
    rf"{_SUBTYPE}(?![A-Za-z0-9/_-])"
)
_ANY_MEDIA_TYPE = re.compile(rf"[^\s|<>()`\"',;，、。]+/{_SUBTYPE}(?![A-Za-z0-9/_-])")
_BEARER = re.compile(r"Bearer(?=[ \u00a0]?\{)")
_ANY_SCHEME = re.compile(r"[^\s|<>{}]+(?=[ \u00a0]?\{)")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield tokens that the translation does not have."""
    kinds = ((_STATUS, _ANY_STATUS), (_MEDIA_TYPE, _ANY_MEDIA_TYPE), (_BEARER, _ANY_SCHEME))
    for pattern, candidates in kinds:
        for item in missing_tokens(pair, pattern, candidates=candidates):
            token = item.source.text
            message = f"token {_in_backticks(token)} {item.change}"
            yield Deviation(
                message, item.place, item.source.start, token, item.actual, item.replacement
            )


def _in_backticks(token: str) -> str:
    return f"`{token.strip('`')}`"


CHECK = DriftCheck(RULE, find)
