"""A name in a sentence, heading or cell was translated or otherwise changed.

## What it means
The source has a name that the translation of that sentence does not have, also in the title and the
description of the front matter. Names are

- words like `plannerPlan`, `user_id` or `If-None-Match`, names with dots in lower case
  (`service.name`, `config.yaml`), `urn:` and `HTTP/2`, codes such as `E4021`;
- settings such as `return=minimal`, options such as `$expand` and `--all`, patterns of files such
  as `*.png`, filters (`name eq 'a'`), ranges such as `B2:D5`;
- requests and paths such as `GET /users/{id}` and `/users/{id}`, relative paths in cells, and the
  value of a header that begins a cell;
- bold, italic and quoted words that the page names elsewhere, also as strings and states, or that a
  noun makes a name (`the **list** facet`, `the "commands" part`);
- bold names of resources to which the page links, links that fill a cell or list item and have the
  name of their page, and list items that are titles of columns in the page's CSV.

These are warnings:

- words in capitals before a noun (`the PercentDone field`), and methods before one or before a URL
  (`a PATCH request`);
- emphasized values in a list with one that has a capital inside, alternatives that a request sets
  (`set either width or height in`), and words of a list that are values: where it is called one
  (`Possible values: red, green, blue`), where one has a capital inside, or where the translation
  keeps one;
- a title that the first heading keeps, or that is about a name and lacks it (`calendar:
  getSchedule`, `event resource type`, `filter parameter` where the page has `$filter`);
- references to footnotes (`[^1]`), words with hyphens that the page names elsewhere, words of its
  code that a sentence sets (`set **mode** to sleep`), and emphasized words that begin the items of
  a list with one such;
- a quoted word that only its noun makes a name, the plural of a name, and a full stop within the
  emphasis of a name (`**id.** de`).

If only the capitals differ, it is a note. A paragraph that has none of several names, and nothing
in their place, is reported once: it translates a different text.

## Why it matters
Readers look for the name, or copy it into a request, and nothing has that name.

## What it leaves alone
Bold and quoted words that nothing shows to be names, words that are stressed (`**only**`), the
words of links in sentences, methods that are verbs (`PUT it there`), product names such as
`iPhone`, plurals where the source is about several or has one, list items that the page's CSV does
not have, and titles in which the name is part of a word (`Filterparameter`).

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
from collections import Counter
from collections.abc import Iterator, Sequence

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.front import front_units
from docreplay.drift.lost_names import LostName, lost_names
from docreplay.drift.name_places import LINK, emphasized, links, without_marker
from docreplay.drift.page_names import KINDS, Kind, Name, PageNames
from docreplay.drift.quoted import quotations
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule, Safety, Severity
from docreplay.model.markup.markup import Span

RULE = Rule(code="DRI339", name="name-changed")

_LEAST_LOST = 2
"""Minimum number of names that show that a paragraph translates a different text."""
_NO_BLANKS = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts without blanks between words, where emphasis often covers other words."""


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield names that the translations of their sentences do not have."""
    known = PageNames(pair)
    for unit in (*front_units(pair), *pair.units):
        if unit.source.text == unit.target.text or not unit.target.text.strip():
            continue
        names = known.names(unit)
        if not names:
            continue
        lost = list(lost_names(pair, unit, names))
        if _is_other_text(unit, names, lost):
            yield _other_text(unit, lost)
            continue
        yield from map(_altered, (item for item in lost if item.altered and _is_lower(item)))
        yield from _repeated(unit, names)
        for kind in KINDS if lost else ():
            yield from _of_kind(unit, kind, [item for item in _of(kind, lost) if not item.altered])


def _is_other_text(unit: Unit, names: Sequence[Name], lost: Sequence[LostName]) -> bool:
    """Return True if a paragraph has no name of its source, and nothing in place of them."""
    if unit.kind != "text" or len(lost) < _LEAST_LOST or not all(map(_is_sure, lost)):
        return False
    gone = {item.name.place.text for item in lost}
    kinds = {item.name.kind for item in lost}
    is_whole = all(name.place.text in gone for name in names)
    return (
        is_whole
        and not kinds & {"item", "title"}
        and not any(_instead(unit, kind, _of(kind, lost)) for kind in kinds)
    )


def _is_sure(lost: LostName) -> bool:
    return lost.name.is_sure and not lost.altered and lost.name.place.text.isidentifier()


def _of(kind: Kind, lost: Sequence[LostName]) -> list[LostName]:
    return [item for item in lost if item.name.kind == kind]


def _other_text(unit: Unit, lost: Sequence[LostName]) -> Deviation:
    names = ", ".join(f"`{item.name.place.text}`" for item in lost)
    message = f"paragraph translates a different text: it has none of {names}"
    place = Span("", unit.target.start, unit.target.start)
    expected = ", ".join(item.name.place.text for item in lost)
    return Deviation(message, place, lost[0].name.place.start, expected, unit.target.text[:80])


def _repeated(unit: Unit, names: Sequence[Name]) -> Iterator[Deviation]:
    """Yield emphasized texts in place of a name that the translation has, but less often.

    Only if it lacks one, and has one emphasized text that the source does not have.
    """
    emphatic = [name for name in names if name.kind == "emphasis"]
    counts = Counter(name.place.text for name in emphatic) if len(emphatic) > 1 else {}
    if max(counts.values(), default=0) < 2:
        return
    there = {text: unit.target.text.count(text) for text in counts}
    last = {name.place.text: name for name in emphatic}
    missing = [last[text] for text in counts for _ in range(counts[text] - there[text])]
    instead = _instead(unit, "emphasis", ())
    if len(missing) != 1 or len(instead) != 1:
        return
    name = missing[0].place.text
    if there[name] and name not in instead[0].text:
        safety: Safety = "unsafe" if _NO_BLANKS.search(unit.target.text) else "safe"
        yield _changed(_missing(unit, LostName(missing[0], unit.target, None)), instead[0], safety)


def _is_lower(lost: LostName) -> bool:
    """Return True if a name is not written with a first capital, which a page may do at will."""
    return lost.name.kind != "bare" or not lost.name.place.text[:1].isupper()


def _of_kind(unit: Unit, kind: Kind, lost: Sequence[LostName]) -> Iterator[Deviation]:
    """Yield lost names, each replaced by the text with its markup if their numbers are equal.

    In scripts without blanks between words emphasis often covers other words, so only a person can
    see whether a fix is right.
    """
    instead = _instead(unit, kind, lost) if lost else []
    is_known = len(instead) == len(lost)
    is_safe = kind in ("cell", "item") or (len(lost) == 1 and _is_alone(unit, kind))
    for index, item in enumerate(lost):
        if kind == "link" and not is_known and not item.name.is_sure:
            continue  # what became of the link belongs to the rules about links
        found = _missing(unit, item)
        if kind == "title" or not item.name.is_sure:
            found = found._replace(severity=Severity.WARNING)
        if is_known:
            safety: Safety = "safe" if is_safe and item.name.is_sure else "unsafe"
            found = _changed(found, instead[index], safety)
        yield found


def _is_alone(unit: Unit, kind: Kind) -> bool:
    """Return True if a text with markup has only the name, not words beside it as well."""
    rests = [LINK.sub("", part.text).strip() for part in (unit.source, unit.target)]
    is_whole = bool(rests[0]) == bool(rests[1])
    return (kind != "link" or is_whole) and not _NO_BLANKS.search(unit.target.text)


def _instead(unit: Unit, kind: Kind, lost: Sequence[LostName]) -> list[Span]:
    """Return the texts with such markup that the source does not have; links by their targets."""
    if kind == "cell":
        return [unit.target]
    if kind == "item":
        return [without_marker(unit.target)]
    if kind in ("bare", "title"):
        return []
    if kind == "link":
        return list(_with_same_target(unit, lost))
    sources, targets = (list(_filled(part, kind)) for part in (unit.source, unit.target))
    kept = {part.text.lower() for part in sources}
    return [part for part in targets if part.text.lower() not in kept]


def _filled(part: Span, kind: Kind) -> Iterator[Span]:
    """Yield the texts in quotation marks or with emphasis."""
    return quotations(part) if kind == "quoted" else emphasized(part)


def _with_same_target(unit: Unit, lost: Sequence[LostName]) -> Iterator[Span]:
    """Yield, for each lost text of a link, that of the first such link in the translation."""
    there = {target.lower(): place for place, target in reversed([*links(unit.target)])}
    targets = {place.start: target.lower() for place, target in links(unit.source)}
    for item in lost:
        found = there.get(targets[item.name.place.start])
        if found and found.text != item.name.place.text:
            yield found


def _missing(unit: Unit, lost: LostName) -> Deviation:
    text, start = lost.name.place.text, _line_start(unit, lost)
    place, actual = Span("", start, start), lost.sentence.text[:80]
    return Deviation(f"name `{text}` is missing", place, lost.name.place.start, text, actual)


def _line_start(unit: Unit, lost: LostName) -> int:
    """Return where the sentence begins, or, if both texts have equally many lines, its line."""
    source, target, sentence = unit.source, unit.target, lost.sentence
    breaks = source.text.count("\n")
    if not breaks or breaks != target.text.count("\n"):
        return sentence.start
    number = source.text.count("\n", 0, lost.name.place.start - source.start)
    start = target.start
    for line in target.text.splitlines(keepends=True)[:number]:
        start += len(line)
    return start if sentence.start < start < sentence.end else sentence.start


def _changed(found: Deviation, place: Span, safety: Safety) -> Deviation:
    name = found.expected
    return found._replace(
        message=f"name `{name}` was changed",
        place=place,
        actual=place.text,
        replacement=name,
        safety=safety,
    )


def _altered(lost: LostName) -> Deviation:
    """Return a note for other capitals, and a warning for another name: a plural, a full stop."""
    name, place = lost.name.place, lost.altered or lost.sentence
    if place.text == f"{name.text}s":
        message, severity = f"name `{name.text}` is in the plural", Severity.WARNING
    elif place.text == f"{name.text}.":
        message, severity = f"name `{name.text}` has a full stop", Severity.WARNING
    else:
        message, severity = f"capitals of name `{name.text}` were changed", Severity.NOTE
    found = Deviation(message, place, name.start, name.text, place.text)
    return found._replace(severity=severity)


CHECK = DriftCheck(RULE, find)
