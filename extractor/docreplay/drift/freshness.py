"""Classify the changes between the source version of a translation and the current source."""

import re

from docreplay.drift.normalize import code, words
from docreplay.drift.runs import runs
from docreplay.model.markup.markup import Markup
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

_LIST_MARKER = re.compile(r"^([ \t>]*)(?:[-*+]|\d{1,9}[.)])(?=[ \t])", re.MULTILINE)
_SEAM = re.compile(r"(?<=[.!?:;)])(?=[A-Z\[*`])")
_BY_PIPELINE = re.compile(
    r"<a\s+(?:name|id)=[^<>]*>(?:</a>)?|/[a-z]{2}-[a-z]{2}(?=[/)?#])|(?<= )> ", re.IGNORECASE
)
_INCLUDE = re.compile(
    r"^[ \t>]*(?:[-*+][ \t]+)?\[!INCLUDE[ \t]*\[[^\]\n]*\]\([^)\n]*\)\][ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_MARKUP = re.compile(r"\]\((?:[^)\]]|\](?!\())*+\)|<[^<>]*>|[*_`\[\]>#|\\]")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def freshness_of(old: Markup, new: Markup, *, with_front: bool = True) -> tuple[Freshness, int]:
    """Return the class of the change, and the number of words of the new version to translate.

    Code is what needs no translator: code blocks, annotations and metadata. Blank lines, the marks
    of lists and the places of includes do not count. Without `with_front`, the front matter is
    ignored: the source text on a bilingual page has none.
    """
    before, after = _words(old, with_front), _words(new, with_front)
    if before != after:
        changed, is_typo = _difference(before, after)
        return ("typo", changed) if is_typo else ("prose", changed)
    if _plain(old, with_front) != _plain(new, with_front):
        return "markup", 0
    is_same = _code(old, with_front) == _code(new, with_front)
    return ("current", 0) if is_same else ("code", 0)


def words_of(outline: Markup) -> int:
    """Return the number of words to translate on a page."""
    return len(_words(outline, True))


def changed_words(old: str, new: str) -> int:
    """Return the number of words that were added, changed or removed between two sentences."""
    before, after = (_WORD.findall(_MARKUP.sub(" ", text)) for text in (old, new))
    return _difference(before, after)[0]


def _words(outline: Markup, with_front: bool) -> list[str]:
    """Return the page's words without code and markup; code spans are words."""
    values = [outline.front.get(key, "") for key in sorted(TRANSLATED)] if with_front else []
    return _WORD.findall(_MARKUP.sub(" ", "\n".join([*values, _prose(outline, with_front)])))


def _prose(outline: Markup, is_exact: bool) -> str:
    """Return the text on one line, without includes and with one kind of list marks.

    Between the sentences of a bilingual page there may be no blank.
    """
    text = outline.plain
    text = _INCLUDE.sub("", text) if "[!" in text else text
    text = words(_LIST_MARKER.sub(r"\1-", text))
    return text if is_exact else _SEAM.sub(" ", text)


def _code(outline: Markup, with_front: bool) -> tuple[object, ...]:
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
    return fences, comments, metadata(outline) if with_front else None


def metadata(outline: Markup) -> dict[str, str]:
    """Return the entries of the front matter without translated ones and those of the stamp."""
    return {
        key: value
        for key, value in outline.front.items()
        if key not in TRANSLATED and key not in STAMP
    }


def _plain(outline: Markup, is_exact: bool) -> tuple[str, list[str]]:
    """Return the text, and the includes in any order.

    If it is not exact, the source text on a bilingual page is one: its anchors, locales of URLs and
    marks of quotes are those of the pipeline.
    """
    includes = _INCLUDE.findall(outline.plain) if "[!" in outline.plain else []
    text = _prose(outline, is_exact)
    text = text if is_exact else words(_BY_PIPELINE.sub("", text))
    return text, sorted(words(include) for include in includes)


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
