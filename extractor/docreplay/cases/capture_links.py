"""URLs and entity tags that a request takes from an earlier response as they are."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from docreplay.cases.capture_sources import Gives
from docreplay.model.case import Case
from docreplay.model.http.url_template import split
from docreplay.model.stories.capture_plan import (
    CapturedFrom,
    ExampleId,
    PlannedCapture,
    is_placeholder,
)

_TOKENS = {
    "@odata.nextLink": re.compile(r"\$?skiptoken=", re.IGNORECASE),
    "@odata.deltaLink": re.compile(r"\$?deltatoken=", re.IGNORECASE),
}
"""What the query of a link has (OData JSON Format 4.01 §4.5.5, §4.5.6)."""
_CONDITIONS = ("if-match", "if-none-match")
_REVISION = re.compile(r"(?:^|&)(?:rev|revision|version)(?:_?id)?=", re.IGNORECASE)
"""A parameter that asks for what something was before."""
_ETAGS = ("@odata.etag", "etag", "eTag", "_etag")


def link_captures(
    case: Case, template: str, given: Mapping[str, Sequence[Gives]]
) -> Iterator[PlannedCapture]:
    """Yield what a case takes whole: its URL from a link, its condition from an entity tag."""
    if url := _url(case, template, given):
        yield url
    if (case.expectation.status or 200) == 412:  # RFC 9110 §15.5.13: the condition must not hold
        return
    for header in case.request.headers:
        if header.name.lower() in _CONDITIONS and header.value.strip() != "*":
            reads = _reads(case, template, given)
            if shown := [item for item in map(_tag, reads) if item]:
                yield _whole("header", header.name, header.value, shown)
            elif unseen := [tag for item in reads if item.has_more for tag in _unseen(item.case)]:
                made = _whole("header", header.name, header.value, unseen)
                yield replace(made, is_guessed=True)


def lost_tags(case: Case, links: Iterable[PlannedCapture]) -> Iterator[ExampleId]:
    """Yield entity tags of the example that a change would be refused for (RFC 9110 §13.1.1)."""
    taken = {link.template.lower() for link in links}
    for header in case.request.headers:
        name, value = header.name.lower(), header.value.strip()
        is_literal = value != "*" and not is_placeholder(value)
        if name == "if-match" and is_literal and name not in taken and _succeeds(case):
            yield ExampleId(value, header=header.name)


def _succeeds(case: Case) -> bool:
    return (case.expectation.status or 200) < 400


def _url(case: Case, template: str, given: Mapping[str, Sequence[Gives]]) -> PlannedCapture | None:
    query = split(case.request.target).query
    for name, token in _TOKENS.items():
        if token.search(query):
            lists = (item for item in given.get(template, ()) if item.case is not case)
            found = [_body(item.case, f"$['{name}']") for item in lists if _links(item, name)]
            return _whole("url", name, case.request.target, found) if found else None
    return _upload(case, given)


def _links(item: Gives, name: str) -> bool:
    body = item.case.expectation.body
    return body is not None and f'"{name}"' in body.text and item.case.request.method == "GET"


def _upload(case: Case, given: Mapping[str, Sequence[Gives]]) -> PlannedCapture | None:
    """Return the absolute URL that another response documents word for word."""
    target = case.request.target
    if not split(target).origin:
        return None
    for item in chain.from_iterable(given.values()):
        for name, value in item.documented.items():
            if item.how != "list" and value == target and name.lower().endswith("url"):
                return _whole("url", name, target, [_body(item.case, f"{item.at}.{name}")])
    return None


def _reads(case: Case, template: str, given: Mapping[str, Sequence[Gives]]) -> list[Gives]:
    """Return the responses that show what the case is about, as it is now."""
    own = [item for item in given.get(template, ()) if item.case is not case]
    return [
        item
        for item in own
        if item.how == "item" and not _REVISION.search(split(item.case.request.target).query)
    ]


def _unseen(case: Case) -> tuple[CapturedFrom, ...]:
    """Return where an entity tag may be that the page does not show (OData JSON 4.01 §4.5.8)."""
    return _body(case, "$['@odata.etag']"), CapturedFrom(case=case, value="ETag:")


def _tag(item: Gives) -> CapturedFrom | None:
    if any(header.name.lower() == "etag" for header in item.case.expectation.headers):
        return CapturedFrom(case=item.case, value="ETag:")
    for name in _ETAGS:
        if name in item.documented:
            return _body(item.case, f"{item.at}['{name}']")
    return None


def _body(case: Case, path: str) -> CapturedFrom:
    return CapturedFrom(case=case, value=path)


def _whole(place: str, name: str, written: str, sources: Iterable[CapturedFrom]) -> PlannedCapture:
    return PlannedCapture(
        place="header" if place == "header" else "url",
        start=0,
        end=len(written),
        written=written,
        template=name,
        sources=tuple(sources)[:3],
    )
