"""Responses with a different status, type or media type."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from docreplay.diff.check import DiffSubject
from docreplay.diff.documented_statuses import DocumentedStatuses, documented_statuses
from docreplay.diff.subject import EndpointPair
from docreplay.model.api.api_change import ApiChange
from docreplay.model.api.documented_page import DocumentedPage, PlacedStatus
from docreplay.model.exchange import Exchange
from docreplay.model.finding import ChangeClass
from docreplay.model.http.http import Request, Response, declared_type
from docreplay.model.location import Location, Range


class _Facts(NamedTuple):
    """What the examples of a page say, each with the place that says it first."""

    found: Mapping[str, Location | Range]
    bodies: frozenset[str] = frozenset()
    """Those that are of messages with a body."""


class _Judged(NamedTuple):
    """What changed, from what to what, and what that means."""

    kind: str
    before: str
    after: str
    change_class: ChangeClass
    message: str


def statuses(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the operations with different status codes, once each."""
    for item in subject.pair.endpoints:
        old, new = (documented_statuses(page) for page in item[:2])
        facts = (_Facts(old.places, _with_body(item.old)), _Facts(new.places, _with_body(item.new)))
        gone, fresh = _missing(old, new), _missing(new, old)
        lost, successes = ([code for code in codes if code < "4"] for codes in (gone, fresh))
        instead = {} if successes else _instead(item, lost)
        if successes or instead:
            both = (facts[0], facts[1]._replace(found={**new.places, **instead}))
            yield _status(item, both, lost, successes or [*instead])
        errors = [code for code in fresh if code >= "4"]
        if errors:
            codes = ", ".join(errors)
            message = f"error status {codes} of `{item.owner.name}` is documented now"
            yield _made(item, _Judged("status", "", codes, "non-breaking", message), facts)
        ended = [code for code in gone if code >= "4" and code in old.listed]
        if ended and new.listed:
            yield _ended(item, ended, facts)


def _missing(one: DocumentedStatuses, other: DocumentedStatuses) -> list[str]:
    """Return the codes of a version that the other one lacks, in parts of pages that both have.

    Examples are compared with each other: a page may have said it right in other places.
    """
    found = [code for code in one.shown if other.shown and code not in other.shown]
    for own, others in ((one.listed, other.listed), (one.said, other.said)):
        found += [code for code in own if others and code not in {*other.known, *one.shown}]
    return list(dict.fromkeys(found))


def _ended(item: EndpointPair, codes: list[str], facts: tuple[_Facts, _Facts]) -> ApiChange:
    """Return the change of errors that a table or list no longer has."""
    text = ", ".join(codes)
    what, verb = ("error status", "is") if len(codes) == 1 else ("error statuses", "are")
    message = f"{what} {text} of `{item.owner.name}` {verb} no longer documented"
    was = facts[0].found[codes[0]]
    return ApiChange(
        kind="status", action="removed", names=(text,), owner=item.owner,
        change_class="non-breaking", message=message, place=item.new.operations[0].range,
        was=was.start if isinstance(was, Range) else was, before=text,
    )  # fmt: skip


def _instead(item: EndpointPair, gone: list[str]) -> dict[str, Range]:
    """Return the documented successes that took the place of those that are gone.

    Examples are compared in their order; an example less is not a different status.
    """
    old, new = (_final(page) for page in (item.old, item.new))
    if len(old) != len(new):
        return {}
    both = zip(old, new, strict=True)
    found = (two for one, two in both if str(one.status) in gone and two.status < 400)
    return {str(status.status): status.range for status in found}


def _status(
    item: EndpointPair, facts: tuple[_Facts, _Facts], gone: list[str], fresh: list[str]
) -> ApiChange:
    before, after = ", ".join(gone), ", ".join(fresh)
    name = item.owner.name
    if not gone:
        message = f"`{name}` may also respond with {after}: clients may not expect it"
        return _made(item, _Judged("status", "", after, "unknown", message), facts)
    message = f"status of `{name}` changed from {before} to {after}"
    if any(code >= "3" for code in fresh) and all(code < "3" for code in gone):
        return _made(
            item,
            _Judged(
                "status", before, after, "breaking", f"{message}: clients may not follow redirects"
            ),
            facts,
        )
    if any(code in facts[0].bodies for code in gone) and not facts[1].bodies:
        message += ": clients read a body that is gone"
        return _made(item, _Judged("status", before, after, "breaking", message), facts)
    message += ": clients that check it fail"
    return _made(item, _Judged("status", before, after, "unknown", message), facts)


