"""`docreplay list`: the cases, what each needs to be sent, and what has no value yet."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from docreplay.config.settings import Config
from docreplay.flows.case_index import CaseIndex
from docreplay.flows.documented_service import service_for
from docreplay.flows.expected_captures import ExpectedCaptures
from docreplay.flows.literal_parameters import LiteralParameters
from docreplay.flows.pages import page_cases
from docreplay.flows.select import CaseOf, refuse_unknown, scope_of
from docreplay.model.case import Case, Skipped
from docreplay.model.documented_host import documented_host
from docreplay.model.exchange import Reading
from docreplay.model.listed_case import ListedCase, Unfilled
from docreplay.replay.guard import SAFE_METHODS
from docreplay.replay.needs import needs
from docreplay.replay.prepare import prepare
from docreplay.replay.service import service_of
from docreplay.replay.values import Values
from docreplay.sources.pages import files_of
from docreplay.sources.store import PageStore

_NOWHERE = "http://service.invalid"
"""Base URL if none is configured (RFC 6761 §6.4): nothing is sent."""


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
    lister = _Lister(config, index)
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


class _Lister:
    """Looks at cases as a run would."""

    def __init__(self, config: Config, index: CaseIndex) -> None:
        self._index = index
        base = config.base_url or _NOWHERE
        config = replace(config, base_url=base, headers={})
        self._service = service_of(config)
        self._literals = LiteralParameters(config, index)
        self._values = Values.of_config(config)
        self._captures = ExpectedCaptures(config, index, self._values)

    def listed(self, case: Case, scopes: tuple[str, ...]) -> ListedCase:
        """Return what a case needs."""
        expected = self._captures.of(case)
        values = self._values.of(case.page.path, case.id, expected.captured)
        service = service_for(self._service, case.request, self._index)
        request = self._literals.of(expected.case, values).request
        needed = tuple(dict.fromkeys(needs(request, values)))
        consenting = replace(service, unsafe_methods=True)
        consented = prepare(request, consenting, values)
        outcome = prepare(request, service, values)
        is_missing = isinstance(consented, Skipped) and consented.kind == "placeholder"
        needs_consent = request.method not in SAFE_METHODS and not service.unsafe_methods
        return ListedCase(
            case=case,
            needs=needed,
            consent=request.method if needs_consent else "",
            host=documented_host(request),
            scopes=scopes,
            skipped=outcome if isinstance(outcome, Skipped) else None,
            unfilled=tuple(need for need in needed if need.is_unfilled) if is_missing else (),
        )
