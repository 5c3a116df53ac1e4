"""Types of values in the configuration: how each is parsed, and its JSON Schema.

A parser and the schema beside it accept the same values, as far as JSON Schema (draft 7) can say.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, get_args

from docreplay.model.finding import Severity
from docreplay.model.http import origin
from docreplay.model.http.http import FIELD_NAME, is_field_name, unfit_in_field_value
from docreplay.model.json.value import JSON
from docreplay.model.near_names import did_you_mean
from docreplay.model.recordings.cassette import RecordMode
from docreplay.model.strictness import check_tables

Parser = Callable[[object], object]
"""Returns the value as `Config` has it. Raises `InvalidValue`, or `StrictnessError`."""

_WORDS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}
_SHOWN = 60
"""Characters of a value that a message repeats."""

_NUMBER = r"^\s*\+?(?=[^eE]*[1-9])(\d(_?\d)*\.?(\d(_?\d)*)?|\.\d(_?\d)*)([eE][+-]?\d(_?\d)*)?\s*$"
_HOST = r"^(?!\s)(\[[0-9A-Fa-f:.]+\]|[^/@*?#:\[\]]*[^\s/@*?#:\[\]])(:[0-9]{1,5})?$"
_BASE_URL = r"^([hH][tT][tT][pP][sS]?://[^/@?#\s]+(/[^?#\s]*)?)?$"


class InvalidValue(ValueError):
    """A value that a key must not have: a sentence that continues the key's name, and a hint.

    `""` as hint asks for the key's own example.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def about(self, key: str) -> str:
        """Return the whole sentence: "`timeout` must be greater than 0 (got -1)"."""
        message = str(self)
        return f"`{key}` {message}" if message.startswith("must ") else f"`{key}`: {message}"


class ValueType(NamedTuple):
    """A type of values: its name in messages and in the documentation, its parser, its schema."""

    name: str
    parse: Parser
    schema: Mapping[str, JSON]
    is_list: bool = False
    """Whether an environment variable gives several values, separated by commas."""
    in_environment: bool = True


def must_be(expected: str, value: object) -> InvalidValue:
    """Return the error for a value of the wrong type; a list or a table may have secrets in it."""
    kind = "a table" if isinstance(value, dict) else "a list"
    try:
        shown = kind if isinstance(value, dict | list) else repr(value)
    except (ValueError, RecursionError):  # such as an integer of thousands of digits
        shown = type(value).__name__
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
    return InvalidValue(f"must be {expected} (got {shown})")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise must_be("a string", value)
    if "\0" in value:
        raise must_be("a string without NUL", value)
    return value


def _texts(value: object) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list | tuple) or not all(isinstance(item, str) for item in values):
        raise must_be("a list of strings", value)
    if any("\0" in item for item in values):
        raise must_be("a list of strings without NUL", value)
    return tuple(values)


def _flag(value: object) -> bool:
    if isinstance(value, str) and value.lower() in _WORDS:
        return _WORDS[value.lower()]
    if not isinstance(value, bool):
        raise must_be("true or false", value)
    return value


def _number(value: object) -> float:
    if isinstance(value, bool):
        raise must_be("a number", value)
    try:
        return float(str(value))
    except (ValueError, RecursionError):
        raise must_be("a number", value) from None


def _seconds(value: object) -> float:
    number = _number(value)
    if not math.isfinite(number) or number <= 0:
        raise InvalidValue(f"must be greater than 0 (got {number:g})")
    return number


def _count(value: object) -> int:
    number = _number(value)
    if not math.isfinite(number) or number < 1:
        raise InvalidValue(f"must be greater than 0 (got {number:g})")
    return int(number)


def _length(value: object) -> int:
    if isinstance(value, str) and re.fullmatch("[0-9]+", value):
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0 or value % 1:
        raise must_be("a number of characters", value)
    return int(value)


def _severity(value: object) -> Severity:
    try:
        return Severity[str(value).upper()]
    except (KeyError, ValueError, RecursionError):
        raise must_be("error, warning or note", value) from None


def _choice(*words: str) -> Parser:
    """Return the parser of a word, in any case."""

    def parse(value: object) -> str:
        word = value.lower() if isinstance(value, str) else ""
        if word not in words:
            error = must_be(_either(words), value)
            raise InvalidValue(f"{error}{did_you_mean(word, words)}")
        return word

    return parse


def _either(words: Sequence[str]) -> str:
    *first, last = (f'"{word}"' for word in words)
    return f"{', '.join(first)} or {last}"


