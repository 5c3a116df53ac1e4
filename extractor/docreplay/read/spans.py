"""Bilingual pages: takes the sentence spans apart and remembers where everything stood.

A sentence of such a page is `<span data-ttu-id="ID">target</span>`, directly followed by
`<span class="sxs-lookup"><span data-stu-id="ID">source</span></span>`.
Markdown must be read after unwrapping: to CommonMark the spans are inline HTML, which break
tables, emphasis and HTML blocks.
"""

import re
from dataclasses import dataclass
from html import unescape
from itertools import accumulate, chain
from operator import add

from docreplay.model.finding import Finding
from docreplay.model.markup import Segment
from docreplay.model.source_map import SourceMap
from docreplay.read.rules.span_malformed import RULE as SPAN_MALFORMED

_PAIR = re.compile(
    r'<span data-ttu-id="([^"]*)">([^<]*(?:<(?!/?span)[^<]*)*)</span>'
    r'<span class="sxs-lookup"><span data-stu-id="\1">([^<]*(?:<(?!/?span)[^<]*)*)</span></span>'
)
_BEFORE = len('<span data-ttu-id="">')
_BEHIND = len('</span><span class="sxs-lookup"><span data-stu-id=""></span></span>')
"""How many characters of a pair stand before its target, and behind it, beside id and source."""

_TAG = re.compile(r"<span\b[^<>]*>|</span\s*>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_SPEAKS = re.compile(r"\s*(?:\{|docreplay-ignore)")
"""How a comment begins that reading takes something from."""

_END = re.compile(r"\n[ \t]*\n|\n(?=<!--|```|~~~|#{1,6} |\|)")
"""Where a paragraph or a row of a table ends: damage to its spans does not reach further."""

_BILINGUAL = re.compile("data-[ts]tu-id|sxs-lookup")


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """The target text of a page, with its sentences and what is wrong with its spans."""

    source: SourceMap
    segments: tuple[Segment, ...] = ()
    findings: tuple[Finding, ...] = ()


def is_bilingual(text: str) -> bool:
    """Whether a page has sentence spans."""
    return "data-ttu-id" in text and "data-stu-id" in text


def unwrap(path: str, text: str, *, segmented: bool = True) -> Unwrapped:
    """The page without its English lookup spans; a page without spans comes back as it is.

    A regular page gives its segments, which take time, only if it is to be `segmented`.
    """
    if "<span" not in text or ("data-ttu-id" not in text and "data-stu-id" not in text):
        return Unwrapped(SourceMap(path=path, page=text, text=text))
    return _Unwrapping(path, text).run(segmented=segmented)


def unwrap_source(path: str, text: str) -> SourceMap | None:
    """What a bilingual page says it translates: the same page with its lookup texts alone.

    None for a page without spans, and for one whose spans do not nest as they should.
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
    """Goes over a page once, collecting what stays, what moves by how much, and the segments."""

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
        """How many source spans are open in the paragraph that is being walked."""
        self.said: set[str] = set()
        """The comments that were kept of the sentence, or of that paragraph."""
        self.findings: list[Finding] = []

    def run(self, *, segmented: bool) -> Unwrapped:
        """Pairs that are as they should be, and between them whatever else there is."""
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
                self.said = self._comments(*pair.span(2))
                self._keep_comments(*pair.span(3))
            at = pair.end()
        self._between(at, len(self.text))

    def _regular(self, pieces: list[str], *, segmented: bool) -> Unwrapped | None:
        """The same without a look at anything: nearly all pages, and all of each page.

        `pieces` are, over and over, the text before a pair, its id, its target and its source.
        Everything is done for all pairs at once, as a page has hundreds of them. None for a page
        with spans outside of its pairs, or with comments among its sources.
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
        return {_folded(match[1]) for match in _COMMENT.finditer(self.text, start, end)}

    def _keep_comments(self, start: int, end: int) -> None:
        """An annotation that stands in the English span alone must not be lost."""
        for comment in _COMMENT.finditer(self.text, start, end):
            folded = _folded(comment[1])
            if _SPEAKS.match(comment[1]) and folded not in self.said:
                self.said.add(folded)
                self._keep(*comment.span())

    def _between(self, start: int, end: int) -> None:
        """Text outside of regular pairs; spans in it do not nest as they should."""
        if not _BILINGUAL.search(self.text, start, end):
            self._keep(start, end)
            return
        while start < end:
            paragraph_end = _END.search(self.text, start, end)
            stop = paragraph_end.end() if paragraph_end else end
            self._paragraph(start, stop)
            start = stop

    def _paragraph(self, start: int, end: int) -> None:
        """Walks the span tags with a stack: targets are kept, sources are not.

        Whatever a paragraph leaves open ends with it, so that no damage reaches further.
        """
        stack: list[str] = []
        self.sources, self.said = 0, set()
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
            self.said |= self._comments(start, end)

    def _report(self, start: int, end: int) -> None:
        at = self.page.page_range(start, end)
        message = "the bilingual spans here do not nest as they should"
        self.findings.append(SPAN_MALFORMED.at(at, message))


def _folded(comment: str) -> str:
    """What a comment says, however a translation has spaced it and quoted in it."""
    return "".join(unescape(comment).split())


def _is_bilingual(tag: str) -> bool:
    return _role(tag) != "other" and not tag.startswith("</")


def _role(tag: str) -> str:
    """`target`, `source` or `other`: what the text inside of a span tag is."""
    if "sxs-lookup" in tag or "data-stu-id" in tag:
        return "source"
    return "target" if "data-ttu-id" in tag else "other"
