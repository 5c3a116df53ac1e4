"""Values of placeholders, by name and by place, from several sources."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import NamedTuple

from docreplay.model.http.placeholder import PLACEHOLDER, Placeholder, folded, placeholder_of

_ANY = re.compile(r"(?<=[/(=,'])\*(?=[/)',]|$)")
NO_VALUES: Mapping[str, str] = {}


class RawText(str):
    """A value that keeps its slashes: reserved expansion (RFC 6570 §3.2.3)."""

    __slots__ = ()


class JsonLiteral(str):
    """A number, `true` or `false`: JSON has it without quotes where it is a whole string."""

    __slots__ = ()


class SecretText(str):
    """A value that is a secret whatever its name is: only the host of the base URL gets it."""

    __slots__ = ()


class Key(NamedTuple):
    """The placeholders that a value is for: a name, maybe at a place only.

    `id`, `groups/{id}`, `?$skiptoken={x}`, `(name='{x}')`; with `+`, as in `+path` and
    `root:/{+path}`, the value is raw. `groups/*` is for any placeholder there, and for an id that
    the page writes out.
    """

    names: tuple[str, ...]
    is_raw: bool = False
    start: str = ""
    """What precedes the placeholder, in lower case, with `{}` for other placeholders."""
    end: str = ""
    """What follows it."""

    @property
    def is_placed(self) -> bool:
        """Whether it is for placeholders at one place."""
        return bool(self.start or self.end)

    def is_at(self, before: str, after: str) -> bool:
        """Return True if it is for a placeholder between these parts of a target."""
        place = _literal(before)
        if self.start[:1] == "?":
            place = place.replace("&", "?")
        at = len(place) - len(self.start)
        is_whole = at <= 0 or not place[at - 1].isalnum() or not self.start[:1].isalnum()
        return is_whole and place.endswith(self.start) and _literal(after).startswith(self.end)


@lru_cache(maxsize=4096)
def key_of(text: str) -> Key:
    """Return what the key of a value is for."""
    text = _ANY.sub("{*}", text)
    found = list(PLACEHOLDER.finditer(text))
    if not found:
        return Key((text.removeprefix("+"),), is_raw=text[:1] == "+")
    last = found[-1]
    start = _literal(text[: last.start()].lstrip("/"))
    return Key(
        placeholder_of(last).names,
        is_raw=last[0].startswith("{+"),
        start=start.replace("&", "?") if start[:1] in ("?", "&") else start,
        end=_literal(text[last.end() :]),
    )


class PlaceholderValues(Mapping[str, str]):
    """Values by name or place. Of several sources, the first that has a value fills a placeholder.

    As a mapping, it is what all sources give. Its `repr` shows no value.
    """

    def __init__(self, *sources: "Mapping[str, str] | ValueSource") -> None:
        made = (one if isinstance(one, ValueSource) else ValueSource(one) for one in sources)
        self._sources = tuple(source for source in made if source.values)

    def __repr__(self) -> str:
        return f"<values of {', '.join(self)}>"

    def __getitem__(self, key: str) -> str:
        return self._all[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @cached_property
    def _all(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        known: set[str] = set()
        for source in self._sources:
            found |= {key: v for key, v in source.values.items() if folded(key) not in known}
            known.update(map(folded, source.values))
        return found

    def fill(self, placeholder: Placeholder, before: str = "", after: str = "") -> str:
        """Return the value of a placeholder between these parts of a target, or `""`.

        A source that has an empty value for a name ends the search for that name.
        """
        return self._found(placeholder, before, after)[0]

    @cached_property
    def reach(self) -> int:
        """Number of placeholders on each side of one that decide which value fills it."""
        return max((source.reach for source in self._sources), default=0)

    @property
    def has_any(self) -> bool:
        """Whether a value may be for ids that pages write out: one for `groups/*`."""
        return any(source.has_any for source in self._sources)

    def source(self, placeholder: Placeholder, before: str = "", after: str = "") -> str:
        """Return the label of the source whose value `fill` returns, or `""`."""
        return self._found(placeholder, before, after)[1]

    def _found(self, placeholder: Placeholder, before: str, after: str) -> tuple[str, str]:
        names = placeholder.names
        for source in self._sources:
            if value := source.placed(names, before, after) or source.named(names):
                return value, source.label
            names = tuple(name for name in names if not source.has(name))
        return "", ""


class ValueSource:
    """Values of one source, and its label. The keys are read once for all cases that share it.

    Names are compared as written, then without case and blanks.
    """

    def __init__(self, values: Mapping[str, str], label: str = "") -> None:
        self.values, self.label = values, label
        keys = [(key_of(text), value) for text, value in values.items()]
        self.has_any = any(key.names == ("*",) for key, _ in keys)
        """Whether a value may be for ids that pages write out: one for `groups/*`."""
        longest = max((len(part) for key, _ in keys for part in key[2:]), default=0)
        self.reach = longest // 2 + 1 if longest else 0
        """Number of placeholders on each side of one that its keys depend on.

        Each has a sign, and something between it and the next one.
        """
        keys.sort(key=lambda item: (item[0].is_raw, len(item[0].start), len(item[0].end)))
        named = [(key.names[0], _value(key, text)) for key, text in keys if not key.is_placed]
        self._exact = dict(named)
        self._folded = {folded(name): value for name, value in reversed(named)} | {
            folded(name): value for name, value in named if isinstance(value, RawText)
        }
        self._placed = [(key, _value(key, text)) for key, text in reversed(keys) if key.is_placed]

    def placed(self, names: Iterable[str], before: str, after: str) -> str:
        """Return the value for the narrowest place that matches, or `""`."""
        if not self._placed:
            return ""
        wanted = {"*", *map(folded, names)}
        is_literal = any("*" in name and name != "*" for name in names)
        fitting = (
            (key, value)
            for key, value in self._placed
            if value
            and (is_literal or not wanted.isdisjoint(map(folded, key.names)))
            and key.is_at(before, after)
        )
        found = max(fitting, key=lambda item: (len(item[0].start), len(item[0].end)), default=None)
        return found[1] if found else ""

    def named(self, names: Iterable[str]) -> str:
        """Return the first value of the names that is not empty, or `""`."""
        names = tuple(names)
        for known, keys in ((self._exact, names), (self._folded, tuple(map(folded, names)))):
            for key in keys:
                if value := known.get(key):
                    return value
        return ""

    def has(self, name: str) -> bool:
        """Return True if there is a value for the name, maybe an empty one."""
        return folded(name) in self._folded


def values_from(values: Mapping[str, str]) -> PlaceholderValues:
    """Return the values as one source, unless they are of several."""
    return values if isinstance(values, PlaceholderValues) else PlaceholderValues(values)


def _value(key: Key, text: str) -> str:
    """Return the value; one of blanks only is empty."""
    if not text.strip():
        return ""
    return RawText(text) if key.is_raw else text


def _literal(text: str) -> str:
    """Return text in lower case, without quotes, with one sign for every placeholder."""
    return PLACEHOLDER.sub("{}", text).replace("'", "").lower()
