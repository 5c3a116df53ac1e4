"""The documentation that `docreplay init` finds in a repository, and how it is laid out."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from os.path import commonpath
from pathlib import Path
from typing import NamedTuple

from docreplay.model.page import is_locale, is_page_name, locale_tag, without_suffix
from docreplay.sources.layouts import TRANSLATION_FOLDERS, locale_of_sibling, named_for

_USUAL = ("docs_source", "api-reference", "docs", "doc", "content")
_SKIPPED = frozenset({"node_modules", "vendor", "dist", "build", "_site", "generated_tests"})
_DEPTH = 4
_STARLIGHT = ("*/src/content/docs/", "*/*/src/content/docs/")
"""Pages of Starlight in a folder of the repository (starlight.astro.build/guides/pages)."""
_PLUGIN = "docusaurus-plugin-content-"
_PATH = re.compile(r"""\bpath["']?\s*:\s*["']([^"'\n]+)["']""")
"""The option `path` in the configuration of Docusaurus."""
_HTTP = re.compile(rb'"blockType"|^ {0,3}(?:```+|~~~+) *https?\b', re.MULTILINE)


class Docs(NamedTuple):
    """A folder of documentation, relative to the repository, and its locales."""

    folder: str
    locales: tuple[str, ...] = ()
    """The locales, as their folders or pages name them."""
    layout: str = "auto"
    """The value of the key `layout`; `auto` without translations."""
    has_source: bool = True
    """Whether the source locale is one of the locales."""
    others: tuple[str, ...] = ()
    """Folders of translations and of earlier versions, if they are not in the same one."""

    @property
    def folders(self) -> tuple[str, ...]:
        """All folders of pages."""
        return (self.folder, *self.others)

    @property
    def source(self) -> str:
        """The value of the key `source-locale`; `""` if it is not needed, or not known.

        Pages without a locale are taken for English ones, unless there are others in English.
        """
        tags = [locale_tag(name) for name in self.locales]
        english = next((tag for tag in tags if tag in {"en-us", "en"}), "")
        if self.layout == "auto":
            return ""
        if not self.has_source:
            return "" if english else "en"
        return english or tags[0]


def find_docs(root: Path) -> Docs | None:
    """Return the documentation of a repository, or None if it has no pages.

    Folders with locales come first, then the usual names, then the folder of all pages that contain
    HTTP. Where more pages are named for a locale than are in folders of locales, they come first.
    """
    if site := next(_docusaurus(root), None):
        return site
    usual = next((name for name in _USUAL if _has_pages(root / name)), "")
    named = _by_suffix(root, usual or ".")
    localized = max(
        _localized(root), key=lambda item: (len(item[1]), -item[0].count("/")), default=None
    )
    if localized and (not named.locales or _is_larger(root, *localized, named.folder)):
        return _of_folders(root, *localized)
    if usual:
        return _with_siblings(root, named)
    paths = [page.parent.relative_to(root).as_posix() for page in _pages(root) if _has_http(page)]
    if paths:
        return _by_suffix(root, commonpath(paths) or ".")
    return named if named.locales else None


def _with_siblings(root: Path, docs: Docs) -> Docs:
    """Return the documentation with the folders beside it that translate it, as `docs-fr` does."""
    found = {
        folder: tag
        for folder in sorted(path.name for path in root.iterdir() if path.is_dir())
        if (tag := locale_of_sibling(folder, docs.folder)) and _has_pages(root / folder)
    }
    if docs.locales or not found:
        return docs
    locales, folders = tuple(found.values()), tuple(found)
    return docs._replace(locales=locales, layout="root", has_source=False, others=folders)


def _is_larger(root: Path, folder: str, locales: tuple[str, ...], other: str) -> bool:
    """Return True unless the other folder has more pages that are named for a locale."""
    inside = (page for name in locales for page in _pages(root / folder / name))
    return sum(1 for _ in inside) >= len(_translated(root / other))


