"""Where a documented request is sent: to the base URL, or to a host that is allowed."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from docreplay.model.api.documented_host import documented_host, host_in
from docreplay.model.case import Skipped
from docreplay.model.http.content import has_control
from docreplay.model.http.http import Request, values_of
from docreplay.model.http.origin import Origin, is_among, origin_of
from docreplay.model.http.placeholder import Placeholder, sample
from docreplay.model.http.rebase import rebase
from docreplay.model.http.url_template import encode, fill, fill_text, has_unmatched_brace, split
from docreplay.replay.service import Service


class Destination(NamedTuple):
    """The URL of a request."""

    url: str
    is_own: bool
    """Whether it has the origin of the base URL, rather than that of an allowed host."""
    base_url: str = ""
    """The URL whose path it must be below; `""` for a host that is allowed as it is."""


def destination(
    request: Request, service: Service, values: Mapping[str, str]
) -> Destination | Skipped:
    """Return the URL of the request, or the reason why it is skipped.

    The base URL replaces the host of the documentation only: what a different host is documented
    for is not a request to the service, which would get it with its credentials.
    """
    target, missing = fill(request.target, values, sample if service.embedded else None)
    if missing:
        return unfilled(missing, values)
    documented = split(target).origin or _by_header(request, service, values)
    named = origin_of(documented) if documented and service.allow_hosts else None
    allowed = named if named and is_among(named, service.allow_hosts) else None
    mapped = service.mapped(documented)
    base = mapped or ("" if allowed else service.base_url)
    url = encode(rebase(target, base or documented))
    origin = origin_of(url)
    refused = _refused(target, request.target, origin, origin_of(base) if base else allowed)
    if not (refused or mapped or allowed or service.embedded):
        refused = _foreign(request, service, host_in(documented))
    return refused or Destination(url, origin == service.origin, base)


def link_destination(link: str, service: Service) -> Destination | Skipped:
    """Return the URL of a link that a response gives, or the reason why it is not followed.

    A link to the origin of the base URL is followed as it is, and so is one to a host of
    `allow-hosts`, or to a URL of `hosts`. A documented host is replaced, as in a request.
    """
    url = encode(link.partition("#")[0])
    origin = origin_of(url)
    if origin is None or has_control(link) or "@" in split(url).origin:
        return Skipped(kind="host", reason="it is not a URL that can be requested")
    if origin == service.origin:
        return Destination(url, is_own=True)
    documented = split(url).origin
    base = service.mapped(documented)
    if not base and host_in(documented) in service.documented_hosts:
        base = service.base_url
    if base:
        rebased = rebase(url, base)
        return Destination(rebased, origin_of(rebased) == service.origin, base)
    if is_among(origin, service.allow_hosts) or origin in map(origin_of, service.hosts.values()):
        return Destination(url, is_own=False)
    reason = f"host `{origin.host}` is not allowed (name it in `allow-hosts`)"
    return Skipped(kind="host", reason=reason)


def unfilled(missing: Iterable[Placeholder], values: Mapping[str, str], where: str = "") -> Skipped:
    """Return the reason that placeholders have no value."""
    found = tuple(missing)
    names = ", ".join(f"`{placeholder.written}`" for placeholder in found)
    example = found[0].names[-1] or "NAME"
    is_empty = any(name in values for placeholder in found for name in placeholder.names)
    kind = "empty" if is_empty else "missing"
    reason = f"{kind} value for {names}{where} (use --var {example}=VALUE or `parameters`)"
    return Skipped(kind="placeholder", reason=reason)


def _by_header(request: Request, service: Service, values: Mapping[str, str]) -> str:
    """Return the origin that the Host header documents, with the scheme of the base URL, or `""`.

    A target without a host is one of that header (RFC 9112 §3.2.1).
    """
    host = fill_text(next(values_of("host", request.headers), ""), values).text.strip()
    return f"{service.base_url.partition(':')[0]}://{host}" if host else ""


def _foreign(request: Request, service: Service, filled: str) -> Skipped | None:
    """Return the reason that the request is documented for a different host, or None.

    `filled` is its host with values in place of placeholders. The reason has the host as it is
    documented, because a value may be a secret.
    """
    documented = documented_host(request)
    own = {service.origin.host if service.origin else "", *service.documented_hosts, ""}
    if documented in own or filled in own:
        return None
    remedy = "name it in `allow-hosts` or `documented-hosts`"
    return Skipped(kind="host", reason=f"another host is documented: `{documented}` ({remedy})")


def _refused(
    target: str, documented: str, origin: Origin | None, expected: Origin | None
) -> Skipped | None:
    """Return the reason why the URL must not be requested, or None."""
    if has_control(target) or "@" in split(target).origin:
        return Skipped(
            kind="host", reason="the request URL contains characters that are not allowed"
        )
    if has_unmatched_brace(documented):
        reason = "unmatched brace in the request URL; correct the page"
        return Skipped(kind="placeholder", reason=reason)
    if origin is None or origin != expected:
        reason = f"host `{origin.host}` is not allowed" if origin else "invalid request URL"
        return Skipped(kind="host", reason=reason)
    return None
