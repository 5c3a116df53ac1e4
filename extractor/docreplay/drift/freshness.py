"""What changed between the version that a translation was made from and the source of today."""

import re
from difflib import SequenceMatcher

from docreplay.drift.normalize import code, words
from docreplay.model.markup import Markup
from docreplay.model.translation import Freshness

TRANSLATED = frozenset({"title", "description"})
STAMP = frozenset(
    {
        "ms.openlocfilehash",
        "ms.sourcegitcommit",
        "ms.contentlocale",
        "ms.translationtype",
        "ms.lasthandoff",
        "ms.locfileid",
    }
)
"""What only translations have."""

_WEIGHTY = frozenset(
    {"cannot", "never", "none", "nothing", "without", "within", "unable", "enable", "enables"}
    | {"enabled", "disable", "disables", "disabled", "must", "should", "shall", "could", "would"}
    | {"might", "before", "after", "least", "most", "more", "less", "include", "includes"}
    | {"exclude", "excludes", "allow", "deny"}
)
"""Words of four letters or more that turn a sentence round; shorter ones never count as slips."""

_MARKUP = re.compile(r"\]\([^)]*\)|<[^>]*>|[*_`\[\]>#|\\]")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def freshness_of(old: Markup, new: Markup) -> tuple[Freshness, int]:
    """The class of the change, and how many words of the new version are to be translated.

    Code is what can be brought over without reading a word: code blocks, annotations and metadata.
    """
    before, after = _words(old), _words(new)
    if before != after:
        changed, is_typo = _difference(before, after)
        return ("typo", changed) if is_typo else ("prose", changed)
    if _plain(old) != _plain(new):
        return "markup", 0
    return ("current", 0) if _code(old) == _code(new) else ("code", 0)


def words_of(outline: Markup) -> int:
    """How many words a page has to translate."""
    return len(_words(outline))


def _words(outline: Markup) -> list[str]:
    """The page's words without its code and markup; code spans are words."""
    said = [outline.front.get(key, "") for key in sorted(TRANSLATED)]
    return _WORD.findall(_MARKUP.sub(" ", "\n".join([*said, words(outline.plain)])))


def _code(outline: Markup) -> tuple[object, ...]:
    """The code blocks with their annotations, other annotations, and the metadata."""
    fences = [
        (
            fence.info,
            code(fence.body.text),
            words(fence.annotation.text) if fence.annotation else None,
        )
        for fence in outline.fences
    ]
    remarks = [words(remark.text) for remark in outline.comments]
    return fences, remarks, metadata(outline)


def metadata(outline: Markup) -> dict[str, str]:
    """The entries of the front matter that are for no reader and not the translation's own."""
    return {
        key: value
        for key, value in outline.front.items()
        if key not in TRANSLATED and key not in STAMP
    }


def _plain(outline: Markup) -> str:
    return words(outline.plain)


def _difference(before: list[str], after: list[str]) -> tuple[int, bool]:
    """How many words are new or other ones, and whether each is but a slip of the pen.

    A word that is gone counts as one to look at.
    """
    changed, is_typo = 0, True
    for tag, low, high, start, end in SequenceMatcher(None, before, after, False).get_opcodes():
        if tag == "equal":
            continue
        changed += max(end - start, 1)
        pairs = zip(before[low:high], after[start:end], strict=False)
        is_typo &= high - low == end - start and all(_is_slip(*pair) for pair in pairs)
    return changed, is_typo


def _is_slip(one: str, other: str) -> bool:
    """Whether two words differ by a letter or two, and in no digit."""
    if one.lower() == other.lower():
        return True
    if min(len(one), len(other)) < 4 or any(sign.isdigit() for sign in one + other):
        return False
    if _WEIGHTY & {one.lower(), other.lower()}:
        return False
    return _edits(one, other) <= 2


def _edits(one: str, other: str) -> int:
    """How many letters were put in, left out or replaced (the distance of Levenshtein)."""
    row = list(range(len(other) + 1))
    for index, letter in enumerate(one, 1):
        above, row = row, [index]
        for place, sign in enumerate(other, 1):
            row.append(min(above[place] + 1, row[-1] + 1, above[place - 1] + (letter != sign)))
    return row[-1]
