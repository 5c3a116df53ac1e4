"""How strictly a case is compared: the `[compare]` tables that apply to it, the narrowest last."""

from docreplay.config.page_patterns import PatternTable
from docreplay.config.settings import Config
from docreplay.model.json.value import JSON
from docreplay.model.strictness import KEYS, Strictness, strictness_of


class ConfiguredStrictness:
    """The strictness that the configuration asks for, by page and case."""

    def __init__(self, config: Config) -> None:
        own = {key: value for key, value in config.compare.items() if key in KEYS}
        nested = {key: (key, value) for key, value in config.compare.items() if key not in KEYS}
        self._base = strictness_of(own)
        self._tables: PatternTable[tuple[str, JSON]] = PatternTable(nested, config.docs)

    def of(self, path: str, case_id: str) -> Strictness:
        """Return the strictness of a case of the page at a project-relative path."""
        found = self._base
        for pattern, table in self._tables.matching(path, case_id):
            found = strictness_of(table, found, f"`{pattern}`: ")
        return found
