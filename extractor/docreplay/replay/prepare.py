"""Turn a documented request into one that can be sent, or into the reason why it must not be."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from docreplay.model.case import SentRequest, Skipped
from docreplay.model.content import content, has_control, looks_like_json, sent_header
from docreplay.model.http import Request
from docreplay.model.origin import Origin, is_among, origin_of
from docreplay.model.url_template import Placeholder, encode, fill, fill_text, rebase, sample, split
from docreplay.replay.guard import (
    SAFE_METHODS,
    is_of_connection,
    leaves_base_path,
    overriding_method,
    withheld_name,
)
from docreplay.replay.payload import filled, laid_out
from docreplay.replay.redact import is_credential
from docreplay.replay.service import Service

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
"""Headers that the transport sets itself (RFC 9110 §7.6.1)."""

_ACCEPT = "application/json, */*;q=0.5"
"""Accept of requests that document none: JSON is preferred (RFC 9110 §12.5.1)."""


class _Destination(NamedTuple):
    url: str
    is_own: bool
    """Whether it has the origin of the base URL, rather than that of an allowed host."""


def prepare(
    request: Request, service: Service, values: Mapping[str, str], prefer: str = ""
) -> SentRequest | Skipped:
    """Return the request as it is sent, or the reason why it is skipped.

    `prefer` asks the embedded service for one of several documented responses.
    """
    if not (service.embedded or service.unsafe_methods or request.method in SAFE_METHODS):
        reason = f"{request.method} may change data (use --unsafe-methods)"
        return Skipped(kind="unsafe-method", reason=reason)
    destination = _destination(request, service, values)
    if isinstance(destination, Skipped):
        return destination
    if not service.embedded and (guarded := _guarded(request, service, values, destination)):
        return guarded
    own = service.headers if destination.is_own else {}
    documented = _documented(request, service, own, values)
    if isinstance(documented, Skipped):
        return documented
    body = filled(request, values).body
    sent = None if body is None else content(request.headers, laid_out(request.headers, body))
    headers = (*documented, *_added(request, own), *own.items(), *_prefer(service, prefer))
    dropped = (header.name for header in request.headers if _is_dropped(header.name.lower()))
    return SentRequest(
        method=request.method,
        url=destination.url,
        headers=headers,
        body=sent,
        dropped=tuple(dropped),
    )


def _guarded(
    request: Request, service: Service, values: Mapping[str, str], destination: _Destination
) -> Skipped | None:
    """Return the reason why a real service must not get the request, or None."""
    body = filled(request, values).body
    method = overriding_method(request, destination.url, body.text if body else "")
    if method and not service.unsafe_methods:
        reason = f"the request asks for {method}, which may change data (use --unsafe-methods)"
        return Skipped(kind="unsafe-method", reason=reason)
    base = service.base_url if destination.is_own else ""
    if leaves_base_path(destination.url, base):
        return Skipped(kind="host", reason="the path leads out of the base URL's path")
    name = "" if destination.is_own else withheld_name(request, values, service.secrets)
    if name:
        reason = f"`{name}` is a secret, which only the host of the base URL gets"
        return Skipped(kind="placeholder", reason=reason)
    return None


def _is_dropped(folded: str) -> bool:
    return folded.replace("_", "-") in _NEVER_SENT or is_of_connection(folded)


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
    unfilled = tuple(missing)
    names = ", ".join(f"`{placeholder.written}`" for placeholder in unfilled)
    example = unfilled[0].names[-1] or "NAME"
    is_empty = any(name in values for placeholder in unfilled for name in placeholder.names)
    kind = "empty" if is_empty else "missing"
    reason = f"{kind} value for {names}{where} (use --var {example}=VALUE or `parameters`)"
    return Skipped(kind="placeholder", reason=reason)


def _refused(target: str, origin: Origin | None, expected: Origin | None) -> Skipped | None:
    """Return the reason why the URL must not be requested, or None."""
    if has_control(target) or "@" in split(target).origin:
        return Skipped(
            kind="host", reason="the request URL contains characters that are not allowed"
        )
    if "{" in target or "}" in target:
        reason = "unmatched brace in the request URL; correct the page"
        return Skipped(kind="placeholder", reason=reason)
    if origin is None or origin != expected:
        reason = f"host `{origin.host}` is not allowed" if origin else "invalid request URL"
        return Skipped(kind="host", reason=reason)
    return None


def _documented(
    request: Request, service: Service, own: Mapping[str, str], values: Mapping[str, str]
) -> list[tuple[str, str]] | Skipped:
    """Return the documented headers, without those of the transport and those of `own`.

    Credentials of a page are examples: a real service does not get them.
    """
    found: list[tuple[str, str]] = []
    replaced = {name.lower() for name in own}
    for name, value, *_ in request.headers:
        folded = name.lower()
        is_example = not service.embedded and is_credential(folded)
        if _is_dropped(folded) or folded in replaced or is_example:
            continue
        text = value
        if "{" in value:
            text, missing = fill_text(value, values)
            if missing and not service.embedded:
                return _unfilled(missing, values, f" in header `{name}`")
        found += sent_header(name, text)
    return found


def _added(request: Request, own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the headers that a request needs and that neither page nor configuration has."""
    known = {header.name.lower() for header in request.headers}
    known.update(name.lower() for name in own)
    if "accept" not in known:
        yield "Accept", _ACCEPT
    body = request.body
    if body is not None and "content-type" not in known and looks_like_json(body.text):
        yield "Content-Type", "application/json"


def _prefer(service: Service, prefer: str) -> Iterator[tuple[str, str]]:
    if prefer and service.embedded:
        yield "Prefer", prefer
