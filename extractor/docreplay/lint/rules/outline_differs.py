"""A page does not have the headings that its type requires.

## What it means
`outline` of the configuration lists headings for the `doc_type` of the page. A required one is
missing, has a different level, or is not in that order. Other headings do not matter. Pages in
languages other than English and the source locale are not checked.

## Why it matters
Readers and tools find what they look for at the same place of every page.

## Example
    outline = { apiPageType = ["Permissions", "HTTP request", "Response", "Example*?"] }

## Fix
Add the heading, or move it.
"""

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.location import Location, Range
from docreplay.model.markup.markup import Heading

RULE = Rule(code="DOC172", name="outline-differs", severity=Severity.WARNING)


_MARKS = re.compile("[*`]")


class _Required(NamedTuple):
    title: str
    level: int
    is_optional: bool

    def __str__(self) -> str:
        return f"{'#' * self.level} {self.title}"

    def matches(self, heading: Heading) -> bool:
        title = _MARKS.sub("", heading.title.text).strip().lower()
        return fnmatchcase(title, self.title.lower().replace("[", "[[]"))


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield the differences of the page's headings from the outline of its type."""
    outline = subject.config.outline
    if not outline or not _is_readable(subject):
        return
    front = {entry.key: entry.content for entry in subject.markup.front_matter}
    page_type = front.get("doc_type", "")
    required = [_required(text) for text in outline.get(page_type, ())]
    last: Heading | None = None
    for item in required:
        found = _found(item, subject.markup.headings)
        if found is None:
            if not item.is_optional:
                place = Location(subject.reading.page.path, 1)
                yield RULE.at(place, f"missing heading `{item}`, which `{page_type}` requires")
        elif found.level != item.level:
            message = f"heading `{found.title.text}` has level {found.level}, not {item.level}"
            yield RULE.at(_place(subject, found), message)
        elif last and found.start < last.start:
            message = f"heading `{found.title.text}` must be below `{last.title.text}`"
            yield RULE.at(_place(subject, found), message)
        else:
            last = found


def _is_readable(subject: PageSubject) -> bool:
    locale, source = subject.reading.page.locale, subject.config.source_locale.lower()
    return locale in ("", source) or locale.startswith("en")


def _required(text: str) -> _Required:
    title = text.removesuffix("?").strip()
    level = len(title) - len(title.lstrip("#"))
    return _Required(title.lstrip("# "), level or 2, text.endswith("?"))


def _found(item: _Required, headings: Sequence[Heading]) -> Heading | None:
    """Return the first heading of that title and level, or else of that title."""
    same = [heading for heading in headings if item.matches(heading)]
    exact = (heading for heading in same if heading.level == item.level)
    return next(exact, same[0] if same else None)


def _place(subject: PageSubject, heading: Heading) -> Range:
    return subject.markup.places.range(heading.start, heading.end)


CHECK = LintCheck(check)