def docs_in(root: Path, folder: str) -> Docs:
    """Return the documentation in a folder of the repository that the user names."""
    if site := next((site for site in _docusaurus(root) if site.folder == folder), None):
        return site
    _, below, _ = next(os.walk(root / folder), ("", [], []))
    locales = tuple(_locales(root / folder, _visited(below)))
    return _of_folders(root, folder, locales) if locales else _by_suffix(root, folder)


def _docusaurus(root: Path) -> Iterator[Docs]:
    """Yield the folders of each site of Docusaurus with translations or earlier versions.

    See docusaurus.io/docs/i18n/introduction and docusaurus.io/docs/versioning.
    """
    for site in _sites(root):
        found = [path for path in sorted(site.glob(f"i18n/*/{_PLUGIN}*")) if _is_translated(path)]
        locales = tuple(dict.fromkeys(path.parent.name for path in found))
        docs = _current_pages(root, site)
        if docs is None or not (locales or any(_versions(site))):
            continue
        others = [*_versions(site), *_sets(site, found), *(["i18n"] if locales else [])]
        rest = (site / name for name in dict.fromkeys(others))
        folders = [path.relative_to(root).as_posix() for path in rest if path != docs]
        folder = docs.relative_to(root).as_posix()
        yield Docs(folder, locales, "docusaurus", has_source=False, others=tuple(folders))


def _sites(root: Path) -> Iterator[Path]:
    """Yield the folders that may be sites of Docusaurus."""
    for folder, below, _ in os.walk(root):
        if "i18n" in below or any(name.endswith("versioned_docs") for name in below):
            yield Path(folder)
        below[:] = _visited(below)
        if len(Path(folder).relative_to(root).parts) >= _DEPTH - 1:
            below.clear()


def _is_translated(folder: Path) -> bool:
    return is_locale(folder.parent.name) and _has_pages(folder)


def _current_pages(root: Path, site: Path) -> Path | None:
    """Return the folder of the current pages of a site; None if it is not found.

    It is `docs` in the folder of the site, the one that the option `path` names, or `docs` in a
    folder around that of the site.
    """
    around = [folder for folder in site.parents if folder.is_relative_to(root)]
    places = [site / "docs", *_named_paths(site), *(folder / "docs" for folder in around)]
    found = (Path(os.path.normpath(place)) for place in places)
    inside = (place for place in found if place.is_relative_to(root) and place != root)
    return next((place for place in inside if place != site and _has_pages(place)), None)


def _named_paths(site: Path) -> Iterator[Path]:
    for file in sorted(site.glob("docusaurus.config.*")):
        for found in _PATH.finditer(file.read_text(encoding="utf-8", errors="replace")):
            yield site / found[1]


def _sets(site: Path, translated: Iterable[Path]) -> Iterator[str]:
    """Yield the folders of further sets of pages, the blog and single pages, if translated."""
    for folder in translated:
        plugin, _, name = folder.name.removeprefix(_PLUGIN).partition("-")
        place = name or {"pages": "src/pages"}.get(plugin, plugin)
        if _has_pages(site / place):
            yield place


def _versions(site: Path) -> Iterator[str]:
    """Yield the folders of earlier versions, and those of further sets of pages that have some."""
    for folder in sorted(site.glob("*versioned_docs")):
        name = folder.name.removesuffix("versioned_docs").removesuffix("_")
        if _has_pages(folder):
            yield from (name,) if name and _has_pages(site / name) else ()
            yield folder.name


def _of_folders(root: Path, folder: str, locales: tuple[str, ...]) -> Docs:
    """Return the documentation with these folders of locales.

    The source has none of them if English has not, and pages outside have names of pages inside.
    """
    if not {"en", "en-us"} & {locale_tag(name) for name in locales}:
        inside = root / folder
        apart = Path(folder).name in TRANSLATION_FOLDERS
        for place in (inside, inside.parent) if apart else (inside,):
            if sources := _sources(place, inside, locales):
                return _of_sources(root, place, folder, sources)._replace(locales=locales)
    return Docs(folder, locales, "folders" if len(locales) > 1 else "auto")


