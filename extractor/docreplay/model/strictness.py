"""Strictness of the comparison of responses: of a run, of pages, of a case, of a path in a body."""

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal, get_args

from docreplay.model.json.path import JsonPath, JsonPathError, json_path
from docreplay.model.json.value import JSON, Steps
from docreplay.model.near_names import did_you_mean

Mode = Literal["shape", "types", "exact"]
"""`shape`: types and properties; `types`: 1.0 is not 1; `exact`: the documented values."""
Missing = Literal["refuse", "allow"]
Extra = Literal["note", "refuse", "allow"]
Null = Literal["shown", "refuse", "allow"]
Headers = Literal["warn", "refuse", "allow"]
Order = Literal["page", "any"]
MatcherKind = Literal["ignore", "any", "type", "format", "regex", "one-of", "approx"]
"""`ignore`: may be missing; `any`: must be present; `type`: without format and choices."""

FORMATS = ("date-time", "date", "time", "duration", "guid", "uri", "email", "etag", "base64")
_PLAIN = ("ignore", "any", "type")


class StrictnessError(ValueError):
    """A table of strictness is invalid; the message gives key and reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matcher:
    """A requirement for the value at a path, which replaces that of the page."""

    kind: MatcherKind
    text: str = ""
    """Name of a format, or a regular expression for the whole string."""
    choices: tuple[str | int | float | bool | None, ...] = ()
    tolerance: float = 0.0
    """Maximum difference from the documented number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathRule:
    """Strictness at a path; None where it does not differ."""

    path: JsonPath
    text: str
    """The path as it is written."""
    mode: Mode | None = None
    null: Null | None = None
    order: Order | None = None
    matcher: Matcher | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Strictness:
    """Strictness of one comparison."""

    mode: Mode = "shape"
    missing: Missing = "refuse"
    """Whether documented properties may be missing."""
    extra: Extra = "note"
    """Level of undocumented properties."""
    null: Null = "shown"
    """Level of null instead of a documented value: `shown` is a warning, `refuse` an error."""
    order: Order = "page"
    """Whether an array that is compared exactly must be in the order of the page."""
    headers: Headers = "warn"
    """Level of missing headers of the API's own."""
    echo: bool = True
    """Whether values of the request must be returned unchanged."""
    alternatives: bool = False
    """Whether any other documented response of the request is accepted."""
    paths: tuple[PathRule, ...] = ()

    @property
    def last_names(self) -> tuple[str, ...]:
        """Property names with which the paths of matchers end."""
        last = [rule.path.last_name for rule in self.paths if rule.matcher]
        return tuple(name for name in last if name is not None)

    @property
    def compares_values(self) -> bool:
        """True if anything but the shape is compared."""
        asked = (rule.mode or (rule.matcher and rule.matcher.kind) for rule in self.paths)
        return self.mode != "shape" or any(asked)

    def mode_at(self, path: Steps) -> Mode:
        """Return the mode at a path: that of the nearest rule at the path or above it."""
        rule = self._nearest(path, [rule for rule in self.paths if rule.mode])
        return rule.mode if rule and rule.mode else self.mode

    def null_at(self, path: Steps) -> Null:
        """Return the level of null at a path, by the nearest rule at the path or above it."""
        rule = self._nearest(path, [rule for rule in self.paths if rule.null])
        return rule.null if rule and rule.null else self.null

    def order_at(self, path: Steps) -> Order:
        """Return the order of an array at a path, by the nearest rule at the path or above it."""
        rule = self._nearest(path, [rule for rule in self.paths if rule.order])
        return rule.order if rule and rule.order else self.order

    def _nearest(self, path: Steps, rules: Sequence["PathRule"]) -> "PathRule | None":
        """Return the rule that matches most of a path; of several ones the last."""
        for end in range(len(path), -1, -1) if rules else ():
            for rule in reversed(rules):
                if rule.path.matches(path[:end]):
                    return rule
        return None

    def matcher_at(self, path: Steps) -> Matcher | None:
        """Return the matcher at a path, by the last rule that has one."""
        if not self.paths:  # as in most runs, which ask for every value
            return None
        found = (rule for rule in reversed(self.paths) if rule.matcher)
        return next((rule.matcher for rule in found if rule.path.matches(path)), None)


DEFAULT = Strictness()

SWITCHES: Mapping[str, tuple[str | bool, ...]] = {
    "mode": get_args(Mode),
    "missing": get_args(Missing),
    "extra": get_args(Extra),
    "null": get_args(Null),
    "order": get_args(Order),
    "headers": get_args(Headers),
    "echo": (True, False),
    "alternatives": (True, False),
}
"""Valid values of each key of a table, apart from `paths`."""

KEYS = (*SWITCHES, "paths")
"""Keys of a table of strictness; every other key of `compare` is a page pattern."""

assert set(KEYS) == {field.name for field in fields(Strictness)}  # noqa: S101  # caught at import


def check_tables(tables: Mapping[str, JSON]) -> None:
    """Raise `StrictnessError` for anything invalid in the tables."""
    for name, value in tables.items():
        if name not in KEYS and isinstance(value, dict):
            strictness_of(value, where=f"`{name}`: ")
        else:
            strictness_of({name: value})


