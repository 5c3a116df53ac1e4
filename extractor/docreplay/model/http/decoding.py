"""Text and JSON values of a response body."""

import codecs
import json
import re
from collections import Counter
from decimal import Decimal

from docreplay.model.json.lines import RECORD_SEPARATOR, without_fields
from docreplay.model.json.value import JSON
from docreplay.model.words import clip

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_INT_DIGITS = 4000
"""Maximum number of digits of an integer; of longer ones only the first digits are kept."""


_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_EMPTY = re.compile(r"\[\s*+\]|\{\s*+\}")


class Unreadable(ValueError):
    """The body is not valid text, or not valid JSON; the message gives the reason."""


def text_of(data: bytes, content_type: str) -> str:
    """Return the text of a body by the charset of its media type. Raises `Unreadable`."""
    charset = _charset(content_type)
    try:
        return data.decode(charset).removeprefix("\ufeff")
    except (UnicodeError, LookupError):
        raise Unreadable(f"not valid {clip(charset)} text") from None


def check_count(text: str, most: int) -> None:
    """Raise `Unreadable` if a JSON text has more than `most` values: each takes much memory."""
    if _separators(text) < most:  # which counts those in strings, too
        return
    bare = _STRING.sub("", text)
    is_long = bare.count(",") >= most
    if is_long or 1 + _separators(bare) - _EMPTY.subn("", bare)[1] > most:
        raise Unreadable(f"more than {most:,} values (`max-response-values`)")


def _separators(text: str) -> int:
    """Return the number of characters after which a value begins, apart from names."""
    return sum(map(text.count, ",[{"))


def value_of(text: str) -> JSON:
    """Return the JSON value of a text (RFC 8259). Raises `Unreadable`."""
    try:
        value = _decoded(text)
        return _well_formed(value) if _SURROGATE.search(text) else value
    except RecursionError:
        raise Unreadable("nested too deeply") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        reason = error.msg[:1].lower() + error.msg[1:].removesuffix(" at")
        raise Unreadable(f"not valid JSON at {place}: {reason}") from None


def values_of_lines(text: str) -> list[JSON]:
    """Return the values of a text with one on each line that is not blank. Raises `Unreadable`."""
    lines = without_fields(text).replace(RECORD_SEPARATOR, " ").splitlines()
    found: list[JSON] = []
    for number, line in enumerate(lines, 1):
        try:
            found += [value_of(line)] if line.strip() else []
        except Unreadable as error:
            raise Unreadable(f"line {number}: {error}") from None
    return found


def decimals_of(text: str) -> object:
    """Return the value of a readable text, with `Decimal` for numbers with a fraction."""
    return json.loads(text.replace(RECORD_SEPARATOR, " "), parse_float=Decimal, parse_int=_integer)


def _decoded(text: str) -> JSON:
    """Return the value; a function called for every integer would double the time."""
    try:
        value: JSON = _DECODER.decode(text)
    except (json.JSONDecodeError, Unreadable):
        raise
    except ValueError:
        value = json.loads(
            text, parse_int=_integer, parse_constant=_refuse, object_pairs_hook=_unique
        )
    return value


def _well_formed(value: JSON) -> JSON:
    """Return the value with U+FFFD for lone surrogates, which reports cannot contain."""
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
    """Return the charset, or `utf-8` for a codec such as `zip` that is not for text."""
    try:
        is_text = codecs.lookup(
            charset
        )._is_text_encoding  # the codecs module has no public equivalent
    except (LookupError, ValueError):
        return charset.replace("\0", " ")
    return charset if is_text else "utf-8"


def _integer(digits: str) -> int:
    return int(digits[:_INT_DIGITS])


def _refuse(word: str) -> JSON:
    raise Unreadable(f"not valid JSON: {word} is not a number")


def _unique(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    """Return the object. Which of two values of one name counts is not defined (RFC 8259 §4)."""
    members = dict(pairs)
    if len(members) < len(pairs):
        name = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        raise Unreadable(f"an object has the name `{clip(name)}` more than once")
    return members


_DECODER = json.JSONDecoder(parse_constant=_refuse, object_pairs_hook=_unique)
"""Raises `ValueError` for integers of thousands of digits, as Python does."""
