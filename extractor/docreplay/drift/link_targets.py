"""Which targets of links lead to the same place, on a page and on its translation."""

import posixpath
import re
from urllib.parse import unquote

from docreplay.drift.align import PagePair
from docreplay.model.page import is_locale, without_suffix

_LOCALE = re.compile(r"/[a-z]{2}-[a-z]{2}(?=/|$)")
_LANGUAGE = re.compile(r"^((?:https?:)?//[^/]+)?/([a-z]{2})(?=/|$)")
"""The first part of a path, which may be a language: `/ja/docs`."""
_VIEW = re.compile(r"[?&]view=[^&#]*")
_WIKIPEDIA = re.compile(r"//[a-z-]+\.wikipedia\.org/wiki/")
_ABSOLUTE = re.compile(r"/|#|[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def canonical(target: str) -> str:
    """Return a target as it is compared: without locale, `view`, scheme, escapes and capitals."""
    text = unquote(target.strip(" \t<").replace("\\", "")).lower()
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
    """Return True if a relative target leads to the same file from the place of the translation.

    If pages are named for their locales, it may also lead to the page of the same locale. A target
    from the root of the site may be that of the source below the folder of the locale. An article
    of Wikipedia may be that in the language of the translation.
    """
    ours, theirs = canonical(source), canonical(target)
    if is_wikipedia(ours) and is_wikipedia(theirs):
        return True
    if theirs.startswith("/") and not theirs.startswith("//"):
        return not _ABSOLUTE.match(ours) and _is_rooted(pair.target.path, ours, theirs)
    if not (ours and theirs) or any(_ABSOLUTE.match(text) for text in (ours, theirs)):
        return False
    places = (_resolved(pair.source.path, ours), _resolved(pair.target.path, theirs))
    unnamed = (_unnamed(pair.source.path, ours), _unnamed(pair.target.path, theirs))
    return places[0] == places[1] or unnamed[0] == unnamed[1]


def _is_rooted(page: str, relative: str, rooted: str) -> bool:
    """Return True if a target from the root of the site is the same as one from the page.

    Pages are published as folders, of which `index.md` and `_index.md` are named.
    """
    own = without_suffix(page)
    folder = posixpath.dirname(own) if own.endswith("index") else own
    for start in (folder, posixpath.dirname(own)):
        below = _resolved(f"{start}/page.md", relative).removesuffix(rooted)
        if is_locale(posixpath.basename(below)) and below != relative:
            return True
    return False


def _resolved(page: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page).lower(), target))


def _unnamed(page: str, target: str) -> str:
    """Return a target without the locale for which both it and the page are named: `a.fr.md`."""
    locale = without_suffix(page).rpartition(".")[2].lower()
    path, sign, fragment = target.partition("#")
    bare = without_suffix(path)
    stem = bare.removesuffix(f".{locale}") if is_locale(locale) else bare
    return stem + path[len(bare) :] + sign + fragment
