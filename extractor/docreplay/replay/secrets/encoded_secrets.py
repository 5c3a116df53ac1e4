"""Find known secrets in what is encoded around them: base64 of JSON, of base64, of compressed data.

`spellings` finds the digits of a secret itself. Here, what surrounds a secret was encoded with it,
maybe several times, maybe in lines of a fixed length; so nothing of the secret is there as it is.
"""

import re
import zlib
from base64 import b64encode, urlsafe_b64decode
from collections.abc import Callable, Iterator

from docreplay.model.json.exact import Exact, Number
from docreplay.replay.secrets.mask import Mask
from docreplay.replay.secrets.masks import Hide

_DIGITS = re.compile(r"(?<![\w+/-])[\w+/-]{12,}={0,2}", re.ASCII)
"""Digits of base64 (RFC 4648 §4 and §5), or hexadecimal ones."""
_LINES = re.compile(r"(?<![\w+/-])[\w+/-]{12,}(?:\r?\n[ \t]*[\w+/-]+={0,2})+", re.ASCII)
"""Digits in lines (RFC 2045 §6.8): a secret may be in two of them."""
_PAIRS = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{2}[:\s-]){3,}[0-9A-Fa-f]{2}(?![0-9A-Za-z])")
"""Hexadecimal digits of bytes with signs between them: `6b:65:79`."""
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})+")
_BETWEEN = re.compile(r"[:\s-]+")
_URL_SAFE = str.maketrans("+/", "-_", "=")
_PADDING = 4
"""Signs and blanks that may be around digits."""
_WIDE = ("utf-16-le", "utf-16-be")
_DEPTH = 4
"""Number of encodings in each other that are undone."""
_LARGEST = 1_000_000
"""Bytes of decompressed data that are looked through: more may be a bomb."""
_GZIP, _ZLIB = b"\x1f\x8b", b"\x78"


class EncodedSecrets:
    """Finds the secrets of a mask. `is_secret` says of encoded text that it has one by name."""

    def __init__(self, mask: Mask, is_secret: Callable[[str], bool]) -> None:
        self._mask, self._is_secret = mask, is_secret
        self._recoded = [pair for secret in mask.known for pair in _recoded(secret)]
        self._whole = {form: secret for secret in mask.known for form in _forms(secret)}
        self._longest = max(map(len, self._whole), default=0) + _PADDING

    def text(self, text: str, hide: Hide) -> str:
        """Return the text; what is encoded with a secret is replaced as a whole.

        So a recorded request is still matched: its encoded part may be any.
        """
        if len(text) <= self._longest and (secret := self._whole.get(text.strip().rstrip("="))):
            return hide(secret)
        found = _DIGITS.sub(lambda match: self._digits(match[0], hide), text)
        return _PAIRS.sub(lambda match: self._pairs(match[0], hide), found)

    def data(self, data: bytes, hide: Hide) -> bytes:
        """Return a binary body without secrets in UTF-16 or Latin-1, or in compressed data."""
        for recoded, secret in self._recoded:
            if recoded in data:
                data = data.replace(recoded, hide(secret).encode())
        if data.startswith((_GZIP, _ZLIB)) and self._is_in(data, _DEPTH):
            return hide(data.decode("latin-1")).encode()
        return data

    def has_bytes(self, data: bytes) -> bool:
        """Return True if bytes that are written as numbers contain a secret."""
        return self._is_in(data, _DEPTH)

    def lines(self, text: str, hide: Hide) -> str:
        """Return the text without digits in lines that are encoded with a secret."""
        return _LINES.sub(lambda match: self._digits(match[0], hide), text)

    def _digits(self, written: str, hide: Hide) -> str:
        return hide(written) if self._is_encoded(written, _DEPTH) else written

    def _pairs(self, written: str, hide: Hide) -> str:
        data = bytes.fromhex(_BETWEEN.sub("", written))
        return hide(written) if self._is_in(data, _DEPTH) else written

    def _is_encoded(self, written: str, depth: int) -> bool:
        return any(self._is_in(data, depth) for data in _decoded(written))

    def _is_in(self, data: bytes, depth: int) -> bool:
        """Return True if a secret is in the data, or in what is encoded in it."""
        if any(recoded in data for recoded, _ in self._recoded):
            return True
        text = data.decode("utf-8", "surrogateescape")
        if self._mask.whole(text) != text or self._is_secret(text):
            return True
        if not depth:
            return False
        if (unpacked := _unpacked(data)) and self._is_in(unpacked, depth - 1):
            return True
        return any(self._is_encoded(match[0], depth - 1) for match in _DIGITS.finditer(text))


def bytes_in(items: list[Exact]) -> bytes:
    """Return the bytes that a list of numbers is, or nothing if it is not one."""
    texts = [item.text for item in items if isinstance(item, Number) and item.text.isdecimal()]
    if len(texts) < len(items) or any(len(text) > 3 or int(text) > 255 for text in texts):
        return b""
    return bytes(map(int, texts))


def _recoded(secret: str) -> Iterator[tuple[bytes, str]]:
    """Yield the bytes of a secret in UTF-16, and in Latin-1 where they are not those of UTF-8."""
    for coding in _WIDE:
        yield secret.encode(coding, "surrogatepass"), secret
    if not secret.isascii() and all(ord(character) < 256 for character in secret):
        yield secret.encode("latin-1"), secret


def _forms(secret: str) -> Iterator[str]:
    """Yield the digits of a whole secret: a short one is found only where they are all."""
    data = secret.encode("utf-8", "surrogatepass")
    plain = b64encode(data).decode().rstrip("=")
    yield from (plain, plain.translate(_URL_SAFE), data.hex(), data.hex().upper())


def _decoded(written: str) -> Iterator[bytes]:
    """Yield the bytes that digits may mean."""
    digits = "".join(written.split())
    if len(digits) % 2 == 0 and _HEX.fullmatch(digits):
        yield bytes.fromhex(digits)
    plain = digits.rstrip("=").translate(_URL_SAFE)
    try:
        yield urlsafe_b64decode(plain + "=" * (-len(plain) % 4))
    except ValueError:  # other words may have the letters
        return


def _unpacked(data: bytes) -> bytes:
    """Return compressed data as it was, as far as it is not too large, or nothing."""
    if not data.startswith((_GZIP, _ZLIB)):
        return b""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(data, _LARGEST)
    except zlib.error:
        return b""
