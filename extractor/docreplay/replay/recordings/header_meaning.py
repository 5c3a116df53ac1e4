"""What the value of a header means: values that mean the same have one spelling here."""

import re
from collections.abc import Iterable, Iterator
from email.message import Message

from docreplay.model.http.http import media_type, values_of

_ACCEPT = frozenset({"accept", "accept-language", "accept-charset"})
"""Lists with weights, whose words are the same in any case (RFC 9110 §12.5)."""
_LISTS = _ACCEPT | {"prefer", "if-match", "if-none-match"}
"""Headers whose elements have no order that matters."""
_ELEMENTS = re.compile(r',(?=(?:[^"]*"[^"]*")*[^"]*$)')
_PARAMETERS = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def header_meaning(name: str, headers: Iterable[tuple[str, str]]) -> str:
    """Return the value of a header in one spelling, `""` without the header.

    `name` is in lower case. Several lines are one list (RFC 9110 §5.3).
    """
    value = ", ".join(" ".join(value.split()) for value in values_of(name, headers))
    if name == "content-type":
        return content_type_meaning(value)
    if name not in _LISTS:
        return value
    elements = (item.strip() for item in _ELEMENTS.split(value))
    return ", ".join(sorted(_element(name, item) for item in elements if item))


def content_type_meaning(value: str) -> str:
    """Return media type and parameters, without a boundary and the usual charset."""
    found = [
        f"{name}={text}" if name != "charset" else f"charset={text.lower()}"
        for name, text in _parameters("Content-Type", value)
        if name != "boundary" and (name, text.lower()) != ("charset", "utf-8")
    ]
    return "; ".join([media_type(value), *sorted(found)])


def part_header_meaning(line: str) -> str:
    """Return a header line of a part in one spelling: its parameters in any order and quotes."""
    name, _, value = line.partition(":")
    folded = name.strip().lower()
    if folded == "content-type":
        return f"{folded}: {content_type_meaning(value.strip())}"
    if folded != "content-disposition":
        return f"{folded}: {value.strip()}"
    pairs = sorted(f'{key}="{text}"' for key, text in _parameters(folded, value))
    return f"{folded}: {'; '.join([media_type(value), *pairs])}"


def _parameters(header: str, value: str) -> Iterator[tuple[str, str]]:
    """Yield names and values of the parameters of a header, without quotes."""
    message = Message()
    message[header] = "".join(char for char in value if char.isprintable())
    for name, text in (message.get_params(header=header) or [])[1:]:
        yield name.lower(), str(text)


def _element(header: str, text: str) -> str:
    """Return an element of a list in one spelling; the weight 1 is the usual one."""
    if header in ("if-match", "if-none-match"):
        return text
    first, *parameters = (part.strip() for part in _PARAMETERS.split(text))
    word = first.lower() if header in _ACCEPT else _pair(first)
    pairs = (_pair(part) for part in parameters)
    return ";".join([word, *(pair for pair in pairs if pair not in ("q=1", ""))])


def _pair(text: str) -> str:
    """Return a name and a value; a token means the same in quotes (RFC 9110 §5.6.6, RFC 7240)."""
    name, sign, value = (part.strip() for part in text.partition("="))
    if value[:1] == '"' and value[-1:] == '"' and _TOKEN.fullmatch(value[1:-1]):
        value = value[1:-1]
    if name.lower() == "q" and re.fullmatch(r"[01]\.?[0-9]{0,3}", value):
        value = f"{float(value):g}"
    return f"{name.lower()}{sign}{value}"
