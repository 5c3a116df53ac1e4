"""One index of a run's documented cases, by page and test name; each page is read at most once.

Tests know their page and their name only. Sending, judging, the embedded service and the selection
of tests look cases up here, so that all of them mean the same case by the same id.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import chain

from docreplay.cases.build import build_cases
from docreplay.cases.locales import PageCases, choose_source
from docreplay.config.settings import Config
from docreplay.errors import PageUnreadable
from docreplay.flows.pages.claim_lines import has_lines, with_lines
from docreplay.flows.pages.page_record import PageRecord, addresses_of, record_of
from docreplay.flows.pages.pages import PageReader, page_cases
from docreplay.flows.pages.resource_types import resources
from docreplay.model.api.documented_host import DocumentedAddress, main_host
from docreplay.model.case import Case
from docreplay.model.exchange import Reading, Resource
from docreplay.model.http.placeholder import placeholders
from docreplay.model.location import Location
from docreplay.model.markup.markup import Table
from docreplay.model.page import Page, PageId
from docreplay.model.run import Verdict
from docreplay.model.types.declared_values import AllowedValues
from docreplay.model.types.listed_values import ListedValues
from docreplay.model.types.resource_catalogue import Catalogue, catalogue_of
from docreplay.read.listed_values import listed_values_of, prose_values_of
from docreplay.read.markup.markup import tables_of
from docreplay.sources.includes import included
from docreplay.sources.pages import files_of, find_pages, load_page
from docreplay.sources.store import PageStore

_TEST = "::test_"
_DEPENDENT = re.compile(r"requires|capture|\[!INCLUDE", re.IGNORECASE)


def provisional_id(page: str, name: str) -> str:
    """Return what a test calls its case before its page is read: the page's path and the name."""
    return f"{page}{_TEST}{name}"


