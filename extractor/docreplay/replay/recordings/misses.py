"""Why no recording answers a request, in words: the nearest recording and where it differs."""

import re

from docreplay.model.case import Unrecorded
from docreplay.model.recordings.cassette import RecordedRequest
from docreplay.replay.recordings.body_meaning import Difference
from docreplay.replay.recordings.matching import NearestRecording

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SHOWN = 3
"""Number of differences that a message names."""
_LONG = 60
"""Characters of a value that a message shows."""
_LONGEST = 2000
"""Characters of a difference that a report shows."""


def unrecorded(
    request: RecordedRequest, found: NearestRecording | None, taken: int, file: str
) -> Unrecorded:
    """Return why no recording in the file answers a request.

    `found` is the nearest recording, None if there is none; `taken` is the number of recordings of
    the request, which answered already.
    """
    title = _clipped(request.title, 200)
    if taken:
        times = "once" if taken == 1 else f"{taken} times"
        reason = f"{title} is recorded {times}, and the case sends it again ({file})"
        return Unrecorded(reason=reason)
    if found is None:
        return Unrecorded(reason=f"{title} is not recorded in {file}")
    named = "; ".join(map(_described, found.differences[:_SHOWN]))
    more = len(found.differences) - _SHOWN
    rest = f"; and {more} more" if more > 0 else ""
    return Unrecorded(
        reason=f"{title} is not recorded; the nearest, `{found.recording.id}`, differs: {named}"
        + rest,
        recorded=_side(found.differences, 1),
        sent=_side(found.differences, 2),
    )


def _described(found: Difference) -> str:
    return f"{found.what} is {_clipped(found.sent, _LONG)}, recorded: " + _clipped(
        found.recorded, _LONG
    )


def _escaped(match: re.Match[str]) -> str:
    """Return a character that a line cannot show as Python writes it: it may be the difference."""
    return match[0].encode("unicode_escape", "backslashreplace").decode()


def _side(differences: tuple[Difference, ...], side: int) -> str:
    return _clipped("; ".join(f"{found.what}: {found[side]}" for found in differences), _LONGEST)


def _clipped(text: str, most: int) -> str:
    line = _CONTROLS.sub(_escaped, text)
    return line if len(line) <= most else f"{line[:most]}…"
