"""Damage to the sentences of bilingual pages, and to the spans around them."""

import re
from random import Random

from benchmarks.damage.operator import Damage, chosen, matches, operator, written
from docreplay.model.markup.markup import Markup, Segment

_BROKEN = "span-broken"
_LONG = 90


@operator
def sentence_left(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Leave a sentence in English."""
    found = [s for s in page.segments if re.match(r"[A-Z]\w+ (?:\w+ ){3,}the \w+", s.source)]
    segment = chance.choice(found) if found else None
    if not segment or "\n" in segment.source:
        return None
    span = segment.offset, segment.offset + len(segment.target)
    return written(page.page, span, segment.source, "sentence-untranslated")


@operator
def sentence_of_another_page(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Put a sentence into the source that its translation does not have."""
    found = [segment for segment in page.segments if len(segment.source) > 30]
    segment = chance.choice(found) if found else None
    at = page.page.find(segment.source, segment.offset + len(segment.target)) if segment else -1
    if not segment or at < 0:
        return None
    changed = f"Lists the connectors of an exchange. {segment.source}"
    damage = written(page.page, (at, at + len(segment.source)), changed, "memory-stale")
    return damage._replace(start=segment.offset)


def _translated(page: Markup) -> list[Segment]:
    """Return the sentences of prose that are translated."""
    found = (segment for segment in page.segments if segment.source != segment.target)
    return [s for s in found if re.match(r"[A-Z]\w+ (?:[a-z]+ ){2,}", s.source)]


def _span(segment: Segment) -> tuple[int, int]:
    return segment.offset, segment.offset + len(segment.target)


@operator
def sentence_half_left(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Leave the second half of a sentence in English."""
    found = [s for s in _translated(page) if re.search(r"(?: [a-z]+){6,}\.$", s.source)]
    segment = chance.choice(found) if found else None
    rest = re.search(r"(?: [a-z]+){6,}\.$", segment.source) if segment else None
    if not segment or not rest or not re.search(r" (?:the|of|to|for|that|in) ", rest[0]):
        return None
    half = segment.target[: len(segment.target) // 3].rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    # marks that are cut in two are another matter
    if re.search(r"[\[\]`*_<>({“\"《（]", segment.target) or half.isascii():
        return None
    return written(page.page, _span(segment), half + rest[0].strip(), "sentence-half-translated")


@operator
def sentence_emptied(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Empty the translation of a paragraph or cell and keep its spans."""
    cells = [cell for table in page.tables for row in table.rows[1:] for cell in row]
    texts = {part.text for part in (*cells, *page.paragraphs)}
    found = [segment for segment in _translated(page) if segment.target in texts]
    segment = chance.choice(found) if found else None
    return segment and written(page.page, _span(segment), "", "text-missing")


@operator
def sentence_cut(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Drop all but the first word of a long translation."""
    texts = {part.text for part in page.paragraphs}
    found = [s for s in _translated(page) if s.target in texts and len(s.source) > _LONG]
    segment = chance.choice(found) if found else None
    if not segment or re.search(r"[\[`*_<{]", segment.target):
        return None
    return written(page.page, _span(segment), segment.target[:3], "text-missing")


@operator
def span_renumbered(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Give the source of a sentence a different id from its translation."""
    part = chosen(matches(page.page, r'data-stu-id="[0-9a-f]+-(\d+)"'), chance)
    return part and written(page.page, (part.start, part.end), f"{part.text}9", _BROKEN)


@operator
def span_doubled(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Give two sentences the same id."""
    found = list(matches(page.page, r'data-[ts]tu-id="([0-9a-f]+-\d+)"'))
    pairs = [at for at in range(len(found) - 3) if found[at].text == found[at + 1].text]
    if not pairs:
        return None
    at = chance.choice(pairs)
    first, behind = found[at], found[at + 2 : at + 4]
    if len({part.text for part in behind}) > 1 or behind[0].text == first.text:
        return None
    text = page.page
    for part in reversed(behind):
        text = text[: part.start] + first.text + text[part.end :]
    start = text.rfind("\n", 0, first.start) + 1
    return Damage(text, start, behind[1].end, (_BROKEN,))


@operator
def span_unnamed(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Drop the id of a translation's span."""
    part = chosen(matches(page.page, r'<span( data-ttu-id="[^"]*")>'), chance)
    return part and written(page.page, (part.start, part.end), "", _BROKEN)


@operator
def escape_dropped(page: Markup, source: Markup, chance: Random) -> Damage | None:
    """Drop the backslash of a placeholder that both pages show."""
    mine = [part for part in source.paragraphs if re.fullmatch(r"[A-Z][\w ,']+\.", part.text)]
    theirs = {said: part for part in page.paragraphs for said, _ in page.translated(part)}
    once = [part for part in mine if source.prose.count(part.text) == 1]
    found = [part for part in once if part.text in theirs]
    if not found:
        return None
    part = chance.choice(found)
    target = theirs[part.text]
    at = source.places.offset(part.end)
    text = f"{source.page[:at]} \\<id>{source.page[at:]}"
    end = page.page.find("\n", page.places.offset(target.end - 1))
    return written(page.page, (end, end), " <id>", "escape-lost")._replace(source=text)
