"""Find translated or lost `Bearer` before a placeholder, and what replaces it."""

import re
from typing import NamedTuple

from docreplay.drift.align import Unit
from docreplay.drift.normalize import strip_invisible
from docreplay.model.finding import Safety
from docreplay.model.markup.markup import Span

_BLANKS = r"(?:[ \u00a0]|&nbsp;)*"
_HOLDER = r"(?:\\?\{[^{}\n|]{1,40}\}|(?:&lt;|\\?<)[^<>&\n|]{1,40}(?:&gt;|\\?>))"
_SOURCE = re.compile(rf"\bBearer{_BLANKS}`?{_HOLDER}", re.IGNORECASE)
_PLACEHOLDER = re.compile(rf"{_HOLDER}|｛[^{{}}｛｝\n|]{{1,40}}[}}｝]")
_KEPT = re.compile(rf"\bBearer{_BLANKS}`?(?:{_PLACEHOLDER.pattern})", re.IGNORECASE)
_APART = re.compile(
    rf"\bBearer(?:[ \u00a0]|&nbsp;|[`*]+ )+`?(?:{_PLACEHOLDER.pattern})", re.IGNORECASE
)
_NOT_A_TAG = re.compile(r"\\?<(?:br|b|i|a|p|sup|sub|span)\b", re.IGNORECASE)
_BEHIND = re.compile(
    r"[ \u00a0]+(?:(?:de|del|du|do|da|di|della?|al|au|des|van|für|как)[ \u00a0]+)?"
    r"(?:portador\w*|porteur\w*|portatore|titular\w*|inhaber\w*|träger\w*|drager|носител\w*|предъявител\w*)"
    r"|[ \u00a0]?(?:的|の)?(?:持有者|持有人|承载者|ベアラー?|전달자)",
    re.IGNORECASE,
)
"""Words for a bearer behind the placeholder, as grammar demands in some languages."""
_ANY_BEHIND = re.compile(
    r"[ \u00a0]+[^\s.。।!?|{}<>`][^.。।!?|{}<>`\n]{0,30}(?=[.。।][ \u00a0]*\S)"
)
"""Words between the placeholder and a sentence behind it."""
_NEXT_SENTENCE = re.compile(r"[.。][ \u00a0]*\S")
_WORDS_BEFORE = re.compile(r"[^.。!?|{}<>`]{1,40}")
_REQUIRED = re.compile(
    r"requ|requis|richiest|erforder|benötig|notwendig|oblig|obrigat|necess|vereist|требу|обязат|необход"
    r"|必|需|필수|필요",
    re.IGNORECASE,
)
"""Beginnings of words for `required`, which may come before the placeholder."""
_LAST_WORD = re.compile(r"(?<![^\s|<>{}])[^\s|<>{}]++[ \u00a0]?$")


class LostScheme(NamedTuple):
    """A `Bearer` of the source that the translation does not have, at its place."""

    unit: Unit
    source: Span
    place: Span
    replacement: str | None
    safety: Safety


def lost_scheme(unit: Unit) -> LostScheme | None:
    """Return the one `Bearer` before a placeholder of a source whose translation has none.

    A fix is safe in a cell that begins with the scheme; in a sentence any word
    may have replaced it.
    """
    sources = list(_SOURCE.finditer(unit.source.text)) if _may_have_scheme(unit.source.text) else []
    if len(sources) != 1 or _is_kept(sources[0][0], unit.target.text):
        return None
    return _lost(unit, sources[0])


def _may_have_scheme(text: str) -> bool:
    has_holder = "{" in text or "<" in text or "&" in text
    return has_holder and "bearer" in text.lower()


def _is_kept(scheme: str, text: str) -> bool:
    """Return True if a text has the scheme before a placeholder, apart from it if it should be."""
    holder = _PLACEHOLDER.search(scheme)
    is_apart = bool(holder and holder.start() > len("Bearer"))
    return bool((_APART if is_apart else _KEPT).search(strip_invisible(text)))


def _lost(unit: Unit, match: re.Match[str]) -> LostScheme:
    at = unit.source.start + match.start()
    source = Span(match[0], at, at + len(match[0]))
    found = [
        item for item in _PLACEHOLDER.finditer(unit.target.text) if not _NOT_A_TAG.match(item[0])
    ]
    if len(found) != 1 or "`" in match[0]:
        start = unit.target.start
        return LostScheme(unit, source, Span("", start, start), None, "manual")
    is_first = unit.kind == "cell" and not unit.source.text[: match.start()].strip("*`")
    behind = _behind(unit, match, found[0]) if is_first else None
    if behind and found[0][0] not in match[0]:
        words = _part(unit.target, behind.start(), behind.end())
        return LostScheme(unit, source, words, None, "manual")  # the placeholder comes first
    place, replacement = _repaired(unit.target, match[0], (found[0], behind), is_first=is_first)
    return LostScheme(unit, source, place, replacement, "safe" if is_first else "unsafe")


def _behind(unit: Unit, scheme: re.Match[str], holder: re.Match[str]) -> re.Match[str] | None:
    """Return the words behind a placeholder that begins a cell, if they mean the scheme.

    They do in any language where a sentence ends behind the scheme and a second one follows, on
    both sides: what the first one has beside the placeholder can only mean `Bearer`.
    """
    text = unit.target.text
    if text[: holder.start()].strip("*` ") or not _NEXT_SENTENCE.match(
        unit.source.text, scheme.end()
    ):
        return None
    found = _ANY_BEHIND.match(text, holder.end())
    return found if found and not _REQUIRED.search(found[0]) else None


def _repaired(
    target: Span,
    scheme: str,
    found: tuple[re.Match[str], re.Match[str] | None],
    *,
    is_first: bool,
) -> tuple[Span, str]:
    """Return the text to replace, and its replacement.

    `found` is the placeholder, and the words behind it that mean the scheme, if they are known. A
    placeholder in braces stays, because the rule about placeholders compares it.
    """
    holder, behind = found
    before = target.text[: holder.start()]
    word, rest = scheme[: len("Bearer")], scheme[len("Bearer") :]
    words = _WORDS_BEFORE.fullmatch(before) if is_first else _LAST_WORD.search(before)
    behind = _BEHIND.match(target.text, holder.end()) or behind
    if behind or (words and _REQUIRED.search(words[0])):
        words = None  # the words before the placeholder do not mean the scheme
    start = words.start() + _marks(words[0]) if words else holder.start()
    if behind:
        return _part(target, start, behind.end()), f"{word} {holder[0]}"
    if "{" in rest:
        blanks = rest[: len(rest) - len(rest.lstrip(" \u00a0"))] or " "
        return _part(target, start, holder.start()), f"{word}{blanks}"
    return _part(target, start, holder.end()), scheme


def _marks(text: str) -> int:
    """Return the length of the marks of emphasis at the start of a text."""
    return len(text) - len(text.lstrip("*_ "))


def _part(target: Span, start: int, end: int) -> Span:
    return Span(target.text[start:end], target.start + start, target.start + end)
