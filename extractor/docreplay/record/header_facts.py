"""Facts in the content of headers: charset, schemes, methods, directives, and names of cookies."""

import re
from collections.abc import Iterator

from docreplay.model.case import Answer
from docreplay.model.http.http import FIELD_NAME, values_of

_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE)
_SCHEME = re.compile(rf"(?:^|,)\s*({FIELD_NAME})(?=\s+[\w-]+\s*=|\s*$|\s*,|\s+\S+=*\s*(?:,|$))")
_RELATION = re.compile(r";\s*rel\s*=\s*\"?([^\s;,\"][^;,\"]*)", re.IGNORECASE)
"""The relations of a link (RFC 8288 §3.3)."""
_TOKEN = re.compile(FIELD_NAME)
_LONGEST = 40


def header_facts(answer: Answer) -> Iterator[tuple[str, list[str]]]:
    """Yield the facts with their values; no value of a header is kept as it is."""
    yield "charset", [found.lower() for found in _CHARSET.findall(_value(answer, "content-type"))]
    schemes = (_SCHEME.findall(value) for value in values_of("www-authenticate", answer.headers))
    yield "authentication", [name.lower() for found in schemes for name in found]
    yield "allow", [name.upper() for name in _listed(answer, "allow")]
    yield "caching", [name.lower() for name in _listed(answer, "cache-control")]
    cookies = (value.partition("=")[0] for value in values_of("set-cookie", answer.headers))
    yield (
        "link-relation",
        [
            name.lower()
            for value in values_of("link", answer.headers)
            for found in _RELATION.findall(value)
            for name in found.split()
            if _is_token(name)
        ],
    )
    yield "cookie", [name.strip() for name in cookies if _is_token(name.strip())]


def _value(answer: Answer, name: str) -> str:
    return next(values_of(name, answer.headers), "")


def _listed(answer: Answer, name: str) -> list[str]:
    """Return the names of a comma-separated list, without their values (RFC 9110 §5.6.1)."""
    parts = (part for value in values_of(name, answer.headers) for part in value.split(","))
    names = (part.partition("=")[0].strip() for part in parts)
    return [name for name in names if _is_token(name)]


def _is_token(name: str) -> bool:
    return len(name) <= _LONGEST and _TOKEN.fullmatch(name) is not None
