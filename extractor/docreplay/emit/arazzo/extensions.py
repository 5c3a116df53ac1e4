"""What stories say and Arazzo cannot: names of the extensions, which the reader understands.

Other tools ignore them (Arazzo 1.0.1 and 1.1, Specification Extensions).
"""

from collections.abc import Iterator

from docreplay.model.json.value import JSON, items_of

PREFIX = "x-docreplay-"
WORDS = {
    "account": "accounts",
    "base64": "bodies that are not text",
    "case": "which documented case a request is",
    "compare": "whether a response is compared with its page",
    "default": "inputs that are made of others",
    "enabled": "stories that do not run",
    "finally": "steps that run at the end in any case",
    "origin": "requests to a different host",
    "poll": "which operations are followed",
    "random": "random names",
    "random-suffix": "random names",
    "remove": "what is removed from a documented request",
    "reusable": "stories that run as a step of others only",
    "scopes": "scopes",
    "setup": "steps that prepare others",
    "tags": "tags",
    "text": "values that are not encoded",
    "url": "captured URLs",
}
"""What each extension is about."""


def extensions_in(document: JSON) -> Iterator[str]:
    """Yield the names of the extensions that a document has, without the prefix."""
    for key, value in items_of(document):
        if isinstance(key, str) and key.startswith(PREFIX):
            yield key.removeprefix(PREFIX)
        yield from extensions_in(value)
