"""Read YAML, JSON and TOML with the line of each value, so that errors name their place.

YAML is read by the core schema of version 1.2, so that `on` is text and a date is one too: what
YAML and JSON say is the same.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.json.value import JSON, Steps, pointer
from docreplay.model.location import Location, Passage
from docreplay.sources.yaml_text import nodes_of

_NULL = re.compile(r"~|null|Null|NULL|")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_CORE: tuple[tuple[re.Pattern[str], Callable[[str], JSON]], ...] = (
    (_NULL, lambda _: None),
    (_BOOL, lambda text: text.lower() == "true"),
    (_INT, int),
    (_OCTAL, lambda text: int(text, 0)),
    (_FLOAT, float),
)
"""The core schema: forms of plain scalars, and their values."""
_JSON_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq")
)
_TABLE = re.compile(r"\s*(\[\[?)\s*([^\]#]+?)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(
    r"\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*="
)
_PART = re.compile(r"[\w-]+|\"[^\"]*\"|'[^']*'")


class InvalidText(ValueError):
    """A text that cannot be read; `location` is the place of the error."""

    def __init__(self, location: Location, message: str) -> None:
        super().__init__(message)
        self.location = location


@dataclass(frozen=True, slots=True)
class PlacedText:
    """The value of a text, and the places of its parts."""

    path: str
    value: JSON
    places: Mapping[Steps, tuple[int, int]] = field(default_factory=dict)

    def at(self, *steps: str | int) -> Location:
        """Return the place of a part, or of the nearest one around it."""
        while steps and steps not in self.places:
            steps = steps[:-1]
        return Location(self.path, *self.places.get(steps, (1, 1)))


def read_placed(path: str, text: str) -> PlacedText:
    """Return the value of a file by its suffix: TOML, JSON, else YAML. Raises `InvalidText`."""
    if path.endswith(".toml"):
        return _toml(path, text)
    return _json(path, text) if path.endswith(".json") else _yaml(path, text)


def _json(path: str, text: str) -> PlacedText:
    try:
        read = read_json(text)
    except JsonError as error:
        raise InvalidText(Passage(text, path, 1).at(error.offset), error.message) from error
    if read.repairs:
        at = Passage(text, path, 1).at(read.repairs[0].offset)
        raise InvalidText(at, f"not valid JSON ({read.repairs[0].kind})")
    passage = Passage(text, path, 1)
    places: dict[Steps, tuple[int, int]] = {}
    for steps in _ways(read.value):
        place = passage.at(read.place(pointer(steps)).key)
        places[steps] = (place.line, place.column)
    return PlacedText(path, read.value, places)


def _ways(value: JSON, before: Steps = ()) -> Iterator[Steps]:
    yield before
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _ways(item, (*before, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _ways(item, (*before, index))


def _yaml(path: str, text: str) -> PlacedText:
    places: dict[Steps, tuple[int, int]] = {}
    try:
        node = nodes_of(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = Location(path, mark.line + 1, mark.column + 1) if mark else Location(path, 1)
        raise InvalidText(at, f"not valid YAML: {error.problem}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InvalidText(Location(path, 1), f"not valid YAML: {error}") from error
    return PlacedText(path, _value(path, node, (), places) if node else None, places)


def _value(path: str, node: yaml.Node, way: Steps, places: dict[Steps, tuple[int, int]]) -> JSON:
    places.setdefault(way, (node.start_mark.line + 1, node.start_mark.column + 1))
    at = Location(path, *places[way])
    if node.tag not in _JSON_TAGS and node.tag.startswith("!"):
        raise InvalidText(at, f"the tag `{node.tag}` has no counterpart in JSON")
    if isinstance(node, yaml.SequenceNode):
        return [_value(path, item, (*way, n), places) for n, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        try:
            return _scalar(node)
        except ValueError:  # thousands of digits
            raise InvalidText(at, "the number is too long") from None
    found: dict[str, JSON] = {}
    for key, item in node.value:
        place = Location(path, key.start_mark.line + 1, key.start_mark.column + 1)
        if not isinstance(key, yaml.ScalarNode):
            raise InvalidText(place, "a key must be a string")
        if key.value in found:
            raise InvalidText(place, f"duplicate key `{key.value}`")
        places[*way, key.value] = place[1:]
        found[key.value] = _value(path, item, (*way, key.value), places)
    return found


def _scalar(node: yaml.Node) -> JSON:
    """Return a scalar by the core schema (YAML 1.2 §10.3.2); what is quoted is text."""
    text: str = node.value
    if getattr(node, "style", None) in ("'", '"', "|", ">"):
        return text
    is_text = node.tag.endswith(":str")  # by its tag, as far as 1.1 agrees with 1.2
    if is_text and (_NULL.fullmatch(text) or _BOOL.fullmatch(text) or _INT.fullmatch(text)):
        return text
    return next((read(text) for form, read in _CORE if form.fullmatch(text)), text)


def _toml(path: str, text: str) -> PlacedText:
    try:
        value: dict[str, JSON] = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError: also a number of many digits
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        at = Location(path, int(found[1]), int(found[2])) if found else Location(path, 1)
        reason = re.sub(r"\s*\(at .*\)", "", str(error))
        raise InvalidText(at, f"not valid TOML: {reason}") from error
    return PlacedText(path, _plain(value), _toml_places(text))


def _plain(value: object) -> JSON:
    """Return a TOML value as JSON; dates and times are their text (RFC 3339)."""
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value if isinstance(value, bool | int | float | str) else str(value)


def _toml_places(text: str) -> dict[Steps, tuple[int, int]]:
    """Return the places of tables, and of keys that begin a line."""
    places: dict[Steps, tuple[int, int]] = {(): (1, 1)}
    sizes: dict[Steps, int] = {}
    table: Steps = ()
    for number, line in enumerate(text.split("\n"), 1):
        column = len(line) - len(line.lstrip()) + 1
        if header := _TABLE.fullmatch(line.rstrip()):
            table = _table(header, sizes)
            places.setdefault(table, (number, column))
        elif key := _KEY.match(line):
            places.setdefault((*table, *_names(key[1])), (number, column))
    return places


def _table(header: re.Match[str], sizes: dict[Steps, int]) -> Steps:
    """Return the way to a table; the last element of an array of tables is the current one."""
    way: Steps = ()
    names = _names(header[2])
    for depth, name in enumerate(names):
        way = (*way, name)
        is_last = depth == len(names) - 1
        if is_last and header[1] == "[[":
            sizes[way] = sizes.get(way, -1) + 1
        if way in sizes:
            way = (*way, sizes[way])
    return way


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))
