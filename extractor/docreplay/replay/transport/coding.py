"""Content codings of response bodies (RFC 9110 §8.4): gzip and deflate, bounded and complete.

urllib3 takes a gzip body for whole whose checksum is missing, and its older versions decode all of
a bomb at once.
"""

import zlib
from collections.abc import Callable, Sequence

ACCEPTED = "gzip, deflate"
"""Accept-Encoding of requests: what `decode` can undo."""

_GZIP = 16 + zlib.MAX_WBITS
_MEMBER = b"\x1f\x8b"
"""How each member of a gzip file begins (RFC 1952 §2.3.1)."""
_MOST_MEMBERS = 64
_MOST_CODINGS = 4
"""Number of codings in a row that a response may have."""


class InvalidCoding(ValueError):
    """A body that is not what its Content-Encoding says; the message gives the reason."""


class TooLarge(Exception):
    """A body that is longer than allowed, as a decompression bomb is."""


def codings(value: str) -> tuple[str, ...]:
    """Return the codings of a Content-Encoding in the order in which they were applied."""
    names = (name.strip() for name in value.lower().split(","))
    return tuple(name for name in names if name not in ("", "identity"))


def unsupported(names: Sequence[str]) -> str:
    """Return the first coding that cannot be undone, or `""`."""
    if len(names) > _MOST_CODINGS:
        return ", ".join(names)
    return next((name for name in names if name not in _DECODERS), "")


def decode(data: bytes, names: Sequence[str], limit: int) -> bytes:
    """Return the body without its codings, of which all must be supported.

    Raises `InvalidCoding`, and `TooLarge` for more than `limit` bytes.
    """
    for name in reversed(names if data else ()):
        try:
            data = _DECODERS[name](data, limit)
        except zlib.error:
            raise InvalidCoding(f"the response body is not valid {name}") from None
    return data


def _gzip(data: bytes, limit: int) -> bytes:
    """Return the content of all members (RFC 1952 §2.2); what follows them is ignored."""
    found = b""
    for _ in range(_MOST_MEMBERS):
        decoder = zlib.decompressobj(_GZIP)
        found += _inflated(decoder, data, limit - len(found), "gzip")
        data = decoder.unused_data
        if not data.startswith(_MEMBER):
            return found
    raise InvalidCoding(f"the gzip body of the response has more than {_MOST_MEMBERS} members")


def _deflate(data: bytes, limit: int) -> bytes:
    """Return the content of a zlib stream (RFC 1950), or of a raw one, as some servers send."""
    try:
        return _inflated(zlib.decompressobj(), data, limit, "deflate")
    except zlib.error:
        return _inflated(zlib.decompressobj(-zlib.MAX_WBITS), data, limit, "deflate")


def _inflated(decoder: "zlib._Decompress", data: bytes, limit: int, name: str) -> bytes:
    found = decoder.decompress(data, limit + 1)
    if len(found) > limit:
        raise TooLarge
    if not decoder.eof:
        raise InvalidCoding(f"the {name} body of the response is incomplete")
    return found


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
}