def types(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the operations that return a different type, or many objects instead of one."""
    for item in subject.pair.endpoints:
        old, new = (_types(page, _kinds(item)) for page in item[:2])
        known = {name.lower() for name in old.found}
        if not old.found or not new.found or known & {name.lower() for name in new.found}:
            continue
        before, after = next(iter(old.found)), next(iter(new.found))
        message = (
            f"type of the response to `{item.owner.name}` changed from `{before}` to `{after}`"
        )
        judged = _Judged(
            "response type", before, after, "breaking", f"{message}: clients cannot read it"
        )
        if _is_derived(subject, item, (before, after)):
            judged = judged._replace(change_class="non-breaking", message=message)
        yield _made(item, judged, (old, new))


def _is_derived(subject: DiffSubject, item: EndpointPair, texts: tuple[str, str]) -> bool:
    """Return True if the new type is derived from the old one, so that it has all that this has."""
    many = [text.endswith(" collection") for text in texts]
    before, after = (text.removesuffix(" collection").rpartition(".")[2].lower() for text in texts)
    if many[0] != many[1]:
        return False
    api = subject.pair.new
    descriptions = api.type_descriptions.get((item.new.version, after), ())
    return any(before in dict(api.ancestors(derived)) for derived in descriptions)


def media_types(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the operations whose requests or responses have a different media type."""
    yield from _replaced(subject, _response_media, "media type of the response to")
    yield from _replaced(subject, _request_media, "media type of the request to")


def _replaced(
    subject: DiffSubject, facts: Callable[[EndpointPair], tuple[_Facts, _Facts]], title: str
) -> Iterator[ApiChange]:
    """Yield the operations of which the versions have no media type in common."""
    for item in subject.pair.endpoints:
        old, new = facts(item)
        if old.found and new.found and not old.found.keys() & new.found.keys():
            before, after = next(iter(old.found)), next(iter(new.found))
            message = f"{title} `{item.owner.name}` changed from `{before}` to `{after}`"
            message += ": clients cannot read it" if "response" in title else ": it may be rejected"
            judged = _Judged("media type", before, after, "breaking", message)
            yield _made(item, judged, (old, new))


def _made(item: EndpointPair, judged: _Judged, facts: tuple[_Facts, _Facts]) -> ApiChange:
    """Return the change at the place of the new fact; of several, of the first."""
    was = facts[0].found.get(judged.before.partition(",")[0])
    return ApiChange(
        kind=judged.kind, action="changed" if judged.before else "added", names=(judged.after,),
        owner=item.owner, change_class=judged.change_class, message=judged.message,
        place=facts[1].found[judged.after.partition(",")[0]],
        was=was.start if isinstance(was, Range) else was,
        before=judged.before or None, after=judged.after,
    )  # fmt: skip


def _responses(page: DocumentedPage) -> Iterator[tuple[Exchange, Response]]:
    for exchange in page.exchanges:
        if exchange.response and exchange.response.is_final:
            yield exchange, exchange.response


def _with_body(page: DocumentedPage) -> frozenset[str]:
    return frozenset(str(item.status) for item in page.statuses if item.has_body)


def _kinds(item: EndpointPair) -> frozenset[int]:
    """Return the first digits of the statuses of which both versions show an annotated response.

    A redirect and what it leads to are two messages, of which a page may annotate either.
    """
    old, new = (
        {one.status // 100 for exchange, one in _responses(page) if exchange.response_annotation}
        for page in item[:2]
    )
    return frozenset(old & new)


def _final(page: DocumentedPage) -> list[PlacedStatus]:
    """Return the statuses that are not interim (RFC 9110 §15.2)."""
    return [item for item in page.statuses if item.status >= 200]


def _types(page: DocumentedPage, kinds: frozenset[int]) -> _Facts:
    found: dict[str, Location | Range] = {}
    for exchange, response in _responses(page):
        annotation = exchange.response_annotation
        if annotation and annotation.type and response.status // 100 in kinds:
            name = annotation.type.removeprefix("microsoft.graph.")
            name = f"{name} collection" if annotation.is_collection else name
            found.setdefault(name, annotation.range)
    return _Facts(found)


def _response_media(item: EndpointPair) -> tuple[_Facts, _Facts]:
    """Return the media types of responses whose statuses begin with the same digit."""
    shown = [[one for _, one in _responses(page) if one.status < 400] for page in item[:2]]
    common = {one.status // 100 for one in shown[0]} & {one.status // 100 for one in shown[1]}
    old, new = ([one for one in found if one.status // 100 in common] for found in shown)
    return _media(old), _media(new)


def _request_media(item: EndpointPair) -> tuple[_Facts, _Facts]:
    old, new = (
        _media([one.request for one in page.exchanges if one.request.body]) for page in item[:2]
    )
    return old, new


def _media(messages: list[Request] | list[Response]) -> _Facts:
    found: dict[str, Location | Range] = {}
    for message in messages:
        header = next(
            (item for item in message.headers if item.name.lower() == "content-type"), None
        )
        name = declared_type(message.headers)
        if header and "/" in name:
            found.setdefault(name, header.place)
    return _Facts(found)
