"""Text and JSON values from the bytes of an answer, whatever they hold."""

import codecs
import json
import re

from docreplay.compare.words import clip
from docreplay.model.json.value import JSON

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_INT_DIGITS = 4000
"""Of longer integers only the first digits are kept; Python would refuse to convert them."""


class Unreadable(ValueError):
    """The answer's body has no reading as text, or as JSON: why."""


def text_of(data: bytes, content_type: str) -> str:
    """The text of bytes by the charset of their type. Raises `Unreadable` where it does not fit."""
    charset = _charset(content_type)
    try:
        return data.decode(charset).removeprefix("\ufeff")
    except (UnicodeError, LookupError):
        raise Unreadable(f"it is no text in {clip(charset)}") from None


def value_of(text: str) -> JSON:
    """The JSON value of a text (RFC 8259). Raises `Unreadable` where it is none."""
    try:
        value = _decoded(text)
        return _well_formed(value) if _SURROGATE.search(text) else value
    except RecursionError:
        raise Unreadable("it is nested too deeply") from None
    except json.JSONDecodeError as error:
        at = f"line {error.lineno}, column {error.colno}"
        said = error.msg[:1].lower() + error.msg[1:].removesuffix(" at")
        raise Unreadable(f"at {at} it is no JSON: {said}") from None


def _decoded(text: str) -> JSON:
    """The value; a function that is called for every integer would cost half of the time."""
    try:
        value: JSON = _DECODER.decode(text)
    except (json.JSONDecodeError, Unreadable):
        raise
    except ValueError:
        value = json.loads(text, parse_int=_integer, parse_constant=_refuse)
    return value


def _well_formed(value: JSON) -> JSON:
    """The value with U+FFFD for half characters, which no report could be written with."""
    text = json.dumps(value, ensure_ascii=False)
    whole: JSON = json.loads(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return whole


def _charset(content_type: str) -> str:
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return _known(value.strip().strip("\"'") or "utf-8")
    return "utf-8"


def _known(charset: str) -> str:
    """The charset if it is one of text; codecs such as `zip` are none."""
    try:
        is_text = codecs.lookup(charset)._is_text_encoding  # there is no public way to ask
    except (LookupError, ValueError):
        return charset.replace("\0", " ")
    return charset if is_text else "utf-8"


def _integer(digits: str) -> int:
    return int(digits[:_INT_DIGITS])


def _refuse(word: str) -> JSON:
    raise Unreadable(f"it is no JSON: {word} is no number")


_DECODER = json.JSONDecoder(parse_constant=_refuse)
"""Refuses integers of thousands of digits with a `ValueError`, as Python does."""
