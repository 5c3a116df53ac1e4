"""Which words a snapshot keeps: members of enumerations, and no text that a person wrote."""

import re
from collections.abc import Callable
from dataclasses import replace

from docreplay.model.body.shape import Shape, name_in, rewritten

Listed = Callable[[tuple[str, ...]], bool]
"""Returns True for a place of which the page lists the possible values."""
_ENUMERATION = re.compile(
    r"(?:status|state|type|kind|mode|level|role|category|visibility|priority|severity|importance"
    r"|sensitivity|action|unit|currency|color|colour|direction|scope|phase|stage|result|outcome"
    r"|access|platform|class|^code|error_?code)$",
    re.IGNORECASE,
)
"""Names of members whose values are usually words of the API."""
MOST = 20
"""Maximum number of words that a place keeps."""


def with_kept_words(shape: Shape, listed: Listed = lambda _: False) -> Shape:
    """Return the shape with the words of enumerations only.

    Those are at places of which the page lists the values, that are named like an enumeration, or
    whose words repeat so often that they are one (`Shape.is_closed`).
    """

    def change(steps: tuple[str, ...], part: Shape) -> Shape:
        names = [step for step in steps if step not in ("*", "{}")]
        name = name_in(names[-1]) if names else ""
        is_kept = (
            name == "@odata.type" or part.is_closed or _ENUMERATION.search(name) or listed(steps)
        )
        return part if is_kept and len(part.words) <= MOST else replace(part, words={})

    return rewritten(shape, change)
