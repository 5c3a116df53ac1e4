"""Say which texts of a source can have names, whatever the page is; most of them cannot."""

import re

from docreplay.drift.name_places import MAY_BE_BARE
from docreplay.drift.roles import (
    has_header,
    may_have_literals,
    may_have_role,
    may_have_settings,
)
from docreplay.drift.short_texts import kept_for_short
from docreplay.drift.value_lists import may_list_values

ABOUT_VALUE = re.compile(r"value of [A-Z]|when [A-Z]")
"""What a sentence about a value with a capital has."""
_MARKED = re.compile(rf"[*\"“‘'^/]|\]\(|{MAY_BE_BARE.pattern}")
"""What names in markup, names in quotation marks and bare names have a part of."""
MOST_BLANKS = 3
"""Maximum number of blanks in a cell that is not a sentence: `[event](event.md) collection`."""


@kept_for_short
def may_have_names(text: str) -> bool:
    """Return True if a text has what makes a part of it a name; many cells have the same text."""
    if _MARKED.search(text) or has_header(text):
        return True
    return text.count(" ") > MOST_BLANKS and (
        may_have_role(text)
        or "either " in text
        or ABOUT_VALUE.search(text) is not None
        or may_have_literals(text)
        or may_list_values(text)
        or may_have_settings(text)
    )
