"""Damage to lists, quotes and tabs."""

import re
from random import Random

from benchmarks.damage.operator import Damage, chosen, matches, operator, put, written
from docreplay.model.markup.markup import Markup

_RULE = "block-sequence-changed"


@operator
def list_item_unmarked(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Drop the mark of a list item."""
    part = chosen(matches(page.plain, r"\n([-*] )(?=\S)"), chance)
    return part and put(page, part, "", _RULE)


@operator
def steps_joined(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Join two steps on one line."""
    part = chosen(matches(page.plain, r"\n(?:\d\.|[-*]) .*(\n)(?=(?:\d\.|[-*]) )"), chance)
    return part and put(page, part, " ", _RULE)


@operator
def quote_unmarked(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Turn a quote into a paragraph."""
    part = chosen(matches(page.plain, r"\n\n(> )(?!\[)"), chance)
    return part and put(page, part, "", _RULE)


@operator
def tab_unlinked(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Turn a tab into a heading."""
    part = chosen(matches(page.page, r"\n#+ .*(\[.+\]\(#tab/\S+\))"), chance)
    words = re.match(r"\[(.+)\]\(", part.text) if part else None
    if not part or not words:
        return None
    return written(page.page, (part.start, part.end), words[1], _RULE, "link-target-changed")
