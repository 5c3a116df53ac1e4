"""Page patterns: the one rule for which pages and cases a key applies to. `RULES` is its text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import chain
from typing import Generic, NamedTuple, TypeVar
from unicodedata import normalize

from docreplay.model.page import is_locale, locale_tag, without_suffix

RULES = """\
`exclude`, `[exclude-cases]`, `follow-pages`, `[poll-pages]`, `[per-page-ignores]`,
`[compare."…"]` and `[parameters."…"]` take the same patterns:

| a pattern is | such as | it matches |
|---|---|---|
| a case id | `en-us/api/photo-get#get_photo` | that case |
| a page | `docs/en-us/api/photo-get.md` | that page |
| a glob | `docs/*/api/**` | the pages whose whole path it matches |
| a folder | `docs/en-us/api` | the pages below it |
| a locale | `zh-cn` | the pages in a folder named for it in each folder of `docs`; `a.zh-cn.md` |

The table is in order of narrowness: a case id is narrower than a page, a page than a glob, a glob
than a folder, a folder than a locale. Of two globs, the one with more literal characters is
narrower, then the one with more `?` and `[…]`; of two folders, the deeper one. Patterns that are
still equal are ordered by their text. The order of the file does not matter.
Where several patterns match, `compare` and `parameters` take each key from the narrowest one that
has it, `exclude-cases` takes the reason of the narrowest, and `per-page-ignores` ignores what any
of them names. A pattern that matches nothing is reported (RUN501).

In a glob, `*` matches any text, slashes included; `**/` at the start or after a slash matches any
folders, or none; `?` matches one character, `[abc]`, `[a-z]` and `[!abc]` one of a set. A glob that
ends in a slash matches everything below.

Paths are relative to the project, with slashes. They and case ids are compared in Unicode
normalisation form NFC and are case-sensitive on every system; locales are not (RFC 5646 §2.1.1)."""
"""The rules for users, in Markdown."""

T = TypeVar("T")
_WILD = re.compile(r"[*?[]")
_PIECE = re.compile(r"(?:(?<![^/])\*\*/)+|\*+|\?|\[!?\]?[^\]]{0,1000}\]|.", re.DOTALL)


class Kind(IntEnum):
    """Kinds of patterns; a higher number is narrower."""

    LOCALE = 1
    FOLDER = 2
    GLOB = 3
    PAGE = 4
    CASE = 5


class Narrowness(NamedTuple):
    """How narrow a pattern is; a greater value is narrower."""

    kind: Kind
    size: int = 0
    """Literal characters of a glob, or folders of a folder's path."""
    sets: int = 0
    """Number of `?` and `[…]` of a glob."""


class PagePattern:
    """One page pattern. `docs` are the documentation folders, below which locales are."""

    def __init__(self, text: str, docs: Sequence[str] = ()) -> None:
        self.text = text
        self._name = _normal(text)
        self._path = self._name.rstrip("/") or self._name
        self._docs = tuple(_normal(folder) for folder in docs)
        self._glob = _glob(self._name) if _WILD.search(text) else None

    def narrowness(self, path: str, case_id: str = "") -> Narrowness | None:
        """Return how narrowly the pattern matches a page or one of its cases, None if not at all.

        `path` is relative to the project.
        """
        if case_id and self._name == normalize("NFC", case_id):
            return Narrowness(Kind.CASE)
        path = _normal(path)
        if path == self._path:
            return Narrowness(Kind.PAGE)
        if self._glob:
            return self._glob.narrowness if self._glob.expression.fullmatch(path) else None
        if self._path == "." or path.startswith(self._path + "/"):
            return Narrowness(Kind.FOLDER, self._path.count("/"))
        if is_locale(self._path) and _locale_of(path, self._docs) == locale_tag(self._path):
            return Narrowness(Kind.LOCALE)
        return None


