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
heading of the page, or a path from the root of the site instead of a relative one.

## Example
    [Berechtigungen](../concepts/berechtigungen.md)

where the source links to `../concepts/permissions.md`.

## Fix
Restore the target of the source; `docreplay drift --fix` does if exactly one target replaced it.
Where the links of a sentence are in a different order, the fix is unsafe.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.link_targets import canonical, is_same_file
from docreplay.drift.missing_tokens import MissingToken, missing_tokens, parts
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup import Heading, Span

RULE = Rule(code="DRI331", name="link-target-changed")

_TARGET = re.compile(
    r"(?<=\]\()[ \t]*<?[^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)?(?=>?[ \t]*(?:\)|[\"'(]))"
)
_LINK = re.compile(
    r"\[(?P<text>[^\[\]\n]*)\]\((?P<target>[ \t]*<?[^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)?)"
)

_ID = re.compile(r"\{:?[ \t]*#([\w-]+)[^{}]*\}[ \t]*$")
"""An explicit id at the end of a heading, as Hugo, Docusaurus and kramdown have it."""


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield targets that the translation does not have; absolute URLs are warnings."""
    anchors = _own_anchors(pair)
    for item in missing_tokens(pair, _TARGET, key=canonical):
        target = item.source.text
        if item.target and _reaches(item.target.text, anchors.get(canonical(target))):
            continue
        if any(
            is_same_file(pair, target, other.text) for other in parts(_TARGET, item.unit.target)
        ):
            continue
        source, translation = item.unit.source.text, item.unit.target.text
        if _count(target, translation) >= _count(target, source):
            continue  # the target exists, but not in a link: a different rule reports that
        same = _of_same_text(item)
        place = same or item.place
        is_elsewhere = _is_elsewhere(pair, target, place.text)
        severity = Severity.WARNING if "://" in target or is_elsewhere else None
        is_known = same is not None or item.target is not None
        is_safe = is_known and not severity and _is_in_place(item, place)
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


def _is_elsewhere(pair: PagePair, source: str, target: str) -> bool:
    """Return True if a target was replaced by one that leads somewhere, and looks deliberate.

    That is a heading of the page, or a path from the root of the site instead of a relative one.
    """
    name = canonical(target)
    if name.startswith("#"):
        return any(name[1:] in _names(heading) for heading in pair.target.headings)
    return name.startswith("/") and name.isascii() and not canonical(source).startswith("/")


def _own_anchors(pair: PagePair) -> dict[str, frozenset[str]]:
    """Return, by fragment of the source's page, the fragments of the translation's heading."""
    titles = ((source.heading, target.heading) for source, target in pair.sections)
    return {
        f"#{name}": _names(target)
        for source, target in titles
        if source and target
        for name in _names(source)
    }


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


def _of_same_text(item: MissingToken) -> Span | None:
    """Return the target of the one link of the translation with the text of the source's link."""
    texts = [text for text, target in _links(item.unit.source) if target.start == item.source.start]
    found = [target for text, target in _links(item.unit.target) if text in texts and text]
    is_one = len(found) == 1 and canonical(found[0].text) != canonical(item.source.text)
    return found[0] if is_one else None


def _is_in_place(item: MissingToken, place: Span) -> bool:
    """Return True if the target is that of the same link, and all others are where they were."""
    source_links, target_links = _links(item.unit.source), _links(item.unit.target)
    if len(source_links) != len(target_links):
        return len(source_links) == 0  # no link of this form: the token is all that is known
    pairs = zip(source_links, target_links, strict=True)
    return all(
        (target.start == place.start) == (source.start == item.source.start)
        and (target.start == place.start or canonical(source.text) == canonical(target.text))
        for (_, source), (_, target) in pairs
    )


def _count(target: str, text: str) -> int:
    """Count a target as a whole: as a part of a longer one it is another page."""
    whole = rf"(?<![\w/#-]){re.escape(target)}(?![\w/#?=&%-]|\.\w)"
    return len(re.findall(whole, text))


CHECK = DriftCheck(RULE, find)
