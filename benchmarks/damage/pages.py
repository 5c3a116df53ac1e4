"""Damage to front matter, and to the sentences of bilingual pages."""

import re
from random import Random

from benchmarks.damage.operator import (
    Damage,
    chosen,
    operator,
    put,
    without_lines,
    written,
)
from extractor.model.outline import Outline, unquoted

_KEY = "front-matter-key-missing"


@operator
def kind_of_page_translated(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """`doc_type` in the front matter is translated."""
    found = (entry.value for entry in page.entries if entry.key == "doc_type" and entry.value.text)
    part = chosen(found, chance)
    return part and put(page, part, "API页面", _KEY)


@operator
def front_matter_key_dropped(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """An entry of the front matter is gone."""
    entries = (entry for entry in page.entries if entry.key in ("doc_type", "ms.prod"))
    part = chosen((entry.value for entry in entries if unquoted(entry.value.text)), chance)
    return part and without_lines(page, part.start, _KEY)


@operator
def sentence_left(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """A sentence stays English."""
    found = [s for s in page.segments if re.match(r"[A-Z]\w+ (?:\w+ ){3,}the \w+", s.source)]
    segment = chance.choice(found) if found else None
    if not segment or "\n" in segment.source:
        return None
    span = segment.offset, segment.offset + len(segment.target)
    return written(page.page, span, segment.source, "sentence-untranslated")


@operator
def sentence_of_another_page(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """A translation answers a sentence that the source has not."""
    found = [segment for segment in page.segments if len(segment.source) > 30]
    segment = chance.choice(found) if found else None
    at = page.page.find(segment.source, segment.offset + len(segment.target)) if segment else -1
    if not segment or at < 0:
        return None
    changed = f"Lists the connectors of an exchange. {segment.source}"
    damage = written(page.page, (at, at + len(segment.source)), changed, "memory-stale")
    return damage._replace(start=segment.offset)
