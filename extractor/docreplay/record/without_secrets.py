"""Which strings of an answer a shape may keep: words that cannot be secrets."""

import re
from collections.abc import Callable
from dataclasses import replace

from docreplay.model.body.shape import NOTHING, Shape, merged, name_in, rewritten
from docreplay.model.secret_names import is_secret_member

_MIXED = re.compile(r"(?=.*\d)(?=.*[A-Za-z]).{8,}")
"""Letters and digits: rather an id or a token than a word."""


def without_secrets(shape: Shape, masked: Callable[[str], str]) -> Shape:
    """Return the shape without words that a secret may be, and without names that contain one.

    A member whose name contains a secret is taken for an entry of a map.
    """

    def change(steps: tuple[str, ...], part: Shape) -> Shape:
        is_secret = any(is_secret_member(name_in(step)) for step in steps)
        words = {} if is_secret else {word: n for word, n in part.words.items() if is_kept(word)}
        hidden = [name for name in part.members if masked(name) != name]
        entries = part.entries
        for name in hidden:
            entries = merged(entries or NOTHING, part.members[name])
        members = {name: item for name, item in part.members.items() if name not in hidden}
        return replace(part, words=words, members=members, entries=entries)

    def is_kept(word: str) -> bool:
        return masked(word) == word and not _MIXED.fullmatch(word)

    return rewritten(shape, change)
