"""Links and anchors of a page's text; asked for where needed, never for every page."""

import re
from collections.abc import Iterator

from docreplay.model.block import anchor_slug
from docreplay.model.link import Link, Prose
from docreplay.model.page import normalized
from docreplay.read import front_matter
from docreplay.read.reading import tokens_of
from docreplay.read.spans import Unwrapped, unwrap
from docreplay.read.tokens import masked

_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_LABEL = r"\[(?:[^\[\]\\\n]|\\.|\[[^\[\]\n]*\])*\]"
_TARGET = r"[^()\s<>]*(?:\([^()\s]*\))?[^()\s<>]*"
_INLINE = re.compile(rf"!?{_LABEL}\([ \t]*<?({_TARGET})>?")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*<?([^\s<>]+)>?", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]#+)?[ \t]*$", re.MULTILINE)
_ANCHOR = re.compile(r"""<[a-z]+\s[^>]*?\b(?:name|id)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


def prose_of(text: str, path: str) -> Prose:
    """The links and anchors of the page at a path. Never raises.

    Of a bilingual page, those of the translation. Links are inline links, images and link
    reference definitions (CommonMark §4.7, §6.3); a heading's anchor is its slug.
    """
    source = unwrap(path, normalized(text))
    start = front_matter.body_start(source.text)
    plain = masked(source.text, start, tokens_of(source))
    return Prose(tuple(_links(source, plain)), frozenset(_anchors(plain)))


def _links(source: Unwrapped, plain: str) -> Iterator[Link]:
    without_code = _CODE.sub(lambda match: " " * len(match[0]), plain)
    for pattern in (_INLINE, _REFERENCE):
        for match in pattern.finditer(without_code):
            if match[1] and not match[0].startswith("[!"):
                yield Link(match[1], source.location(match.start(1)))


def _anchors(plain: str) -> Iterator[str]:
    seen: dict[str, int] = {}
    for heading in _HEADING.finditer(plain):
        slug = anchor_slug(_TAG.sub("", heading[1])).lower()
        count = seen.get(slug, 0)
        seen[slug] = count + 1
        yield f"{slug}-{count}" if count else slug
    yield from (match[1].lower() for match in _ANCHOR.finditer(plain))
