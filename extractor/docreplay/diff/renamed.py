"""Members that have a new name: their rows are otherwise the same, or nearly and names are alike.

Of two standard headers, none is the new name of the other, however alike the rows are.
"""

import re
from collections import Counter
from collections.abc import Mapping
from difflib import SequenceMatcher

from docreplay.model.api.documented_member import Member
from docreplay.model.http.known_headers import KNOWN_HEADERS
from docreplay.model.types.documented_rows import DocumentedRow

_FLAGS = re.compile(
    r"\b(?:required|optional|mandatory|yes|no|none|true|false|read|write|only|nullable|not|null"
    r"|default|deprecated|the|see|unknown|reserved|for|future|use)\b",
    re.IGNORECASE,
)
_TELLING = re.compile(r"[^\W\d_]{3}")
"""A word; a row that has none but flags does not say which member it documents."""
_ALIKE = 0.75
"""Similarity of two rows from which one is the other with a new name, if the names are alike."""
_NAMES_ALIKE = 0.6
_WORD = re.compile(r"[A-Z]*[a-z]+|[A-Z]+")
_SHORTEST = 3
"""Letters of a word that two names must have in common to be alike."""


def renamed_members(
    gone: list[str], fresh: list[str], old: Mapping[str, Member], new: Mapping[str, Member]
) -> dict[str, str]:
    """Return the old name of each new member whose row is otherwise that of one that is gone."""
    found = _same_words(gone, fresh, old, new)
    left = [name for name in gone if name not in found.values()]
    for name in fresh:
        best = "" if name in found else _most_alike(left, old, new[name])
        if best and _alike(old[best], new[name]) >= _ALIKE:
            found[name] = best
            left.remove(best)
    return found


def renamed_headers(
    gone: list[str], fresh: list[str], old: Mapping[str, Member], new: Mapping[str, Member]
) -> dict[str, str]:
    """Return the old name of each new header, of which at most one is a standard one."""
    found = renamed_members(gone, fresh, old, new)
    return {name: was for name, was in found.items() if not {name, was} <= KNOWN_HEADERS.keys()}


def _most_alike(names: list[str], old: Mapping[str, Member], new: Member) -> str:
    return max(names, key=lambda name: _alike(old[name], new), default="")


def _has_similar_name(one: Member, other: Member) -> bool:
    """Return True if two names have a word in common, or most of their letters."""
    words = [{word.lower() for word in _WORD.findall(item.name)} for item in (one, other)]
    if any(len(word) >= _SHORTEST for word in words[0] & words[1]):
        return True
    names = one.name.lower(), other.name.lower()
    return SequenceMatcher(None, *names, autojunk=False).ratio() >= _NAMES_ALIKE


def _same_words(
    gone: list[str], fresh: list[str], old: Mapping[str, Member], new: Mapping[str, Member]
) -> dict[str, str]:
    """Return the old name of each new member whose row says the same as one that is gone.

    However short it is: no other row of either version says it.
    """
    said = [{name: _words(found[name]) for name in found} for found in (old, new)]
    times = [Counter(texts.values()) for texts in said]
    names = {said[0][name]: name for name in gone}
    return {
        name: names[text]
        for name in fresh
        if (text := said[1][name]) in names
        and _TELLING.search(_FLAGS.sub("", text[1]))
        and times[0][text] == times[1][text] == 1
    }


def _words(member: Member) -> tuple[str, str]:
    """Return the type of a member and what its row says besides, without its name."""
    text = member.text if isinstance(member, DocumentedRow) else ""
    return member.type, _without(text, member.name)


def _without(text: str, name: str) -> str:
    """Return a text without a name, which is a word of it: `identifier` has no `id`."""
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "", text)


def _alike(old: Member, new: Member) -> float:
    """Return how similar two rows are without their names; rows without text are not."""
    one, two = (" | ".join(item.raw[1:]) for item in (old, new))
    one, two = _without(one, old.name), _without(two, new.name)
    if old.type != new.type or min(len(one), len(two)) < 25:  # a type and no more
        return 0.0
    if not _has_similar_name(old, new):
        return 0.0
    return SequenceMatcher(None, one, two, autojunk=False).ratio()
