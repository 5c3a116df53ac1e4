"""One page in several languages: exchanges that are one case, and cases of a translation alone."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from docreplay.cases.build import build_cases
from docreplay.model.case import Case
from docreplay.model.exchange import Exchange, Reading
from docreplay.model.http.content import looks_like_json
from docreplay.model.http.http import Header
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.location import Passage
from docreplay.model.page import PageId

_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCases:
    """A page and the cases that are tested from it."""

    page: PageId
    cases: tuple[Case, ...]
    shared: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Paths of the translations that document the same case, by the id of the case."""
    documented: tuple[Case, ...] = ()
    """All cases of the page by itself, also those that another language documents alike."""


def choose_source(locales: Iterable[str], configured: str = "") -> str:
    """Return the source locale: the configured one, else `en-us`, `en`, or the first by name."""
    present = sorted(set(locales))
    for locale in (configured.lower().replace("_", "-"), "en-us", "en"):
        if locale and locale in present:
            return locale
    return present[0] if present else ""


def by_key(found: Iterable[PageId]) -> tuple[tuple[PageId, ...], ...]:
    """Group pages that are one page in several languages, in the order of their keys."""
    groups: defaultdict[str, list[PageId]] = defaultdict(list)
    for page in found:
        groups[page.key].append(page)
    return tuple(tuple(groups[key]) for key in sorted(groups))


def merge(
    readings: Sequence[Reading], source: str, *, all_locales: bool = False
) -> Iterator[PageCases]:
    """Yield the cases of one page that is given in several languages (the same `PageId.key`).

    An exchange that a translation documents like the source page is one case, with both places. If
    the source locale lacks the page, the first language that has it is the source.
    """
    ordered = sorted(
        readings, key=lambda reading: (reading.page.locale != source, reading.page.path)
    )
    if all_locales or len(ordered) == 1:
        for reading in ordered:
            cases = build_cases(reading.exchanges)
            yield PageCases(page=reading.page, cases=cases, documented=cases)
        return
    seen: dict[object, Case] = {}
    shared: defaultdict[str, list[str]] = defaultdict(list)
    own: list[tuple[PageId, list[Case], tuple[Case, ...]]] = []
    for reading in ordered:
        cases = build_cases(reading.exchanges)
        answered = [exchange for exchange in reading.exchanges if exchange.is_testable]
        kept: list[Case] = []
        for case, exchange in zip(cases, answered, strict=True):
            known = _take(case, _substance(exchange), seen)
            if known is None:
                kept.append(case)
            else:
                shared[known.id].append(reading.page.path)
        own.append((reading.page, kept, cases))
    final = {case.id: case for case in seen.values()}
    for page, kept, documented in own:
        cases = tuple(final.get(case.id, case) for case in kept)
        also = {case.id: tuple(shared[case.id]) for case in cases if case.id in shared}
        yield PageCases(page=page, cases=cases, shared=also, documented=documented)


def _take(case: Case, substance: object, seen: dict[object, Case]) -> Case | None:
    """Add the place of a case to the same case of another language, and return that one.

    Returns None for a case that is tested by itself.
    """
    known = seen.setdefault(substance, case)
    if known.page == case.page:
        return None
    seen[substance] = replace(known, also_on=(*known.also_on, case.location))
    return known


def _substance(exchange: Exchange) -> object:
    """Return what an exchange documents, apart from its place and layout."""
    response = exchange.response
    assert response is not None  # noqa: S101  # the caller skips the others
    annotation = exchange.response_annotation
    return (
        exchange.id.partition("#")[2],
        exchange.request.method,
        _folded(exchange.request.target),
        _headers(exchange.request.headers),
        _body(exchange.request.body),
        response.status,
        _headers(response.headers),
        _body(response.body),
        repr(sorted(annotation.attributes.items(), key=str)) if annotation else "",
    )


def _headers(headers: Iterable[Header]) -> tuple[tuple[str, str], ...]:
    return tuple((header.name.lower(), _folded(header.value)) for header in headers)


def _body(body: Passage | None) -> str:
    """Return JSON by its value, other text by its words: white space makes no difference."""
    if body is None:
        return ""
    if looks_like_json(body.text):
        try:
            return repr(read_json(body.text).value)
        except JsonError:
            return _folded(body.text)
    return _folded(body.text)


def _folded(text: str) -> str:
    return _BLANK.sub(" ", text).strip()
