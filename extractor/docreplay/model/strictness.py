"""How strictly answers are compared: for everything, a glob of pages, a case, a path in a body."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal, get_args

from docreplay.model.json.path import JsonPath, JsonPathError, json_path
from docreplay.model.json.value import JSON
from docreplay.model.near_names import did_you_mean

Mode = Literal["shape", "types", "exact"]
"""`shape`: types and members; `types`: 1.0 is not 1; `exact`: the very values of the page."""
Missing = Literal["refuse", "allow"]
Extra = Literal["note", "refuse", "allow"]
Null = Literal["shown", "allow"]
MatcherKind = Literal["ignore", "any", "type", "format", "regex", "one-of", "approx"]
"""`ignore`: may be missing, too; `any`: must be there; `type`: without format and choices."""

FORMATS = ("date-time", "date", "time", "duration", "guid", "uri", "email", "etag", "base64")
_PLAIN = ("ignore", "any", "type")


class StrictnessError(ValueError):
    """A table of strictness makes no sense; the message says what and where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matcher:
    """What a value at a path must be, whatever the page shows."""

    kind: MatcherKind
    text: str = ""
    """The name of a format, or a regular expression that the whole string must match."""
    choices: tuple[str | int | float | bool | None, ...] = ()
    tolerance: float = 0.0
    """How far a number may be from the documented one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathRule:
    """What holds at a path; None where nothing else than elsewhere does."""

    path: JsonPath
    mode: Mode | None = None
    null: Null | None = None
    matcher: Matcher | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Strictness:
    """How one answer is compared."""

    mode: Mode = "shape"
    missing: Missing = "refuse"
    """Whether documented members may be missing."""
    extra: Extra = "note"
    """What members are that no page shows."""
    null: Null = "shown"
    """Whether null may stand where pages show something else."""
    echo: bool = True
    """Whether values that were sent must come back."""
    alternatives: bool = False
    """Whether any other response that the page documents for the request will do."""
    paths: tuple[PathRule, ...] = ()

    @property
    def last_names(self) -> tuple[str, ...]:
        """The property names with which the paths of matchers end."""
        last = [rule.path.last_name for rule in self.paths if rule.matcher]
        return tuple(name for name in last if name is not None)

    def mode_at(self, path: tuple[str | int, ...]) -> Mode:
        """The mode at a path: the last rule that says one counts."""
        modes = (
            rule.mode for rule in reversed(self.paths) if rule.mode and rule.path.matches(path)
        )
        return next(modes, self.mode)

    def null_at(self, path: tuple[str | int, ...]) -> Null:
        """Whether null may stand at a path: the last rule that says so counts."""
        said = (rule.null for rule in reversed(self.paths) if rule.null and rule.path.matches(path))
        return next(said, self.null)

    def matcher_at(self, path: tuple[str | int, ...]) -> Matcher | None:
        """The matcher at a path: the last one counts."""
        found = (rule for rule in reversed(self.paths) if rule.matcher)
        return next((rule.matcher for rule in found if rule.path.matches(path)), None)


DEFAULT = Strictness()

SWITCHES: Mapping[str, tuple[str | bool, ...]] = {
    "mode": get_args(Mode),
    "missing": get_args(Missing),
    "extra": get_args(Extra),
    "null": get_args(Null),
    "echo": (True, False),
    "alternatives": (True, False),
}
"""The values that each key of a table may have, apart from `paths`."""

KEYS = (*SWITCHES, "paths")
"""The keys of a table of strictness; every other key of `compare` is a page pattern."""

assert set(KEYS) == {field.name for field in fields(Strictness)}  # noqa: S101  # caught at import


def check_tables(tables: Mapping[str, JSON]) -> None:
    """Raises `StrictnessError` for anything in the tables that has no meaning."""
    for name, value in tables.items():
        if name not in KEYS and isinstance(value, dict):
            strictness_of(value, where=f"`{name}`: ")
        else:
            strictness_of({name: value})


def strictness_of(
    table: JSON, base: Strictness = DEFAULT, where: str = "", *, trusted: bool = True
) -> Strictness:
    """The strictness of one table over that of `base`.

    Without `trusted`, as for annotations on pages, regular expressions are refused: one can be
    written that never ends. Raises `StrictnessError`, which begins with `where`.
    """
    if not isinstance(table, dict):
        raise StrictnessError(f"{where}a table is expected, not {_shown(table)}")
    for key, value in table.items():
        _check(key, value, where)
    paths = table.get("paths", {})
    if not isinstance(paths, dict):
        raise StrictnessError(f"{where}`paths` is a table, not {_shown(paths)}")
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
        near = did_you_mean(str(value), tuple(map(str, allowed)))
        raise StrictnessError(f"{where}`{key}` is one of {words}, not {_shown(value)}{near}")


def _rule(path: str, said: JSON, where: str, trusted: bool) -> PathRule:
    where = f"{where}`{path}`: "
    try:
        at = json_path(path)
    except JsonPathError as error:
        raise StrictnessError(f"{where}{error}") from None
    if isinstance(said, str):
        return PathRule(path=at, matcher=_plain(said, where))
    if not isinstance(said, dict) or not said:
        raise StrictnessError(f"{where}a matcher is expected, not {_shown(said)}")
    rule = PathRule(path=at)
    for key, value in said.items():
        rule = _with(rule, key, value, where)
    if not trusted and rule.matcher and rule.matcher.kind == "regex":
        raise StrictnessError(f"{where}a regular expression stands in the configuration only")
    return rule


def _plain(word: str, where: str) -> Matcher:
    if word not in _PLAIN:
        raise StrictnessError(f"{where}unknown matcher `{word}`{did_you_mean(word, _PLAIN)}")
    return Matcher(kind=word)  # type: ignore[arg-type]  # checked above


def _with(rule: PathRule, key: str, value: JSON, where: str) -> PathRule:
    if key in ("mode", "null"):
        _check(key, value, where)
        return replace(rule, **{key: value})  # type: ignore[arg-type]  # checked above
    parse = _MATCHERS.get(key)
    if parse is None:
        near = did_you_mean(key, (*_MATCHERS, "mode", "null"))
        raise StrictnessError(f"{where}unknown matcher `{key}`{near}")
    return replace(rule, matcher=parse(value, where))


def _format(value: JSON, where: str) -> Matcher:
    if value not in FORMATS:
        near = did_you_mean(str(value), FORMATS)
        raise StrictnessError(f"{where}unknown format {_shown(value)}{near}")
    return Matcher(kind="format", text=str(value))


def _regex(value: JSON, where: str) -> Matcher:
    try:
        re.compile(value if isinstance(value, str) else "(")
    except re.error:
        raise StrictnessError(f"{where}no regular expression: {_shown(value)}") from None
    return Matcher(kind="regex", text=str(value))


def _one_of(value: JSON, where: str) -> Matcher:
    choices = value if isinstance(value, list) else []
    if not choices or any(isinstance(choice, list | dict) for choice in choices):
        raise StrictnessError(f"{where}`one-of` is a list of values, not {_shown(value)}")
    return Matcher(kind="one-of", choices=tuple(_scalars(choices)))


def _scalars(values: list[JSON]) -> Iterator[str | int | float | bool | None]:
    yield from (value for value in values if not isinstance(value, list | dict))


def _approx(value: JSON, where: str) -> Matcher:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise StrictnessError(
            f"{where}`approx` is how far off a number may be, not {_shown(value)}"
        )
    return Matcher(kind="approx", tolerance=float(value))


_MATCHERS: Mapping[str, Callable[[JSON, str], Matcher]] = {
    "format": _format,
    "regex": _regex,
    "one-of": _one_of,
    "approx": _approx,
}


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)[:80]
