"""Classify the changes between the source version of a translation and the current source."""

import re

from docreplay.drift.normalize import code, words
from docreplay.drift.runs import runs
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
        "default_lang_commit",
        "drifted_from_default",
        "l10n",
        "l10n.sourceCommit",
    }
)
"""Keys of the front matter that only translations have."""

_SIGNIFICANT = frozenset(
    {"cannot", "never", "none", "nothing", "without", "within", "unable", "enable", "enables"}
    | {"enabled", "disable", "disables", "disabled", "must", "should", "shall", "could", "would"}
    | {"might", "before", "after", "least", "most", "more", "less", "include", "includes"}
    | {"exclude", "excludes", "allow", "deny"}
)
"""Words of four or more letters that change the meaning of a sentence, so they are not typos."""

_MARKUP = re.compile(r"\]\([^)]*\)|<[^>]*>|[*_`\[\]>#|\\]")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def freshness_of(old: Markup, new: Markup) -> tuple[Freshness, int]:
    """Return the class of the change, and the number of words of the new version to translate.

    Code is what needs no translator: code blocks, annotations and metadata.
    """
    before, after = _words(old), _words(new)
    if before != after:
        changed, is_typo = _difference(before, after)
        return ("typo", changed) if is_typo else ("prose", changed)
    if _plain(old) != _plain(new):
        return "markup", 0
    return ("current", 0) if _code(old) == _code(new) else ("code", 0)


def words_of(outline: Markup) -> int:
    """Return the number of words to translate on a page."""
    return len(_words(outline))


def _words(outline: Markup) -> list[str]:
    """Return the page's words without code and markup; code spans are words."""
    values = [outline.front.get(key, "") for key in sorted(TRANSLATED)]
    return _WORD.findall(_MARKUP.sub(" ", "\n".join([*values, words(outline.plain)])))


def _code(outline: Markup) -> tuple[object, ...]:
    """Return the code blocks with their annotations, other comments, and the metadata."""
    fences = [
        (
            fence.info,
            code(fence.body.text),
            words(fence.annotation.text) if fence.annotation else None,
        )
        for fence in outline.fences
    ]
    comments = [words(comment.text) for comment in outline.comments]
    return fences, comments, metadata(outline)


def metadata(outline: Markup) -> dict[str, str]:
    """Return the entries of the front matter without translated ones and those of the stamp."""
    return {
        key: value
        for key, value in outline.front.items()
        if key not in TRANSLATED and key not in STAMP
    }


def _plain(outline: Markup) -> str:
    return words(outline.plain)


def _difference(before: list[str], after: list[str]) -> tuple[int, bool]:
    """Return the number of added or changed words, and whether all changes are typos.

    A removed word counts as one change.
    """
    changed, is_typo = 0, True
    for is_equal, low, high, start, end in runs(before, after):
        if is_equal:
            continue
        changed += max(end - start, 1)
        pairs = zip(before[low:high], after[start:end], strict=False)
        is_typo &= high - low == end - start and all(_is_typo(*pair) for pair in pairs)
    return changed, is_typo


def _is_typo(one: str, other: str) -> bool:
    """Return True if two words differ by at most two letters, and not in digits."""
    if one.lower() == other.lower():
        return True
    if min(len(one), len(other)) < 4 or any(character.isdigit() for character in one + other):
        return False
    if _SIGNIFICANT & {one.lower(), other.lower()}:
        return False
    return _edits(one, other) <= 2


def _edits(one: str, other: str) -> int:
    """Return the number of added, removed or replaced letters (Levenshtein distance)."""
    row = list(range(len(other) + 1))
    for index, letter in enumerate(one, 1):
        above, row = row, [index]
        for place, character in enumerate(other, 1):
            replaced = above[place - 1] + (letter != character)
            row.append(min(above[place] + 1, row[-1] + 1, replaced))
    return row[-1]
