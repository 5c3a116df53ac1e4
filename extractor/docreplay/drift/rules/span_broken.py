"""The spans of a bilingual sentence are not a pair.

## What it means
A `data-ttu-id` span is not followed by the `sxs-lookup` span with the same id, or vice versa, or an
id is used twice.

## Why it matters
The bilingual view shows the wrong sentence or none, and tools cannot distinguish the two languages.

## What it leaves alone
Spans without such an id, and pages without bilingual spans.

    <span class="note">Foto</span>

## Example
    <span data-ttu-id="a-1">照片</span><span class="sxs-lookup">Photo</span>

## Fix
Give both spans the same id, and close each of them.
"""

import re
from collections import Counter
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule
from docreplay.model.markup.markup import Markup, Span

RULE = Rule(code="DRI336", name="span-broken")

_ID = re.compile(r'data-([ts])tu-id="([^"]*)"')


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield ids that are not in pairs: a target span, directly followed by a source span."""
    page, ids = pair.target.page, {segment.id for segment in pair.target.segments}
    counts = {page.count("data-ttu-id"), page.count("data-stu-id"), len(ids)}
    if len(counts) > 1:
        found = [(match[1], match[2], match.start()) for match in _ID.finditer(page)]
        yield from _broken(pair.target, found)


def _broken(target: Markup, found: list[tuple[str, str, int]]) -> Iterator[Deviation]:
    counts = Counter(name for _, name, _ in found)
    reported: set[str] = set()
    for index, (kind, name, at) in enumerate(found):
        follows = found[index + 1][:2] if index + 1 < len(found) else None
        precedes = found[index - 1][:2] if index else None
        alone = follows != ("s", name) if kind == "t" else precedes != ("t", name)
        if (alone or counts[name] > 2) and name not in reported:
            reported.add(name)
            start = target.places.within(at)
            message = f"spans of sentence `{name}` are not a pair"
            place = Span("", start, start)
            yield Deviation(message, place, 0, "a pair of spans", name, page_offset=at)


CHECK = DriftCheck(RULE, find)
