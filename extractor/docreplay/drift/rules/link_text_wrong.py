"""The text of a link is not what the link leads to.

## What it means
Machine translation moved the brackets of a link: they contain the name of something else than in
the source (`[printerShare](printer.md)` for `[printer](printer.md)`), or lack the name or number
of the link, which is beside them (`printer 的 [列表](printer.md)`), or, in Chinese, begin or end
with a particle or a comma (`[的应用](apps.md)`), lack a word that is elsewhere in the sentence
(`计划 [列表](schedule.md)` for `[schedule](schedule.md)`), or contain only such a word
(`[属性](app.md)` for the `[app](app.md)` of a property). In all languages, punctuation alone is not
a text (`[.](apps.md)`), nor is half of a bracket (`[RELO)](relo.md)`), and the text of one link of
the source is not that of another. If they contain the text of the source as well, or its Chinese
words and a particle (`[频道中的](channel.md)`), it is a note, unless that is a name with a capital
inside and a clause follows it (`[printJob 时所需的属性](printjob.md)`).

## Why it matters
Readers follow the link and arrive somewhere else, or do not follow it although it is the right one.

## What it leaves alone
The particle behind a genitive or participle (`[组的]` for `[group's]`), texts that have the name of
the source as well or its plural, or its noun (`[printer 对象]`), names of the page that the link
leads to, links that the translation has more or less often, and translated words that are not
elsewhere in the sentence.

    [printerShare 的 printer](printer.md)

where the source says `[printer](printer.md)`.

## Example
    创建 [educationUser](educationclass.md)。

where the source says `[educationClass](educationclass.md)`.

## Fix
Move the brackets to the words that the source links.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.chinese_words import (
    has_every_word,
    is_end_of_compound,
    is_word_for_word,
    left_outside,
    other_word,
    without_link,
)
from docreplay.drift.function_words import has_only_function_words
from docreplay.drift.name_places import bare_names, links
from docreplay.drift.rule import Deviation, UnitCheck
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import Span

RULE = Rule(code="DRI355", name="link-text-wrong", severity=Severity.WARNING)

_CUT = re.compile(
    r"(?:[的和、，。：；]|与(?!会|其)|[與及]|[中内里]的(?=[ A-Za-z])"
    r"|中(?![国心断间文等继部止午性立介途级型])|来(?![自源宾电访]))[\s\S]*"
    r"|[\s\S]*(?:(?<![目标標真])的|(?<![总總饱飽温溫缓緩])和|或|(?<!键/值)[、，；]|(?<=[加布动動册冊载載向])到|(?<![还但若要就凡可不即也都正总])是)"
    r"|[中在将將是]|正在|一个与?"
)
"""Texts that begin with a particle or a comma, or end with one, as far as no word does."""
_ATTRIBUTE = re.compile(
    r"(?:[\w-]+ )*[\w-]+['’]s?|[a-z]+(?:ed|ing)(?: (?:or|and|by|with|from|to|around|in|[a-z]+ed))*"
)
"""A genitive, or participles with their prepositions."""
_OR = re.compile("[或和及]")
_TYPE = re.compile(r"[`*_]*[A-Za-z][A-Za-z0-9]*[a-z0-9][A-Z]\w*[`*_]*")
"""A name with a capital inside."""
_DIGITS = re.compile(r"(?<![\w.])[0-9]+(?![\w.])")
_MARKS = re.compile(r"[\s`*_]")
_OTHER = "link has the name of something else"
_LETTER = re.compile(r"[^\W\d_]")
_HAN = re.compile("[\u3400-\u9fff]")

_Link = tuple[Span, str]
"""The text of a link, and its target."""


def _may_report(unit: Unit) -> bool:
    """Return True if a link of a text is cut, or has another name."""
    return next(_of_unit(unit), None) is not None


def find(pair: PagePair, units: Sequence[Unit]) -> Iterator[Deviation]:
    """Yield texts of links that are cut, or have another name."""
    for unit in units:
        yield from _of_unit(unit)


def _of_unit(unit: Unit) -> Iterator[Deviation]:
    if "](" not in unit.target.text or unit.source.text == unit.target.text:
        return
    own_links = list(links(unit.source))
    own = {_folded(text.text): target.lower() for text, target in own_links}
    for source, target, path in _paired(own_links, links(unit.target)):
        is_same = _folded(target.text) == _folded(source.text)
        other = path if is_same else own.get(_folded(target.text), path)
        is_other = other != path or _other_name(source, target, path)
        message = _cut(source, target) or (is_other and _OTHER) or _moved(unit, source, target)
        if message:
            found = Deviation(message, target, source.start, source.text, target.text)
            is_part = is_end_of_compound(source.text, unit.target, target)
            is_note = is_part or _is_kept(source, target)
            yield found._replace(severity=Severity.NOTE) if is_note else found


def _cut(source: Span, target: Span) -> str | None:
    """Return the message for a text that is cut, or empty where the source has letters."""
    is_empty = _LETTER.search(source.text) is not None and _is_empty(target.text)
    is_cut = _is_cut(source.text, target.text) or _is_unbalanced(source.text, target.text)
    return "text of a link is cut" if is_empty or is_cut else None


def _moved(unit: Unit, source: Span, target: Span) -> str | None:
    """Return the message for brackets that are around other words of the sentence."""
    if source.text == target.text:
        return None
    if _is_name_outside(unit, source, target):
        return f"brackets of a link are not around `{source.text}`"
    if word := left_outside(unit.source, source, unit.target, target):
        return f"brackets of a link are not around the translation of `{word}`"
    if word := other_word(unit.source, source, target):
        return f"brackets of a link are around the translation of `{word}`"
    if _has_clause(source.text, target.text):
        return f"brackets of a link are around more than `{source.text}`"
    return None


def _paired(source: Iterable[_Link], target: Iterable[_Link]) -> Iterator[tuple[Span, Span, str]]:
    """Yield the texts of links with the same target, and the target, if their numbers are equal."""
    sources, targets = _by_target(source), _by_target(target)
    for path, texts in sources.items():
        if len(texts) == len(targets[path]):
            for text, translation in zip(texts, targets[path], strict=True):
                yield text, translation, path


def _by_target(found_links: Iterable[_Link]) -> defaultdict[str, list[Span]]:
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for text, target in found_links:
        found[target.lower()].append(text)
    return found


def _is_cut(source: str, target: str) -> bool:
    """Return True if a Chinese text begins or ends with a particle, unless that is its grammar.

    The translation of a genitive or a participle (`used by`) ends with the particle 的.
    """
    text = target.strip()
    if not _HAN.search(text) or not _CUT.fullmatch(text):
        return False
    is_attribute = _ATTRIBUTE.fullmatch(source) is not None and text.endswith("的")
    return not is_attribute or (_OR.search(text) is not None and " or " not in source)


def _is_empty(text: str) -> bool:
    """Return True for punctuation alone; symbols, such as an arrow, may be meant."""
    if _LETTER.search(text):
        return False
    marks = {unicodedata.category(mark)[0] for mark in text if not mark.isspace()}
    return marks == {"P"}


def _is_unbalanced(source: str, target: str) -> bool:
    """Return True if a text has half of a pair of brackets, and the source does not."""
    opening, closing = (sum(map(target.count, marks)) for marks in ("(（", ")）"))
    return opening != closing and source.count("(") == source.count(")")


def _other_name(source: Span, target: Span, path: str) -> bool:
    """Return True if the translation has a name that neither source nor path has, and no other."""
    expected, actual = _folded(source.text), _folded(target.text)
    if _is_other_type(source.text, target.text):
        return actual not in path
    if _stem(expected) in actual:
        return False
    names = (_folded(name.text) for name in bare_names(target))
    return any(_stem(name) not in expected and _stem(name) not in path for name in names)


def _is_name_outside(unit: Unit, source: Span, target: Span) -> bool:
    """Return True if a name or number of the link is beside the translated link instead."""
    if _TYPE.fullmatch(source.text):
        looked_for = [_MARKS.sub("", source.text)]
    else:
        looked_for = _DIGITS.findall(source.text)
    looked_for = [each for each in looked_for if not _has(target.text, each)]
    if not any(each in unit.target.text for each in looked_for):
        return False
    before, after = without_link(unit.source, source), without_link(unit.target, target)
    return any(_count(after, each) > _count(before, each) for each in looked_for)


def _has(text: str, word: str) -> bool:
    return _folded(word) in _folded(text)


def _count(text: str, word: str) -> int:
    return len(re.findall(rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])", text))


def _has_clause(source: str, target: str) -> bool:
    """Return True if a Chinese text has the name of a type and more behind it than its noun."""
    if not (_TYPE.fullmatch(source) and target.startswith(source) and _HAN.search(target)):
        return False
    behind = "".join(target.removeprefix(source).split())
    return len(behind) > 2 and not has_only_function_words("", behind)


def _is_other_type(source: str, target: str) -> bool:
    """Return True for the names of two types, also if one is a part of the other."""
    names = [_folded(text) for text in (source, target) if _TYPE.fullmatch(text)]
    return len(names) > 1 and _stem(names[0]) != _stem(names[1])


def _is_kept(source: Span, target: Span) -> bool:
    """Return True if a text has that of the source, and is not a name with words beside it.

    A name with a capital inside is not a word of a sentence: `[printJob 对象的属性和]` is cut, and
    `[printJob 时所需的属性]` has words that are not about it. A particle or comma at the edge of
    the right words misleads no reader: `[频道中的]` for `[channel]`.
    """
    expected, actual = _folded(source.text), _folded(target.text)
    if _is_other_type(source.text, target.text):
        return False
    name = expected if expected in actual else expected.removesuffix("s")
    if not name or name not in actual:
        return _is_cut(source.text, target.text) and _is_translated(source.text, target.text)
    before, behind = actual.split(name, 1)
    is_cut = _is_cut(source.text, target.text) and not has_only_function_words(before, behind)
    is_more = is_cut and len(behind) > 1
    return not (_TYPE.fullmatch(source.text) and (is_more or _has_clause(source.text, target.text)))


def _is_translated(source: str, target: str) -> bool:
    """Return True for the right Chinese words, with a particle or a comma at their edges."""
    within = target.strip(" ，、；。：")
    has_comma = within != target.strip() and not _is_cut(source, within)
    return is_word_for_word(source, within) or (has_comma and has_every_word(source, within))


def _folded(text: str) -> str:
    return _MARKS.sub("", text).casefold()


def _stem(name: str) -> str:
    """Return a name without its plural ending."""
    return name.removesuffix("s").removesuffix("ie").removesuffix("y")


CHECK = UnitCheck(RULE, find, _may_report)
