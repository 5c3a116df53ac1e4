"""What a page must not do with a real service: change data in disguise, leave the base path."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from docreplay.model.http.http import Request
from docreplay.model.http.placeholder_values import SecretText
from docreplay.model.http.url_template import fill, fill_text
from docreplay.model.secret_names import may_be_secret
from docreplay.replay.payload import filled
from docreplay.replay.secrets.redact import SHORTEST

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that do not change data (RFC 9110 §9.2.1), without TRACE."""

_OVERRIDES = frozenset(
    {
        "httpmethod",
        "httpmethodoverride",
        "methodoverride",
        "xhttpmethod",
        "xhttpmethodoverride",
        "xmethod",
        "xmethodoverride",
    }
)
"""Names by which frameworks read the method, without their punctuation."""
_OVERRIDE = re.compile(r"[_$]+method")
_FIELD = re.compile(
    r"""(?:^|[&"'\s;])([\w$.%-]{1,40})["']?[ \t]*(?:=|:|[\r\n]{2,4})[ \t]*["']?([A-Za-z]+)"""
)
"""A field of a form or a multipart body, or a property of JSON: its name and its first word."""
_CONNECTION = re.compile(
    r"via|forwarded|proxy-(?!authorization).*|x-(?:forwarded|original|rewrite|envoy|proxy|real|client|cluster)-.*"
    r"|x-host|x-http-host-override|(?:true-|x-)?client-ip|cf-connecting-ip|x-forwarded"
)
"""Headers by which proxies route requests and name clients (RFC 7239, RFC 9110 §7.6.3)."""
_PASSES = 4
"""How often a path is decoded: intermediaries decode it more than once."""
_OVERLONG_DOT = re.compile(r"%c0%ae", re.IGNORECASE)


def is_of_connection(header: str) -> bool:
    """Return True if proxies act on the header; `_` counts as `-` (RFC 3875 §4.1.18)."""
    return _CONNECTION.fullmatch(header.lower().replace("_", "-")) is not None


def overriding_method(request: Request, url: str, body: str) -> str:
    """Return an unsafe method that a header, the query or the body asks for, or `""`.

    `url` and `body` are filled.
    """
    asked = [*_in_headers(request), *_in_query(url), *_FIELD.findall(body)]
    methods = (value.upper() for name, value in asked if _is_override(name))
    return next((method for method in methods if method and method not in SAFE_METHODS), "")


def leaves_base_path(url: str, base_url: str) -> bool:
    """Return True if dot segments of the URL lead out of the path of the base URL.

    Dots, slashes and backslashes count in every encoding, and with parameters (RFC 3986 §3.3).
    """
    path = urlsplit(url).path.removeprefix(urlsplit(base_url).path.rstrip("/"))
    for _ in range(_PASSES):
        if _climbs(path):
            return True
        decoded = unquote(_OVERLONG_DOT.sub(".", path))
        if decoded == path:
            return False
        path = decoded
    return _climbs(path) or unquote(path) != path


def withheld_name(
    request: Request,
    values: Mapping[str, str],
    secrets: Iterable[str],
    reveals: Callable[[str], bool] = lambda _: False,
) -> str:
    """Return a name whose value is secret and is in the request, or `""`.

    A value is secret by its name, by what a hook or a response says of it (`SecretText`), and if it
    contains one of the configured `secrets`, or one that the run has met (`reveals`); a short one,
    such as the number of a version, is also in other values by chance.
    """
    known = tuple(secret for secret in secrets if len(secret) >= SHORTEST)
    for name, value in values.items():
        is_secret = isinstance(value, SecretText) or may_be_secret(name)
        is_secret = is_secret or any(secret in value for secret in known) or reveals(value)
        if is_secret and _uses(request, {name: value}):
            return name
    return ""


def _uses(request: Request, values: Mapping[str, str]) -> bool:
    in_headers = any(fill_text(value, values).text != value for _, value, *_ in request.headers)
    in_target = fill(request.target, values).text != request.target
    return in_headers or in_target or filled(request, values) != request


def _in_headers(request: Request) -> Iterator[tuple[str, str]]:
    for name, value, *_ in request.headers:
        for method in value.split(","):
            yield name, method.strip()


def _in_query(url: str) -> Iterator[tuple[str, str]]:
    for pair in re.split("[&;]", urlsplit(url).query):
        name, _, value = pair.partition("=")
        yield unquote(name).strip(), unquote(value).strip()


def _is_override(name: str) -> bool:
    folded = name.strip().lower()
    return re.sub("[^a-z]", "", folded) in _OVERRIDES or _OVERRIDE.fullmatch(folded) is not None


def _climbs(path: str) -> bool:
    """Return True if more segments go up than down."""
    depth = 0
    for segment in re.split(r"[/\\]+", path.strip("/")):
        bare = segment.partition(";")[0].strip("\0 \t")
        depth += -1 if bare == ".." else bare not in ("", ".")
        if depth < 0:
            return True
    return False
