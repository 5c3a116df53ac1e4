"""Values of placeholders: where they come from, and which source wins."""

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from docreplay.config.page_patterns import PatternTable
from docreplay.config.settings import Config
from docreplay.model.http.placeholder_values import (
    NO_VALUES,
    JsonLiteral,
    PlaceholderValues,
    ValueSource,
)
from docreplay.model.secret_names import may_be_secret

HOOK = "docreplay_values"
"""The label of values that a hook of the project gives."""
_VARIABLE = "DOCREPLAY_VAR_"


class Values:
    """Values of placeholders.

    In descending precedence: the command line (`variables`), a file of values, `DOCREPLAY_VAR_name`
    in the environment, `docreplay_values` of the project, what the run captured, tables of the
    configuration for page patterns, the narrowest first, and its plain entries. In each of them, a
    value for a place such as `groups/{id}` comes before one for the name alone.
    """

    def __init__(
        self,
        parameters: Mapping[str, object],
        variables: Mapping[str, str] | None = None,
        docs: Sequence[str] = (),
        environment: Mapping[str, str] = os.environ,
        *,
        file_variables: Mapping[str, object] = NO_VALUES,
    ) -> None:
        self._configured = _Table(parameters, docs, "configuration")
        self._file = _Table(file_variables, docs, "--vars-file")
        exported = {
            name.removeprefix(_VARIABLE): value
            for name, value in environment.items()
            if name.startswith(_VARIABLE)
        }
        self._exported = ValueSource(exported, "environment")
        self._variables = ValueSource(variables or NO_VALUES, "--var")
        self._of = lru_cache(maxsize=4096)(self._found)

    @classmethod
    def of_config(cls, config: Config, environment: Mapping[str, str] = os.environ) -> "Values":
        """Return the values of a configuration and an environment."""
        return cls(
            config.parameters,
            config.variables,
            config.docs,
            environment,
            file_variables=config.file_variables,
        )

    def of(
        self,
        path: str,
        case_id: str,
        captured: Mapping[str, str] = NO_VALUES,
        hooked: Mapping[str, str] = NO_VALUES,
    ) -> PlaceholderValues:
        """Return the values for a case of the page at the path; their `repr` does not show them.

        `captured` are values that the run took from responses, by name or place, and `hooked` those
        that a hook of the project gives the case.
        """
        if captured or hooked:
            return self._found(path, case_id, captured, hooked)
        return self._of(path, case_id)

    def fixed(self, path: str, case_id: str) -> PlaceholderValues:
        """Return the values that win over captured ones: all but those of the configuration."""
        return PlaceholderValues(*self._given(path, case_id))

    @property
    def secrets(self) -> tuple[str, ...]:
        """Values that reports must not show, by their names."""
        sources = (self._variables, *self._file.all, self._exported, *self._configured.all)
        return tuple(
            value
            for source in sources
            for name, value in source.values.items()
            if may_be_secret(name)
        )

    def _found(
        self,
        path: str,
        case_id: str,
        captured: Mapping[str, str] = NO_VALUES,
        hooked: Mapping[str, str] = NO_VALUES,
    ) -> PlaceholderValues:
        own = (ValueSource(hooked, HOOK), ValueSource(captured, "captures"))
        configured = self._configured.of(path, case_id)
        return PlaceholderValues(*self._given(path, case_id), *own, *configured)

    def _given(self, path: str, case_id: str) -> Iterator[ValueSource]:
        yield self._variables
        yield from self._file.of(path, case_id)
        yield self._exported


class _Table:
    """Plain values, and tables of values by page pattern; `label` names them."""

    def __init__(self, table: Mapping[str, object], docs: Sequence[str], label: str) -> None:
        tables = {
            name: {key: value_text(item) for key, item in value.items()}
            for name, value in table.items()
            if isinstance(value, dict)
        }
        narrow = {name: ValueSource(found, f"{label} [{name}]") for name, found in tables.items()}
        self._tables = PatternTable(narrow, docs)
        plain = {name: value_text(value) for name, value in table.items() if _is_plain(value)}
        self._plain = ValueSource(plain, label)
        self.all = (*narrow.values(), self._plain)

    def of(self, path: str, case_id: str) -> Iterator[ValueSource]:
        """Yield the values for a case of a page, the narrowest first."""
        yield from reversed(self._tables.matching(path, case_id))
        yield self._plain


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float)


def value_text(value: object) -> str:
    """Return a string, a number or a boolean as it is filled in; JSON has the latter unquoted."""
    if isinstance(value, str):
        return value
    return JsonLiteral(str(value).lower() if isinstance(value, bool) else str(value))
