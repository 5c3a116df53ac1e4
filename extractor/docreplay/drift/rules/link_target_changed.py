"""The target of a link differs from the source.

## What it means
The source has a link or image with a target that the translation does not have. A locale in a URL,
a `view` in its query, the case of the host, percent-encoding and a trailing slash are ignored.

## Why it matters
The link leads to the wrong page, or is broken.

## What it leaves alone
A fragment that leads to the heading of this page at the place where that of the source is.

    [Funktionsweise](#funktionsweise)

where the source links to `#how-it-works`, and that heading is translated as `Funktionsweise`.
An article of Wikipedia in another language. A relative link that leads to the same file from a
different folder, as `../images/a.png` in `docs/fr/` for `images/a.png` in `docs/`; a link
from the root of the site to the same page; and a link to the page of the same locale where pages
are named for it, as `rights.fr.md` in `photo.fr.md`. A target that looks chosen is a warning: a
heading of the page, or a path from the root of the site instead of a relative one. So is a link
that is gone with its sentence.

## Example
    [Berechtigungen](../concepts/berechtigungen.md)

where the source links to `../concepts/permissions.md`.

## Fix
Restore the target of the source; `docreplay drift --fix` does if exactly one target replaced it.
Where the links of a sentence are in a different order, the fix is unsafe.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.link_targets import FileTargets, canonical
from docreplay.drift.missing_tokens import loses, missing_tokens, parts
from docreplay.drift.rule import Deviation, UnitCheck
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import Heading, Span

RULE = Rule(code="DRI331", name="link-target-changed")

_TARGET = re.compile(
    r"(?<=\]\()[ \t]*<?[^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)?(?=>?[ \t]*(?:\)|[\"'(]))"
)
_LINK = re.compile(
    r"\[(?P<text>[^\[\]\n]*)\]\((?P<target>[ \t]*<?[^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)?)"
)

_ID = re.compile(r"\{:?[ \t]*#([\w-]+)[^{}]*\}[ \t]*$")
"""An explicit id at the end of a heading, as Hugo, Docusaurus and kramdown have it."""


def _may_report(unit: Unit) -> bool:
    """Return True if the translation lacks a target."""
    return "](" in unit.source.text and loses(unit, _TARGET, key=canonical)


def find(pair: PagePair, units: Sequence[Unit]) -> Iterator[Deviation]:
    """Yield targets that the translation does not have; absolute URLs are warnings."""
    links: _UnitLinks | None = None
    page = _Fragments(pair)
    for item in missing_tokens(pair, units, _TARGET, key=canonical):
        if links is None or links.unit is not item.unit:
            links = _UnitLinks(pair, item.unit)
        target = item.source.text
        if item.target and _reaches(item.target.text, page.own.get(canonical(target))):
            continue
        if links.files.has_file_of(target):
            continue
        source, translation = item.unit.source.text, item.unit.target.text
        if target in translation and _count(target, translation) >= _count(target, source):
            continue  # the target exists, but not in a link: a different rule reports that
        same = links.of_same_text(item.source)
        place = same or item.place
        is_elsewhere = _is_elsewhere(page, target, place.text)
        is_left_out = same is None and item.is_left_out
        is_doubtful = "://" in target or is_elsewhere or is_left_out
        severity = Severity.WARNING if is_doubtful else None
        is_known = same is not None or item.target is not None
        is_safe = is_known and not severity and links.is_in_place(item.source, place)
        yield Deviation(
            f"link to `{target}` {item.change}",
            place,
            item.source.start,
            target,
            place.text or item.actual,
            target if place.text else None,
            "safe" if is_safe else "unsafe",
            severity,
        )


class _Fragments:
    """The fragments that lead to headings of the translation, read once, when they are used."""

    def __init__(self, pair: PagePair) -> None:
        self._pair = pair

    @cached_property
    def all(self) -> frozenset[str]:
        """All of them."""
        return frozenset().union(*map(_names, self._pair.target.headings))

    @cached_property
    def own(self) -> dict[str, frozenset[str]]:
        """Those of each translated heading, by the fragments of its source."""
        titles = ((source.heading, target.heading) for source, target in self._pair.sections)
        return {
            f"#{name}": _names(target)
            for source, target in titles
            if source and target
            for name in _names(source)
        }


def _is_elsewhere(page: _Fragments, source: str, target: str) -> bool:
    """Return True if a target was replaced by one that leads somewhere, and looks deliberate.

    That is a heading of the page, or a path from the root of the site instead of a relative one.
    """
    name = canonical(target)
    if name.startswith("#"):
        return name[1:] in page.all
    return name.startswith("/") and name.isascii() and not canonical(source).startswith("/")


def _names(heading: Heading) -> frozenset[str]:
    """Return the fragments that lead to a heading: its anchor, its id in braces, its title's."""
    own = _ID.search(heading.title.text)
    names = (heading.anchor, own[1] if own else "", heading.slug)
    return frozenset(name.lower() for name in names if name)


