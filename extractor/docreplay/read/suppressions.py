"""Read the comments by which a page suppresses findings."""

import re

from docreplay.model.exchange import Suppression
from docreplay.model.location import Location

_IGNORE = re.compile(
    r"\s*docreplay-ignore(?![\w-])(?:\s+([A-Za-z][\w-]*))?[\s:,;\u2013\u2014-]*(.*)", re.DOTALL
)


def suppression_of(comment: str, location: Location) -> Suppression | None:
    """Return the suppression of a comment `docreplay-ignore CODE reason`; None for others.

    The code is `""` if the comment has none.
    """
    ignore = _IGNORE.match(comment)
    if not ignore:
        return None
    return Suppression(code=ignore[1] or "", reason=" ".join(ignore[2].split()), location=location)
