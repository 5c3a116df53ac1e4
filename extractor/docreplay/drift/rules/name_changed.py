"""A name in a sentence, heading or cell was translated or otherwise changed.

## What it means
The source has a name that the translation of that sentence does not have. Names are words like
`plannerPlan`, `user_id` or `If-None-Match`, requests such as `GET /users`, relative paths with a
key or query in cells, ranges such as `B2:D5`, bold or italic words that the tables, the JSON, the
code or the resource of the page name, bold names of resources to which the page links, links that
fill a cell or list item and have the name of their page, and list items that are titles of columns
in the page's CSV. A title that is about a name (`calendar: getSchedule`, `event resource type`,
`filter parameter` where the page has `$filter`) and lacks it is a warning. If only the capitals
differ, it is a note.

## Why it matters
Readers look for the name, or copy it into a request, and nothing has that name.

## What it leaves alone
Bold words that nothing else on the page names, the words of links in sentences, product names such
as `iPhone`, plurals of names, list items that the page's CSV does not have, and titles in which the
name is part of a word (`Filterparameter`).

    Wählen Sie **Speichern**.

where the source says `Select **Save**`.

## Example
    ## Planungsplan aktualisieren

where the source says `Update plannerPlan`.

## Fix
Restore the name of the source; `docreplay drift --fix` does if exactly one emphasized text replaced
it. Back-ticks around the name in the source protect it from translation.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.name_places import (
    LINK,
    bare_names,
    column_item,
    emphasized,
    is_link_item,
    is_named,
    links,
    paths,
    titled_name,
    without_marker,
)
from docreplay.drift.names import columns_of, linked_names, names_of
from docreplay.drift.normalize import strip_invisible
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.drift.rules.mixed_script_name import latin
from docreplay.drift.sentences import split_sentences
from docreplay.model.finding import Rule, Safety, Severity
from docreplay.model.markup import Markup, Span

RULE = Rule(code="DRI339", name="name-changed")

_TARGETS = re.compile(r"\]\([^()\n]*\)|\]\[[^\]\n]*\]|https?://[^\s)]+")
_WORD = re.compile(r"[@$]?[A-Za-z][\w.-]*")
_MOST_NAMES = 200
"""Maximum number of different names of a text that are looked for."""
_MOST_BLANKS = 3
"""Maximum number of blanks in a cell that is not a sentence: `[event](event.md) collection`."""
_NO_BLANKS = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts without blanks between words, where emphasis often covers other words."""


class _Name(NamedTuple):
    """A name of the source, and what kind of markup it fills."""

    place: Span
    kind: Literal["bare", "emphasis", "link", "cell", "item", "title"]