def _reaches(target: str, names: frozenset[str] | None) -> bool:
    """Return True for a fragment that is one of the names of a heading."""
    name = canonical(target).removeprefix("#")
    return bool(names and name and target.lstrip(" <").startswith("#") and name in names)


def _links(part: Span) -> list[tuple[str, Span]]:
    """Return text and target of the links in order."""
    return [
        (match["text"].strip(" *_`"), Span(match["target"], *_moved(match.span("target"), part)))
        for match in _LINK.finditer(part.text)
    ]


def _moved(span: tuple[int, int], part: Span) -> tuple[int, int]:
    return part.start + span[0], part.start + span[1]


class _UnitLinks:
    """The links of a paragraph or cell and of its translation, read once for all its findings."""

    def __init__(self, pair: PagePair, unit: Unit) -> None:
        self.unit = unit
        self.files = FileTargets(pair, (part.text for part in parts(_TARGET, unit.target)))
        self._source, self._target = _links(unit.source), _links(unit.target)
        self._texts = {target.start: text for text, target in self._source}
        self._by_text: defaultdict[str, list[Span]] = defaultdict(list)
        for text, target in self._target:
            self._by_text[text].append(target)
        pairs = zip(self._source, self._target, strict=False)
        self._unlike = {
            source.start
            for (_, source), (_, target) in pairs
            if canonical(source.text) != canonical(target.text)
        }
        self._places = {
            source.start: target.start
            for (_, source), (_, target) in zip(self._source, self._target, strict=False)
        }

    def of_same_text(self, source: Span) -> Span | None:
        """Return the target of the one link of the translation with the text of the source's."""
        text = self._texts.get(source.start)
        found = self._by_text.get(text, []) if text else []
        is_one = len(found) == 1 and canonical(found[0].text) != canonical(source.text)
        return found[0] if is_one else None

    def is_in_place(self, source: Span, place: Span) -> bool:
        """Return True if the target is that of the same link, and all others are as they were."""
        if len(self._source) != len(self._target):
            return not self._source  # no link of this form: the token is all that is known
        if source.start not in self._places:
            return not self._unlike and place.start not in self._places.values()
        is_same = self._places[source.start] == place.start
        return is_same and self._unlike <= {source.start}


def _count(target: str, text: str) -> int:
    """Count a target as a whole: as a part of a longer one it is another page.

    In a link, a sign of punctuation behind it makes it another page as well.
    """
    name = re.escape(target)
    in_text = rf"(?<![\w/#-])(?<!\]\(){name}(?![\w/#?=&%-]|\.\w)"
    in_link = rf"(?<=\]\(){name}(?=[\s)>\"'(])"
    return len(re.findall(f"{in_text}|{in_link}", text))


CHECK = UnitCheck(RULE, find, _may_report)
