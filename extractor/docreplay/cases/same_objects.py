"""Objects that are found by their id and by a path without one: `/users/{id}` and `/me`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from docreplay.cases.capture_sources import Gives
from docreplay.cases.target_ids import ANY, depth

_PEOPLE = frozenset({"users", "people", "accounts", "members"})
"""Collections that the caller is in."""
_CALLER = frozenset({"/me", "/user", "/whoami", "/account", "/profile"})
"""Paths of the caller."""


class SameObjects:
    """Objects at a path without ids, by the template of the paths that have their ids."""

    def __init__(self, given: Mapping[str, Sequence[Gives]], types: Mapping[str, Set[str]]) -> None:
        self._types = types
        self._typed: defaultdict[str, list[Gives]] = defaultdict(list)
        self._caller: list[Gives] = []
        for template, items in given.items():
            single = [item for item in items if _is_single(item)]
            for item in single:
                self._typed[item.type].append(item)
            self._caller += single if template in _CALLER else []

    def of(self, template: str) -> list[Gives]:
        """Return the responses that show an object of the template, found without its id.

        `GET /me/drive` shows one of `/drives/{}`: both are of one resource type.
        """
        if depth(template) != 1 or not template.endswith(f"/{ANY}"):
            return []
        wanted = sorted(self._types.get(template, set()) - {""})
        found = [item for type_ in wanted for item in self._typed.get(type_, ())]
        is_person = template.split("/")[-2] in _PEOPLE
        return found or (self._caller if is_person and not wanted else [])


def _is_single(item: Gives) -> bool:
    is_read = item.how == "item" and item.at == "$"
    return is_read and not depth(item.ids.template) and "(" not in item.ids.template