def strictness_of(
    table: JSON, base: Strictness = DEFAULT, where: str = "", *, trusted: bool = True
) -> Strictness:
    """Return the strictness of one table over that of `base`.

    Without `trusted`, as for annotations on pages, regular expressions are refused: one can be
    written that never ends. Raises `StrictnessError`, which begins with `where`.
    """
    if not isinstance(table, dict):
        raise StrictnessError(f"{where}expected a table, got {_shown(table)}")
    for key, value in table.items():
        _check(key, value, where)
    paths = table.get("paths", {})
    if not isinstance(paths, dict):
        raise StrictnessError(f"{where}`paths` must be a table (got {_shown(paths)})")
    rules = tuple(_rule(path, said, where, trusted) for path, said in paths.items())
    switches = {key: value for key, value in table.items() if key != "paths"}
    return replace(base, **switches, paths=(*base.paths, *rules))  # type: ignore[arg-type]  # checked above


def _check(key: str, value: JSON, where: str) -> None:
    if key not in KEYS:
        raise StrictnessError(f"{where}unknown key `{key}`{did_you_mean(key, KEYS)}")
    allowed = SWITCHES.get(key)
    if allowed and not any(
        value is choice or (value == choice and isinstance(value, str)) for choice in allowed
    ):
        words = ", ".join(_shown(choice) for choice in allowed)
        near = _near(value, tuple(map(str, allowed)))
        raise StrictnessError(f"{where}`{key}` must be one of {words} (got {_shown(value)}){near}")


def _rule(path: str, said: JSON, where: str, trusted: bool) -> PathRule:
    where = f"{where}`{path}`: "
    try:
        at = json_path(path)
    except JsonPathError as error:
        raise StrictnessError(f"{where}{error}") from None
    if isinstance(said, str):
        return PathRule(path=at, text=path, matcher=_plain(said, where))
    if not isinstance(said, dict) or not said:
        raise StrictnessError(f"{where}expected a matcher, got {_shown(said)}")
    if not trusted and "regex" in said:
        raise StrictnessError(f"{where}a regular expression is allowed only in the configuration")
    rule = PathRule(path=at, text=path)
    for key, value in said.items():
        rule = _with(rule, key, value, where)
    return rule


def _plain(word: str, where: str) -> Matcher:
    if word not in _PLAIN:
        raise StrictnessError(f"{where}unknown matcher `{word}`{did_you_mean(word, _PLAIN)}")
    return Matcher(kind=word)  # type: ignore[arg-type]  # checked above


def _with(rule: PathRule, key: str, value: JSON, where: str) -> PathRule:
    if key in ("mode", "null", "order"):
        _check(key, value, where)
        return replace(rule, **{key: value})  # type: ignore[arg-type]  # checked above
    parse = _MATCHERS.get(key)
    if parse is None:
        near = did_you_mean(key, (*_MATCHERS, "mode", "null", "order"))
        raise StrictnessError(f"{where}unknown matcher `{key}`{near}")
    return replace(rule, matcher=parse(value, where))


def _format(value: JSON, where: str) -> Matcher:
    if value not in FORMATS:
        near = _near(value, FORMATS)
        raise StrictnessError(f"{where}unknown format {_shown(value)}{near}")
    return Matcher(kind="format", text=str(value))


def _regex(value: JSON, where: str) -> Matcher:
    try:
        re.compile(value if isinstance(value, str) else "(")
    except (re.error, OverflowError, RecursionError):
        raise StrictnessError(f"{where}invalid regular expression {_shown(value)}") from None
    return Matcher(kind="regex", text=str(value))


def _one_of(value: JSON, where: str) -> Matcher:
    choices = value if isinstance(value, list) else []
    if not choices or any(isinstance(choice, list | dict) for choice in choices):
        raise StrictnessError(f"{where}`one-of` must be a list of values (got {_shown(value)})")
    return Matcher(kind="one-of", choices=tuple(_scalars(choices)))


def _scalars(values: list[JSON]) -> Iterator[str | int | float | bool | None]:
    yield from (value for value in values if not isinstance(value, list | dict))


def _approx(value: JSON, where: str) -> Matcher:
    number = value if isinstance(value, int | float) and not isinstance(value, bool) else -1
    if not 0 <= number <= sys.float_info.max:
        raise StrictnessError(
            f"{where}`approx` must be a number of at least 0 (got {_shown(value)})"
        )
    return Matcher(kind="approx", tolerance=float(number))


_MATCHERS: Mapping[str, Callable[[JSON, str], Matcher]] = {
    "format": _format,
    "regex": _regex,
    "one-of": _one_of,
    "approx": _approx,
}


def _near(value: JSON, words: tuple[str, ...]) -> str:
    return did_you_mean(value, words) if isinstance(value, str) else ""


def _shown(value: object) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, default=str)[:80]
    except (ValueError, RecursionError):
        # a number of thousands of digits, or deep nesting
        return f"a {type(value).__name__}"
