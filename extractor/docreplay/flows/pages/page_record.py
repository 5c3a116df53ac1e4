"""What a page documents, as far as a run that judges its cases keeps it."""

from dataclasses import dataclass

from docreplay.cases.build import build_steps
from docreplay.model.api.documented_host import DocumentedAddress, documented_address
from docreplay.model.case import Case
from docreplay.model.exchange import Reading, Resource, Suppression
from docreplay.model.types.listed_values import may_list_values
from docreplay.read.listed_paths import listed_paths


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What a page documents, as far as judging its cases needs it."""

    cases: tuple[Case, ...]
    """All cases of the page, also those that are tested from the page of its source."""
    steps: tuple[Case, ...]
    """Requests without a documented response, which cases may require."""
    suppressions: tuple[Suppression, ...]
    queries: frozenset[str]
    """The queries of all documented requests."""
    addresses: tuple[DocumentedAddress, ...]
    """Where all documented requests go."""
    resources: tuple[Resource, ...]
    text: str
    """The text of a page that describes resources; `""` for the others, which are not quoted."""
    paths: tuple[str, ...]
    """The paths that the page lists in blocks annotated as `ignored`."""
    listing: str
    """The text of a page that may list values of properties; `""` for the others."""

    @property
    def sent(self) -> tuple[Case, ...]:
        """All requests of the page."""
        return (*self.cases, *self.steps)

    def named(self, name: str) -> Case | None:
        """Return the case of that name."""
        return next((case for case in self.cases if case.name == name), None)

    def documented_target(self, case: Case) -> str:
        """Return the target of the case if the page documents a request with its query, or `""`."""
        return case.request.target if _query(case.request.target) in self.queries else ""

    def siblings(self, case: Case) -> tuple[Case, ...]:
        """Return the cases that send the same documented request, this one included."""
        return tuple(other for other in self.cases if other.location.is_beside(case.location))


def record_of(reading: Reading, cases: tuple[Case, ...]) -> PageRecord:
    """Return the record of a page that was read; `cases` are those of the page by itself."""
    return PageRecord(
        cases=cases,
        steps=build_steps(reading.exchanges),
        suppressions=reading.suppressions,
        queries=frozenset(_query(item.request.target) for item in reading.exchanges),
        addresses=addresses_of(reading),
        resources=reading.resources,
        text=reading.text if reading.resources else "",
        paths=listed_paths(reading),
        listing=reading.text if reading.exchanges and may_list_values(reading.text) else "",
    )


def addresses_of(reading: Reading) -> tuple[DocumentedAddress, ...]:
    """Return where the requests of a page go."""
    return tuple(documented_address(item.request) for item in reading.exchanges)


def _query(target: str) -> str:
    return target.partition("?")[2]