def _table(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise must_be("a table", value)
    return value


def _base_url(value: object) -> str:
    url = _text(value)
    flaw = origin.flaw_of_base_url(url) if url else ""
    if flaw:
        raise InvalidValue(flaw, origin.BASE_URL_HINT)
    return url


def _hosts(value: object) -> tuple[str, ...]:
    hosts = _texts(value)
    for host in hosts:
        if flaw := origin.flaw_of_host(host):
            hint = "write HOST or HOST:PORT, such as graph.example.com:8443"
            raise InvalidValue(f"invalid host `{origin.without_secrets(host)}`: {flaw}", hint)
    return hosts


def _headers(value: object) -> dict[str, str]:
    """Return the headers. No message shows a value, which may be a secret."""
    if not isinstance(value, dict):
        raise InvalidValue("must be a table")
    for name, item in value.items():
        if not isinstance(item, str):
            raise InvalidValue(f"header `{name}` must be a string", f'write {name} = "…"')
        if not is_field_name(name):
            # the text may be a whole `Name: value`, with a token that has an equals sign
            hint = "use letters, digits and hyphens, as in X-My-Header"
            raise InvalidValue("a header name contains a character that is not allowed", hint)
        if unfit := unfit_in_field_value(item):
            hint = "use visible ASCII characters, and encode others as the service expects"
            raise InvalidValue(f"invalid character {unfit!r} in header `{name}`", hint)
    return value


def _parameters(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InvalidValue("must be a table")
    table: dict[str, Any] = value
    for name, item in table.items():
        for key, inner in item.items() if isinstance(item, dict) else ((name, item),):
            if not isinstance(inner, str | int | float):
                hint = f'use `{key} = "42"`; tables are allowed only per page or case'
                raise InvalidValue(f"parameter `{key}` must be a string or a number", hint)
    return table


def _strictness(value: object) -> dict[str, Any]:
    table = _table(value)
    check_tables(table)
    return table


def _words(*words: str) -> dict[str, JSON]:
    """Return the schema of a string that is one of the words in any case."""
    any_case = ("".join(f"[{c}{c.upper()}]" if c.isalpha() else c for c in word) for word in words)
    return {"type": "string", "pattern": f"^({'|'.join(any_case)})$"}


def table_of(kind: ValueType, name: str) -> ValueType:
    """Return the type of a table, all of whose values are of one type."""

    def parse(value: object) -> dict[str, object]:
        return {key: kind.parse(item) for key, item in _table(value).items()}

    schema: dict[str, JSON] = {"type": "object", "additionalProperties": dict(kind.schema)}
    return ValueType(name, parse, schema, in_environment=False)


def _list_of(item: dict[str, JSON]) -> dict[str, JSON]:
    return {"anyOf": [{"type": "array", "items": item}, item]}


_STRING: dict[str, JSON] = {"type": "string"}
_NUMBER_TEXT: dict[str, JSON] = {"type": "string", "pattern": _NUMBER}
_PLAIN: dict[str, JSON] = {"type": ["string", "number", "boolean"]}

TEXT = ValueType("string", _text, _STRING)
TEXTS = ValueType("list of strings", _texts, _list_of(_STRING), is_list=True)
FLAG = ValueType("true or false", _flag, {"anyOf": [{"type": "boolean"}, _words(*_WORDS)]})
SECONDS = ValueType(
    "number of seconds",
    _seconds,
    {"anyOf": [{"type": "number", "exclusiveMinimum": 0}, _NUMBER_TEXT]},
)
BYTES = ValueType(
    "number of bytes", _count, {"anyOf": [{"type": "number", "minimum": 1}, _NUMBER_TEXT]}
)
LENGTH = ValueType(
    "number of characters",
    _length,
    {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": "^[0-9]+$"}]},
)
SEVERITY = ValueType(
    '"error", "warning" or "note"',
    _severity,
    {"anyOf": [{"enum": ["error", "warning", "note"]}, _words("error", "warning", "note")]},
)


def choice_type(*words: str) -> ValueType:
    """Return the type of one of the words, in any case."""
    return ValueType(_either(words), _choice(*words), _words(*words))


GATE = choice_type("strict", "default")
LAYOUT = choice_type("auto", "folders", "root", "docusaurus", "suffix")
STAMPS = choice_type("git", "page")
CAPTURES = choice_type("annotated", "infer")
LITERAL_IDS = choice_type("auto", "keep", "parameters")
RECORD_MODE = choice_type(*get_args(RecordMode))
BASE_URL = ValueType("URL", _base_url, {"type": "string", "pattern": _BASE_URL})
HOST_SCHEMA: dict[str, JSON] = {"type": "string", "pattern": _HOST}
HOSTS = ValueType("list of hosts", _hosts, _list_of(HOST_SCHEMA), is_list=True)
HEADERS = ValueType(
    "table of strings",
    _headers,
    {
        "type": "object",
        "propertyNames": {"pattern": f"^{FIELD_NAME}$"},
        "additionalProperties": {
            "type": "string",
            "pattern": "^[\\t\\u0020-\\u007e\\u0080-\\u00ff]*$",
        },
    },
    in_environment=False,
)
PARAMETERS = ValueType(
    "table of strings and numbers, and of such tables by page pattern",
    _parameters,
    {
        "type": "object",
        "additionalProperties": {
            "anyOf": [_PLAIN, {"type": "object", "additionalProperties": _PLAIN}]
        },
    },
    in_environment=False,
)
STRICTNESS = ValueType(
    "table, and such tables by page pattern",
    _strictness,
    {"$ref": "#/definitions/strictness-by-page"},
    in_environment=False,
)
