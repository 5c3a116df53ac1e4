"""From tokens to blocks: which comment belongs to which fence, and what the fence then is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from docreplay.model.block import BLOCK_KINDS, Annotation, Block, BlockKind, Heading
from docreplay.model.exchange import Suppression
from docreplay.model.finding import Finding, Severity
from docreplay.model.json.value import JSON
from docreplay.model.location import Location, Passage
from docreplay.read.annotations import is_annotation, names_block_type, read_annotation
from docreplay.read.headings import last_heading
from docreplay.read.rules.annotation_detached import RULE as DETACHED
from docreplay.read.rules.annotation_displaced import RULE as DISPLACED
from docreplay.read.rules.block_type_missing import RULE as TYPE_MISSING
from docreplay.read.rules.comment_unclosed import RULE as COMMENT_UNCLOSED
from docreplay.read.rules.fence_unclosed import RULE as FENCE_UNCLOSED
from docreplay.read.rules.page_annotation_unknown import RULE as PAGE_UNKNOWN
from docreplay.read.rules.suppression_unreasoned import RULE as UNREASONED
from docreplay.read.spans import Unwrapped
from docreplay.read.start_lines import is_request_line, is_status_line
from docreplay.read.tokens import Token

_DIRECTIVE = re.compile(
    r"[ \t>]*(?:\[TAGS=[^\]]*\]|\[END\]|\[!div\b[^\]]*\]"
    r"|#+ (?:<a\s[^<>]*>(?:</a>)?)?\[[^\]]*\]\(#tab/[^)]*\))?[ \t]*",
    re.IGNORECASE,
)
"""A line that the dialect's tools remove before they look for fences, or a blank one."""

_IGNORE = re.compile(
    r"\s*docreplay-ignore(?![\w-])(?:\s+([A-Za-z][\w-]*))?[\s:,;\u2013\u2014-]*(.*)", re.DOTALL
)
_LOST = re.compile(r"<!--\s*\{|^(?:```|~~~)\S", re.MULTILINE)


