"""JSON, compressed, as text that a page can carry: the same data always gives the same text."""

import gzip
import json
import re
from base64 import b64encode
from collections.abc import Mapping

from docreplay.model.json.value import JSON

_SURROGATE = re.compile("[\ud800-\udfff]")


def packed(value: Mapping[str, JSON]) -> str:
    """Return base64 of the gzipped JSON of a value. A lone surrogate is an escape in the JSON."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    escaped = _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return b64encode(gzip.compress(escaped.encode(), compresslevel=9, mtime=0)).decode()
