"""From a documented request to one that may be sent, or the reason why it may not."""

import re
from collections.abc import Iterator, Mapping

from extractor.model.case import SentRequest, Skipped
from extractor.model.content import content
from extractor.model.http import Header, Request
from extractor.model.source import Passage
from extractor.model.target import encode, fill, host_of, placeholders, rebase, sample, split
from extractor.replay.redact import is_credential
from extractor.replay.service import Service

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

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def prepare(
    request: Request, service: Service, values: Mapping[str, str], prefer: str = ""
) -> SentRequest | Skipped:
    """The request as it will leave, or why it stays.

    `prefer` asks the embedded service for one of several documented answers.
    """
    if not (service.embedded or service.unsafe_methods or request.method in SAFE_METHODS):
        reason = f"{request.method} may change data; allow it with --unsafe-methods"
        return Skipped(kind="unsafe-method", reason=reason)
    url = _url(request, service, values)
    if isinstance(url, Skipped):
        return url
    body = None if request.body is None else _body(request.headers, request.body)
    headers = (*_headers(request, service, url, body), *_prefer(service, prefer))
    return SentRequest(method=request.method, url=url, headers=tuple(headers), body=body)


def _url(request: Request, service: Service, values: Mapping[str, str]) -> str | Skipped:
    if service.embedded:
        holes = placeholders(request.target)
        values = {**{hole.names[0]: sample(hole) for hole in holes}, **values}
    target, missing = fill(request.target, values)
    if missing:
        names = ", ".join(f"`{hole.written}`" for hole in missing)
        example = missing[0].names[-1] or "NAME"
        reason = f"no value for {names}; give one with --var {example}=… or in the configuration"
        return Skipped(kind="placeholder", reason=reason)
    origin = split(target).origin
    allowed = origin if origin and host_of(origin) in service.allow_hosts else ""
    url = encode(rebase(target, allowed or service.base_url))
    return _refused(target, url, service, allowed) or url


def _refused(target: str, url: str, service: Service, allowed: str) -> Skipped | None:
    """What keeps a URL from leaving, if anything does."""
    if _CONTROL.search(target) or "@" in split(target).origin:
        return Skipped(kind="host", reason="the target holds what no URL may hold")
    if "{" in target or "}" in target:
        reason = "the target holds a brace that is no placeholder; correct the page"
        return Skipped(kind="placeholder", reason=reason)
    expected = host_of(allowed) if allowed else service.host
    if host_of(url) != expected:
        return Skipped(kind="host", reason=f"{host_of(url) or 'the target'} is no allowed host")
    return None


def _headers(
    request: Request, service: Service, url: str, body: bytes | None
) -> Iterator[tuple[str, str]]:
    """Documented headers, without those of the transport and, to a real service, credentials."""
    own = service.headers if host_of(url) == service.host else {}
    replaced = {name.lower() for name in own}
    for name, value, _ in request.headers:
        folded = name.lower()
        example = is_credential(folded) and not service.embedded
        if folded not in _NEVER_SENT and folded not in replaced and not example:
            yield from _clean(name, value)
    documented = {header.name.lower() for header in request.headers} | replaced
    if "accept" not in documented:
        yield "Accept", "application/json"
    if body is not None and "content-type" not in documented and body[:1] in (b"{", b"["):
        yield "Content-Type", "application/json"
    yield from own.items()


def _clean(name: str, value: str) -> Iterator[tuple[str, str]]:
    """The header, unless it would break the message (RFC 9110 §5.5)."""
    if _TOKEN.fullmatch(name) and not _CONTROL.search(value):
        yield name, value.encode("utf-8", "replace").decode("latin-1")


def _prefer(service: Service, prefer: str) -> Iterator[tuple[str, str]]:
    if prefer and service.embedded:
        yield "Prefer", prefer


def _body(headers: tuple[Header, ...], body: Passage) -> bytes:
    """The page's text; JSON that is not strict is sent as what it means."""
    return content(headers, body)
