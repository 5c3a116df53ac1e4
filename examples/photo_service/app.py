"""The HTTP side of the photo API, as a WSGI application (PEP 3333)."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from examples.photo_service.store import Photo, Store

_ROUTE = re.compile(r"/beta/users/([^/]+)/(photos|photo|photo/\$value)")
_BODY_LIMIT = 4 * 1024 * 1024
_CONTEXT = "https://graph.microsoft.com/beta/$metadata#users('{user}')/{kind}"

StartResponse = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """A response; its body is None if it has none."""

    status: str
    body: object = None
    headers: dict[str, str] = field(default_factory=dict)


class Refused(Exception):
    """The request cannot be served; `reply` is the response with the reason."""

    def __init__(self, status: str, code: str, message: str, **headers: str) -> None:
        super().__init__(message)
        body = {"error": {"code": code, "message": message}}
        self.reply = Reply(status, body, headers)


def application(
    store: Store, change: Callable[[dict[str, Any]], None] = lambda _: None
) -> Callable[[dict[str, Any], StartResponse], Iterable[bytes]]:
    """Return the application that serves the store; `change` changes each photo of a response."""

    def answer(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        data = environ["wsgi.input"].read(_length(environ))
        try:
            reply = _route(store, environ, data)
        except Refused as refused:
            reply = refused.reply
        for photo in _photos(reply.body):
            change(photo)
        body = b"" if reply.body is None else json.dumps(reply.body).encode()
        headers = list(reply.headers.items())
        if reply.body is not None:
            headers.append(("Content-Type", "application/json; charset=utf-8"))
        if not reply.status.startswith("204"):
            headers.append(("Content-Length", str(len(body))))
        start_response(reply.status, headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    return answer


def _photos(body: object) -> list[dict[str, Any]]:
    """Return the photos of a response: one, or those of a collection."""
    found = body.get("value", [body]) if isinstance(body, dict) else []
    return [photo for photo in found if "width" in photo]


def _length(environ: dict[str, Any]) -> int:
    """Return the number of bytes to read: one above the limit shows that the body is too long."""
    return min(int(environ.get("CONTENT_LENGTH") or 0), _BODY_LIMIT + 1)


def _route(store: Store, environ: dict[str, Any], data: bytes) -> Reply:
    raw = str(environ.get("REQUEST_URI", environ["PATH_INFO"])).partition("?")[0]
    match = _ROUTE.fullmatch(raw)
    if not match:
        raise Refused("404 Not Found", "NoSuchResource", "There is nothing at this path.")
    operations = _OPERATIONS[match[2]]
    method = "GET" if environ["REQUEST_METHOD"] == "HEAD" else environ["REQUEST_METHOD"]
    if method not in operations:
        allowed = ", ".join(sorted(operations))
        message = f"This path takes {allowed}."
        raise Refused("405 Method Not Allowed", "MethodNotAllowed", message, Allow=allowed)
    user = store.user(unquote(match[1]))
    if user is None:
        raise Refused("404 Not Found", "UserNotFound", "There is no user with this id.")
    if len(data) > _BODY_LIMIT:
        raise Refused("413 Content Too Large", "TooLarge", "At most 4 MB, please.")
    return operations[method](store, user, environ, data)


def _get(store: Store, user: str, environ: dict[str, Any], data: bytes) -> Reply:
    del environ, data
    return _described(user, _largest(store, user))


def _list(store: Store, user: str, environ: dict[str, Any], data: bytes) -> Reply:
    del environ, data
    value = [_properties(photo) for photo in store.photos(user)]
    context = _CONTEXT.format(user=user, kind="photos")
    return Reply("200 OK", {"@odata.context": context, "value": value})


def _patch(store: Store, user: str, environ: dict[str, Any], data: bytes) -> Reply:
    _require(environ, "application/json")
    changes = _read_changes(data)
    old = _largest(store, user)
    height, width = changes.get("height", old.height), changes.get("width", old.width)
    photo = Photo(old.id, height, width)
    store.resize(user, photo)
    return _described(user, photo)


def _put(store: Store, user: str, environ: dict[str, Any], data: bytes) -> Reply:
    _require(environ, "image/jpeg")
    if not data:
        raise Refused("400 Bad Request", "EmptyPicture", "The picture is missing.")
    store.upload(user, data)
    return Reply("204 No Content")


def _delete(store: Store, user: str, environ: dict[str, Any], data: bytes) -> Reply:
    del environ, data
    store.delete(user)
    return Reply("204 No Content")


def _largest(store: Store, user: str) -> Photo:
    photos = store.photos(user)
    if not photos:
        raise Refused("404 Not Found", "PhotoNotFound", "This user has no photo.")
    return photos[-1]


def _read_changes(data: bytes) -> dict[str, int]:
    """Return height and width of a PATCH; other properties, such as the id, are ignored."""
    try:
        body = json.loads(data)
    except (ValueError, RecursionError):
        raise Refused("400 Bad Request", "BadJson", "The body is no JSON.") from None
    if not isinstance(body, dict):
        raise Refused("400 Bad Request", "BadJson", "The body is no object.")
    changes = {name: body[name] for name in ("height", "width") if name in body}
    for name, value in changes.items():
        if type(value) is not int or not 0 < value < 10_000:
            message = f"The {name} must be a whole number of pixels."
            raise Refused("400 Bad Request", "BadProperty", message)
    return changes


def _require(environ: dict[str, Any], media_type: str) -> None:
    given = str(environ.get("CONTENT_TYPE", "")).partition(";")[0].strip().lower()
    if given != media_type:
        message = f"This operation takes {media_type}."
        raise Refused("415 Unsupported Media Type", "UnsupportedMediaType", message)


def _described(user: str, photo: Photo) -> Reply:
    context = _CONTEXT.format(user=user, kind="photo/$entity")
    properties = _properties(photo)
    tag = hashlib.sha256(json.dumps(properties).encode()).hexdigest()[:16]
    body = {"@odata.context": context, "@odata.mediaContentType": "image/jpeg", **properties}
    return Reply("200 OK", body, {"ETag": f'"{tag}"'})


def _properties(photo: Photo) -> dict[str, object]:
    return {"id": photo.id, "height": photo.height, "width": photo.width}


_Operation = Callable[[Store, str, dict[str, Any], bytes], Reply]
_OPERATIONS: dict[str, dict[str, _Operation]] = {
    "photo": {"GET": _get, "PATCH": _patch, "DELETE": _delete},
    "photos": {"GET": _list},
    "photo/$value": {"PUT": _put},
}
