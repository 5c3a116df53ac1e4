"""One page in several languages: which of its exchanges are one case, and which are their own."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from docreplay.cases.build import build_cases
from docreplay.model.case import Case
from docreplay.model.content import looks_like_json
from docreplay.model.exchange import Exchange, Reading
from docreplay.model.http import Header
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
    """The paths of the translations that document a case alike, by its id."""


def choose_source(locales: Iterable[str], configured: str = "") -> str:
    """The source locale: the configured one, else `en-us`, else the first by name."""
    present = sorted(set(locales))
    for wanted in (configured.lower(), "en-us"):
        if wanted and wanted in present:
            return wanted
    return present[0] if present else ""


def by_key(found: Iterable[PageId]) -> tuple[tuple[PageId, ...], ...]:
    """The pages in groups that are one page in several languages, in the order of their keys."""
    groups: defaultdict[str, list[PageId]] = defaultdict(list)
    for page in found:
        groups[page.key].append(page)
    return tuple(tuple(groups[key]) for key in sorted(groups))


def merge(
    readings: Sequence[Reading], source: str, *, all_locales: bool = False
) -> Iterator[PageCases]:
    """The cases of one page, given in several languages (the same `PageId.key`).

    What a translation documents just as the page of the source locale does is one case, which
    names both places. Where the source locale lacks the page, the first language that has it
    stands in.
    """
    ordered = sorted(
        readings, key=lambda reading: (reading.page.locale != source, reading.page.path)
    )
    if all_locales:
        for reading in ordered:
            yield PageCases(page=reading.page, cases=build_cases(reading.exchanges))
        return
    seen: dict[object, Case] = {}
    shared: defaultdict[str, list[str]] = defaultdict(list)
    own: list[tuple[PageId, list[Case]]] = []
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
        own.append((reading.page, kept))
    final = {case.id: case for case in seen.values()}
    for page, kept in own:
        cases = tuple(final.get(case.id, case) for case in kept)
        also = {case.id: tuple(shared[case.id]) for case in cases if case.id in shared}
        yield PageCases(page=page, cases=cases, shared=also)


def _take(case: Case, substance: object, seen: dict[object, Case]) -> Case | None:
    """Adds the place of a case to the one of another language that says the same, which it gives.

    None for a case that is tested by itself.
    """
    known = seen.setdefault(substance, case)
    if known.page == case.page:
        return None
    seen[substance] = replace(known, also_on=(*known.also_on, case.location))
    return known


def _substance(exchange: Exchange) -> object:
    """What an exchange documents, apart from where it stands and how it is laid out."""
    response = exchange.response
    assert response is not None  # noqa: S101  # the caller left the others out
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
    """JSON by its value, other text by its words: tabs, blanks and line ends do not count."""
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
