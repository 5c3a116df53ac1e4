"""Compare texts of which some have secrets replaced: what was there matches anything.

It matches the same everywhere: two masks with one number replace one secret.
"""

import re
from functools import lru_cache

from docreplay.model.recordings.cassette import REDACTED
from docreplay.replay.secrets.masks import MASK, Masks


class Wildcards:
    """Compares the texts of one request with those of a recorded one."""

    def __init__(self, masks: Masks | None = None) -> None:
        self._masks = masks or Masks()
        self.bound: dict[int, str] = {}
        """What the masks of the recording replace, as far as texts were compared."""

    def is_alike(self, recorded: str, sent: str) -> bool:
        """Return True if the texts are equal, apart from what was redacted in the recorded one."""
        if recorded == sent:
            return True
        match = _pattern(recorded).fullmatch(sent) if REDACTED in recorded else None
        if match is None:
            return False
        bound = dict(self.bound)
        found = match.groupdict().items()
        if not all(self._masks.fits(int(name[1:]), text, bound) for name, text in found):
            return False
        self.bound = bound
        return True


@lru_cache(maxsize=256)
def _pattern(recorded: str) -> re.Pattern[str]:
    """Return a regular expression with a group for each number of a mask."""
    pieces, at, seen = [], 0, set()
    for mask in MASK.finditer(recorded):
        pieces.append(re.escape(recorded[at : mask.start()]))
        at, number = mask.end(), mask[1].lstrip("0")
        if not number:
            pieces.append(".*")
        else:
            pieces.append(f"(?P=n{number})" if number in seen else f"(?P<n{number}>.*)")
            seen.add(number)
    return re.compile("".join([*pieces, re.escape(recorded[at:])]), re.DOTALL)
