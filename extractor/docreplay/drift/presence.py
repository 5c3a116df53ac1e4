"""Decide whether a text has a name: as it is, in the singular or plural, or with other capitals."""

import re
from functools import lru_cache

from docreplay.drift.normalize import strip_invisible
from docreplay.model.markup.markup import Span

_TARGETS = re.compile(r"\]\([^()\n]*\)|\]\[[^\]\n]*\]|https?://[^\s)]+")
_LETTER, _LOWER = re.compile("[A-Za-zÀ-ɏ]"), re.compile("[a-zß-ɏ]")
_LATIN = "[A-Za-z0-9_À-ɏ]"
"""Characters that continue a word in Latin script; `unit` is not a word of `unità`."""
_WORD = re.compile(r"[a-z]+")
_CAMEL = re.compile(r"[a-z]+[A-Z]\w*[a-rt-z0-9]")
_GENITIVE = re.compile(r"\b(?:de[rs]|eines|dieses|jedes|jeweiligen|ihres|seines)\W*$")
"""What a German name in the genitive is behind: `des driveItems`."""
_OF_SEVERAL = re.compile(
    r"[*_\]`]*(?:\([^()\s]*\))? (?:objects|resources|collections?|items|instances|entities|lists?"
    r"|types|properties|records|relationships|references|values|settings)\b"
)
"""A noun behind a name that makes it a plural: `driveItem objects`."""
_QUOTES = str.maketrans("“”„«»‘’‚", '"""""\'\'\'')


def has(text: str, name: str) -> bool:
    """Return True if a text has the name, also without its plural ending.

    A name that is a word in lower case must be a word of the text: `contact` is not in `contactos`.
    """
    text, name = _searched(text), _plain(name)
    singular = f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")
    if not _WORD.fullmatch(name):
        return name in text or singular in text
    return any(_has_word(text, word) for word in (name, f"{name}s", singular))


@lru_cache(maxsize=4)
def _searched(text: str) -> str:
    """Return a text without targets of links; a long paragraph is asked for many names."""
    return _plain(_TARGETS.sub("", text) if _may_have_targets(text) else text)


def _plain(text: str) -> str:
    """Return a text without what is not seen, and with simple quotation marks."""
    return strip_invisible(text).replace("\\", "").translate(_QUOTES)


def _may_have_targets(text: str) -> bool:
    return "](" in text or "][" in text or "://" in text


def _has_word(text: str, word: str) -> bool:
    """Return True if a text has a whole word."""
    at = text.find(word)
    while at >= 0:
        before, after = text[max(0, at - 1) : at], text[at + len(word) : at + len(word) + 1]
        is_part = before == "{" and after != "}"
        if not _LETTER.match(before) and not _LOWER.match(after) and not is_part:
            return True
        at = text.find(word, at + 1)
    return False


def other_capitals(sentence: Span, name: str) -> Span | None:
    """Return the name as the sentence has it with other capitals."""
    singular = name.removesuffix("s")
    if singular.lower() not in sentence.text.lower():
        return None
    return _whole(sentence, rf"{re.escape(singular)}s?", re.IGNORECASE)


def plural(sentence: Span, name: Span, source: Span) -> Span | None:
    """Return the plural of a name that the sentence has instead of the name.

    None where the source is about several, and in the genitive of German.
    """
    plural_name = f"{name.text}s"
    if plural_name not in sentence.text or plural_name in source.text:
        return None
    if not _CAMEL.fullmatch(name.text):
        return None
    if _OF_SEVERAL.match(source.text, name.end - source.start):
        return None
    found = _whole(sentence, plural_name)
    if found is None or _whole(sentence, name.text):
        return None
    before = sentence.text[: found.start - sentence.start]
    return None if _GENITIVE.search(before) else found


def _whole(sentence: Span, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> Span | None:
    """Return the first match that is a whole word outside of targets of links."""
    masked = _TARGETS.sub(lambda target: " " * len(target[0]), sentence.text)
    found = re.search(rf"(?<!{_LATIN})(?:{pattern})(?!{_LATIN})", masked, flags)
    if found is None:
        return None
    return Span(found[0], sentence.start + found.start(), sentence.start + found.end())
