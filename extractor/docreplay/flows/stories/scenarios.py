"""API Doctor's scenario files of a project: what they contain, and what is wrong with them."""

import re
from collections.abc import Iterator, Sequence

from docreplay.cases.locales import choose_source
from docreplay.config.settings import Config
from docreplay.flows.pages.pages import pages, readings
from docreplay.flows.stories.test_params import TestParams, test_params
from docreplay.model.exchange import Exchange, Reading
from docreplay.model.finding import Finding
from docreplay.model.http.http import Request
from docreplay.model.json.places import JsonError
from docreplay.model.location import Passage
from docreplay.read.messages.message import read_request
from docreplay.sources.pages import files_of
from docreplay.sources.scenario_files import scenario_files
from docreplay.sources.store import PageStore
from docreplay.story.apidoctor.accounts import account_findings, is_accounts_file
from docreplay.story.apidoctor.checks import check
from docreplay.story.apidoctor.explain import explained
from docreplay.story.apidoctor.library import DocumentedCall, RequestLibrary
from docreplay.story.apidoctor.nodes import JsonDocument, document
from docreplay.story.apidoctor.reader import is_scenario_file, read_file
from docreplay.story.apidoctor.scenario import ScenarioFile
from docreplay.story.rules.scenario_unreadable import RULE as UNREADABLE

_TELLTALE = re.compile(r"[\"'](?:scenarios|canned-requests|accounts)[\"']\s*:", re.IGNORECASE)
"""What only files for API Doctor contain, as far as JSON files of a documentation go."""


class ScenarioIndex:
    """The scenarios of a project; give it every page that is read."""

    def __init__(self, config: Config, store: PageStore, source: str) -> None:
        self._config, self._store, self._source = config, store, source
        self._methods: dict[str, DocumentedCall] = {}
        self._in_source: set[str] = set()
        self._blocks: list[TestParams] = []

    def note(self, reading: Reading, blocks: tuple[TestParams, ...]) -> None:
        """Take in the requests of a page and its blocks with scenarios."""
        if not self._config.scenarios:
            return
        self._blocks += blocks
        for exchange in reading.exchanges:
            for name in exchange.names:
                self._note(name, exchange)

    def _note(self, name: str, exchange: Exchange) -> None:
        is_source = exchange.page.locale == self._source
        if name not in self._methods or (is_source and name not in self._in_source):
            case = exchange.id if exchange.is_testable else ""
            self._methods[name] = DocumentedCall(exchange.request, case)
            self._in_source |= {name} if is_source else set()

    def read(self) -> tuple[list[ScenarioFile], RequestLibrary, list[Finding]]:
        """Return the scenario files, what they may name, and all findings on them."""
        files: list[ScenarioFile] = []
        findings: list[Finding] = []
        texts = ((text, "") for text in scenario_files(self._config, self._store))
        for text, method in (*texts, *self._blocks):
            found, errors = _read(text, method)
            files += [found] if found else []
            findings += errors
        library = RequestLibrary(self._methods, files, _request)
        findings += check(files, library)
        return files, library, findings


def _request(text: Passage) -> Request | None:
    return read_request(text).request


def _read(text: Passage, method: str) -> tuple[ScenarioFile | None, tuple[Finding, ...]]:
    """Return what a file or block contains; None for a file of a different kind."""
    try:
        found = document(text)
    except JsonError as error:
        if not method and not _TELLTALE.search(text.text):
            return None, ()
        return None, (UNREADABLE.at(text.at(error.offset), f"not valid JSON: {error.message}"),)
    if is_accounts_file(found.json.value):
        return None, tuple(account_findings(found))
    return read_file(found, method) if _has_scenarios(found, method) else (None, ())


def _has_scenarios(found: JsonDocument, method: str) -> bool:
    return bool(method) or is_scenario_file(found.json.value)


def index_of(config: Config, store: PageStore) -> ScenarioIndex:
    """Return the scenarios of a project, whose pages are read for that.

    Raises `NothingMatched` if no page is found.
    """
    found = pages(config, store=store)
    source = choose_source({page.locale for page in found}, config.source_locale)
    index = ScenarioIndex(config, store, source)
    for reading in readings(config, found, store=store):
        index.note(reading, tuple(test_params(reading)))
    return index


def explained_scenarios(config: Config, words: Sequence[str] = ()) -> Iterator[str]:
    """Yield the lines that explain each scenario whose title or method contains all the words.

    Raises `NothingMatched` if no page is found.
    """
    files, library, _ = index_of(config, files_of(config)).read()
    for scenario in (item for file in files for item in file.scenarios):
        if has_words(f"{scenario.title} {scenario.method}", words):
            yield from explained(scenario, library)


def has_words(text: str, words: Sequence[str]) -> bool:
    """Return True if a text contains all the words, in any case."""
    return all(word.lower() in text.lower() for word in words)
