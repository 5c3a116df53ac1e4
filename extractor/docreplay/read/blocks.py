"""Make blocks of fences: read their annotations and determine their kinds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from docreplay.model.exchange import Suppression
from docreplay.model.finding import Finding, Severity
from docreplay.model.location import Location, Passage
from docreplay.model.markup.block import BLOCK_KINDS, Annotation, Block, BlockKind
from docreplay.model.markup.markup import Fence, Heading, HtmlComment, opens_object
from docreplay.model.markup.source_map import SourceMap
from docreplay.read import permissions
from docreplay.read.annotations import mentions_block_type, read_annotation
from docreplay.read.markup.markup_reader import MarkupReader
from docreplay.read.markup.tab_labels import with_titles
from docreplay.read.markup.zones import Zones
from docreplay.read.messages.fence_messages import messages, unread_command
from docreplay.read.messages.start_lines import is_request_line, is_status_line
from docreplay.read.rules.annotation_detached import RULE as DETACHED
from docreplay.read.rules.annotation_displaced import RULE as DISPLACED
from docreplay.read.rules.block_type_missing import RULE as TYPE_MISSING
from docreplay.read.rules.comment_unclosed import RULE as COMMENT_UNCLOSED
from docreplay.read.rules.fence_unclosed import RULE as FENCE_UNCLOSED
from docreplay.read.rules.page_annotation_unknown import RULE as PAGE_UNKNOWN
from docreplay.read.rules.request_unreadable import RULE as UNREADABLE
from docreplay.read.rules.suppression_unreasoned import RULE as UNREASONED
from docreplay.read.suppressions import suppression_of
from docreplay.read.topics import Topics

_SWALLOWED = re.compile(r"<!--\s*\{|^(?:```|~~~)\S", re.MULTILINE)


_LEAD = 500
"""Number of characters above a fence in which words about it are looked for."""


@dataclass
class Blocks:
    """The blocks of one file, with their findings and suppressions, in document order."""

    markup: MarkupReader
    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)
    infer: bool = False
    """Whether messages without annotation are read."""
    lead_from: int = 0
    unrecognized: Annotation | None = None
    """The JSON of the last comment that is not an annotation, if nothing was said about it."""
    permissions: set[int] = field(default_factory=set)
    """Where the includes are that should have a table of permissions."""

    @property
    def source(self) -> SourceMap:
        """The text of the file with a map of its places."""
        return self.markup.places

    def read(self) -> None:
        """Read the code blocks of the file, and the comments that do not belong to one."""
        parts: list[Fence | HtmlComment] = [*self.markup.fences, *self.markup.comments]
        for part in sorted(parts, key=lambda part: part.start):
            if isinstance(part, Fence):
                self._fence(part)
            elif not opens_object(part.text):
                self._suppression(part)
            elif part.is_closed:
                self._detached(self._annotation(part), part.end)
            else:
                at = self.source.range(part.start, part.start + len("<!--"))
                self.findings.append(COMMENT_UNCLOSED.at(at, "comment is not closed"))

    def _suppression(self, token: HtmlComment) -> None:
        if "docreplay-ignore" in token.text:
            at = self.source.range(token.start, token.end)
            found = suppression_of(token.text, at.start)
            self.suppressions.extend([found] if found else [])
            if found and found.code and not found.reason:
                message = f"`{found.code}` is suppressed without a reason"
                self.findings.append(UNREASONED.at(at, message))

    def _annotation(self, comment: HtmlComment) -> Annotation | None:
        """Return the annotation in a comment; None for JSON that does not annotate a block."""
        read = read_annotation(self._comment_passage(comment))
        self.findings.extend(read.findings)
        annotation = read.annotation
        if annotation is None:
            return None
        if "type" in annotation.attributes and "blockType" not in annotation.attributes:
            self._page(annotation)
            return None
        is_kind = annotation.kind or "blockType" in annotation.attributes
        if is_kind or self._is_known(annotation):
            return annotation
        self.unrecognized = None if read.findings else annotation
        return None

    def _is_known(self, annotation: Annotation) -> bool:
        """Return True if a comment without `blockType` is an annotation and not just JSON."""
        return bool(annotation.attributes.keys() & {"name", "@odata.type", "@type", "truncated"})

    def _page(self, annotation: Annotation) -> None:
        kind = annotation.text("type")
        if kind.lower() != "#page.annotation":
            if kind.startswith("#page"):
                message = f"unknown page annotation `{kind[:40]}` (expected `#page.annotation`)"
                self.findings.append(PAGE_UNKNOWN.at(annotation.range, message))
            return
        texts = (text for text in annotation.texts("suppressions") if text.strip())
        self.suppressions += (
            Suppression(code=text, reason="", location=annotation.location) for text in texts
        )

    def _detached(self, annotation: Annotation | None, end: int) -> None:
        """Report an annotation that is not directly followed by what it describes."""
        if annotation is None or self._is_at_home(annotation, end):
            return
        kind = annotation.attributes.get("blockType")
        harmless = kind in ("ignored", "samples") or kind not in BLOCK_KINDS
        wanted = "an include or a table" if kind == "permissions" else "a code block"
        name = "annotation" if kind is None else f"annotation `{kind}`"
        self.findings.append(
            DETACHED.at(
                annotation.range,
                f"{name} is not followed by {wanted}; ignored",
                severity=Severity.NOTE if harmless else None,
            )
        )

    def _is_at_home(self, annotation: Annotation, end: int) -> bool:
        """Return True for an annotation that belongs to the include or the table below it."""
        found = permissions.below(self.markup, end)
        if found.kind == "text":
            return False
        if annotation.kind == "permissions" and found.kind == "table":
            self.findings.extend(permissions.check_table_at(self.markup, found.offset))
        elif annotation.kind == "permissions":
            self.permissions.add(found.offset)
        return annotation.kind in ("permissions", "ignored")

    def _check_unrecognized(self, fence: Fence) -> None:
        """Report JSON above a code block that may be an annotation with translated keys."""
        found, self.unrecognized = self.unrecognized, None
        is_translated = found is not None and _is_translated(found)
        if found and (is_translated or _is_message(fence.body.text)):
            keys = ", ".join(f"`{key[:40]}`" for key in list(found.attributes)[:3]) or "no key"
            message = f"JSON above this code block has no key of an annotation (got {keys})"
            message = f"{message}; the block is not read"
            severity = None if is_translated else Severity.NOTE
            self.findings.append(TYPE_MISSING.at(found.range, message, severity=severity))

    def _fence(self, fence: Fence) -> None:
        self.unrecognized = None
        annotation = self._annotation(fence.annotation) if fence.annotation else None
        self._check_unrecognized(fence)
        if annotation and fence.annotation and fence.annotation.is_inline:
            message = "annotation is inside a paragraph, where other tools miss it"
            self.findings.append(DISPLACED.at(annotation.range, message))
        opening = self.source.location(fence.start)
        heading = self.markup.heading_above(fence.start)
        passage = self._passage(fence, opening)
        self._check_closed(fence, passage)
        block = Block(
            kind=self._kind(annotation, fence),
            annotation=annotation,
            info=fence.info,
            text=passage,
            opening=opening,
            end_line=self.source.line(max(fence.end - 1, fence.start)),
            section=(heading.anchor or heading.slug) if heading else "",
            zone=self.zones.at(fence.start),
            lead=self._lead(fence, heading) if self.infer else "",
            topic=self.topics.at(fence.start) if self.infer else 0,
            branch=self.topics.branch_at(fence.start) if self.infer else (),
        )
        if self.infer and (why := unread_command(block)):
            message = f"command of HTTPie is not read: {why}"
            self.findings.append(UNREADABLE.at(block.first_line, message, severity=Severity.NOTE))
        self.blocks.extend(messages(block, infer=self.infer))

    def _lead(self, fence: Fence, heading: Heading | None) -> str:
        """Return the words above a fence, down from the heading or block above."""
        start = max(self.lead_from, heading.end if heading else 0, fence.start - _LEAD)
        self.lead_from = fence.end
        above = with_titles(self.markup.plain, start, fence.start, self.markup.zone_marks)
        *lines, _ = above.split("\n")  # the last: its own line
        return " ".join(" ".join(line.lstrip(" \t>") for line in lines).split())

    @cached_property
    def topics(self) -> Topics:
        """The topics of the file."""
        return Topics(self.markup.headings)

    @cached_property
    def zones(self) -> Zones:
        """The zone pivots and tabs of the file."""
        return Zones(self.markup.zone_marks)

    def _passage(self, fence: Fence, opening: Location) -> Passage:
        """Return the content with the place of each line, without the markers of containers."""
        body = fence.body
        if not fence.is_exact:
            return self._indented(body.text, body.start, fence.indents)
        if body.text and self.source.is_whole(fence.start, body.end):
            return Passage(body.text, opening.path, opening.line + 1)
        return self.source.passage(body.start, body.end)

    def _comment_passage(self, comment: HtmlComment) -> Passage:
        """Return a comment from `<!--` to `-->`, like `_passage`."""
        if comment.indents:
            return self._indented(f"<!--{comment.text}-->", comment.start, comment.indents)
        return self.source.passage(comment.start, comment.end)

    def _indented(self, text: str, at: int, indents: tuple[int, ...]) -> Passage:
        """Return a text that starts at an offset; each line starts after its indentation."""
        places = []
        for indent in indents:
            places.append(self.source.location(at + indent)[1:])
            at = self.source.text.find("\n", at) + 1
        return Passage(text, self.source.path, *places[0], irregular=tuple(places))

    def _check_closed(self, fence: Fence, passage: Passage) -> None:
        if not fence.is_closed:
            end = self.source.text.find("\n", fence.start)
            at = self.source.range(fence.start, end if end >= 0 else len(self.source.text))
            self.findings.append(FENCE_UNCLOSED.at(at, "code block is not closed"))
        text = fence.body.text
        if "\n```" in text or ("<!--" in text and mentions_block_type(text)):
            self._report_swallowed(fence, passage)

    def _report_swallowed(self, fence: Fence, passage: Passage) -> None:
        """Report blocks inside a fence: as a note if its markers are typical of shown Markdown."""
        shows_markdown = fence.is_closed and self.source.text.startswith(
            ("````", "~~~"), fence.start
        )
        severity = Severity.NOTE if shows_markdown else None
        found = list(_SWALLOWED.finditer(fence.body.text))
        for lost in [match for match in found if match[0].startswith("<")] or found[:1]:
            message = "code block may be unclosed: it contains another block"
            at = passage.range(*lost.span())
            self.findings.append(FENCE_UNCLOSED.at(at, message, severity=severity))

    def _kind(self, annotation: Annotation | None, fence: Fence) -> BlockKind:
        if annotation is None:
            return "plain"
        if annotation.kind:
            return cast("BlockKind", annotation.kind)
        if "blockType" in annotation.attributes:
            return "plain"
        kind = infer_kind(fence.info, fence.body.text, annotation)
        result = f"read as `{kind}`" if kind != "plain" else "it cannot be inferred from the code"
        message = f"annotation has no `blockType`; {result}"
        self.findings.append(TYPE_MISSING.at(annotation.range, message))
        return kind


def _is_message(text: str) -> bool:
    first = next((line for line in text.split("\n") if line.strip()), "")
    return is_request_line(first) or is_status_line(first)


def _is_translated(annotation: Annotation) -> bool:
    """Return True if a key is not ASCII, as no key of an annotation is, or a value is a kind."""
    values = (value for value in annotation.attributes.values() if isinstance(value, str))
    is_kind = any(value.strip() in BLOCK_KINDS for value in values)
    return is_kind or not all(map(str.isascii, annotation.attributes))


def infer_kind(info: str, text: str, annotation: Annotation) -> BlockKind:
    """Return the kind of a fence without `blockType` (annotation-dialect.md §2.5)."""
    lines = [line for line in text.split("\n") if line.strip()]
    first = lines[0] if lines else ""
    if len(lines) > 1 and all(is_request_line(line) for line in lines):
        return "samples"
    if is_request_line(first):
        return "request"
    if is_status_line(first):
        return "response"
    return "resource" if info.lower() == "json" and annotation.type else "plain"


def spliced(blocks: list[Block], includes: Iterator[tuple[int, tuple[Block, ...]]]) -> list[Block]:
    """Return the blocks, with those of each included file inserted at its line."""
    result = list(blocks)
    for line, included in includes:
        index = sum(block.opening.line < line for block in blocks)
        offset = len(result) - len(blocks)
        result[index + offset : index + offset] = included
    return result
