"""Turn a documented request into one that can be sent, or into the reason why it must not be."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from docreplay.model.case import SentRequest, Skipped
from docreplay.model.http.content import content, has_control, looks_like_json, sent_header
from docreplay.model.http.http import Request, declared_type
from docreplay.model.http.origin import origin_of
from docreplay.model.http.url_template import fill_text
from docreplay.model.secret_names import is_credential
from docreplay.replay.accounts.body_credentials import with_placeholders, without_value
from docreplay.replay.accounts.credentials import marked
from docreplay.replay.destination import Destination, destination, link_destination, unfilled
from docreplay.replay.guard import (
    SAFE_METHODS,
    is_of_connection,
    leaves_base_path,
    overriding_method,
    withheld_name,
)
from docreplay.replay.payload import filled, laid_out
from docreplay.replay.secrets.shown_secrets import without_shown
from docreplay.replay.sent_files import FileUnavailable
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

_OF_ONE = re.compile(r"content-|if-|range$|idempotency-key$", re.IGNORECASE)
"""Headers that are about one request only: its content, its conditions, its repetition."""
_LINK = "/"
"""Target in place of a link, which has no placeholders."""

_ACCEPT = "application/json, */*;q=0.5"
"""Accept of requests that document none: JSON is preferred (RFC 9110 §12.5.1)."""


def prepare(
    request: Request, service: Service, values: Mapping[str, str], prefer: str = ""
) -> SentRequest | Skipped:
    """Return the request as it is sent, or the reason why it is skipped.

    `prefer` asks the embedded service for one of several documented responses.
    """
    if not (service.embedded or service.unsafe_methods or request.method in SAFE_METHODS):
        reason = f"{request.method} may change data (use --unsafe-methods)"
        return Skipped(kind="unsafe-method", reason=reason)
    found = destination(request, service, values)
    return (
        found
        if isinstance(found, Skipped)
        else _sent_to(found, request, service, values, prefer=prefer)
    )


def prepare_link(
    request: Request, link: str, service: Service, values: Mapping[str, str]
) -> SentRequest | Skipped:
    """Return the GET request for a link in the response to a request, or why it is not sent.

    It has the documented headers that are not about the content or a condition, for the origin of
    the base URL only. The credentials are those of any other request to the host. A link cannot
    ask for a method that may change data.
    """
    found = link_destination(link, service)
    if isinstance(found, Skipped):
        return found
    kept = (item for item in request.headers if found.is_own and not _OF_ONE.match(item.name))
    get = replace(request, method="GET", target=_LINK, headers=tuple(kept), body=None)
    return _sent_to(found, get, replace(service, unsafe_methods=False), values)


def _sent_to(
    found: Destination,
    request: Request,
    service: Service,
    values: Mapping[str, str],
    *,
    prefer: str = "",
) -> SentRequest | Skipped:
    """Return the request to a URL, or the reason why it is skipped."""
    guarded = request if service.embedded else _guarded(request, service, values, found)
    if isinstance(guarded, Skipped):
        return guarded
    request = guarded
    url = found.url if service.embedded else without_shown(found.url, request.target)
    own = service.headers if found.is_own else {}
    documented = _documented(request, service, own, values)
    if isinstance(documented, Skipped):
        return documented
    sent = _body(request, service, values, found)
    if isinstance(sent, Skipped):
        return sent
    headers = (*documented, *_added(request, own), *own.items(), *_prefer(service, prefer))
    dropped = (header.name for header in request.headers if _is_dropped(header.name.lower()))
    prepared = SentRequest(
        method=request.method,
        url=url,
        headers=headers,
        body=sent,
        dropped=tuple(dropped),
    )
    use = service.use
    reaches = use and use.reaches(origin_of(found.url), service.origin)
    return marked(prepared, use) if use and reaches else prepared


def _with_credentials(
    request: Request, service: Service, values: Mapping[str, str]
) -> Request | Skipped:
    """Return the request with placeholders for credentials that its body shows.

    Without a value, it is skipped: no service accepts the example.
    """
    missing = tuple(without_value(request, values))
    if not missing:
        return with_placeholders(request)
    if service.only_recorded:
        return request
    names = ", ".join(f"`{name}`" for name in missing)
    remedy = f"use --var {missing[0]}=VALUE or `parameters`"
    reason = f"missing value for {names}: the body shows an example of a credential ({remedy})"
    return Skipped(kind="placeholder", reason=reason)


def _body(
    request: Request, service: Service, values: Mapping[str, str], found: Destination
) -> bytes | Skipped | None:
    """Return the body as it is sent, with its files; None without one.

    The embedded service gets the names of files as the page has them.
    """
    body = filled(request, values).body
    if body is None:
        return None
    sent = content(request.headers, laid_out(request.headers, body))
    files = service.files
    if files is None or service.embedded or not files.names_one(sent):
        return sent
    if not found.is_own:
        reason = "only the host of the base URL gets a file"
        return Skipped(kind="file", reason=reason)
    try:
        return files.filled(sent, declared_type(request.headers))
    except FileUnavailable as reason:
        return Skipped(kind="file", reason=str(reason))


def _guarded(
    request: Request, service: Service, values: Mapping[str, str], found: Destination
) -> Request | Skipped:
    """Return the request for a real service, or the reason why it must not get it."""
    shown = _with_credentials(request, service, values)
    if isinstance(shown, Skipped):
        return shown
    return _refused(shown, service, values, found) or shown


def _refused(
    request: Request, service: Service, values: Mapping[str, str], found: Destination
) -> Skipped | None:
    """Return the reason why a real service must not get the request, or None."""
    body = filled(request, values).body
    method = overriding_method(request, found.url, body.text if body else "")
    if method and not service.unsafe_methods:
        reason = f"the request asks for {method}, which may change data (use --unsafe-methods)"
        return Skipped(kind="unsafe-method", reason=reason)
    own = service.base_url if found.is_own else ""
    if leaves_base_path(found.url, found.base_url or own):
        return Skipped(kind="host", reason="the path leads out of the base URL's path")
    name = "" if found.is_own else _withheld(request, service, values)
    if name:
        reason = f"`{name}` is a secret, which only the host of the base URL gets"
        return Skipped(kind="placeholder", reason=reason)
    texts = (found.url, *(header.value for header in request.headers), body.text if body else "")
    if not found.is_own and any(map(service.reveals, texts)):
        reason = "the request contains a secret, which only the host of the base URL gets"
        return Skipped(kind="placeholder", reason=reason)
    return None


def _withheld(request: Request, service: Service, values: Mapping[str, str]) -> str:
    return withheld_name(request, values, service.secrets, service.reveals)


def is_sent(header: str) -> bool:
    """Return True if a documented header is sent to a real service, unless it is configured.

    Those of the transport are not, and credentials of a page are examples.
    """
    return not _is_dropped(header.lower()) and not is_credential(header.lower())


def _is_dropped(folded: str) -> bool:
    return folded.replace("_", "-") in _NEVER_SENT or is_of_connection(folded)


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
                return unfilled(missing, values, f" in header `{name}`")
            if text != value and has_control(text) and not service.embedded:
                reason = f"the value in header `{name}` contains a control character"
                return Skipped(kind="placeholder", reason=reason)
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
