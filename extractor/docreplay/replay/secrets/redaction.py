"""Take secrets out of messages before they are recorded: by value, by name and by shape.

Whatever a recording consists of went through here, so that no secret can reach a file, a report or
a traceback by way of it.
"""

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from email.message import Message
from urllib.parse import unquote_plus

from docreplay.model.case import Answer, SentRequest
from docreplay.model.http.content import looks_like_json
from docreplay.model.http.http import FORM, is_json, media_type, values_of
from docreplay.model.json.exact import Exact, InexactJson, Number, read_exact, write_exact
from docreplay.model.recordings.cassette import (
    RecordedBody,
    RecordedRequest,
    RecordedResponse,
    is_text,
    recorded_body,
)
from docreplay.model.secret_names import (
    is_key_material,
    is_secret_header,
    is_secret_number,
    is_secret_property,
)
from docreplay.replay.secrets.encoded_secrets import EncodedSecrets, bytes_in
from docreplay.replay.secrets.mask import Mask
from docreplay.replay.secrets.masks import Hide, Masks, quoted
from docreplay.replay.secrets.redact import hidden, redacted_members
from docreplay.replay.secrets.secret_markup import without_columns, without_secret_parts
from docreplay.replay.secrets.secret_shapes import (
    without_named,
    without_quoted,
    without_secret_pairs,
    without_shapes,
)
from docreplay.replay.transport.coding import InvalidCoding, TooLarge, codings, decode, unsupported

_PARTS = re.compile(r"[\w-]{4,}(?:\.[\w-]{4,}){2,4}")
"""A JSON Web Token or one that is built like it (RFC 7515 §7.1)."""
_TABLES = frozenset({"text/csv", "text/tab-separated-values"})
_VALUES = frozenset({"value", "text", "data", "content", "string"})
"""Properties that have the value of what the object around them is called."""
_ENCODED = re.compile(r"[^\s\"'<>&=/?#;,]*%[^\s\"'<>&=/?#;,]*")
"""A part of a URL or a form that is percent-encoded."""
_ENCODED_VALUE = re.compile(r"(?<==)[^\s\"'<>&#]*%[^\s\"'<>&#]*")
"""A value of a query, which may have slashes (RFC 3986 §3.4)."""
_CHARSETS = ("utf-16", "utf-32", "iso-8859", "windows-", "latin")
"""Beginnings of charsets other than UTF-8 that are decoded."""
_LARGEST = 50_000_000
"""Bytes of a body without its content codings; of a larger one, the codings stay."""
_COOKIE = re.compile(r"((?:\A|,)\s*[^=;,\s]+=)([^;,]*)")
"""The first pair of each cookie; the others are its attributes (RFC 6265 §4.1.1)."""


