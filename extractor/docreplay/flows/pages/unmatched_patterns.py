"""Page patterns that match nothing, which `check`, `generate` and `test` report."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from docreplay.config.load import place_of
from docreplay.config.page_patterns import unmatched
from docreplay.config.settings import Config
from docreplay.diagnostics.rules.page_pattern_unmatched import RULE
from docreplay.model.exchange import Reading
from docreplay.model.finding import Finding
from docreplay.model.near_names import did_you_mean
from docreplay.model.strictness import KEYS
from docreplay.sources.pages import find_pages
from docreplay.sources.store import PageStore


class PatternCheck:
    """Finds the patterns that match no page and no case; give it every page that is read."""

    def __init__(self, config: Config, store: PageStore) -> None:
        self._config, self._store = config, store
        self._patterns = dict(_patterns(config))
        self._read: set[str] = set()
        self._case_ids: set[str] = set()

    def note(self, reading: Reading) -> None:
        """Take in which cases a page has."""
        if self._patterns:
            self._read.add(reading.page.name)
            self._case_ids.update(exchange.id for exchange in reading.exchanges)

    def findings(self) -> Iterator[Finding]:
        """Yield a finding for each pattern that matches nothing in the whole documentation."""
        if not any(self._patterns.values()):
            return
        everything = replace(self._config, exclude=(), locales=())
        pages = tuple(find_pages(everything, self._store, with_includes=True))
        paths = [page.path for page in pages]
        not_read = {page.name for page in pages} - self._read
        for key, patterns in self._patterns.items():
            for pattern in unmatched(patterns, paths, self._case_ids, self._config.docs):
                if not self._is_undecided(pattern, not_read):
                    near = did_you_mean(pattern, self._case_ids if "#" in pattern else paths)
                    place = place_of(self._config, key, pattern)
                    yield RULE.at(place, f"`{key}`: `{pattern}` matches no page and no case{near}")

    def _is_undecided(self, pattern: str, not_read: Collection[str]) -> bool:
        """Return True for generated tests, and for a case of a page that was not read."""
        output = self._config.output.rstrip("/")
        if pattern.rstrip("/") == output or pattern.startswith(f"{output}/"):
            return True
        return "#" in pattern and any(pattern.startswith(f"{name}#") for name in not_read)


def _patterns(config: Config) -> Iterator[tuple[str, list[str]]]:
    """Yield each key that takes page patterns, with its patterns."""
    yield "exclude", list(config.exclude)
    yield "exclude-cases", list(config.exclude_cases)
    yield "follow-pages", list(config.follow_pages)
    yield "poll-pages", list(config.poll_pages)
    yield "per-page-ignores", list(config.per_page_ignores)
    yield "compare", [name for name in config.compare if name not in KEYS]
    yield "parameters", list(_tables(config.parameters))


def _tables(parameters: Mapping[str, object]) -> Iterable[str]:
    return (name for name, value in parameters.items() if isinstance(value, dict))
