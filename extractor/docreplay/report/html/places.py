"""Paths of a report with their locales and areas: what findings and cases are grouped by."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from docreplay.model.page import is_locale, locale_tag


class Numbering:
    """Distinct texts, each with its number in the order of their first use."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return the number of a text, a new one for a new text."""
        return self._numbers.setdefault(text, len(self._numbers))

    def of(self, text: str) -> int:
        """Return the number of a text; -1 for the empty one."""
        return self.number(text) if text else -1

    @property
    def all(self) -> list[str]:
        """The texts by number."""
        return list(self._numbers)


def locales_of(paths: Iterable[str], known: Mapping[str, str]) -> list[str]:
    """Return the locale of each path: the known one, or that of a folder; `""` without one."""
    return [known[path] if path in known else _locale(path) for path in paths]


def areas_of(paths: Iterable[str]) -> list[str]:
    """Return the area of each path: the first folder below that of its locale, or `""`.

    Without a locale, it is the first folder below those that all such paths share.
    """
    folders = [path.split("/")[:-1] for path in paths]
    plain = [names for names in folders if not any(map(is_locale, names))]
    shared = _shared(plain)
    return [_first_below(names, shared) for names in folders]


def _shared(folders: Sequence[Sequence[str]]) -> int:
    """Return the number of folders with which all paths begin."""
    columns = zip(*folders, strict=False)
    return sum(1 for _ in takewhile(lambda names: len(set(names)) == 1, columns))


def _first_below(folders: list[str], shared: int) -> str:
    at = next((number for number, name in enumerate(folders) if is_locale(name)), None)
    below = folders[shared:] if at is None else folders[at + 1 :]
    return below[0] if below else ""


def _locale(path: str) -> str:
    return next((locale_tag(name) for name in path.split("/")[:-1] if is_locale(name)), "")
