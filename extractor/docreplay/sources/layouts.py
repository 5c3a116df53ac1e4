"""Where the translations of a page are: which page a path is, in each layout of a tree.

The layouts are those of the key `layout`: a folder for each locale (`folders`), such folders beside
the pages of the source (`root`), `i18n/<locale>/` (`docusaurus`) and `page.<locale>.md` (`suffix`).
"""

import re
from collections.abc import Iterable

from docreplay.model.page import PageId, is_locale, locale_tag, without_suffix

_DOCUSAURUS = re.compile(
    r"(?P<start>(?:.*/)?)i18n/(?P<locale>[^/]+)/docusaurus-plugin-content-(?P<plugin>docs|blog|pages)"
    r"(?P<instance>-[^/]+)?/(?:(?P<version>current|version-[^/]+)/)?(?P<rest>.+)"
)
"""Paths of translated pages (docusaurus.io/docs/i18n/introduction)."""
_VERSIONED = re.compile(r"(?:(?P<instance>.+)_)?versioned_docs/(?P<version>version-[^/]+)/")
"""Where Docusaurus has the pages of an earlier version (docusaurus.io/docs/versioning)."""


def identify(path: str, docs: str, *, shared: bool = False, layout: str = "auto") -> PageId:
    """Return the page at a project-relative path below the folder `docs`.

    If several docs folders share the project, the key begins with the folder, so that pages of the
    same name in two of them are not taken for translations of each other. A translation where
    Docusaurus expects it, `i18n/fr/docusaurus-plugin-content-docs/current/a.md`, has the key of its
    source, `docs/a.md`.
    """
    if layout in ("auto", "docusaurus") and (found := _docusaurus(path)):
        locale, source = found
        whole = without_suffix(source)
        key = whole if shared else whole.removeprefix(docs).lstrip("/")
        return PageId(path=path, locale=locale, key=key)
    below = path.removeprefix(docs).lstrip("/") or path.rpartition("/")[2]
    locale, key = _parts(without_suffix(below), layout)
    return PageId(path=path, locale=locale, key=f"{docs}/{key}" if shared else key)


def _parts(below: str, layout: str) -> tuple[str, str]:
    """Return the locale and the key of a path below its docs folder; `""` without a locale."""
    if layout == "suffix":
        key, _, locale = below.rpartition(".")
        return (locale_tag(locale), key) if key and is_locale(locale) else ("", below)
    locale, slash, key = below.partition("/")
    is_translated = layout != "docusaurus" and slash and is_locale(locale)
    return (locale_tag(locale), key) if is_translated else ("", below)


def _docusaurus(path: str) -> tuple[str, str] | None:
    """Return the locale and the path of the source of a translation in the layout of Docusaurus."""
    match = _DOCUSAURUS.fullmatch(path) if "docusaurus-plugin-content-" in path else None
    if match is None or not is_locale(match["locale"]):
        return None
    folder = (match["instance"] or match["plugin"]).lstrip("-")
    folder = {"pages": "src/pages"}.get(folder, folder)
    if match["version"] and match["version"] != "current":
        versions = "versioned_docs" if folder == "docs" else f"{folder}_versioned_docs"
        folder = f"{versions}/{match['version']}"
    return locale_tag(match["locale"]), f"{match['start']}{folder}/{match['rest']}"


def translated_path(source: PageId, examples: Iterable[PageId]) -> str:
    """Return the path that a page would have in the locale of others, placed as the first of them.

    Without an example, it is the path of the page itself.
    """
    example = next(iter(examples), None)
    if example is None:
        return source.path
    if found := _DOCUSAURUS.fullmatch(example.path):
        return _in_docusaurus(source.path, found["start"], found["locale"])
    stem, _, tag = without_suffix(example.path).rpartition(".")
    if stem and locale_tag(tag) == example.locale:
        return _with_suffix(source, tag)
    return _in_folder(source, example)


def _in_docusaurus(path: str, start: str, locale: str) -> str:
    below = path.removeprefix(start)
    versioned = _VERSIONED.match(below)
    folder, _, rest = below.partition("/")
    place = f"docs-{folder}/current"
    if versioned:
        rest = below[versioned.end() :]
        instance = f"-{versioned['instance']}" if versioned["instance"] else ""
        place = f"docs{instance}/{versioned['version']}"
    elif folder in ("docs", "blog"):
        place = {"docs": "docs/current", "blog": "blog"}[folder]
    elif below.startswith("src/pages/"):
        place, rest = "pages", below.removeprefix("src/pages/")
    return f"{start}i18n/{locale}/docusaurus-plugin-content-{place}/{rest}"


def _with_suffix(source: PageId, tag: str) -> str:
    """Return `a.fr.md` for `a.md`, and for `a.en.md`."""
    bare = without_suffix(source.path)
    end = source.path[len(bare) :]
    stem, _, own = bare.rpartition(".")
    is_named = source.locale and stem and locale_tag(own) == source.locale
    return f"{stem if is_named else bare}.{tag}{end}"


def _in_folder(source: PageId, example: PageId) -> str:
    """Return the path in the folder of the example's locale, which replaces that of the source."""
    folders = example.path.split("/")[:-1]
    tag = next(name for name in folders if locale_tag(name) == example.locale)
    head = "".join(f"{name}/" for name in folders[: folders.index(tag)])
    rest = source.path.removeprefix(head)
    first, _, below = rest.partition("/")
    is_own = source.locale and locale_tag(first) == source.locale
    return f"{head}{tag}/{below if is_own else rest}"