class Redactor:
    """Redacts messages; `secrets` are values that must not be in any of them.

    With `masks`, the secrets of the messages get the numbers of a case. `base` has the same values.
    """

    def __init__(
        self,
        secrets: Iterable[str] = (),
        masks: Masks | None = None,
        base: "Redactor | None" = None,
    ) -> None:
        self._mask: Mask = (
            base._mask if base else Mask(p for text in secrets for p in _parts_of(text))
        )
        self._encoded_secrets: EncodedSecrets | None = base._encoded_secrets if base else None
        self._masks = masks
        self._hide: Hide = masks.hide if masks else hidden
        if not base:  # this one also looks into what is encoded, where each level is seen once
            self._encoded_secrets = EncodedSecrets(self._mask, Redactor(base=self)._has_named)

    def numbered(self, masks: Masks) -> "Redactor":
        """Return one that numbers the secrets of a case."""
        return Redactor(masks=masks, base=self)

    def request(
        self, sent: SentRequest, base_url: str, documented: Iterable[str] = ()
    ) -> RecordedRequest:
        """Return the request without secrets; `documented` names headers that its page shows."""
        # in the order of their numbers; of headers, some are not in every message
        target = self.text(_below(sent.url, base_url))
        body = None if sent.body is None else self._body(_uncoded(sent), sent.headers)
        return RecordedRequest(
            method=sent.method,
            target=target,
            headers=self._headers(sent.headers),
            body=body,
            documented=tuple(sorted({name.lower() for name in documented})),
        )

    def response(self, answer: Answer) -> RecordedResponse:
        """Return the response without secrets."""
        body = self._body(answer.body, answer.headers)
        return RecordedResponse(
            status=answer.status,
            reason=self.text(answer.reason),
            headers=self._headers(answer.headers),
            body=body,
        )

    def text(self, text: str) -> str:
        """Return the text without secrets, also those that are encoded twice in a URL."""
        return self._final(self._text(text))

    def _text(self, text: str) -> str:
        encoded = self._encoded_secrets
        text = encoded.lines(text, self._hide) if encoded else text
        text = self._mask.whole(text, self._hide)
        if "%" in text:
            text = _ENCODED.sub(self._encoded, _ENCODED_VALUE.sub(self._encoded, text))
        text = without_shapes(self._mask.text(text, self._hide), self._hide)
        return encoded.text(text, self._hide) if encoded else text

    def _has_named(self, text: str) -> bool:
        """Return True for JSON that was encoded, and has a secret below the name of one."""
        return text[:1] in ("{", "[") and self._string(text) != text

    def _final(self, text: str) -> str:
        return self._masks.final(text) if self._masks else text

    def _encoded(self, match: re.Match[str]) -> str:
        decoded = unquote_plus(match[0], errors="surrogateescape")
        masked = self._mask.whole(decoded, self._hide)
        return match[0] if masked == decoded else quoted(masked)

    def _headers(self, headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        found = [(self._text(name), self._field(name, value), value) for name, value in headers]
        for name, value, _ in sorted(found, key=lambda item: item[0].lower()):
            self._final(f"{name}: {value}")
        return tuple(
            (self._final(name), _octets(self._final(value), given)) for name, value, given in found
        )

    def _field(self, name: str, value: str) -> str:
        if name.lower() in ("set-cookie", "set-cookie2"):
            hide = self._hide
            return self._text(_COOKIE.sub(lambda m: f"{m[1]}{hide(m[2])}", value))
        return self._hide(value) if value and is_secret_header(name) else self._text(_read(value))

    def _body(self, data: bytes, headers: Iterable[tuple[str, str]]) -> RecordedBody:
        declared = next(values_of("content-type", headers), "")
        if self._encoded_secrets and not is_text(data):
            data = self._encoded_secrets.data(data, self._hide)
        text, charset = _decoded(data, declared)
        if text is None:
            # only the size and the digest of it are stored
            return recorded_body(data)
        redacted = self._redacted(text, declared, is_utf8=charset == "utf-8" and is_text(data))
        return recorded_body(self._final(redacted).encode(charset, "surrogateescape"))

    def _redacted(self, text: str, declared: str, *, is_utf8: bool) -> str:
        kind = media_type(declared)
        if is_utf8 and (is_json(kind) or (not kind and looks_like_json(text))):
            try:
                return write_exact(self._value(read_exact(text)))
            except InexactJson:
                return without_named(self._text(text), self._hide)
        if kind == FORM:
            return self._text(without_secret_pairs(text, self._hide))
        if kind in _TABLES:
            text = without_columns(text, self._hide)
        if kind.startswith("multipart/"):
            text = without_secret_parts(text, declared, self._hide)
        return without_named(self._text(text), self._hide)

    def _value(self, value: Exact, name: str = "", *, is_secret: bool = False) -> Exact:
        """Return a JSON value without secrets; its type stays the same."""
        if isinstance(value, dict):
            return self._object(value, is_secret=is_secret)
        if isinstance(value, list):
            if self._encoded_secrets and self._encoded_secrets.has_bytes(bytes_in(value)):
                return [Number("0") for _ in value]
            return [self._value(item, name, is_secret=is_secret) for item in value]
        if isinstance(value, Number):
            is_known = self._mask.text(value.text) != value.text
            return Number("0") if is_known or is_secret_number(name) else value
        if not isinstance(value, str):
            return value
        return self._hide(value) if is_secret and value else self._string(value)

    def _object(self, value: dict[str, Exact], *, is_secret: bool) -> Exact:
        """Return an object without secrets: those of `password`, and of a value called so."""
        label = next((key for key in ("name", "key") if key in value and "value" in value), "")
        named = value.get(label)
        is_entry = isinstance(named, str) and is_secret_property(named)
        return {
            self._string(key): self._value(
                item,
                key,
                is_secret=(is_secret_property(key) and key != label)
                or is_key_material(key, value)
                or ((is_entry or is_secret) and key.lower() in _VALUES),
            )
            for key, item in value.items()
        }

    def _string(self, text: str) -> str:
        """Return a string without secrets, which may itself be JSON."""
        found = self._text(text)
        if looks_like_json(found):
            try:
                value = read_exact(found)
            except InexactJson:
                return without_quoted(redacted_members(found, self._hide), self._hide)
            redacted = self._value(value)
            return found if redacted == value else write_exact(redacted)
        return without_quoted(redacted_members(found, self._hide), self._hide)


def _uncoded(sent: SentRequest) -> bytes:
    """Return the body of a request without its content codings, as far as they can be undone.

    A secret that is compressed is one that a reader of the file can decompress.
    """
    names = codings(",".join(values_of("content-encoding", sent.headers)))
    body = sent.body or b""
    if unsupported(names):
        return body
    try:
        return decode(body, names, _LARGEST)
    except (InvalidCoding, TooLarge):
        return body


def _below(url: str, base_url: str) -> str:
    """Return path and query below the base URL, or the whole URL if it is not below it."""
    url, base = url.partition("#")[0], base_url.rstrip("/")
    rest = url.removeprefix(base)
    if rest != url and rest[:1] in ("", "/", "?"):
        return rest if rest.startswith("/") else f"/{rest}"
    return url


def _read(value: str) -> str:
    """Return the text of the value of a header, which has a character for each byte."""
    try:
        return value.encode("latin-1").decode()
    except ValueError:
        return value


def _octets(redacted: str, given: str) -> str:
    """Return the redacted text of a header with a character for each byte, as it was given."""
    text = _read(given)
    if redacted == text:
        return given
    return redacted if text == given else redacted.encode().decode("latin-1")


def _parts_of(secret: str) -> Iterator[str]:
    """Yield a secret and its parts.

    Each part of a JSON Web Token gives something away alone, and so do user and password of Basic
    credentials (RFC 7617 §2).
    """
    secret = secret.strip()
    yield secret
    if _PARTS.fullmatch(secret):
        yield from secret.split(".")
    try:
        pair = b64decode(secret, validate=True).decode()
    except ValueError:
        return
    if ":" in pair and pair.isprintable():
        yield from (pair, *pair.split(":", 1))


def _decoded(data: bytes, declared: str) -> tuple[str | None, str]:
    """Return the text of a body and its charset; None for one that is not stored.

    Bytes that are not text stay as they are in it, since they may surround a secret.
    """
    charset = _charset(declared)
    if charset.startswith(_CHARSETS) and (text := _text_in(data, charset)) is not None:
        return text, charset
    if recorded_body(data).data is None:
        return None, "utf-8"
    return data.decode("utf-8", "surrogateescape"), "utf-8"


def _charset(declared: str) -> str:
    message = Message()
    message["Content-Type"] = "".join(char for char in declared if char.isprintable())
    return str(message.get_param("charset", "utf-8")).lower()


def _text_in(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None
