"""What changed between the version that a translation was made from and the source of today."""

import re
from difflib import SequenceMatcher

from extractor.drift.fold import folded, folded_code
from extractor.model.outline import Outline
from extractor.model.translation import Freshness

_MARKUP = re.compile(r"\]\([^)]*\)|<[^>]*>|[*_`\[\]>#|\\]")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def freshness_of(old: Outline, new: Outline) -> tuple[Freshness, int]:
    """The class of the change, and how many words of the new version are to be translated.

    Code goes before markup: code alone can be brought over without reading a word.
    """
    before, after = _words(old), _words(new)
    if before != after:
        changed, is_typo = _difference(before, after)
        return ("typo", changed) if is_typo else ("prose", changed)
    if _code(old) != _code(new):
        return "code", 0
    return ("current", 0) if _plain(old) == _plain(new) else ("markup", 0)


def words_of(outline: Outline) -> int:
    """How many words a page has to translate."""
    return len(_words(outline))


def _words(outline: Outline) -> list[str]:
    """The page's words without its code and markup; code spans are words."""
    described = outline.front.get("description", "")
    return _WORD.findall(_MARKUP.sub(" ", f"{described}\n{folded(outline.plain)}"))


def _code(outline: Outline) -> list[tuple[str, str]]:
    """The code blocks with their annotations."""
    return [
        (folded_code(fence.body.text), folded(fence.annotation.text) if fence.annotation else "")
        for fence in outline.fences
    ]


def _plain(outline: Outline) -> str:
    return folded(outline.plain)


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
    return SequenceMatcher(None, one, other, False).ratio() >= 1 - 2 / max(len(one), len(other))
