"""JSON that keeps the text of numbers, so that `1.0` is stored, compared and printed as `1.0`."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from docreplay.model.json.value import is_well_formed

_DEEPEST = 100
"""Levels of nested objects and arrays that are read."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written."""

    text: str


Exact = None | bool | str | Number | list["Exact"] | dict[str, "Exact"]
"""JSON whose numbers are `Number`."""


class InexactJson(ValueError):
    """A text that is not JSON, or that would not be the same once it is written again."""


def read_exact(text: str) -> Exact:
    """Return the value of a JSON text.

    Raises `InexactJson` for a text that is not valid, has a name twice in an object, or is nested
    deeply.
    """
    try:
        value: Exact = json.loads(
            text,
            parse_int=Number,
            parse_float=Number,
            parse_constant=_refuse,
            object_pairs_hook=_unique,
        )
    except RecursionError as error:
        raise InexactJson("nested too deeply") from error
    except ValueError as error:
        raise InexactJson(str(error)) from error
    if _depth_exceeds(value, _DEEPEST):
        raise InexactJson("nested too deeply")
    return value


def write_exact(value: Exact | Mapping[str, Exact], *, indented: bool = False) -> str:
    """Return the value as JSON with sorted names: on one line, or indented by two blanks."""
    return "".join(_pieces(value, "\n" if indented else ""))


def _pieces(value: object, end: str) -> Iterator[str]:
    """Yield the parts of the text; `end` is the line break before a closing bracket."""
    inner = f"{end}  " if end else ""
    if isinstance(value, Mapping) and value:
        colon = ": " if end else ":"
        members = (
            chain((_string(name), colon), _pieces(value[name], inner)) for name in sorted(value)
        )
        yield from _enclosed("{}", members, end)
    elif isinstance(value, list) and value:
        yield from _enclosed("[]", (_pieces(item, inner) for item in value), end)
    elif isinstance(value, Number):
        yield value.text
    else:
        yield _string(value) if isinstance(value, str) else json.dumps(value)


def _enclosed(brackets: str, items: Iterable[Iterable[str]], end: str) -> Iterator[str]:
    inner = f"{end}  " if end else ""
    yield brackets[0]
    for number, item in enumerate(items):
        yield f",{inner}" if number else inner
        yield from item
    yield f"{end}{brackets[1]}"


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=not is_well_formed(text))


def _unique(pairs: list[tuple[str, Exact]]) -> dict[str, Exact]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a name is there twice")
    return members


def _refuse(word: str) -> Exact:
    raise ValueError(f"`{word}` is not a JSON value")


def _depth_exceeds(value: Exact, most: int) -> bool:
    level: list[Exact] = [value]
    for _ in range(most + 1):
        level = [child for item in level for child in _children(item)]
        if not level:
            return False
    return True


def _children(value: Exact) -> list[Exact]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
