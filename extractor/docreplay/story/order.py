"""The order of steps and of stories that depend on each other (Arazzo 1.1, `dependsOn`)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from docreplay.model.stories.story import Step, Story

_OUTPUT = re.compile(r"\$steps\.([A-Za-z0-9_-]+)\.outputs\.")


@dataclass(frozen=True)
class DependencyCycle(Exception):
    """Steps or stories that depend on each other."""

    members: tuple[str, ...]
    """In the order in which each needs the next one; the first one is not repeated."""

    def __str__(self) -> str:
        """Return the cycle: `a → b → a`."""
        return " → ".join((*self.members, self.members[0]))


def ordered_steps(story: Story) -> tuple[Step, ...]:
    """Return the steps so that each follows those that it needs, else in the order of the story.

    A step needs those in `depends_on`, and those whose outputs it names. Raises
    `DependencyCycle`.
    """
    known = {step.id: step for step in story.steps}
    needs = {step.id: [name for name in needed_by(step) if name in known] for step in story.steps}
    return tuple(known[name] for name in in_order(tuple(known), needs))


def in_order(names: Sequence[str], needs: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return names so that each follows those that it needs, else as given.

    Raises `DependencyCycle`.
    """
    found: dict[str, None] = {}
    for cycle in _walked(names, needs, found):
        raise DependencyCycle(cycle)
    return tuple(found)


def cycles(names: Sequence[str], needs: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Yield the cycles of what needs each other, each with its members in order, from its first.

    A member of a cycle that was reported is not reported again.
    """
    seen: set[str] = set()
    for cycle in _walked(names, needs, {}):
        if seen.isdisjoint(cycle):
            yield cycle
        seen.update(cycle)


def _walked(
    names: Sequence[str], needs: Mapping[str, Iterable[str]], found: dict[str, None]
) -> Iterator[tuple[str, ...]]:
    """Add the names to `found`, each after those that it needs; yield what leads back to itself.

    Without recursion, because thousands of steps may need each other.
    """
    known = set(names)
    for start in names:
        way: dict[str, Iterator[str]] = {} if start in found else {start: _needs(start, needs)}
        while way:
            name = next(reversed(way))
            following = next((item for item in way[name] if item in known), None)
            if following is None:
                del way[name]
                found[name] = None
            elif following in way:
                members = list(way)
                yield tuple(members[members.index(following) :])
            elif following not in found:
                way[following] = _needs(following, needs)


def _needs(name: str, needs: Mapping[str, Iterable[str]]) -> Iterator[str]:
    return iter(tuple(needs.get(name, ())))


def needed_by(step: Step) -> Iterator[str]:
    """Yield the ids of the steps of the same story that a step needs."""
    yield from (name for name in step.depends_on if not name.startswith("$"))
    yield from named_steps(step)


def named_steps(step: Step) -> Iterator[str]:
    """Yield the ids of the steps whose outputs a step names, but for its own."""
    for text in _texts(step):
        yield from (name for name in _OUTPUT.findall(text) if name != step.id)


def _texts(value: Any) -> Iterator[str]:
    """Yield all texts of a value of the model; those of places and actions' names do no harm."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
