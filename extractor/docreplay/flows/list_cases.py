"""`docreplay list`: the cases, what each needs to be sent, and what has no value yet."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from docreplay.config.settings import Config
from docreplay.flows.captures.case_lister import CaseLister
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.pages.pages import page_cases
from docreplay.flows.pages.select import CaseOf, refuse_unknown, scope_of
from docreplay.model.case import Case
from docreplay.model.exchange import Reading
from docreplay.model.listed_case import ListedCase, Unfilled
from docreplay.sources.pages import files_of
from docreplay.sources.store import PageStore


def list_cases(
    config: Config, paths: Sequence[str] = (), *, store: PageStore | None = None
) -> tuple[ListedCase, ...]:
    """Return the cases of the pages in the order of the pages; nothing is sent.

    Raises `NothingMatched` if no page is found, `ConfigError` for a path that does not exist.
    """
    store = store or files_of(config)
    scope = scope_of(config, store, paths)
    index = CaseIndex(config, store)
    scopes: dict[str, tuple[str, ...]] = {}

    def note(reading: Reading) -> None:
        index.note(reading)
        for item in reading.exchanges:
            if item.request_annotation:
                scopes[item.id] = item.request_annotation.texts("scopes")

    found: list[Case] = []
    known: list[CaseOf] = []
    items = page_cases(config, scope.taking_part, store=store, source=scope.source, on_reading=note)
    for item in items:
        known += scope.named(item)
        found += (case for case in item.cases if scope.covers(item, case))
    refuse_unknown(scope.cases, known)
    lister = CaseLister(config, index)
    return tuple(lister.listed(case, scopes.get(case.id, ())) for case in found)


def unfilled(listed: Iterable[ListedCase]) -> tuple[Unfilled, ...]:
    """Return the keys that have no value, those that most cases need first.

    A name that is at one place only is its own key, others have their places.
    """
    places: defaultdict[str, set[str]] = defaultdict(set)
    cases: defaultdict[str, list[Case]] = defaultdict(list)
    names: dict[str, str] = {}
    for item in listed:
        for need in dict.fromkeys(item.unfilled):
            places[need.name.lower()].add(need.place.lower())
            names.setdefault(need.place, need.name)
            cases[need.place].append(item.case)
    found = (
        Unfilled(
            key=place if len(places[names[place].lower()]) > 1 else names[place],
            cases=len({case.id for case in needing}),
            pages=len({case.page.path for case in needing}),
            example=needing[0].title,
        )
        for place, needing in cases.items()
    )
    return tuple(sorted(found, key=lambda item: (-item.cases, item.key)))
