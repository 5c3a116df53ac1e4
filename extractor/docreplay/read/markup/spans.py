"""Unwrap the sentence spans of bilingual pages, and keep a map of the places.

A sentence of such a page is `<span data-ttu-id="ID">target</span>`, directly followed by
`<span class="sxs-lookup"><span data-stu-id="ID">source</span></span>`.
Markdown must be read after unwrapping: for CommonMark the spans are inline HTML, which breaks
tables, emphasis and HTML blocks.
"""

import re
from dataclasses import dataclass
from html import unescape
from itertools import accumulate, chain
from operator import add

from docreplay.model.finding import Finding
from docreplay.model.markup.markup import Segment
from docreplay.model.markup.source_map import SourceMap
from docreplay.read.rules.span_malformed import RULE as SPAN_MALFORMED

_PAIR = re.compile(
    r'<span data-ttu-id="([^"]*)">([^<]*(?:<(?!/?span)[^<]*)*)</span>'
    r'<span class="sxs-lookup"><span data-stu-id="\1">([^<]*(?:<(?!/?span)[^<]*)*)</span></span>'
)
_BEFORE = len('<span data-ttu-id="">')
_BEHIND = len('</span><span class="sxs-lookup"><span data-stu-id=""></span></span>')
"""Number of characters of a pair before and after its target, without id and source."""

