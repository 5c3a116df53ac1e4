"""Bold text takes in words beside the name that is bold in the source.

## What it means
A name is bold in the source, and nothing else. In the translation, the bold text has more words:
the asterisks are no longer around the name. If that is only the noun for what is named (`对象`,
`объект`), or a particle, it is a note.

## Why it matters
The name cannot be distinguished from the words around it.

## What it leaves alone
Punctuation and links inside of the asterisks, compounds such as `**photo-Objekt**`, bold names
without a capital inside, which may be words, and a name that is bold elsewhere in the same text.

    **profilePhoto。**

## Example
    Get the **profilePhoto** object.        获取 **profilePhoto 对象的属性**。

## Fix
Put the asterisks around the name. `docreplay drift --fix --unsafe-fixes` does so.
"""

import re
from collections import Counter
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import Span

RULE = Rule(code="DRI356", name="emphasis-displaced", severity=Severity.WARNING)

_BOLD = re.compile(r"(?<![*\\])\*\*(?=[^\s*])([^*\n]+)(?<=[^\s\\])\*\*(?!\*)")
_NAMED = re.compile(
    r"(?<![*\\])\*\*(?P<name>[A-Za-z]*[a-z][A-Z][A-Za-z]*)\*\*(?!\*)"
    r"|(?<![\w\\])__(?P<other>[A-Za-z]*[a-z][A-Z][A-Za-z]*)__(?!\w)"
)
"""A bold name, in either spelling (CommonMark §6.2)."""
_NOUN = re.compile(
    r"(?:的|其|の)?(?:对象|集合|资源|属性|导航属性|实体|类型|枚举|参数|方法|操作"
    r"|オブジェクト|コレクション|リソース|プロパティ|メソッド|개체|컬렉션|리소스|속성"
    r"|объект\w*|коллекци\w*|ресурс\w*|свойств\w*|Objekt\w*|Ressource|Sammlung|objet|objeto|recurso)?[。，、.,]?"
)
"""A noun for what is named, which a translation may make bold with the name."""
_LINK = re.compile(r"\]\([^)]*\)")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield bold texts of more words than the bold name of the source that they contain."""
    if "**" not in pair.target.plain:
        return
    for unit in (unit for unit in pair.units if "**" in unit.target.text):
        missing = _without_own(unit.source.text, unit.target.text)
        for bold in _BOLD.finditer(unit.target.text) if missing else ():
            name = next((name for name in missing if _has_words_beside(bold[1], name)), None)
            if name:
                source = missing.pop(name)
                start = unit.target.start + bold.start()
                before, _, after = bold[1].partition(name)
                is_noun = all(_NOUN.fullmatch(part.strip()) for part in (before, after))
                yield Deviation(
                    f"bold text has words beside the name `{name}`",
                    Span(bold[0], start, start + len(bold[0])),
                    unit.source.start + source.start(),
                    source[0],
                    bold[0],
                    f"{before}**{name}**{after}",
                    safety="unsafe",
                    severity=Severity.NOTE if is_noun else None,
                )


def _without_own(source: str, target: str) -> dict[str, re.Match[str]]:
    """Return the bold names of the source that are bold less often in the target."""
    left = Counter(_BOLD.findall(target))
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
    return any(sign.isalnum() for sign in beside)


CHECK = DriftCheck(RULE, find)