def _sources(place: Path, inside: Path, locales: tuple[str, ...]) -> list[Path]:
    """Return the pages of a folder that have translations in the folders of the locales."""
    keys = {_key(page, inside / name) for name in locales for page in _pages(inside / name)}
    pages = (page for page in _pages(place) if _key(page, place) in keys)
    return [
        page for page in pages if not any(page.is_relative_to(inside / name) for name in locales)
    ]


def _of_sources(root: Path, place: Path, folder: str, sources: list[Path]) -> Docs:
    """Return the folders of sources in `place`, and of their translations if they are outside.

    Of a repository that has them in `docs/` and in `translations/fr/docs/`, only these are read.
    """
    around = place.relative_to(root).as_posix()
    names = sorted({page.relative_to(root).parts[0] for page in sources})
    if place != root or around == folder or not all((root / name).is_dir() for name in names):
        return Docs(around, layout="root", has_source=False)
    return Docs(names[0], layout="root", has_source=False, others=(*names[1:], folder))


def _key(page: Path, folder: Path) -> str:
    """Return what pages are in several locales; `x.md` may translate `x/index.md`."""
    return without_suffix(page.relative_to(folder).as_posix()).removesuffix("/index")


def _by_suffix(root: Path, folder: str) -> Docs:
    """Return the documentation in a folder, with the locales that pages are named for."""
    found = _translated(root / folder)
    if not found:
        return Docs(folder)
    tags = dict.fromkeys(tag for _, tag in sorted(found, key=lambda item: item[1]) if tag)
    has_source = all(tag for _, tag in found)
    return Docs(folder, tuple(tags), "suffix", has_source=has_source)


def _translated(folder: Path) -> list[tuple[str, str]]:
    """Return key and locale of pages that several languages have, by the ends of their names.

    The locale is `""` for a page that is named for none, as `a.md` beside `a.fr.md`.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for page in _pages(folder):
        name = without_suffix(page.as_posix())
        key, tag = named_for(name)
        found[key].add(tag)
    return [(key, tag) for key, tags in found.items() if len(tags) > 1 for tag in tags]


def _localized(root: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each folder that has folders of locales, and their names."""
    for folder in (found for place in _STARLIGHT for found in sorted(root.glob(place))):
        names = _visited([path.name for path in folder.iterdir()])
        parts = folder.relative_to(root).parts
        if len(_visited([*parts])) == len(parts) and (locales := tuple(_locales(folder, names))):
            yield folder.relative_to(root).as_posix(), locales
    for name, below, _ in os.walk(root):
        here = Path(name).relative_to(root)
        below[:] = _visited(below)
        locales = tuple(_locales(Path(name), below))
        if locales:
            yield here.as_posix(), locales
        if len(here.parts) >= _DEPTH - 1:
            below.clear()


def _locales(folder: Path, below: list[str]) -> Iterator[str]:
    """Yield those of the folders directly in a folder that are locales and contain pages."""
    return (name for name in below if is_locale(name) and _has_pages(folder / name))


def _visited(names: list[str]) -> list[str]:
    return sorted(name for name in names if name[0] != "." and name not in _SKIPPED)


def _pages(root: Path) -> Iterator[Path]:
    for folder, below, files in os.walk(root):
        below[:] = _visited(below)
        yield from (Path(folder, name) for name in sorted(files) if is_page_name(name))


def _has_pages(folder: Path) -> bool:
    return next(_pages(folder), None) is not None


def _has_http(page: Path) -> bool:
    """Return True if a page has an annotation or an HTTP code block, annotated or not."""
    return page.is_file() and _HTTP.search(page.read_bytes()) is not None