_TAG = re.compile(r"<span\b[^<>]*>|</span\s*>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_SIGNIFICANT = re.compile(r"\s*(?:\{|docreplay-ignore)")
"""Start of a comment that is an annotation or a suppression."""

_END = re.compile(r"\n[ \t]*\n|\n(?=<!--|```|~~~|#{1,6} |\|)")
"""End of a paragraph or of a table row, which limits the effect of malformed spans."""

_BILINGUAL = re.compile("data-[ts]tu-id|sxs-lookup")


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """Target text of a page, with its sentence segments and findings about its spans."""

    source: SourceMap
    segments: tuple[Segment, ...] = ()
    findings: tuple[Finding, ...] = ()


def is_bilingual(text: str) -> bool:
    """Return True if a page has sentence spans."""
    return "data-ttu-id" in text and "data-stu-id" in text


def unwrap(path: str, text: str, *, segmented: bool = True) -> Unwrapped:
    """Return the page without its source spans; a page without spans is returned as it is.

    `segmented=False` saves time: the segments of a regular page are then not computed.
    """
    if "<span" not in text or ("data-ttu-id" not in text and "data-stu-id" not in text):
        return Unwrapped(SourceMap(path=path, page=text, text=text))
    return _Unwrapping(path, text).run(segmented=segmented)


def unwrap_source(path: str, text: str) -> SourceMap | None:
    """Return the source that a bilingual page contains: the page with its source spans alone.

    None for a page without spans, and for a page whose spans are not nested correctly.
    """
    pairs = list(_PAIR.finditer(text))
    if not pairs or not _are_regular(text, len(pairs)):
        return None
    pieces, at = [], 0
    for match in pairs:
        pieces += [(at, match.start()), match.span(3)]
        at = match.end()
    pieces.append((at, len(text)))
    kept = [text[start:end] for start, end in pieces]
    starts = tuple(accumulate(map(len, kept[:-1]), initial=0))
    shifts = tuple(place - start for (place, _), start in zip(pieces, starts, strict=True))
    return SourceMap(path=path, page=text, text="".join(kept), starts=starts, shifts=shifts)


def _are_regular(text: str, pairs: int) -> bool:
    return text.count("data-ttu-id") == text.count("data-stu-id") == pairs


class _Unwrapping:
    """One pass over a page that collects the kept text, its shifts, and the segments."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.page = SourceMap(path=path, page=text, text=text)
        self.kept: list[str] = []
        self.length = 0
        self.starts: list[int] = []
        self.shifts: list[int] = []
        self.segments: list[Segment] = []
        self.sources = 0
        """Number of open source spans in the current paragraph."""
        self.kept_comments: set[str] = set()
        """Comments that were kept of the current sentence or paragraph, normalized."""
        self.findings: list[Finding] = []

    def run(self, *, segmented: bool) -> Unwrapped:
        """Return the unwrapped page; text between regular pairs is unwrapped by paragraph."""
        pieces = _PAIR.split(self.text)
        regular = self._regular(pieces, segmented=segmented)
        if regular:
            return regular
        pairs = list(_PAIR.finditer(self.text))
        self.segments = [Segment(pair[1], pair[2], pair[3], pair.start(2)) for pair in pairs]
        self._pairs(pairs)
        source = self._source("".join(self.kept), tuple(self.starts), tuple(self.shifts))
        return Unwrapped(source, tuple(self.segments), tuple(self.findings))

    def _source(self, text: str, starts: tuple[int, ...], shifts: tuple[int, ...]) -> SourceMap:
        return SourceMap(path=self.path, page=self.text, text=text, starts=starts, shifts=shifts)

    def _pairs(self, pairs: list[re.Match[str]]) -> None:
        at = 0
        for pair in pairs:
            self._between(at, pair.start())
            self._keep(*pair.span(2))
            if "<!--" in pair[3]:
                self.kept_comments = self._comments(*pair.span(2))
                self._keep_comments(*pair.span(3))
            at = pair.end()
        self._between(at, len(self.text))

    def _regular(self, pieces: list[str], *, segmented: bool) -> Unwrapped | None:
        """Return the unwrapped page, or None if it has spans outside of pairs or source comments.

        `pieces` are, repeatedly, the text before a pair, its id, its target and its source. All
        pairs are processed at once, because a page has hundreds of them; nearly all pages are
        regular.
        """
        gaps, ids, targets, sources = (pieces[first::4] for first in range(4))
        kept = [*chain.from_iterable(zip(gaps, targets, strict=False)), gaps[-1]]
        text, lookup = "".join(kept), "".join(sources)
        if "tu-id" in text or "tu-id" in lookup or "<!--" in lookup:
            return None
        starts = tuple(accumulate(map(len, kept[:-1]), initial=0))
        before = [_BEFORE + len(name) for name in ids]
        behind = map(add, map(len, sources), map((_BEHIND - _BEFORE).__add__, before))
        marks = chain.from_iterable(zip(before, behind, strict=True))
        shifts = tuple(accumulate(marks, initial=0))
        if not segmented:
            return Unwrapped(self._source(text, starts, shifts))
        places = map(add, starts[1::2], shifts[1::2])
        segments = tuple(map(Segment, ids, targets, sources, places))
        return Unwrapped(self._source(text, starts, shifts), segments)

    def _keep(self, start: int, end: int) -> None:
        if end > start:
            self.starts.append(self.length)
            self.shifts.append(start - self.length)
            self.kept.append(self.text[start:end])
            self.length += end - start

    def _comments(self, start: int, end: int) -> set[str]:
        return {_normalized(match[1]) for match in _COMMENT.finditer(self.text, start, end)}

    def _keep_comments(self, start: int, end: int) -> None:
        """Keep annotations and suppressions that only the source span contains."""
        for comment in _COMMENT.finditer(self.text, start, end):
            normalized = _normalized(comment[1])
            if _SIGNIFICANT.match(comment[1]) and normalized not in self.kept_comments:
                self.kept_comments.add(normalized)
                self._keep(*comment.span())

    def _between(self, start: int, end: int) -> None:
        """Keep text between regular pairs; spans in it are not nested correctly."""
        if not _BILINGUAL.search(self.text, start, end):
            self._keep(start, end)
            return
        while start < end:
            paragraph_end = _END.search(self.text, start, end)
            stop = paragraph_end.end() if paragraph_end else end
            self._paragraph(start, stop)
            start = stop

    def _paragraph(self, start: int, end: int) -> None:
        """Walk the span tags with a stack, and keep the targets without the sources.

        Unclosed spans end with their paragraph, so that they do not affect the next one.
        """
        stack: list[str] = []
        self.sources, self.kept_comments = 0, set()
        bilingual = [tag for tag in _TAG.finditer(self.text, start, end) if _is_bilingual(tag[0])]
        if bilingual:
            self._report(*bilingual[0].span())
        for tag in _TAG.finditer(self.text, start, end) if bilingual else ():
            self._unless_source(start, tag.start())
            if tag[0].startswith("</"):
                role = stack.pop() if stack else "target"
                self.sources -= role == "source"
            else:
                role = _role(tag[0])
                stack.append(role)
                self.sources += role == "source"
            if role == "other":
                self._unless_source(*tag.span())
            start = tag.end()
        last = start + len(self.text[start:end].rstrip("\n"))
        self._unless_source(start, last)
        self._keep(last, end)

    def _unless_source(self, start: int, end: int) -> None:
        if self.sources:
            self._keep_comments(start, end)
        else:
            self._keep(start, end)
            self.kept_comments |= self._comments(start, end)

    def _report(self, start: int, end: int) -> None:
        at = self.page.page_range(start, end)
        self.findings.append(SPAN_MALFORMED.at(at, "bilingual spans are not nested correctly"))


def _normalized(comment: str) -> str:
    """Return a comment without white space and HTML entities, which translation tools change."""
    return "".join(unescape(comment).split())


def _is_bilingual(tag: str) -> bool:
    return _role(tag) != "other" and not tag.startswith("</")


def _role(tag: str) -> str:
    """Return `target`, `source` or `other`, the role of the text in a span."""
    if "sxs-lookup" in tag or "data-stu-id" in tag:
        return "source"
    return "target" if "data-ttu-id" in tag else "other"
