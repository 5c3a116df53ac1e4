"""Emphasized text takes in words beside the name that is emphasized in the source.

## What it means
A name is bold or italic in the source, and nothing else. In the translation, that text has more
words: the asterisks are no longer around the name. If that is only the noun for what is named
(`对象`, `объект`), it is a note.

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
from collections.abc import Iterator, Sequence

from docreplay.drift.align import PagePair, Unit
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
_NOUN = re.compile(
    r"(?:对象|集合|资源|属性|导航属性|实体|类型|枚举|参数|方法|操作"
    r"|オブジェクト|コレクション|リソース|プロパティ|メソッド|개체|컬렉션|리소스|속성"
    r"|объект\w*|коллекци\w*|ресурс\w*|свойств\w*|Objekt\w*|Ressource|Sammlung|objet|objeto|recurso)?[。，、.,]?"
)
"""A noun for what is named, which a translation may make bold with the name."""
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
        name = next((name for name in missing if _has_words_beside(found[2], name)), None)
        if name:
            yield _deviation(unit, found, name, missing.pop(name))


def _deviation(unit: Unit, found: re.Match[str], name: str, source: re.Match[str]) -> Deviation:
    """Return the deviation of an emphasized text that has words beside a name of the source."""
    start, mark = unit.target.start + found.start(), found[1]
    before, _, after = found[2].partition(name)
    is_noun = all(_NOUN.fullmatch(part.strip()) for part in (before, after))
    return Deviation(
        f"{'bold' if len(mark) > 1 else 'italic'} text has words beside the name `{name}`",
        Span(found[0], start, start + len(found[0])),
        unit.source.start + source.start(),
        source[0],
        found[0],
        f"{before}{mark}{name}{mark}{after}",
        safety="unsafe",
        severity=Severity.NOTE if is_noun else None,
    )


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


def _has_words_beside(bold: str, name: str) -> bool:
    """Return True if a bold text has a name and, apart from it, words or a blank between words."""
    found = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", bold, re.ASCII)
    if not found:
        return False
    beside = _LINK.sub("", bold[: found.start()] + " " + bold[found.end() :])
    if not _CAPITAL_INSIDE.fullmatch(name) and _GLOSS.search(beside):
        return False
    return any(sign.isalnum() for sign in beside)


CHECK = UnitCheck(RULE, find, _may_report)
