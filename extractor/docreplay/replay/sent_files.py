"""Files that a documented body names, as in `{file:photo.jpg}`.

A page is untrusted, so it names files below one folder only, which the configuration gives.
"""

import os
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote_from_bytes

from docreplay.config.containment import contains
from docreplay.model.http.http import FORM, is_json

_NAMED = re.compile(rb'\{file:([^{}\r\n"]{1,255})\}')
_LARGEST = 20_000_000
"""Bytes of all files of one body."""


class FileUnavailable(Exception):
    """A file that is not sent; the message gives the reason."""


@dataclass(frozen=True, slots=True)
class SentFiles:
    """The files that bodies may contain."""

    root: Path
    """The project's folder."""
    folder: str
    """Folder of the files, relative to `root`; `""` if there is none."""

    def names_one(self, body: bytes) -> bool:
        """Return True if a body names a file."""
        return _NAMED.search(body) is not None

    def filled(self, body: bytes, media_type: str) -> bytes:
        """Return the body with its files, as a body of the media type has them.

        In JSON, that is their base64 text (RFC 4648 §4); in a form they are percent-encoded.

        Raises `FileUnavailable` for a file that is not below the folder, hidden, or too large.
        """
        left, write = _LARGEST, _writer(media_type)

        def content(match: re.Match[bytes]) -> bytes:
            nonlocal left
            data = self._read(match[1].decode("utf-8", "replace").strip(), left)
            left -= len(data)
            return write(data)

        return _NAMED.sub(content, body)

    def _read(self, name: str, most: int) -> bytes:
        if not self.folder:
            raise FileUnavailable(f"no folder for the file `{name}` (set `files`)")
        base = os.path.realpath(self.root / self.folder)
        try:
            real = os.path.realpath(Path(base) / name)
            inside = Path(os.path.relpath(real, base)).parts
            if not contains(base, real) or any(part.startswith(".") for part in inside):
                raise FileUnavailable(f"the file `{name}` is not below `{self.folder}`")
            with Path(real).open("rb") as file:
                data = file.read(most + 1)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "invalid name"
            raise FileUnavailable(f"cannot read `{self.folder}/{name}`: {reason}") from error
        if len(data) > most:
            raise FileUnavailable(f"`{self.folder}/{name}` is larger than {_LARGEST:,} bytes")
        return data


def _writer(media_type: str) -> Callable[[bytes], bytes]:
    """Return the function that writes the content of a file into a body of the media type."""
    if is_json(media_type):
        return b64encode
    if media_type == FORM:
        return lambda data: quote_from_bytes(data, safe="").encode("ascii")
    return bytes
