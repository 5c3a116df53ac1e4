"""Responses that give an id wherever they are from: by its value, or by the name of a property."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from docreplay.cases.capture_sources import Gives, GivesAs, plain_name, response_json
from docreplay.cases.target_ids import IdPlace, target_ids
from docreplay.model.case import Case
from docreplay.model.http.path_ids import looks_like_id
from docreplay.model.json.value import JSON

_DEEPEST = 4
"""Number of levels of a body that are looked at."""
_VAGUE = frozenset({"id", "objectid", "itemid", "resourceid", "entityid", "recordid", "parentid"})
"""Names that properties of different things have."""
_SHORTEST = 8
"""Characters of an id that two examples do not share by chance."""


class Evidence:
    """What responses show, by the values on a page, and by the names of properties."""

    def __init__(self, cases: Iterable[Case]) -> None:
        self._by_value: defaultdict[tuple[str, str], list[Gives]] = defaultdict(list)
        self._by_name: defaultdict[str, list[Gives]] = defaultdict(list)
        for case in cases:
            if 200 <= (case.expectation.status or 200) < 300:
                self._note(case)

    def of(self, case: Case, place: IdPlace) -> list[Gives]:
        """Return the responses that have the id of a place.

        A response of the same page shows it word for word: `{"task_id": "aVei…"}` before `GET
        /tasks/aVei…`. Of a placeholder such as `{task_id}`, one has the property of that name.
        """
        if not place.names:
            return self._by_value.get((case.page.path, place.written), [])
        names = [name for name in map(plain_name, place.names) if name.endswith("id")]
        sure = [name for name in names if name not in _VAGUE]
        found = [item for name in sure for item in self._by_name.get(name, ())]
        return sorted(found, key=lambda item: item.case.page.path != case.page.path)

    def _note(self, case: Case) -> None:
        sent = case.request.target + (case.request.body.text if case.request.body else "")
        for name, at, value in _scalars(response_json(case), "$", _DEEPEST):
            is_opaque = len(value) >= _SHORTEST and looks_like_id(value)
            is_id = plain_name(name).endswith("id") or name.endswith("key")
            if value in sent or not (is_opaque and is_id):
                continue  # it only repeats what it was asked
            item = _gives(case, name, at, value)
            self._by_value[case.page.path, value].append(item)
            self._by_name[plain_name(name)].append(item)


def _gives(case: Case, name: str, at: str, value: str) -> Gives:
    how: GivesAs = "create" if case.request.method in ("POST", "PUT") else "item"
    ids = target_ids(case.request.target)
    known: dict[str, JSON] = {name: value}
    return Gives(case, how, ids, at, known, frozenset(), False, False, named=name)


def _scalars(value: JSON, at: str, levels: int) -> Iterator[tuple[str, str, str]]:
    """Yield the properties of a body: the name, the path of the object, and the value."""
    if isinstance(value, list) and levels:
        for number, part in enumerate(value):
            yield from _scalars(part, f"{at}[{number}]", levels - 1)
    if isinstance(value, dict) and levels:
        for name, part in value.items():
            if isinstance(part, str):
                yield name, at, part
            elif name.isidentifier():
                yield from _scalars(part, f"{at}.{name}", levels - 1)
