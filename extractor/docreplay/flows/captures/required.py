"""What cases require: requests that are sent before them, and the values that those give."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.pages.page_record import PageRecord
from docreplay.model.case import Case
from docreplay.model.stories.dependencies import Naming


class Given(NamedTuple):
    """A value that a response gives."""

    case: Case
    name: str
    value: str
    """JSON Path, or the name of a header with a colon."""

    def __str__(self) -> str:
        """Return the value, the request and the case, as plans and reasons name them."""
        return f"`{self.value}` of `{self.case.title}` ({self.case.id})"


class Requirements:
    """What the annotations of documented cases ask for. Pages are read when they are named."""

    def __init__(self, index: CaseIndex) -> None:
        self._index = index

    def documented(self, case: Case) -> Case | None:
        """Return the case as its page documents it, or None if no key of the page is about it."""
        record = self._index.dependent(case.page)
        if record is None:
            return None
        return next((item for item in record.sent if item.name == case.name), None)

    def of(self, case: Case) -> Iterator[Case | str]:
        """Yield the cases that a case requires; for one that does not exist, what is wrong."""
        for written in case.requires:
            known: dict[str, Case] = {}
            for item in Naming(case.page).ids(written):
                known |= self._known(item.rpartition("#")[0])
            name = Naming(case.page).resolve(written, known)
            yield known[name] if name else Naming(case.page).unknown(written, known)

    def before(self, case: Case) -> Iterator[Case]:
        """Yield all that must be sent before a case, in order, each once."""
        yield from self._before(case, {case.id})

    def _before(self, case: Case, seen: set[str]) -> Iterator[Case]:
        for other in self.of(case):
            if isinstance(other, Case) and other.id not in seen:
                seen.add(other.id)
                yield from self._before(other, seen)
                yield other

    def giving(self, case: Case) -> Iterator[Given]:
        """Yield the values that earlier cases of the page, and what a case requires, give it.

        Of several with one name, the last counts.
        """
        record = self._index.dependent(case.page)
        earlier = [item for item in record.sent if _is_before(item, case)] if record else []
        for other in (*sorted(earlier, key=lambda item: item.location), *self.before(case)):
            yield from (Given(other, *item) for item in other.captures)

    @cached_property
    def needed(self) -> frozenset[str]:
        """The ids of the cases that others require, or take values from; all pages are read."""
        found = set[str]()
        for page in self._index.tree:
            record = self._index.dependent(page)
            for case in record.sent if record else ():
                found.update(other.id for other in self.before(case))
                found.update(given.case.id for given in self.giving(case))
        return frozenset(found)

    def _known(self, page_name: str) -> Mapping[str, Case]:
        """Return the cases of a page by their ids."""
        page = next((page for page in self._index.tree if page.name == page_name), None)
        record: PageRecord | None = self._index.record(page) if page else None
        return {item.id: item for item in record.sent} if record else {}


def _is_before(one: Case, other: Case) -> bool:
    return one.location.path == other.location.path and one.location < other.location
