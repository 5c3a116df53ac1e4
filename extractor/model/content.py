"""What is sent of a documented body (the content of a message: RFC 9110 §6.4)."""

import json
from collections.abc import Iterable

from extractor.model.http import Header, declared_type, is_json
from extractor.model.lenient_json import JsonError, read_json
from extractor.model.source import Passage


def content(headers: Iterable[Header], body: Passage | None) -> bytes:
    """The page's text in UTF-8; JSON that is not strict is sent as what it means.

    `headers` are those of the message: a body that is declared as something else than JSON is
    sent as it stands, and so is what has no reading. No body is no bytes.
    """
    if body is None:
        return b""
    declared = declared_type(headers)
    if looks_like_json(body.text) and (not declared or is_json(declared)):
        try:
            read = read_json(body.text)
        except JsonError:
            return body.text.encode("utf-8", "replace")
        if read.repairs:
            return json.dumps(read.value, ensure_ascii=False).encode("utf-8", "replace")
    return body.text.encode("utf-8", "replace")


def looks_like_json(text: str) -> bool:
    """Whether a text begins as an object or an array does."""
    return text.lstrip()[:1] in ("{", "[")