class CaseIndex:
    """The cases of the pages that a run has read, or reads when it is asked for them.

    `tree` are all pages of the documentation, if a flow has listed them before.
    """

    def __init__(
        self,
        config: Config,
        store: PageStore | None = None,
        tree: tuple[PageId, ...] | None = None,
    ) -> None:
        self.config = config
        self._tree = tree
        self.store = store or files_of(config)
        self._read = PageReader(config, self.store)
        self._records: dict[str, PageRecord | None] = {}
        self._unrecorded: dict[str, Reading] = {}
        self._tested: dict[str, tuple[Case, ...]] = {}
        self._listed: dict[str, ListedValues] = {}

    def note(self, reading: Reading) -> None:
        """Take in a page that was read; its cases may be noted next, or are built when needed."""
        self._unrecorded[reading.page.path] = reading

    def note_cases(self, item: PageCases) -> None:
        """Take in which cases a page has, and which are tested from it."""
        path = item.page.path
        self._tested[path] = item.cases
        if reading := self._unrecorded.pop(path, None):
            self._records[path] = record_of(reading, item.documented)

    def load(self, pages: Iterable[PageId]) -> None:
        """Read pages that are not known yet; what translations document alike is one case."""
        unknown = [page for page in pages if page.path not in self._tested]
        for item in page_cases(self.config, unknown, store=self.store, on_reading=self.note):
            self.note_cases(item)

    def tested_cases(self, paths: Collection[str]) -> tuple[Case, ...]:
        """Return the cases that are tested from those of the pages that were loaded."""
        found = (cases for path, cases in self._tested.items() if path in paths)
        return tuple(chain.from_iterable(found))

    def all_tested(self) -> Iterable[Case]:
        """Return the cases that are tested from any page that was loaded."""
        return chain.from_iterable(self._tested.values())

    def listed(self, page: PageId) -> ListedValues:
        """Return the values that a page lists for properties; nothing if it cannot be read."""
        if page.path not in self._listed:
            self._listed[page.path] = listed_values_of(self._listing(page), page.path)
        return self._listed[page.path]

    def _listing(self, page: PageId) -> str:
        """Return the text of a page that may list values; what else it documents is not read."""
        if self.is_read(page):
            record = self.known(page.path)
            return record.listing if record else ""
        return self.text(page)

    def text(self, page: PageId) -> str:
        """Return the text of a page, or `""` if it cannot be read."""
        try:
            return load_page(self.store, page).text
        except PageUnreadable:
            return ""

    def is_loaded(self, path: str) -> bool:
        """Return True if it is known which cases are tested from a page."""
        return path in self._tested

    def is_read(self, page: PageId) -> bool:
        """Return True if the page was read, or cannot be read."""
        return page.path in self._records or page.path in self._unrecorded

    def record(self, page: PageId) -> PageRecord | None:
        """Return what a page documents, read now if need be; None if it cannot be read.

        A test that a person wrote has no page.
        """
        if not self.is_read(page):
            try:
                self.note(self._read(page))
            except PageUnreadable:
                self._records[page.path] = None
        return self.known(page.path)

    @cached_property
    def tree(self) -> tuple[PageId, ...]:
        """All pages of the documentation, whichever of them are tested."""
        return self._tree or tuple(find_pages(self.config, self.store))

    @cached_property
    def main_host(self) -> str:
        """The host that most pages of the source locale document, or `""`."""
        source = choose_source((page.locale for page in self.tree), self.config.source_locale)
        pages = (page for page in self.tree if page.locale in ("", source))
        return main_host(map(self._addresses, pages))

    def _addresses(self, page: PageId) -> tuple[DocumentedAddress, ...]:
        """Return the addresses of a page's requests.

        Of the pages that are read for them, those of resources are kept for the catalogue.
        """
        if record := self.known(page.path):
            return record.addresses
        try:
            reading = self._read(page)
        except PageUnreadable:
            return ()
        if reading.resources:
            self.note(reading)
        return addresses_of(reading)

    def has_status(self, case: Case, status: int) -> bool:
        """Return True if the page, which is read for it, documents a status for a request."""
        record, own = self.record(case.page), self.documented(case)
        known = record.siblings(own) if record and own else ()
        return any(other.expectation.status == status for other in known)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The resource types of the documentation; pages that were read are not read again."""
        every = None if included(self.store, self.config.docs) else self.tree
        found = resources(
            self.config, self.store, every, known=self._known_resources, read=self._read_page
        )
        return catalogue_of(found, self._tables, self._values)

    def _read_page(self, page: Page) -> Reading:
        reading = self._read.read(page)
        self.note(reading)
        return reading

    def _known_resources(self, page: PageId) -> tuple[Resource, ...] | None:
        record = self.known(page.path)
        return record.resources if record else None

    def _tables(self, resource: Resource) -> tuple[Table, ...]:
        return tables_of(self._text(resource), resource.page.path, "source")

    def _values(self, resource: Resource) -> Mapping[str, AllowedValues]:
        return prose_values_of(self._text(resource), resource.page.path)

    def _text(self, resource: Resource) -> str:
        record = self.known(resource.page.path)
        return record.text if record else ""

    def known(self, path: str) -> PageRecord | None:
        """Return what a page that was read documents."""
        if reading := self._unrecorded.pop(path, None):
            self._records[path] = record_of(reading, build_cases(reading.exchanges))
        return self._records.get(path)

    def known_id(self, path: str, name: str) -> str:
        """Return the id of a case of a page that was read, or `""`."""
        record = self.known(path)
        case = record.named(name) if record else None
        return case.id if case else ""

    def with_lines(self, case: Case) -> Case:
        """Return the case with the lines of its page, which is read now if one is not known."""
        if has_lines(case):
            return case
        return with_lines(case, self.documented(case))

    def dependent(self, page: PageId) -> PageRecord | None:
        """Return what a page documents if its annotations say what depends on what.

        A page that was not read is read only if its text may have such keys.
        """
        if not self.is_read(page):
            try:
                text = load_page(self.store, page).text
            except PageUnreadable:
                return None
            if not _DEPENDENT.search(text):
                return None
        record = self.record(page)
        is_dependent = record and any(item.requires or item.captures for item in record.sent)
        return record if is_dependent else None

    def documented(self, case: Case) -> Case | None:
        """Return the case as its page has it now; None if the page has none of that name."""
        record = self.record(case.page)
        return record.named(case.name) if record else None

    def identified(self, verdict: Verdict) -> Verdict:
        """Return the verdict with the id that the page gives the case, as far as it was read."""
        path, sign, name = verdict.id.rpartition(_TEST)
        known = self.known_id(path, name) if sign else ""
        return replace(verdict, id=known) if known else verdict


def same_status_line(one: Case, other: Case) -> bool:
    """Return True if two cases claim the status on the same line."""
    at = other.expectation.status_at
    return at is not None and at.is_beside(one.expectation.status_at)


def why_not_reached(own: Case, other: Case) -> str:
    """Return why an alternative response was not tested: the service gave the other one."""
    given, wanted = (_line_of(case.expectation.status_at, own.page) for case in (other, own))
    remedy = "give this case its own parameters"
    if not placeholders(own.request.target):
        remedy = "nothing in the request can be given another value"
    return f"the service gave the answer that {given} documents; {remedy} to reach {wanted}'s"


def _line_of(at: Location | None, page: PageId) -> str:
    """Return `line 7`, or the whole place if it is on another page."""
    if at is None:
        return "the page"
    return f"line {at.line}" if at.path == page.path else f"{at.path}:{at.line}"
