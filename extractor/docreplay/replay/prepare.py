"""From a documented request to one that may be sent, or the reason why it may not."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from docreplay.model.case import SentRequest, Skipped
from docreplay.model.content import content, has_control, looks_like_json, sent_header
from docreplay.model.http import Request
from docreplay.model.origin import Origin, is_among, origin_of
from docreplay.model.url_template import Placeholder, encode, fill, fill_text, rebase, sample, split
from docreplay.replay.payload import filled, laid_out
from docreplay.replay.redact import is_credential
from docreplay.replay.service import Service

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
"""Those that are to change nothing on a service (RFC 9110 §9.2.1), apart from TRACE."""

_NEVER_SENT = frozenset(
    {
        "accept-encoding",
        "connection",
        "content-length",
        "expect",
        "host",
        "keep-alive",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
"""The transport's own business (RFC 9110 §7.6.1)."""

_ACCEPT = "application/json, */*;q=0.5"
"""For requests that say nothing: JSON rather than anything else (RFC 9110 §12.5.1)."""


class _Destination(NamedTuple):
    url: str
    is_own: bool
    """Whether it is of the base URL's origin, and not only of an allowed host."""


def prepare(
    request: Request, service: Service, values: Mapping[str, str], prefer: str = ""
) -> SentRequest | Skipped:
    """The request as it will leave, or why it stays.

    `prefer` asks the embedded service for one of several documented answers.
    """
    if not (service.embedded or service.unsafe_methods or request.method in SAFE_METHODS):
        reason = f"{request.method} may change data; allow it with --unsafe-methods"
        return Skipped(kind="unsafe-method", reason=reason)
    destination = _destination(request, service, values)
    if isinstance(destination, Skipped):
        return destination
    own = service.headers if destination.is_own else {}
    documented = _documented(request, service, own, values)
    if isinstance(documented, Skipped):
        return documented
    body = filled(request, values).body
    sent = None if body is None else content(request.headers, laid_out(request.headers, body))
    headers = (*documented, *_added(request, own), *own.items(), *_prefer(service, prefer))
    return SentRequest(method=request.method, url=destination.url, headers=headers, body=sent)


def _destination(
    request: Request, service: Service, values: Mapping[str, str]
) -> _Destination | Skipped:
    target, missing = fill(request.target, values, sample if service.embedded else None)
    if missing:
        return _unfilled(missing, values)
    documented = split(target).origin
    named = origin_of(documented) if documented and service.allow_hosts else None
    allowed = named if named and is_among(named, service.allow_hosts) else None
    url = encode(rebase(target, documented if allowed else service.base_url))
    origin = origin_of(url)
    refused = _refused(target, origin, allowed or service.origin)
    return refused or _Destination(url, origin == service.origin)


def _unfilled(
    missing: Iterable[Placeholder], values: Mapping[str, str], where: str = ""
) -> Skipped:
    holes = tuple(missing)
    names = ", ".join(f"`{hole.written}`" for hole in holes)
    example = holes[0].names[-1] or "NAME"
    empty = any(name in values for hole in holes for name in hole.names)
    what = "the value is empty" if empty else "no value"
    reason = f"{what} for {names}{where}; give one with --var {example}=… or in the configuration"
    return Skipped(kind="placeholder", reason=reason)


def _refused(target: str, origin: Origin | None, expected: Origin | None) -> Skipped | None:
    """What keeps a URL from leaving, if anything does."""
    if has_control(target) or "@" in split(target).origin:
        return Skipped(kind="host", reason="the target holds what no URL may hold")
    if "{" in target or "}" in target:
        reason = "the target holds a brace that is no placeholder; correct the page"
        return Skipped(kind="placeholder", reason=reason)
    if origin is None or origin != expected:
        host = origin.host if origin else "the target"
        return Skipped(kind="host", reason=f"{host} is no allowed host")
    return None


def _documented(
    request: Request, service: Service, own: Mapping[str, str], values: Mapping[str, str]
) -> list[tuple[str, str]] | Skipped:
    """Documented headers, without those of the transport and, to a real service, credentials."""
    found: list[tuple[str, str]] = []
    replaced = {name.lower() for name in own}
    for name, value, *_ in request.headers:
        folded = name.lower()
        example = not service.embedded and is_credential(folded)
        if folded in _NEVER_SENT or folded in replaced or example:
            continue
        text = value
        if "{" in value:
            text, missing = fill_text(value, values)
            if missing and not service.embedded:
                return _unfilled(missing, values, f" in the header {name}")
        found += sent_header(name, text)
    return found


def _added(request: Request, own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What every client would say, where neither page nor configuration says it."""
    said = {header.name.lower() for header in request.headers}
    said.update(name.lower() for name in own)
    if "accept" not in said:
        yield "Accept", _ACCEPT
    body = request.body
    if body is not None and "content-type" not in said and looks_like_json(body.text):
        yield "Content-Type", "application/json"


def _prefer(service: Service, prefer: str) -> Iterator[tuple[str, str]]:
    if prefer and service.embedded:
        yield "Prefer", prefer