@dataclass(slots=True)
class Blocks:
    """What the tokens of one file amount to; filled in document order."""

    source: Unwrapped
    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)
    page_annotation: Mapping[str, JSON] = field(default_factory=dict)
    heading: Heading | None = None
    passed: int = 0
    """The offset up to which the text was looked through for headings."""
    pending: tuple[Token, Annotation] | None = None

    def add(self, token: Token) -> None:
        """Takes the next token."""
        self.heading = last_heading(self.source, self.passed, token.start) or self.heading
        if token.kind == "comment":
            self._comment(token)
        else:
            self._fence(token)
        self.passed = token.end

    def finish(self) -> None:
        """Says that there are no more tokens."""
        self._detach()

    def _comment(self, token: Token) -> None:
        if not is_annotation(token.text):
            self._suppression(token)
            return
        self._detach()
        if not token.closed:
            at = self.source.location(token.start)
            self.findings.append(COMMENT_UNCLOSED.at(at, "this comment is never closed"))
            return
        self._annotation(token)

    def _suppression(self, token: Token) -> None:
        if "docreplay-ignore" in token.text:
            at = self.source.location(token.start)
            found = suppression_of(token.text, at)
            self.suppressions.extend([found] if found else [])
            if found and found.code and not found.reason:
                message = f"`{found.code}` is suppressed without a reason"
                self.findings.append(UNREASONED.at(at, message))

    def _annotation(self, token: Token) -> None:
        read = read_annotation(self._comment_passage(token))
        self.findings.extend(read.findings)
        annotation = read.annotation
        if annotation is None:
            return
        if "type" in annotation.attributes and "blockType" not in annotation.attributes:
            self._page(annotation)
        elif annotation.kind or "blockType" in annotation.attributes or self._is_known(annotation):
            self.pending = (token, annotation)

    def _is_known(self, annotation: Annotation) -> bool:
        """Whether a comment without blockType is still an annotation and not just JSON."""
        return bool(annotation.attributes.keys() & {"name", "@odata.type", "@type", "truncated"})

    def _page(self, annotation: Annotation) -> None:
        kind = annotation.text("type")
        if kind.lower() != "#page.annotation":
            if kind.startswith("#page"):
                message = f"unknown page annotation `{kind[:40]}`; `#page.annotation` is meant"
                self.findings.append(PAGE_UNKNOWN.at(annotation.location, message))
            return
        self.page_annotation = annotation.attributes
        texts = (text for text in annotation.texts("suppressions") if text.strip())
        self.suppressions += (
            Suppression(code=text, reason="", location=annotation.location) for text in texts
        )

    def _detach(self) -> None:
        """An annotation with anything but blank lines up to the next fence belongs to none."""
        if not self.pending:
            return
        _, annotation = self.pending
        self.pending = None
        kind = annotation.attributes.get("blockType", "no blockType")
        harmless = kind in ("ignored", "samples") or kind not in BLOCK_KINDS
        self.findings.append(
            DETACHED.at(
                annotation.location,
                f"no fence follows this `{kind}` annotation, so it says nothing",
                severity=Severity.NOTE if harmless else None,
            )
        )

    def _fence(self, token: Token) -> None:
        annotation = self._attached(token)
        opening = self.source.location(token.start)
        passage = self._passage(token, opening)
        self._check_closed(token, passage)
        self.blocks.append(
            Block(
                kind=self._kind(annotation, token),
                annotation=annotation,
                info=token.info,
                text=passage,
                opening=opening,
                end_line=self.source.line(max(token.end - 1, token.start)),
                heading=self.heading,
            )
        )

    def _attached(self, token: Token) -> Annotation | None:
        if not self.pending:
            return None
        comment, annotation = self.pending
        between = self.source.text[comment.end : token.start]
        if between.strip(" \n") and not all(map(_DIRECTIVE.fullmatch, between.split("\n"))):
            self._detach()
            return None
        self.pending = None
        if comment.inline:
            message = "this annotation stands inside of a paragraph, where other tools miss it"
            self.findings.append(DISPLACED.at(annotation.location, message))
        return annotation

    def _passage(self, token: Token, opening: Location) -> Passage:
        """The content with the place of each line, without what belongs to its containers."""
        end = token.content + len(token.text)
        if not token.indents:
            if token.text and self.source.is_whole(token.start, end):
                return Passage(token.text, opening.path, opening.line + 1)
            return self.source.passage(token.content, end)
        return self._indented(token.text, token.content, token.indents)

    def _comment_passage(self, token: Token) -> Passage:
        """A comment from `<!--` to `-->`, in the same way."""
        if token.indents:
            return self._indented(f"<!--{token.text}-->", token.start, token.indents)
        return self.source.passage(token.start, token.end)

    def _indented(self, text: str, at: int, indents: tuple[int, ...]) -> Passage:
        """A text whose first line starts at an offset, and each line behind its indentation."""
        places = []
        for indent in indents:
            places.append(self.source.location(at + indent)[1:])
            at = self.source.text.find("\n", at) + 1
        return Passage(text, self.source.path, *places[0], irregular=tuple(places))

    def _check_closed(self, token: Token, passage: Passage) -> None:
        if not token.closed:
            at = self.source.location(token.start)
            self.findings.append(FENCE_UNCLOSED.at(at, "this fence is never closed"))
        text = token.text
        if "\n```" in text or ("<!--" in text and names_block_type(text)):
            self._report_swallowed(token, passage)

    def _report_swallowed(self, token: Token, passage: Passage) -> None:
        """Blocks inside of a fence: noted only where its marks are those that show Markdown."""
        shows_markdown = token.closed and self.source.text.startswith(("````", "~~~"), token.start)
        severity = Severity.NOTE if shows_markdown else None
        found = list(_LOST.finditer(token.text))
        for lost in [match for match in found if match[0].startswith("<")] or found[:1]:
            message = "this fence swallows what looks like another block; is it closed?"
            at = passage.at(lost.start())
            self.findings.append(FENCE_UNCLOSED.at(at, message, severity=severity))

    def _kind(self, annotation: Annotation | None, token: Token) -> BlockKind:
        if annotation is None:
            return "plain"
        if annotation.kind:
            return cast("BlockKind", annotation.kind)
        if "blockType" in annotation.attributes:
            return "plain"
        kind = infer_kind(token.info, token.text, annotation)
        named = f"it is read as `{kind}`" if kind != "plain" else "and the fence does not tell it"
        message = f"the annotation has no blockType; {named}"
        self.findings.append(TYPE_MISSING.at(annotation.location, message))
        return kind


def suppression_of(comment: str, location: Location) -> Suppression | None:
    """What a comment that says `docreplay-ignore CODE reason` accepts; None for any other one.

    The code is `""` where none is named.
    """
    ignore = _IGNORE.match(comment)
    if not ignore:
        return None
    return Suppression(code=ignore[1] or "", reason=" ".join(ignore[2].split()), location=location)


def infer_kind(info: str, text: str, annotation: Annotation) -> BlockKind:
    """What a fence is whose annotation has no blockType, as the dialect infers it (§2.5)."""
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
    """The blocks with those of includes put where the page includes them (by line)."""
    result = list(blocks)
    for line, included in includes:
        index = sum(block.opening.line < line for block in blocks)
        offset = len(result) - len(blocks)
        result[index + offset : index + offset] = included
    return result
