"""Values of placeholders: where they come from, and which source wins."""

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from docreplay.config.page_patterns import PatternTable
from docreplay.model.placeholder_values import JsonLiteral, PlaceholderValues
from docreplay.model.secret_names import may_be_secret

_VARIABLE = "DOCREPLAY_VAR_"
_NOTHING: Mapping[str, str] = {}


class Values:
    """Values of placeholders.

    In descending precedence: the command line (`variables`), a file of values, `DOCREPLAY_VAR_name`
    in the environment, what the run captured, tables of the configuration for page patterns, the
    narrowest first, and its plain entries. In each of them, a value for a place such as
    `groups/{id}` comes before one for the name alone.
    """

    def __init__(
        self,
        parameters: Mapping[str, object],
        variables: Mapping[str, str] | None = None,
        docs: Sequence[str] = (),
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        tables = {
            name: {key: _text(item) for key, item in value.items()}
            for name, value in parameters.items()
            if isinstance(value, dict)
        }
        self._tables = PatternTable(tables, docs)
        exported = {
            name.removeprefix(_VARIABLE): value
            for name, value in environment.items()
            if name.startswith(_VARIABLE)
        }
        self._plain = {name: _text(value) for name, value in parameters.items() if _is_plain(value)}
        self._given = (variables or {}, exported)
        self._nested = tuple(tables.values())
        self._of = lru_cache(maxsize=4096)(self._merged)

    def of(
        self, path: str, case_id: str, captured: Mapping[str, str] = _NOTHING
    ) -> PlaceholderValues:
        """Return the values for a case of the page at the path; their `repr` does not show them.

        `captured` are values that the run took from responses, by name or place.
        """
        if captured:
            tables = reversed(self._tables.matching(path, case_id))
            return PlaceholderValues(*self._given, captured, *tables, self._plain)
        return self._of(path, case_id)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Values that reports must not show, by their names."""
        sources: Iterable[Mapping[str, str]] = (*self._given, *self._nested, self._plain)
        return tuple(
            value for source in sources for name, value in source.items() if may_be_secret(name)
        )

    def _merged(self, path: str, case_id: str) -> PlaceholderValues:
        tables = reversed(self._tables.matching(path, case_id))
        return PlaceholderValues(*self._given, *tables, self._plain)


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return JsonLiteral(str(value).lower() if isinstance(value, bool) else str(value))
