"""A tag of HTML was changed or lost.

## What it means
The source's text holds a tag that the translation's text has not. Anchors, line breaks and what
attributes say in words do not count.

## Why it matters
Lists and tables in HTML fall apart, and images and videos are not shown.

## Example
    <img src="图片.png">

where the source says `<img src="photo.png">`.

## Fix
Put the source's tag back; `docreplay drift --fix=unsafe` does where one tag took the place of one.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Check, Deviation
from docreplay.drift.signs import missing_tokens
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DRI332", name="html-tag-changed", severity=Severity.WARNING)

_TAG = re.compile(
    r"</?(?:table|thead|tbody|tr|t[hd]|[uo]l|li|p|div|img|iframe|video|source|details|summary"
    r"|pre|code|su[bp]|strong|b|em|i|h[1-6])(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_KEPT = re.compile(r"""(?<=\s)(src|class|id|colspan|rowspan|type)\s*=\s*["']?([^"'\s>]*)""")
_NAME = re.compile(r"</?[A-Za-z0-9]+")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Tags that the translation has not."""
    for item in missing_tokens(pair, _TAG, key=_key):
        tag = item.source.text
        message = f"the tag `{tag}` was changed" if item.target else f"the tag `{tag}` is gone"
        yield Deviation(
            message, item.place, item.source.start, tag, item.actual, item.replacement, "unsafe"
        )


def _key(tag: str) -> str:
    """The tag's name, and the attributes that are for no reader."""
    name = _NAME.match(tag)
    kept = sorted(f"{match[1]}={match[2]}" for match in _KEPT.finditer(tag))
    return " ".join([name[0].lower() if name else "", *kept])


CHECK = Check(RULE, find)
