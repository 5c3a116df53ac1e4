"""Values that a sentence allows: `The possible values are: a, b.`, `Can be a or b.`, and lists.

The sentences are those of tables of properties and of the text around them.
"""

import re
from collections.abc import Collection
from html import unescape
from typing import NamedTuple

from docreplay.model.types.value_introductions import introductions

_CODE = r"`[^`]+`"
_STRONG = r"\*\*[^*]+\*\*|__[^_]+__"
_ITALIC = r"\*[^*\s][^*]*\*"
_QUOTED = r"\"[^\"]+\"|“[^”]+”|'[^' ]+'"
_MARKED = rf"(?:{_CODE}|{_STRONG}|{_ITALIC}|{_QUOTED})"
_LIST_MARK = r"(?:<br\s*/?>|</?ul>|</?ol>|</?p>|<li>|</li>|\n)"
_EVOLVABLE = re.compile(r"evolvable enum", re.IGNORECASE)
_AND = "and|or|und|oder|sowie|et|ou|y|o|u|e|oraz|lub|и|или|ve|veya"
_GLUE = re.compile(
    rf"(?:\s|[,;/|•·、，；]|{_LIST_MARK}|\b(?:{_AND})\b|[和或与及と]|또는|및|&|[-*]\s|\([^()]*\))*",
    re.IGNORECASE,
)
_BULLET = re.compile(rf"{_LIST_MARK}|[-*]\s")
_ITEM = re.compile(rf"{_MARKED}")
_CODED = re.compile(_CODE)
"""What is marked in a translation: other than code, values may have been translated, too."""
_REMARK = re.compile(rf"\s*(?:[:=]|-\s|–|—|\bfor\b)?[^<|\n]*?(?={_LIST_MARK}|$)")
_WORDS = re.compile(r"[^.;:|<\n`*]+")
_BARE = re.compile(r"[A-Za-z][\w-]*(?:\.\w+)*")
_BARE_GLUE = re.compile(r"(?:(?<!\s)\s++)?(?:,\s*(?:and|or)?\b|\band\b|\bor\b|\|)\s*")
_BARE_ITEM = re.compile(
    rf"(?:[ \t]|{_LIST_MARK})*+([A-Za-z][\w-]*(?:\.\w+)*)[ \t]*[.;,]?[ \t]*(?={_LIST_MARK}|$)",
    re.IGNORECASE,
)
"""A word without marks that is an item of a list in HTML."""
_OPEN = re.compile(
    r"\s*[,;(]?\s*(?:(?:and|or)\s+)?"
    r"(?:more|others?\b|etc\b|\.\.\.|…|so on|among others|many|any\s|an?\s|custom|user-defined)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][\w-]*(?:[ ,]+[A-Za-z][\w-]*)*(?:\s\([a-z -]+\))?")
_LONGEST_WORD = 80
FUTURE = "unknownFutureValue"
"""Member of an enumeration that represents members added later."""
_REST = re.compile(r"(?:[^.;。；|<\n]|\.(?=\w)|(?<=\be\.g)\.|(?<=\bi\.e)\.)*")
"""The rest of a sentence."""
_EXPLAINED = re.compile(
    rf"(?:\s*\([^()|\n]*\))?\s*[-–—:=]\s[^;.|<\n`]*[;.](?=\s+(?:and\s|or\s)?{_MARKED}\s*[-–—:=]\s)"
)
"""What explains a value of a list whose next value is explained as well: `a` - text; `b` - text."""


class AllowedValues(NamedTuple):
    """The values that a page allows for a string."""

    values: tuple[str, ...]
    is_open: bool
    """True if the page says that there may be others."""


def allowed_values(text: str) -> AllowedValues | None:
    """Return the values that a text lists as the possible ones, or None if it lists none.

    `unknownFutureValue` and words such as "and more" leave a list open.
    """
    text = unescape(text)
    found: dict[str, None] = {}
    is_open = _EVOLVABLE.search(text) is not None
    done = 0
    for intro in introductions(text):
        if intro.start < done:
            continue  # it is within a list that was read
        values, end = _listed(text, intro.end, _CODED if intro.kind == "translated" else _ITEM)
        if not values and intro.kind == "strong":
            values, end = _bare(text, intro.end)
        if len(values) < 1 + (intro.kind == "weak"):
            continue
        done = end
        more = _further(text, end)
        found.update(dict.fromkeys((*values, *more)))
        is_open = is_open or not set(values).issuperset(more) or _OPEN.match(text, end) is not None
        is_open = is_open or intro.is_open
    is_open = is_open or FUTURE in found
    if found and is_open:
        found.update(dict.fromkeys(_code_spans(text[done:])))  # "`b` can be specified, too"
    kept = tuple(value for value in found if value != "null")
    return AllowedValues(kept, is_open) if kept else None


def _further(text: str, end: int) -> list[str]:
    """Return the code spans in the rest of a sentence whose list was interrupted by words."""
    rest = _REST.match(text, end)
    return _code_spans(rest[0] if rest else "")


def _code_spans(text: str) -> list[str]:
    return [item[0].strip("`") for item in re.finditer(_CODE, text)]


def _listed(text: str, at: int, marked: re.Pattern[str]) -> tuple[list[str], int]:
    """Return the marked values of a list from an offset on, and where the list ends."""
    values: list[str] = []
    end = at
    while True:
        glue = _GLUE.match(text, end)
        start = glue.end() if glue else end
        item = marked.match(text, start)
        if item is None or (values and start == end):
            return values, end
        values += [part.strip() for part in _unmarked(item[0]).split(", ")]
        end = item.end()
        if explained := _EXPLAINED.match(text, end):
            end = explained.end()
            continue
        is_bullet = bool(glue and _BULLET.search(glue[0]))
        if is_bullet and (remark := _REMARK.match(text, end)):
            end = remark.end()


def _bare(text: str, at: int) -> tuple[list[str], int]:
    """Return the values of a list of words without marks, which ends with its sentence."""
    words = _WORDS.match(text, at)
    if words is None:
        return _bare_items(text, at)
    parts = [part.strip() for part in _BARE_GLUE.split(words[0].strip()) if part.strip()]
    is_list = len(parts) > 1 and all(_BARE.fullmatch(part) for part in parts)
    return (parts, words.end()) if is_list else ([], at)


def _bare_items(text: str, at: int) -> tuple[list[str], int]:
    """Return the values of a list of two items or more in HTML, each a word."""
    values: list[str] = []
    end = at
    while item := _BARE_ITEM.match(text, end):
        values.append(item[1])
        end = item.end()
    return (values, end) if len(values) > 1 else ([], at)


def _unmarked(item: str) -> str:
    return item.strip("`*_\"“”' ")


def is_allowed(text: str, choices: Collection[str]) -> bool:
    """Return True for a choice, or for several of them, separated by commas.

    Such are the values of flags (OData JSON Format 4.01 §7.1).
    """
    if text in choices:
        return True
    return "," in text and all(part.strip() in choices for part in text.split(","))


def is_word(text: str) -> bool:
    """Return True for a string that may be a member of an enumeration, or several members."""
    return len(text) <= _LONGEST_WORD and _WORD.fullmatch(text) is not None
