"""Which targets of links lead to the same place, on a page and on its translation."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from docreplay.drift.align import PagePair
from docreplay.model.markup.anchors import folded
from docreplay.model.page import is_locale, without_suffix

_LOCALE = re.compile(r"/[a-z]{2}-[a-z]{2}(?=/|$)")
_LANGUAGE = re.compile(r"^((?:https?:)?//[^/]+)?/([a-z]{2})(?=/|$)")
"""The first part of a path, which may be a language: `/ja/docs`."""
_VIEW = re.compile(r"[?&]view=[^&#]*")
_WIKIPEDIA = re.compile(r"//[a-z-]+\.wikipedia\.org/wiki/")
_ABSOLUTE = re.compile(r"/|#|[a-z][a-z0-9+.-]*:", re.IGNORECASE)

_DEEPEST = 64
"""Folders of a path that are looked at."""


def canonical(target: str) -> str:
    """Return a target as it is compared: without locale, `view`, scheme, escapes and capitals."""
    text = folded(unquote(target.strip(" \t<").replace("\\", "")))
    text = _LANGUAGE.sub(_without_language, _LOCALE.sub("", text))
    text = _VIEW.sub("", text).removeprefix("https:").removeprefix("http:")
    path, sign, fragment = text.partition("#")
    return path.rstrip("/") + sign + fragment


def _without_language(match: re.Match[str]) -> str:
    return match[1] or "" if is_locale(match[2]) else match[0]


def is_wikipedia(target: str) -> bool:
    """Return True if a canonical target is an article of Wikipedia, which each language has."""
    return _WIKIPEDIA.match(target) is not None


def is_same_file(pair: PagePair, source: str, target: str) -> bool:
    """Return True if a target of the translation leads to the same file; see `FileTargets`."""
    return FileTargets(pair, [target]).has_file_of(source)


class FileTargets:
    """The targets of links in a part of a translation, by the files that they lead to."""

    def __init__(self, pair: PagePair, targets: Iterable[str]) -> None:
        self._pair = pair
        found = {canonical(target) for target in targets} - {""}
        self._has_wikipedia = any(map(is_wikipedia, found))
        self._rooted = {item for item in found if item[0] == "/" and not item.startswith("//")}
        relative = [item for item in found if not _ABSOLUTE.match(item)]
        page = pair.target.path
        self._places = {_resolved(page, item) for item in relative}
        self._unnamed = {_unnamed(page, item) for item in relative}

    def has_file_of(self, source: str) -> bool:
        """Return True if a relative target leads to the file of a target of the source.

        If pages are named for their locales, it may also lead to the page of the same locale. A
        target from the root of the site may be that of the source below the folder of the locale.
        An article of Wikipedia may be that in the language of the translation.
        """
        ours, page = canonical(source), self._pair.source.path
        if self._has_wikipedia and is_wikipedia(ours):
            return True
        if not ours or _ABSOLUTE.match(ours):
            return False
        if _resolved(page, ours) in self._places or _unnamed(page, ours) in self._unnamed:
            return True
        return bool(self._rooted) and any(
            rooted in self._rooted for rooted in _rooted(self._pair.target.path, ours)
        )


def _rooted(page: str, relative: str) -> Iterator[str]:
    """Yield the targets from the root of the site that are the same as one from the page.

    That root is the folder of a locale. Pages are published as folders, of which `index.md` and
    `_index.md` are named.
    """
    own = without_suffix(page)
    folder = posixpath.dirname(own) if own.endswith("index") else own
    for start in (folder, posixpath.dirname(own)):
        steps = _resolved(f"{start}/page.md", relative).split("/")[:_DEEPEST]
        for number, step in enumerate(steps[:-1], 1):
            if is_locale(step):
                yield f"/{'/'.join(steps[number:])}"


def _resolved(page: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page).lower(), target))


def _unnamed(page: str, target: str) -> str:
    """Return a target without the locale for which both it and the page are named: `a.fr.md`.

    Steps of its path that lead nowhere are removed: `./a.md` is `a.md`.
    """
    locale = without_suffix(page).rpartition(".")[2].lower()
    path, sign, fragment = target.partition("#")
    path = posixpath.normpath(path)
    bare = without_suffix(path)
    stem = bare.removesuffix(f".{locale}") if is_locale(locale) else bare
    return stem + path[len(bare) :] + sign + fragment
