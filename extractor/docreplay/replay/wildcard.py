"""Compare texts of which some have secrets replaced: what was there matches anything."""

import re
from functools import lru_cache

from docreplay.model.cassette import REDACTED


def is_alike(recorded: str, sent: str) -> bool:
    """Return True if the texts are equal, apart from what was redacted in the recorded one."""
    if recorded == sent:
        return True
    return REDACTED in recorded and _pattern(recorded).fullmatch(sent) is not None


@lru_cache(maxsize=256)
def _pattern(recorded: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, recorded.split(REDACTED))), re.DOTALL)