class PatternTable(Generic[T]):
    """Values by page pattern. Matches are remembered, so make a table once and ask it often."""

    def __init__(self, values: Mapping[str, T], docs: Sequence[str] = ()) -> None:
        self._values = [(PagePattern(text, docs), value) for text, value in values.items()]
        self._matching = lru_cache(maxsize=4096)(self._find)

    def matching(self, path: str, case_id: str = "") -> tuple[T, ...]:
        """Return the values whose patterns match a page or one of its cases, the narrowest last."""
        return self._matching(path, case_id) if self._values else ()

    def _find(self, path: str, case_id: str) -> tuple[T, ...]:
        found = [
            (narrowness, pattern.text, number)
            for number, (pattern, _) in enumerate(self._values)
            if (narrowness := pattern.narrowness(path, case_id))
        ]
        return tuple(self._values[number][1] for _, _, number in sorted(found))


def covers(pattern: str, path: str, docs: Sequence[str] = (), case_id: str = "") -> bool:
    """Return True if a pattern matches the page at a project-relative path, or the case."""
    return PagePattern(pattern, docs).narrowness(path, case_id) is not None


def unmatched(
    patterns: Iterable[str], paths: Sequence[str], case_ids: Iterable[str], docs: Sequence[str] = ()
) -> Iterator[str]:
    """Yield the patterns that match none of the pages at the paths and none of the cases."""
    known = {normalize("NFC", case_id) for case_id in case_ids}
    for text in patterns:
        pattern = PagePattern(text, docs)
        if _normal(text) not in known and not any(map(pattern.narrowness, paths)):
            yield text


class _Glob(NamedTuple):
    expression: re.Pattern[str]
    narrowness: Narrowness


@lru_cache(maxsize=1024)
def _glob(glob: str) -> _Glob:
    """Return the expression for a glob; matching takes linear time for each of its parts.

    Each part between two wildcards is searched for once: the atomic group keeps the first place
    where it is found. That loses no match, since a wildcard that matches from a later place also
    matches from an earlier one; for `**/` that is so because it only follows a slash.
    """
    pieces: list[str] = _PIECE.findall(glob + "*" if glob.endswith("/") else glob)
    parts: list[tuple[str, str]] = [("", "")]
    literals = sets = 0
    for piece in pieces:
        if piece[0] == "*":
            parts.append(("(?:.*?/)??" if piece.endswith("/") else ".*?", ""))
            continue
        before, text = parts[-1]
        literals += piece != "?" and len(piece) == 1
        sets += piece == "?" or len(piece) > 1
        parts[-1] = (before, text + _one_character(piece))
    *first, last = ("".join(part) for part in parts)
    body = "".join(f"(?>{part})" for part in first) + last
    return _Glob(re.compile(body, re.DOTALL), Narrowness(Kind.GLOB, literals, sets))


def _one_character(piece: str) -> str:
    """Return the expression for `?`, a set, or a literal character."""
    if piece == "?":
        return "."
    if len(piece) == 1:
        return re.escape(piece)
    negated = piece[1] == "!"
    members = "".join(_members(piece[1 + negated : -1]))
    if not members:
        return "." if negated else "(?!)"
    return f"[{'^' * negated}{members}]"


def _members(text: str) -> Iterator[str]:
    """Yield the members of a set as a regular expression has them; `z-a` has none."""
    for low, high in re.findall(r"(.)-(.)|.", text, re.DOTALL):
        if low and low <= high:
            yield f"{re.escape(low)}-{re.escape(high)}"
    yield from map(re.escape, re.sub(r".-.", "", text, flags=re.DOTALL))


def _normal(path: str) -> str:
    return normalize("NFC", path).removeprefix("./")


@lru_cache(maxsize=4096)
def _locale_of(path: str, docs: tuple[str, ...]) -> str:
    """Return the locale that the first such folder below a folder of `docs` names, or `""`.

    A page that has none there, such as one outside of `docs`, has that of its whole path, or else
    that of its name, as `page.fr.md`.
    """
    inside = [folder for folder in docs if folder == "." or path.startswith(f"{folder}/")]
    below = path.removeprefix(max(inside, key=len, default="")).split("/")[:-1]
    stem, _, end = without_suffix(path).rpartition(".")
    names = chain(below, path.split("/")[:-1], [end] if stem else [])
    return next((locale_tag(name) for name in names if is_locale(name)), "")
