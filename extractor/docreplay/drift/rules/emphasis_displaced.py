"""Emphasized text takes in words beside the name that is emphasized in the source.

## What it means
A name is bold or italic in the source, and nothing else. In the translation, that text has more
words: the asterisks are no longer around the name. If these are only the noun for what is named
(`对象`, `объект`), words such as *of* or *every* (`的`, `每个`) or another name that is bold in the
source, it is a note.

## Why it matters
The name cannot be distinguished from the words around it.

## What it leaves alone
Punctuation and links inside of the asterisks, compounds such as `**photo-Objekt**`, names without
a capital inside that have a word in Latin script or a bracket beside them, because they may be
words, and a name that is so elsewhere in the same text.

    **profilePhoto。**

## Example
    Get the **profilePhoto** object.        获取 **profilePhoto 对象的属性**。

## Fix
Put the asterisks around the name. `docreplay drift --fix=unsafe` does so.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.function_words import has_only_function_words
from docreplay.drift.rule import Deviation, UnitCheck
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import Span

RULE = Rule(code="DRI356", name="emphasis-displaced", severity=Severity.WARNING)

_EMPHASIZED = re.compile(r"(?<![*\\])(\*{1,2})(?=[^\s*])([^*\n]+)(?<=[^\s\\])\1(?!\*)")
_NAMED = re.compile(
    r"(?<![*\\])(\*{1,2})(?P<name>[a-z]{2,}|[A-Za-z]*[a-z][A-Z][A-Za-z]*)\1(?!\*)"
    r"|(?<![\w\\])(_{1,2})(?P<other>[a-z]{2,}|[A-Za-z]*[a-z][A-Z][A-Za-z]*)\3(?!\w)"
)
"""An emphasized word in lower case or with a capital inside (CommonMark §6.2)."""
_CAPITAL_INSIDE = re.compile(r"[A-Za-z]*[a-z][A-Z][A-Za-z]*")
_GLOSS = re.compile("[A-Za-z\u00c0-\u024f(（]")
"""Letters of Latin script, or a bracket: the word is explained, or it is one of a sentence."""
_SEPARATORS = re.compile(r"(?:[\s、，,;；：:。]|或者?|[和与]|以?及|と|および|または|및|또는)*+")
"""What is between the items of an enumeration, and around it."""
_LINK = re.compile(r"\]\([^)]*\)")


def _may_report(unit: Unit) -> bool:
    """Return True if an emphasized text has words beside its name."""
    return next(_of_unit(unit), None) is not None


def find(pair: PagePair, units: Sequence[Unit]) -> Iterator[Deviation]:
    """Yield emphasized texts of more words than the name of the source that they contain."""
    for unit in units:
        yield from _of_unit(unit)


def _of_unit(unit: Unit) -> Iterator[Deviation]:
    if "*" not in unit.target.text:
        return
    missing = _without_own(unit.source.text, unit.target.text)
    for found in _EMPHASIZED.finditer(unit.target.text) if missing else ():
        names = (_with_words_beside(found[2], name) for name in missing)
        if name := next(filter(None, names), None):
            yield _deviation(unit, found, name, missing.pop(name[0]))


def _deviation(
    unit: Unit, found: re.Match[str], name: re.Match[str], source: re.Match[str]
) -> Deviation:
    """Return the deviation of an emphasized text that has words beside a name of the source."""
    start, mark = unit.target.start + found.start(), found[1]
    beside = (found[2][: name.start()], found[2][name.end() :])
    own = _texts(unit.source.text)
    others = own - _texts(unit.target.text) - {name[0]}
    return Deviation(
        f"{'bold' if len(mark) > 1 else 'italic'} text has words beside the name `{name[0]}`",
        Span(found[0], start, start + len(found[0])),
        unit.source.start + source.start(),
        source[0],
        found[0],
        f"{mark}{name[0]}{mark}".join(_put(rf"{mark}\g<0>{mark}", others, part) for part in beside),
        safety="unsafe",
        severity=Severity.NOTE if _is_harmless(beside, own) else None,
    )


def _texts(part: str) -> set[str]:
    return {found[2] for found in _EMPHASIZED.finditer(part)}


def _is_harmless(beside: tuple[str, str], own: Collection[str]) -> bool:
    """Return True for function words beside a name, or for an enumeration of emphasized names.

    `own` are the emphasized names of the source.
    """
    rest = [_put("", own, part) for part in beside]
    is_list = rest != list(beside) and all(map(_SEPARATORS.fullmatch, rest))
    return is_list or has_only_function_words(*beside)


def _put(what: str, names: Collection[str], text: str) -> str:
    """Return a text with something else in place of these names."""
    if not names:
        return text
    any_name = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.sub(rf"(?<![\w-])(?:{any_name})(?![\w-])", what, text, flags=re.ASCII)


def _without_own(source: str, target: str) -> dict[str, re.Match[str]]:
    """Return the emphasized names of the source that are so less often in the target."""
    left = Counter(found[2] for found in _EMPHASIZED.finditer(target))
    missing: dict[str, re.Match[str]] = {}
    for found in _NAMED.finditer(source):
        name = found["name"] or found["other"]
        if left[name]:
            left[name] -= 1
        else:
            missing[name] = found
    return missing


def _with_words_beside(bold: str, name: str) -> re.Match[str] | None:
    """Return the name in a bold text that has words beside it, or a blank between words."""
    if name not in bold:
        return None
    found = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", bold, re.ASCII)
    if not found:
        return None
    beside = _LINK.sub("", bold[: found.start()] + " " + bold[found.end() :])
    if not _CAPITAL_INSIDE.fullmatch(name) and _GLOSS.search(beside):
        return None
    return found if any(sign.isalnum() for sign in beside) else None


CHECK = UnitCheck(RULE, find, _may_report)
