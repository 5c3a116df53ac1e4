"""An HTML tag was changed or removed.

## What it means
The source has a tag that the translation does not have, or not with this `src`, `class`, `id` or
`name`; of `<a>` only those that are anchors.

## Why it matters
Lists and tables in HTML are broken, images and videos are not shown, and links to an anchor lead
nowhere.

## What it leaves alone
Links, line breaks, capitals, and attributes with text for readers.

    <img src="photo.png" alt="Das Foto">

where the source says `alt="The photo"`. A `src` that leads to the same file from another folder.

## Example
    <img src="图片.png">

where the source says `<img src="photo.png">`.

## Fix
Restore the tag of the source; `docreplay drift --fix=unsafe` does if exactly one tag replaced it.
"""

import re
from collections.abc import Iterator, Sequence

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.link_targets import is_same_file
from docreplay.drift.missing_tokens import loses, missing_tokens, parts
from docreplay.drift.rule import Deviation, UnitCheck
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DRI332", name="html-tag-changed", severity=Severity.WARNING)

_TAG = re.compile(
    r"</?(?:table|thead|tbody|tr|t[hd]|[uo]l|li|p|div|img|iframe|video|source|details|summary"
    r"|pre|code|su[bp]|strong|b|em|i|h[1-6]|kbd|d[ltd]|tfoot|blockquote|fig(?:ure|caption)|picture|audio"
    r"|a(?=\s[^<>]{0,200}?\b(?:name|id)\s*=))(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_KEPT = re.compile(r"""(?<=\s)(src|class|id|name|colspan|rowspan|type)\s*=\s*["']?([^"'\s>]*)""")
_SRC = re.compile(r"""(?<=\s)src\s*=\s*["']?([^"'\s>]*)["']?""")
_NAME = re.compile(r"</?[A-Za-z0-9]+")


def _may_report(unit: Unit) -> bool:
    """Return True if the translation lacks a tag."""
    return "<" in unit.source.text and loses(unit, _TAG, key=_key)


def find(pair: PagePair, units: Sequence[Unit]) -> Iterator[Deviation]:
    """Yield tags that the translation does not have."""
    for item in missing_tokens(pair, units, _TAG, key=_key):
        tag = item.source.text
        if any(_is_same(pair, tag, other.text) for other in parts(_TAG, item.unit.target)):
            continue
        message = f"tag `{tag}` {item.change}"
        yield Deviation(
            message, item.place, item.source.start, tag, item.actual, item.replacement, "unsafe"
        )


def _is_same(pair: PagePair, source: str, target: str) -> bool:
    """Return True if two tags show the same file, which is in another place of their pages."""
    ours, theirs = _SRC.search(source), _SRC.search(target)
    is_alike = _key(_SRC.sub("", source)) == _key(_SRC.sub("", target))
    return bool(ours and theirs and is_alike and is_same_file(pair, ours[1], theirs[1]))


def _key(tag: str) -> str:
    """Return the name of the tag, and its attributes that are not text for readers."""
    name = _NAME.match(tag)
    kept = sorted(f"{match[1]}={match[2]}" for match in _KEPT.finditer(tag))
    return " ".join([name[0].lower() if name else "", *kept])


CHECK = UnitCheck(RULE, find, _may_report)
