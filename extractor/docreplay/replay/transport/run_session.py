"""What a project gives to send requests with: a `requests.Session` or an adapter of its own.

It is for the origin of the base URL only. What it adds are secrets; the limits of the run, the
address guard of other hosts and the masking do not depend on it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from http.cookiejar import CookieJar
from os import PathLike, fspath
from typing import Any
from urllib.parse import parse_qsl, urlencode

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from requests.auth import HTTPBasicAuth
from requests.cookies import cookiejar_from_dict, get_cookie_header
from requests.structures import CaseInsensitiveDict
from urllib3.exceptions import HTTPError
from urllib3.util import Retry, Timeout

from docreplay.errors import HookFailed
from docreplay.model.http.http import unfit_in_field_value
from docreplay.model.http.origin import origin_of
from docreplay.model.secret_names import may_be_secret
from docreplay.replay.secrets.redact import secrets_of_headers, secrets_of_proxy
from docreplay.replay.service import Service
from docreplay.replay.transport.adapter import bound

HOOK = "docreplay_session"
_OF_TRANSPORT = frozenset(
    {"accept-encoding", "connection", "content-length", "host", "transfer-encoding"}
)
"""Headers that docreplay sets itself."""
_KINDS: Mapping[str, tuple[tuple[type, ...], str]] = {
    "headers": ((Mapping,), "a mapping"),
    "proxies": ((Mapping,), "a mapping"),
    "cookies": ((Mapping, CookieJar), "a mapping or a cookie jar"),
}
"""What a session may have."""
Hide = Callable[[Iterable[str]], None]


class RunSession:
    """The session of a run, asked for before the first request to the base URL.

    `give` returns what the hook of the project returns, `blame` an error with its place in the
    project's file; `hide` gets the secrets of the session, which no output shows.
    """

    def __init__(
        self,
        give: Callable[[], object],
        base_url: str,
        hide: Hide,
        blame: Callable[[BaseException, str], HookFailed],
    ) -> None:
        self._give, self._hide, self._blame = give, hide, blame
        self._own = origin_of(base_url)
        self._failure: HookFailed | None = None

    def open(self) -> None:
        """Ask for the session. Raise `HookFailed` if it cannot be used."""
        self._hide(secrets_of_headers(self._headers))

    def is_for(self, url: str) -> bool:
        """Return True for the origin of the base URL, if there is a session. Raise `HookFailed`."""
        return origin_of(url) == self._own and self._session is not None

    def service(self, service: Service) -> Service:
        """Return the service with the headers of the session, those of the configuration first."""
        own = {name.lower() for name in service.headers}
        more = {name: value for name, value in self._headers.items() if name.lower() not in own}
        return replace(service, headers={**more, **service.headers}) if more else service

    def settings(self, usual: Mapping[str, Any]) -> dict[str, Any]:
        """Return proxies and certificates of the session, else those of the environment."""
        session = self._given
        found = dict(usual)
        if session.proxies or not session.trust_env:
            found["proxies"] = dict(session.proxies)
        if isinstance(session.verify, str | PathLike):
            found["verify"] = fspath(session.verify)
        return {**found, "cert": session.cert}

    def completed(
        self, request: requests.PreparedRequest, *, is_authorized: bool
    ) -> requests.PreparedRequest:
        """Return the request with parameters, cookies and credentials of the session.

        An account of the configuration comes before credentials of the session. Raise `HookFailed`
        if these lead the request to a different host.
        """
        session = self._given
        before = dict(request.headers or {})
        request.url = _with_parameters(request.url or "", session.params)
        cookies = get_cookie_header(session.cookies, request)  # type: ignore[no-untyped-call]
        if cookies is not None and "Cookie" not in request.headers:
            request.headers["Cookie"] = cookies
        if session.auth and not is_authorized and "Authorization" not in request.headers:
            request = self._authorized(request, session.auth)
        self._hide(_secrets(before, request, session))
        return request

    def send(
        self,
        usual: BaseAdapter,
        request: requests.PreparedRequest,
        timeout: Timeout,
        settings: Mapping[str, Any],
    ) -> requests.Response:
        """Send the request by the adapter of the session, or by the usual one without its own."""
        try:
            adapter = self._given.get_adapter(request.url or "")
        except requests.exceptions.InvalidSchema:
            raise HookFailed(f"{HOOK}: the session has no adapter for the base URL") from None
        if type(adapter) is HTTPAdapter:
            adapter = usual
        limit: Any = timeout
        if not isinstance(adapter, HTTPAdapter):
            limit = timeout.connect_timeout, timeout.total
        try:
            return _usable(adapter.send(request, stream=True, timeout=limit, **settings))
        except (HookFailed, requests.RequestException, HTTPError, OSError):
            raise
        except Exception as error:
            raise self._blame(error, HOOK) from None

    @property
    def _given(self) -> requests.Session:
        if self._session is None:
            raise HookFailed(f"{HOOK} did not return a session")
        return self._session

    @property
    def _session(self) -> requests.Session | None:
        """The session, or None if the hook gives none; a failure is the same for all requests."""
        if self._failure:
            raise self._failure
        try:
            return self._made
        except HookFailed as failure:
            self._failure = failure
            raise

    @cached_property
    def _made(self) -> requests.Session | None:
        given = self._give()
        if isinstance(given, BaseAdapter):
            adapter, given = given, requests.Session()
            for scheme in ("http://", "https://"):
                given.mount(scheme, adapter)
        if given is None:
            return None
        if not isinstance(given, requests.Session):
            kind = type(given).__name__
            raise HookFailed(f"{HOOK} must return a requests.Session or an adapter (got {kind})")
        if given.verify is False:
            raise HookFailed(f"{HOOK}: `verify=False` needs `insecure = true` in the configuration")
        _complete(given)
        self._hide(_secrets_of(given))
        for item in given.adapters.values():
            _limit(item)
        return given

    @cached_property
    def _headers(self) -> Mapping[str, str]:
        """The headers that the session adds to those of requests."""
        if self._session is None:
            return {}
        usual = requests.utils.default_headers()
        found = {
            name: text
            for name, value in self._session.headers.items()
            if name.lower() not in _OF_TRANSPORT and value is not None
            if (text := _text(value)) != usual.get(name)
        }
        for name, text in found.items():
            if unfit := unfit_in_field_value(text):
                raise HookFailed(f"{HOOK}: header `{name}` cannot contain {unfit!r}")
        self._hide(secrets_of_headers(found))
        return found

    def _authorized(self, request: requests.PreparedRequest, auth: Any) -> requests.PreparedRequest:
        """Return the request with credentials, as `PreparedRequest.prepare_auth` adds them."""
        url, method = request.url, request.method
        own = HTTPBasicAuth(*auth) if isinstance(auth, tuple) else auth
        try:
            signed = own(request)
        except Exception as error:
            raise self._blame(error, HOOK) from None
        if not isinstance(signed, requests.PreparedRequest):
            kind = type(signed).__name__
            raise HookFailed(f"{HOOK}: `auth` must return the request (got {kind})")
        if origin_of(signed.url or "") != origin_of(url or "") or signed.method != method:
            raise HookFailed(f"{HOOK}: `auth` must not change the host or the method of a request")
        if any(signed.hooks.get("response", ())):
            reason = "`auth` that responds to a challenge is not supported"
            raise HookFailed(f"{HOOK}: {reason} ({type(own).__name__})")
        found: requests.PreparedRequest = signed
        return found


def _complete(session: requests.Session) -> None:
    """Check what is set on a session, and add what is not, as requests does when it sends."""
    for name, (kinds, words) in _KINDS.items():
        value = getattr(session, name)
        if value is not None and not isinstance(value, kinds):
            kind = type(value).__name__
            raise HookFailed(f"{HOOK}: `{name}` must be {words} (got {kind})")
    session.headers = session.headers or CaseInsensitiveDict()
    session.proxies = session.proxies or {}
    cookies: Any = session.cookies
    if not isinstance(cookies, CookieJar):
        jar = cookiejar_from_dict(dict(cookies or {}))  # type: ignore[no-untyped-call]
        session.cookies = jar


def _usable(response: object) -> requests.Response:
    if not isinstance(response, requests.Response):
        kind = type(response).__name__
        raise HookFailed(f"{HOOK}: the adapter must return a requests.Response (got {kind})")
    if response.raw is None:
        raise HookFailed(f"{HOOK}: the response of the adapter has no `raw`")
    return response


def _limit(adapter: BaseAdapter) -> None:
    """Let an adapter repeat nothing by itself, and bound its connections, as far as it has some."""
    if not isinstance(adapter, HTTPAdapter):
        return
    adapter.max_retries = Retry(0, read=False)
    connect = adapter.get_connection_with_tls_context

    def bounded(*arguments: Any, **settings: Any) -> Any:
        pool = connect(*arguments, **settings)
        bound(pool, None)
        return pool

    adapter.get_connection_with_tls_context = bounded  # type: ignore[method-assign]


def _with_parameters(url: str, parameters: Any) -> str:
    if not parameters:
        return url
    text = parameters.decode() if isinstance(parameters, bytes) else parameters
    pairs = parse_qsl(text) if isinstance(text, str) else text
    try:
        added = urlencode(pairs, doseq=True)
    except (TypeError, ValueError):
        raise HookFailed(f"{HOOK}: `params` must be a mapping, pairs or a string") from None
    return f"{url}{'&' if '?' in url else '?'}{added}"


def _secrets_of(session: requests.Session) -> Iterator[str]:
    """Yield what no output shows of a session."""
    yield from (cookie.value for cookie in session.cookies if cookie.value)
    if isinstance(session.auth, tuple):
        yield from map(_text, session.auth[1:])
    for url in session.proxies.values():
        yield from secrets_of_proxy(url)
    if isinstance(session.params, Mapping):
        yield from (_text(value) for name, value in session.params.items() if may_be_secret(name))


def _secrets(
    before: Mapping[str, str], request: requests.PreparedRequest, session: requests.Session
) -> Iterator[str]:
    """Yield the values of headers that the session added to a request."""
    added = {name: _text(value) for name, value in request.headers.items() if name not in before}
    yield from secrets_of_headers(added)
    yield from _secrets_of(session)


def _text(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)
