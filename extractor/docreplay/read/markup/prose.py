"""Find the links and anchors of a page's text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from docreplay.model.markup.anchors import anchor_slug
from docreplay.model.markup.markup import ATTRIBUTES, Heading, Link
from docreplay.model.markup.source_map import SourceMap
from docreplay.read.markup.code_spans import code_spans
from docreplay.read.markup.tokens import Extent, blanked

_TARGET = r"[^()\s<>]*(?:\([^()\s]*\))?[^()\s<>]*"
_PATH = rf"\([ \t]*<?({_TARGET})>?"
_BRACKET = re.compile(rf"\\.|\[[^\[\]\\!\n][^\[\]\\\n]*\](?:{_PATH})?|\[|\](?:{_PATH})?")
"""A pair of brackets with no other in it, which most are, or one bracket, each with a target."""
_DIRECTIVE = re.compile(r"\[![A-Za-z]+[ \t]*")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*<?([^\s<>]+)>?", re.MULTILINE)
_TAG = re.compile(r"<[a-z][a-z0-9-]*+\s[^<>]*", re.IGNORECASE)
_ANCHOR = re.compile(r"""\b(?:name|id)\s*+=\s*+["']?([^"'\s>]+)""", re.IGNORECASE)

_LINK_TAG = re.compile(r"<(?:a|img)\s[^<>]*", re.IGNORECASE)
_SOURCE = re.compile(r"""\b(?:href|src)\s*+=\s*+["']([^"'\s>]+)""", re.IGNORECASE)
_GIVEN = re.compile(
    r"""\{[^{}\n#]{0,80}#([^\s{}*#]{1,200})[^{}\n]{0,200}\}|\{[^{}\n]{0,80}\bid=["']?([^"'\s{}]{1,200})"""
)
"""An id in an attribute list: `{#id}`, `{: #id}`, `{/* #id */}`, `{id="id"}` (Pandoc, kramdown,
MDX, Hugo)."""
_CONTAINED_HEADING = re.compile(
    r"^[ \t]*+(?:(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])[ \t]*+){1,9}+#{1,6}[ \t]++([^\n]{1,300})",
    re.MULTILINE,
)
"""A heading in a quote or a list, which links may lead to as well."""
_TARGET_LINE = re.compile(r"^ {0,3}\(([^()\s]{1,200})\)=[ \t]*$", re.MULTILINE)
"""A target of MyST: `(name)=` above what links with `#name` lead to."""
_SHORTCODE = re.compile(r"^[ \t]*\{\{[%<][ \t]*([\w/-]+)", re.MULTILINE)
_HARMLESS = re.compile(
    "/.*|alert|blocks/.*|card(pane)?|comment|details|figure|gist|glossary_tooltip|highlight|im(g|gproc)"
    "|note|tip|warning|caution|param|readfile|(rel)?ref|tab(s|pane)?|(added|changed)-in|boxes|video"
    "|youtube"
)
"""Shortcodes that put no headings on a page."""


_INCLUSION_MARKS = ("8<--", "{include}", "@include", "::include", "!!!include", "{%", "import ")
_INCLUSION = re.compile(
    r"""^[ \t]*(?:--8<--|`{3,}\{include\}|<!--[ \t]*@include:|@include\b|:{2,3}include\b"""
    r"""|!!!include\("""
    r"""|\{%-?[ \t]*include(?:_relative)?[ \t]+(?![^\s%]*\.html\b)"""
    r"""|import[ \t][^\n"']{1,80}["'][^\n"']{1,200}\.mdx?["'])""",
    re.MULTILINE,
)
"""An inclusion of a file as MkDocs, MyST, VitePress, Docusaurus and Liquid write it.

Liquid includes of `.html` are buttons and boxes.
"""


def is_generated(text: str, plain: str) -> bool:
    """Return True if a shortcode or an included file may put headings on the page.

    `plain` is the text in which fences and comments are blanked out.
    """
    if any(mark in text for mark in _INCLUSION_MARKS) and _INCLUSION.search(text):
        return True
    names = (match[1] for match in _SHORTCODE.finditer(plain)) if "{{" in plain else ()
    return any(not _HARMLESS.fullmatch(name) for name in names)


def links(source: SourceMap, plain: str) -> Iterator[Link]:
    """Yield the links of a text in which fences and comments are blanked out.

    These are inline links, images and link reference definitions (CommonMark §4.7, §6.3), and those
    of HTML. The path of an include is not a link, and what is in a code span is none.
    """
    text, lines = plain, list(_link_lines(plain))
    has_others = "]:" in plain or _LINK_TAG.search(plain) is not None
    if has_others or any(plain.find("`", *line) >= 0 for line in lines):
        text = blanked(plain, code_spans(plain))
        lines = list(_link_lines(text))
    for start, end in chain.from_iterable(_inline(text, line) for line in lines):
        yield Link(text[start:end], start, end, source)
    if not has_others:
        return
    for match in _REFERENCE.finditer(text):
        yield Link(match[1], *match.span(1), source)
    for tag in _LINK_TAG.finditer(text):
        for match in _SOURCE.finditer(text, *tag.span()):
            yield Link(match[1], *match.span(1), source)


def _link_lines(text: str) -> Iterator[Extent]:
    """Yield the lines that may contain an inline link."""
    at = text.find("](")
    while at >= 0:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield text.rfind("\n", 0, at) + 1, end
        at = text.find("](", end)


def _inline(text: str, line: Extent) -> Iterator[Extent]:
    """Yield where the targets of a line are: each bracket is looked at once, however they nest."""
    opened: list[int] = []
    for match in _BRACKET.finditer(text, *line):
        if match[1]:
            if not (opened and _is_of_directive(text, match.start(), opened)):
                yield match.span(1)
        elif match[0] == "[":
            opened.append(match.start())
        elif opened and match[0][0] == "]":
            start = opened.pop()
            if match[2] and not _is_of_directive(text, start, opened):
                yield match.span(2)


def _is_of_directive(text: str, start: int, around: Sequence[int]) -> bool:
    """Return True for brackets that are a directive, or the title in it (`[!INCLUDE [title]`)."""
    if text.startswith("[!", start) and not text.startswith("[![", start):
        return True
    return bool(around) and _DIRECTIVE.fullmatch(text, around[-1], start) is not None


def anchors(plain: str, headings: Iterable[Heading]) -> Iterator[str]:
    """Yield the anchors of a text in which fences and comments are blanked out.

    A heading's anchor is the id that an attribute list gives it, or else its slug. Of generators
    that differ, all ways to number duplicates are taken.
    """
    seen: dict[str, int] = {}
    given: dict[str, int] = {}
    for heading in headings:
        slug, own = _slug(heading)
        counts = given if own else seen
        name = own or slug
        count = counts[name] = counts.get(name, -1) + 1
        yield f"{name}-{count}" if count else name
        if not own and slug in given:
            yield f"{slug}-{count + 1}"
    yield from map(anchor_slug, _CONTAINED_HEADING.findall(plain) if "#" in plain else ())
    for tag in _TAG.finditer(plain):
        yield from (match[1].lower() for match in _ANCHOR.finditer(tag[0]))
    if ")=" in plain:
        yield from (match[1].lower() for match in _TARGET_LINE.finditer(plain))
    if "{" in plain:
        yield from ((match[1] or match[2]).lower() for match in _GIVEN.finditer(plain))


def _slug(heading: Heading) -> tuple[str, str]:
    """Return the slug of a heading, and the id that an attribute list gives it, or `""`."""
    text = heading.title.text
    attributes = ATTRIBUTES.search(text) if text.endswith("}") else None
    given = _GIVEN.match(attributes[0]) if attributes else None
    return heading.slug, (given[1] or given[2]).lower() if given else ""
