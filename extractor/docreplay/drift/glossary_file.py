"""Read a glossary: a table in TOML, or a text with tab-separated values.

TOML has a table `terms`: each key is a term of the source, with "keep" or a table of translations
by locale. The first line of the text names the columns, `term` and locales; an empty cell says
nothing about its locale.
"""

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from docreplay.errors import ConfigError
from docreplay.model.glossary import LONGEST, NO_TERMS, Terms, terms_of, words_in
from docreplay.model.page import locale_tag

KEEP = "keep"
_ALL = ""
_MOST_TERMS = 10_000
_MOST_CHARACTERS = 200
_HINT = (
    'write a table `[terms]` with lines such as `tenant = {{ de-de = "Mandant" }}` or'
    ' `"Contoso" = "keep"` in {}'
)


class Glossary(NamedTuple):
    """The terms of each locale, by its tag in lower case; `""` is any other locale."""

    by_locale: Mapping[str, Terms]

    def terms(self, locale: str) -> Terms:
        """Return the terms of a locale: those of the tag, of its language, or those to keep."""
        tag = locale_tag(locale)
        tags = (tag, tag.partition("-")[0], _ALL)
        return next((self.by_locale[key] for key in tags if key in self.by_locale), NO_TERMS)


NO_GLOSSARY = Glossary({})


def parsed(text: str, name: str) -> Glossary:
    """Return the glossary of a file's text; the suffix of its name decides about the format.

    Raises `ConfigError` for a file that is not valid, and for terms that are too many or too long.
    """
    try:
        rows = list(_of_table(text) if name.endswith(".toml") else _of_columns(text))
        _check(rows)
    except (ValueError, RecursionError, csv.Error) as error:
        raise ConfigError(f"{name}: {error}", hint=_HINT.format(name)) from None
    return Glossary(_by_locale(rows))


def _by_locale(rows: Iterable[tuple[str, str, str]]) -> dict[str, Terms]:
    kept: dict[str, str] = {}
    found: dict[str, dict[str, str]] = {}
    for term, tag, translation in rows:
        text = term if translation == KEEP else translation
        (found.setdefault(tag, {}) if tag else kept)[term] = text
    languages = {tag: found.get(tag.partition("-")[0], {}) for tag in found}
    whole = {tag: {**kept, **languages[tag], **own} for tag, own in found.items()}
    return {tag: terms_of(own) for tag, own in {**whole, _ALL: kept}.items()}


def _of_table(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield term, locale and translation of each entry. Raise `ValueError` if one is invalid."""
    table = tomllib.loads(text)
    terms = table.get("terms")
    if not isinstance(terms, dict):
        raise ValueError("missing table `terms`")
    for term, value in terms.items():
        entries = value if isinstance(value, dict) else {_ALL: value}
        for locale, translation in entries.items():
            if not isinstance(translation, str) or (not locale and translation != KEEP):
                raise ValueError(f'`{term}` must be "keep" or a table of texts by locale')
            yield term, locale_tag(locale), translation


def _of_columns(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield term, locale and translation of each cell. Raise `ValueError` if a row is invalid."""
    lines = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(lines, [])
    if header[:1] != ["term"] or len(header) < 2:
        raise ValueError("the first line must be `term` and locales, separated by tabs")
    for number, row in enumerate(lines, 2):
        if len(row) > len(header):
            raise ValueError(f"line {number} has more columns than the first line")
        for locale, cell in zip(header[1:], row[1:], strict=False):
            if cell.strip():
                yield row[0].strip(), locale_tag(locale), cell.strip()


def _check(rows: Iterable[tuple[str, str, str]]) -> None:
    """Raise `ValueError` for too many terms, and for one that is empty or too long."""
    found = {term: translation for term, _, translation in rows}
    if len(found) > _MOST_TERMS:
        raise ValueError(f"more than {_MOST_TERMS} terms")
    for term, _, translation in rows:
        longest = max(len(term), len(translation))
        if not 1 <= words_in(term) <= LONGEST or longest > _MOST_CHARACTERS:
            shown = term[:40]
            raise ValueError(f"term `{shown}` must have 1 to {LONGEST} words, and 200 characters")
        if not words_in(translation):
            raise ValueError(f"translation of `{term}` is empty")
