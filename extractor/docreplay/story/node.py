"""Parts of a story file, with their places: reading them reports what is wrong, and goes on."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from docreplay.model.finding import Finding
from docreplay.model.json.value import JSON, Steps
from docreplay.model.location import Location
from docreplay.model.near_names import did_you_mean
from docreplay.sources.placed_text import PlacedText
from docreplay.story.rules.story_invalid import RULE

_KINDS: dict[type, str] = {str: "a string", list: "an array", dict: "an object", bool: "a boolean"}


@dataclass(frozen=True, slots=True)
class StoryNode:
    """A value of a file, and the way to it."""

    text: PlacedText
    value: JSON
    way: Steps = ()
    findings: list[Finding] = field(default_factory=list)
    """Shared by all nodes of the file."""

    @property
    def location(self) -> Location:
        """The place of the value, or of its key."""
        return self.text.at(*self.way)

    def report(self, message: str, *steps: str | int) -> None:
        """Note what is wrong with the value, or with a part of it."""
        self.findings.append(RULE.at(self.text.at(*self.way, *steps), message))

    def has(self, key: str) -> bool:
        """Return True if it is an object with such a member."""
        return isinstance(self.value, dict) and key in self.value

    def get(self, key: str) -> "StoryNode | None":
        """Return a member, or None."""
        if not isinstance(self.value, dict) or key not in self.value:
            return None
        return StoryNode(self.text, self.value[key], (*self.way, key), self.findings)

    def members(self) -> "Iterator[tuple[str, StoryNode]]":
        """Yield the members of an object; anything else is reported."""
        if not isinstance(self.value, dict):
            self.report(f"{self._name} must be an object")
            return
        for key in self.value:
            found = self.get(key)
            if found is not None:
                yield key, found

    def items(self, key: str) -> "Iterator[StoryNode]":
        """Yield the elements of an array that is a member; a missing one is empty."""
        found = self.get(key)
        if found is None:
            return
        if not isinstance(found.value, list):
            found.report(f"`{key}` must be an array")
            return
        for index, item in enumerate(found.value):
            yield StoryNode(self.text, item, (*found.way, index), self.findings)

    def string(self, key: str, *, required: bool = False) -> str:
        """Return a text, or `""`; a missing one is reported if it is required."""
        found = self.get(key)
        if found is None:
            if required:
                self.report(f"missing `{key}`")
            return ""
        if not isinstance(found.value, str) or (required and not found.value):
            found.report(
                f"`{key}` must be a string that is not empty"
                if required
                else f"`{key}` must be a string"
            )
            return ""
        return found.value

    def strings(self, key: str) -> tuple[str, ...]:
        """Return an array of texts."""
        found: list[str] = []
        for item in self.items(key):
            if isinstance(item.value, str):
                found.append(item.value)
            else:
                item.report(f"`{key}` must contain strings only")
        return tuple(found)

    def number(self, key: str, *, whole: bool = False) -> float | None:
        """Return a number that is not negative, or None."""
        found = self.get(key)
        if found is None:
            return None
        value = found.value
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or (whole and not isinstance(value, int)) or value < 0:  # type: ignore[operator]
            kind = "an integer" if whole else "a number"
            found.report(f"`{key}` must be {kind} that is not negative")
            return None
        return float(value)  # type: ignore[arg-type]  # a number, as was checked

    def flag(self, key: str, *, default: bool) -> bool:
        """Return a boolean."""
        found = self.get(key)
        if found is None:
            return default
        if not isinstance(found.value, bool):
            found.report(f"`{key}` must be true or false")
            return default
        return found.value

    def allow(self, keys: Iterable[str], *, extensions: bool = False) -> bool:
        """Report members with other names; return False if it is not an object at all."""
        known = tuple(keys)
        if not isinstance(self.value, dict):
            self.report(f"{self._name} must be an object")
            return False
        for key in self.value:
            if key not in known and not (extensions and key.startswith("x-")):
                self.report(f"unknown key `{key}`{did_you_mean(key, known)}", key)
        return True

    def exclusive(self, keys: Iterable[str], *, required: bool = False) -> str:
        """Return the one of several keys that is there; report two of them, or none if required."""
        names = tuple(keys)
        found = [key for key in names if self.has(key)]
        if len(found) > 1:
            self.report(f"`{found[0]}` and `{found[1]}` exclude each other", found[1])
        elif not found and required:
            self.report(f"missing one of {', '.join(f'`{name}`' for name in names)}")
        return found[0] if found else ""

    def matching(self, key: str, pattern: str) -> None:
        """Report a name that does not match a pattern."""
        if not re.fullmatch(pattern, key):
            self.report(f"invalid name `{key}`: it must match {pattern}")

    @property
    def _name(self) -> str:
        """The name of the value in messages."""
        names = [step for step in self.way if isinstance(step, str)]
        return f"`{names[-1]}`" if names else "the file"


def duplicates(nodes: Iterable[tuple[str, StoryNode]], kind: str) -> None:
    """Report each node whose name an earlier one has."""
    seen: set[str] = set()
    for name, node in nodes:
        if name and name in seen:
            node.report(f"duplicate {kind} `{name}`")
        seen.add(name)
