"""Damage to front matter."""

import re
from random import Random

from benchmarks.damage.operator import (
    Damage,
    chosen,
    matches,
    operator,
    put,
    without_lines,
    written,
)
from docreplay.model.markup.markup import Markup, Span

_KEY = "front-matter-key-missing"
_UNTRANSLATED = "front-matter-untranslated"


@operator
def kind_of_page_translated(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Translate `doc_type` in the front matter."""
    found = (
        entry.value for entry in page.front_matter if entry.key == "doc_type" and entry.value.text
    )
    part = chosen(found, chance)
    return part and put(page, part, "API页面", _KEY)


@operator
def front_matter_key_dropped(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Drop an entry of the front matter."""
    entries = (entry for entry in page.front_matter if entry.key in ("doc_type", "ms.prod"))
    part = chosen((entry.value for entry in entries if entry.content), chance)
    return part and without_lines(page, part.start, _KEY)


@operator
def title_dropped(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Empty the title or the description in the front matter."""
    entries = (entry for entry in page.front_matter if entry.key in ("title", "description"))
    part = chosen((entry.value for entry in entries if entry.content), chance)
    return part and put(page, part, "", _UNTRANSLATED)


@operator
def description_left(page: Markup, source: Markup, _: Random) -> Damage | None:
    """Leave the description in the front matter in English."""
    said = source.front.get("description", "")
    entries = [entry.value for entry in page.front_matter if entry.key == "description"]
    if not entries or not re.search(r"(?:\b[a-z]{2,}\b.*){4}", said) or ": " in said:
        return None
    return put(page, entries[0], said, _UNTRANSLATED)


@operator
def front_matter_unmarked(page: Markup, _: Markup, __: Random) -> Damage | None:
    """Drop the line above the front matter, so that there is none."""
    return written(page.page, (0, 4), "", _UNTRANSLATED) if page.front_matter else None


@operator
def name_in_title_translated(page: Markup, source: Markup, chance: Random) -> Damage | None:
    """Replace a name in the title or description of the front matter."""
    english = " ".join(source.front.get(key, "") for key in ("title", "description"))
    entries = (entry.value for entry in page.front_matter if entry.key in ("title", "description"))
    names = [
        Span(name.text, value.start + name.start, value.start + name.end)
        for value in entries
        for name in matches(value.text, r"(?<![\w*./-])([a-z]{2,}[A-Z][A-Za-z]+)(?![\w*/-]|\.\w)")
        if value.text.count(name.text) == 1 and re.search(rf"\b{name.text}\b", english)
    ]
    part = chosen(names, chance)
    return part and put(page, part, "名称", "name-changed")
