"""Sentences of a resource page that name its base type, such as `Inherits from [x](x.md)`."""

import re
from collections.abc import Iterator

from docreplay.model.exchange import BaseType

_LINK = r"\[(?P<text>[^\]\n]{1,120})\](?:\((?P<target>[^)\s]++)[^)\n]*+\)|\[[^\]\n]*\])?"
_MARKS = r"[*_`]{0,3}"
_NAME = r"(?P<name>[A-Za-z][\w.]*)"
_EXCUSED = r"(?:\s+(?:the|an?|abstract|base|type|resource|class|properties|of|following)\b)*"
_VERBS = (
    r"(?:inherit(?:s|ed|ing)?|deriv(?:es|ed|ing)|descends?)"
    r"(?:\s+(?:all|its|the|some|of|properties|methods|and|relationships))*\s+from",
    r"extends",
    r"(?:sub-?type|sub-?class|derived\s+type)\s+of",
    r"base\s*type\s*+(?:\*\*\s*+)?(?::|is\b)",
    # other languages: the link is as in the source
    r"继承自|派生自|繼承自|衍生自",
    r"erbt\s+(?:\w+\s+)?von|abgeleitet\s+von|leitet\s+sich\s+ab\s+von",
    r"hérite\s+de|dérive\s+de|hereda\s+de|deriva\s+de|herda\s+d[eo]|eredita\s+da",
    r"наследу\w+\s+(?:от|из|свойства)|dziedziczy\s+(?:po|z)|ärver\s+från|erft\s+van|dědí\s+z",
)
_AFTER = re.compile(
    rf"(?<![A-Za-z])(?:{'|'.join(_VERBS)}){_EXCUSED}\s*+{_MARKS}\s*"
    rf"(?:{_LINK}|{_MARKS}{_NAME})",
    re.IGNORECASE,
)
_VERB = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(_VERBS)})", re.IGNORECASE)
_BEFORE = re.compile(rf"{_LINK}\s*+{_MARKS}\s*(?:から|を|에서|을|를)\s*(?:継承|派生|상속|파생)")
"""Languages in which the verb is at the end."""
_NEGATED = re.compile(
    r"(?:\b(?:not|never|no longer|nicht|no|не|nie|inte|niet)|n['’]t|不|并非|並非)\s*\Z",
    re.IGNORECASE,
)
"""The words before a verb that say the opposite: `does not inherit from`."""
_NEGATION = re.compile(r"\bnicht\b", re.IGNORECASE)
_BEFORE_VERB = 12
_LONGEST_VERB = 500
"""Number of characters in which a verb and the tags within it end."""
_BEGINNINGS = (
    "inherit", "deriv", "descend", "extends", "subtype", "subclass", "sub-", "base",
    "继承自", "派生自", "繼承自", "衍生自",
    "erbt", "abgeleitet", "leitet", "hérite", "dérive", "hereda", "herda", "eredita",
    "наследу", "dziedziczy", "ärver", "erft", "dědí",
)  # fmt: skip
"""How the verbs begin, in small letters: the long pattern is tried there only."""
_ASCII_BEGINNINGS = tuple(filter(str.isascii, _BEGINNINGS))
_VERBS_BEHIND = ("継承", "派生", "상속", "파생")
_FENCE = re.compile(r"^ {0,3}(`{3,}+|~{3,}+).*?^ {0,3}\1", re.MULTILINE | re.DOTALL)
_TAG = re.compile(r"</?span[^>\n]{0,200}>")


def base_types(text: str) -> tuple[BaseType, ...]:
    """Return the base types that a text names, each once, in order."""
    if not may_name_base_type(text):
        return ()
    plain = _TAG.sub("", _FENCE.sub("", text))
    return tuple(dict.fromkeys(_found(plain)))


def may_name_base_type(text: str) -> bool:
    """Return True if a text has one of the words by which it would name a base type."""
    begins = any(_is_verb_at(text, start) for start in _beginnings(text))
    return begins or _is_verb_behind(text)


def _is_verb_at(text: str, start: int) -> bool:
    """Return True if a verb may begin at an offset; tags of bilingual pages may divide it."""
    if _VERB.match(text, start):
        return True
    if text.find("<", start, start + _LONGEST_VERB) < 0:
        return False
    around = text[max(start - 1, 0) : start + _LONGEST_VERB]
    return _VERB.search(_TAG.sub("", around)) is not None


def _found(plain: str) -> Iterator[BaseType]:
    for match in _matches(plain):
        groups = match.groupdict()
        name = (groups.get("text") or groups.get("name") or "").strip("*_` .")
        if name and not _is_negated(plain, match):
            yield BaseType(name, (groups.get("target") or "").partition("#")[0])


def _matches(plain: str) -> Iterator[re.Match[str]]:
    """Yield what `finditer` of the patterns yields, trying the first only where verbs begin."""
    end = 0
    for start in sorted(_beginnings(plain)):
        match = _AFTER.match(plain, start) if start >= end else None
        if match:
            yield match
            end = match.end()
    if _is_verb_behind(plain):
        yield from _BEFORE.finditer(plain)


def _is_negated(plain: str, match: re.Match[str]) -> bool:
    before = plain[max(0, match.start() - _BEFORE_VERB) : match.start()]
    return _NEGATED.search(before) is not None or _NEGATION.search(match[0]) is not None


def _is_verb_behind(text: str) -> bool:
    return not text.isascii() and any(map(text.__contains__, _VERBS_BEHIND))


def _beginnings(plain: str) -> Iterator[int]:
    small = plain.replace("İ", "I").lower()  # of the same length
    for word in _ASCII_BEGINNINGS if small.isascii() else _BEGINNINGS:
        at = small.find(word)
        while at >= 0:
            yield at
            at = small.find(word, at + 1)