class _Lost(NamedTuple):
    """A name that a translation lacks, its sentence there, and the name with other capitals."""

    name: _Name
    sentence: Span
    recased: Span | None


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield names that the translations of their sentences do not have."""
    known = _Known(pair.source)
    for unit in pair.units:
        if unit.source.text == unit.target.text or not unit.target.text.strip():
            continue
        names = known.names(unit)
        lost = list(_lost(pair, unit, [names[at] for at in sorted(names)]))
        yield from map(_recased, (item for item in lost if item.recased))
        for kind in ("bare", "emphasis", "link", "cell", "item", "title"):
            same = [item for item in lost if item.name.kind == kind and not item.recased]
            yield from _of_kind(unit, kind, same)


class _Known:
    """Finder of names in the texts of a page; its own names are read once, when they are used."""

    def __init__(self, page: Markup) -> None:
        self._page = page

    @cached_property
    def _of_page(self) -> frozenset[str]:
        return names_of(self._page)

    @cached_property
    def _linked(self) -> frozenset[str]:
        return linked_names(self._page)

    @cached_property
    def _columns(self) -> frozenset[str]:
        return columns_of(self._page)

    def names(self, unit: Unit) -> dict[int, _Name]:
        """Return the names of a source text by offset."""
        part = unit.source
        found = {place.start: _Name(place, "bare") for place in bare_names(part)}
        if unit.kind == "title" and (place := titled_name(unit, self._of_page)):
            found[place.start] = _Name(place, "title")
        for place in paths(unit):
            found[place.start] = _Name(place, "bare")
        for place in emphasized(part):
            if _WORD.fullmatch(place.text) and (place.start in found or self._has(part, place)):
                found[place.start] = _Name(place, "emphasis")
        for place in _named_links(unit, [name.place for name in found.values()]):
            found[place.start] = _Name(place, "link")
        if part.start in found and found[part.start].place.text == part.text:
            found[part.start] = _Name(part, "cell")
        if unit.kind == "text" and (place := column_item(part, self._columns)):
            found = {place.start: _Name(place, "item")}
        return found

    def _has(self, part: Span, place: Span) -> bool:
        """Return True if the page has the emphasized name; that of a linked page must be bold."""
        is_bold = part.text[: place.start - part.start].endswith("**")
        is_linked = is_bold and place.text.removesuffix("s") in self._linked
        return is_linked or place.text in self._of_page


def _named_links(unit: Unit, names: Sequence[Span]) -> Iterator[Span]:
    """Yield the texts of links that are names; in cells and list items also those of pages."""
    is_short = unit.kind == "cell" and unit.source.text.count(" ") <= _MOST_BLANKS
    for place, target in links(unit.source):
        if place in names or ((is_short or is_link_item(unit)) and is_named(place.text, target)):
            yield place


def _lost(pair: PagePair, unit: Unit, names: Sequence[_Name]) -> Iterator[_Lost]:
    """Yield each name once that the translation of its sentence does not have."""
    seen: set[str] = set()
    sentences = _Sentences(pair, unit)
    for name in names:
        text = name.place.text
        if text in seen or len(seen) == _MOST_NAMES:
            continue
        seen.add(text)
        sentence = sentences.of(name.place)
        if not _has(sentence.text, text) and not _has(latin(sentence.text), text):
            yield _Lost(name, sentence, _other_capitals(sentence, text))


def _of_kind(unit: Unit, kind: str, lost: Sequence[_Lost]) -> Iterator[Deviation]:
    """Yield lost names, each replaced by the text with its markup if their numbers are equal.

    In scripts without blanks between words emphasis often covers other words, so only a person can
    see whether a fix is right.
    """
    instead = _instead(unit, kind) if lost else []
    is_known = len(instead) == len(lost)
    is_safe = kind in ("cell", "item") or (len(lost) == 1 and _is_alone(unit, kind))
    for index, item in enumerate(lost):
        found = _missing(item)
        if kind == "title":
            found = found._replace(severity=Severity.WARNING)
        if is_known:
            found = _changed(found, instead[index], "safe" if is_safe else "unsafe")
        yield found


def _is_alone(unit: Unit, kind: str) -> bool:
    """Return True if a text with markup has only the name, not words beside it as well."""
    rests = [LINK.sub("", part.text).strip() for part in (unit.source, unit.target)]
    is_whole = bool(rests[0]) == bool(rests[1])
    return (kind != "link" or is_whole) and not _NO_BLANKS.search(unit.target.text)


def _instead(unit: Unit, kind: str) -> list[Span]:
    """Return the texts with such markup that the source does not have."""
    if kind == "cell":
        return [unit.target]
    if kind == "item":
        return [without_marker(unit.target)]
    if kind in ("bare", "title"):
        return []
    sources, targets = (
        list(emphasized(part)) if kind == "emphasis" else [place for place, _ in links(part)]
        for part in (unit.source, unit.target)
    )
    kept = {part.text.lower() for part in sources}
    return [part for part in targets if part.text.lower() not in kept]


def _missing(lost: _Lost) -> Deviation:
    text, start = lost.name.place.text, lost.sentence.start
    place, actual = Span("", start, start), lost.sentence.text[:80]
    return Deviation(f"name `{text}` is missing", place, lost.name.place.start, text, actual)


def _changed(found: Deviation, place: Span, safety: Safety) -> Deviation:
    name = found.expected
    return found._replace(
        message=f"name `{name}` was changed",
        place=place,
        actual=place.text,
        replacement=name,
        safety=safety,
    )


def _recased(lost: _Lost) -> Deviation:
    name, place = lost.name.place, lost.recased or lost.sentence
    message = f"capitals of name `{name.text}` were changed"
    found = Deviation(message, place, name.start, name.text, place.text)
    return found._replace(severity=Severity.NOTE)


class _Sentences:
    """Sentences of a text with their translations; each side is divided once."""

    def __init__(self, pair: PagePair, unit: Unit) -> None:
        self._unit = unit
        self._pairs = tuple(pair.target.translated(unit.target))

    @cached_property
    def _divided(self) -> tuple[list[Span], list[Span]]:
        return list(split_sentences(self._unit.source)), list(split_sentences(self._unit.target))

    @cached_property
    def _located(self) -> list[tuple[int, Span]]:
        """The translations of the first sentences, as far as these are in the source in turn."""
        unit, located, end = self._unit.source, [], 0
        for source, sentence in self._pairs:
            start = unit.text.find(source, end)
            if start < 0:
                break  # what follows is not searched: that would take time for each sentence
            located.append((unit.start + start, sentence))
            end = start + len(source)
        return located

    def of(self, name: Span) -> Span:
        """Return the translation of the sentence with a name, or of the whole text if unknown.

        Where the sentence cannot be located, a translation that has the name counts: the name may
        be a word of another sentence, too.
        """
        at = bisect_right([start for start, _ in self._located], name.start) - 1
        if at >= 0 and name.start < self._located[at][0] + len(self._pairs[at][0]):
            return self._located[at][1]
        found = [sentence for source, sentence in self._pairs if name.text in source]
        if found:
            return next((part for part in found if _has(part.text, name.text)), found[0])
        target = self._unit.target
        if _has(target.text, name.text):
            return target
        sources, targets = self._divided
        if len(sources) != len(targets):
            return target
        index = bisect_right([part.start for part in sources], name.start) - 1
        return targets[max(0, index)]


def _has(text: str, name: str) -> bool:
    """Return True if a text has the name, also without its plural ending."""
    text = _TARGETS.sub("", text)
    text, name = (strip_invisible(part).replace("\\", "") for part in (text, name))
    singular = f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")
    return name in text or singular in text


def _other_capitals(sentence: Span, name: str) -> Span | None:
    """Return the name as the sentence has it with other capitals."""
    singular = re.escape(name.removesuffix("s"))
    whole = re.compile(rf"(?<![A-Za-z0-9_]){singular}s?(?![A-Za-z0-9_])", re.IGNORECASE)
    masked = _TARGETS.sub(lambda target: " " * len(target[0]), sentence.text)
    found = whole.search(masked)
    if found is None:
        return None
    return Span(found[0], sentence.start + found.start(), sentence.start + found.end())


CHECK = DriftCheck(RULE, find)
