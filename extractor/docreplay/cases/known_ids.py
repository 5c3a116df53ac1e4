"""The identifiers in the targets of cases: what looks like one, and what pages show as one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from docreplay.cases.capture_sources import Gives, by_template
from docreplay.cases.target_ids import TargetIds, listed_ids, parent, target_ids
from docreplay.model.case import Case


class KnownIds:
    """The identifiers in the targets of cases, and what responses give by the templates of those.

    A word is an identifier if a list of its collection shows it. It is one too if the page lists a
    path with a placeholder there (`GET /languages/{id}` for `GET /languages/en`), and a response
    gives identifiers of that collection: a placeholder may be the name of a property as well.
    """

    def __init__(
        self,
        cases: Sequence[Case],
        found: Sequence[Gives],
        listed: Callable[[Case], Iterable[str]],
    ) -> None:
        self._shown = _shown(found)
        self._listed = {
            case.id: texts
            for case in cases
            if (texts := listed_ids(case.request.target, listed(case)))
        }
        self._is_filled: Callable[[str], bool] = lambda _: True
        given = self._by_template(found)
        filled = {template for template, items in given.items() if any(map(_fills, items))}
        self._is_filled = filled.__contains__
        self.given = self._by_template(found)
        self.templates = frozenset(self._templates(cases))

    def of(self, case: Case) -> TargetIds:
        """Return the identifiers of a case's target."""
        listed = self._listed.get(case.id, frozenset())

        def is_id(collection: str, text: str) -> bool:
            is_listed = text in listed and self._is_filled(collection)
            return is_listed or self.is_shown(collection, text)

        return target_ids(case.request.target, is_id)

    def is_shown(self, collection: str, text: str) -> bool:
        """Return True if a response shows a text as an identifier of a collection."""
        return text in self._shown.get(collection, ())

    def is_linked(self, collection: str, text: str) -> bool:
        """Return True if a text is an identifier in a URL of a body, which links to an object."""
        is_name = f"{collection}/{text.lower()}" in self.templates
        return self.is_shown(collection, text) or (self._is_filled(collection) and not is_name)

    def _templates(self, cases: Iterable[Case]) -> Iterator[str]:
        """Yield the templates of targets, and those of the paths above them."""
        for case in cases:
            template = self.of(case).template
            while template:
                yield template
                template = parent(template)

    def _by_template(self, found: Iterable[Gives]) -> Mapping[str, list[Gives]]:
        return by_template(item._replace(ids=self.of(item.case)) for item in found)


def _fills(item: Gives) -> bool:
    """Return True if a response is about the objects of a collection."""
    return item.how == "list" or item.case.request.method == "POST"


def _shown(found: Iterable[Gives]) -> dict[str, set[str]]:
    """Return the identifiers that lists and created objects show, by their collection."""
    shown: defaultdict[str, set[str]] = defaultdict(set)
    for item in found:
        if item.how != "item":
            shown[item.ids.template] |= item.shown
    for item in found:
        collection, _, last = item.ids.template.rpartition("/")
        if item.how == "item" and collection in shown:
            shown[collection] |= {text for text in item.shown if text.lower() == last}
    return shown
