"""Where the translations of a page are: which page a path is, in each layout of a tree.

The layouts are those of the key `layout`: a folder for each locale (`folders`), such folders beside
the pages of the source (`root`), `i18n/<locale>/` (`docusaurus`) and `page.<locale>.md` (`suffix`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from docreplay.model.page import PageId, is_locale, locale_tag, without_suffix

TRANSLATION_FOLDERS = frozenset({"translations", "i18n", "l10n", "locales", "localized"})
"""Folders that have a folder for each locale, with the pages of the folder around them."""
_APART = re.compile(
    rf"(?:{'|'.join(sorted(TRANSLATION_FOLDERS))})/(([^/]+)/(?!docusaurus-plugin-content-).+)"
)
"""Paths in one of them; those of Docusaurus are in a layout of their own."""
_DOCUSAURUS = re.compile(
    r"(?P<start>(?:.*/)?)i18n/(?P<locale>[^/]+)/docusaurus-plugin-content-(?P<plugin>docs|blog|pages)"
    r"(?P<instance>-[^/]+)?/(?:(?P<version>current|version-[^/]+)/)?(?P<rest>.+)"
)
"""Paths of translated pages (docusaurus.io/docs/i18n/introduction)."""
_NAMED_FOR = (
    re.compile(
        r"(?P<stem>(?:.*/)?(?:README|CHANGELOG|CODE_OF_CONDUCT|CONTRIBUTING|FAQ|GOVERNANCE|INSTALL"
        r"|LICENSE|QUICKSTART|SECURITY|SUPPORT))[-_](?P<tag>[a-z]{2}(?:[-_]\w{2,4})?)"
    ),
    re.compile(r"(?P<stem>.*[^/_-])[-_](?P<tag>[a-z]{2}[-_](?:[A-Z]{2}|Han[st]))"),
)
"""Keys of pages that are named for a locale behind a hyphen or an underscore."""
_VERSIONED = re.compile(r"(?:(?P<instance>.+)_)?versioned_docs/(?P<version>version-[^/]+)/")
"""Where Docusaurus has the pages of an earlier version (docusaurus.io/docs/versioning)."""
_NOT_CURRENT = re.compile(r"(?:^|/)(?:i18n|(?:[^/]+_)?versioned_docs)(?:/|$)")
"""Folders of a site of Docusaurus with translations or with pages of earlier versions."""


def identify(path: str, docs: str, *, folders: Sequence[str] = (), layout: str = "auto") -> PageId:
    """Return the page at a project-relative path below the folder `docs`.

    If several docs folders, `folders`, share the project, the key begins with the folder, so that
    pages of the same name in two of them are not taken for translations of each other. A
    translation where Docusaurus expects it, `i18n/fr/docusaurus-plugin-content-docs/current/a.md`,
    has the key of its source, `docs/a.md`.
    """
    shared = len(folders) > 1
    if layout in ("auto", "docusaurus") and (found := _docusaurus(path, folders)):
        locale, source = found
        whole = without_suffix(source)
        key = whole if shared else whole.removeprefix(docs).lstrip("/")
        return PageId(path=path, locale=locale, key=key)
    if layout in ("auto", "root") and shared and (found := _beside(path, docs, folders)):
        return PageId(path=path, locale=found[0], key=without_suffix(found[1]))
    if shared and layout in ("auto", "root", "folders") and (found := _sibling(docs, folders)):
        return PageId(
            path=path, locale=found[0], key=without_suffix(f"{found[1]}{path[len(docs) :]}")
        )
    below = path.removeprefix(docs).lstrip("/") or path.rpartition("/")[2]
    locale, key = _parts(without_suffix(below), layout)
    return PageId(path=path, locale=locale, key=f"{docs}/{key}" if shared else key)


def named_for(key: str) -> tuple[str, str]:
    """Return the key and the locale of a page that is named for one; else the key and `""`.

    Behind a hyphen or an underscore, a language counts in names of files of repositories
    (`README-fr`) and with a region (`guide_pt-BR`), because other words are common there: `how-to`.
    """
    stem, _, tag = key.rpartition(".")
    if stem and not stem.endswith("/") and is_locale(tag):
        return stem, tag
    for pattern in _NAMED_FOR:
        if (found := pattern.fullmatch(key)) and is_locale(found["tag"]):
            return found["stem"], found["tag"]
    return key, ""


def _parts(below: str, layout: str) -> tuple[str, str]:
    """Return the locale and the key of a path below its docs folder; `""` without a locale."""
    if layout == "suffix":
        key, locale = named_for(below)
        return (locale_tag(locale), key) if locale else ("", below)
    if layout in ("auto", "root") and (found := _APART.fullmatch(below)):
        below = found[1] if is_locale(found[2]) else below
    locale, slash, key = below.partition("/")
    is_translated = layout != "docusaurus" and slash and is_locale(locale)
    return (locale_tag(locale), key) if is_translated else ("", below)


def _beside(path: str, docs: str, folders: Sequence[str]) -> tuple[str, str] | None:
    """Return the locale and the path of the source of a translation in a docs folder of its own.

    So is `translations/fr/docs/a.md` one of `docs/a.md`.
    """
    around, slash, name = docs.rpartition("/")
    locale, _, rest = path.removeprefix(docs).lstrip("/").partition("/")
    source = f"{around}{slash}{rest}"
    if not rest or name not in TRANSLATION_FOLDERS or not is_locale(locale):
        return None
    is_read = any(_contains(folder, source) for folder in folders if folder != docs)
    return (locale_tag(locale), source) if is_read else None


def locale_of_sibling(folder: str, source: str) -> str:
    """Return the locale for which a folder beside that of the source is named, or `""`.

    That of `docs-fr` beside `docs` is `fr`.
    """
    tag = folder.removeprefix(source)[1:]
    is_beside = folder.startswith(source) and folder[len(source) :][:1] in ("-", "_", ".")
    return locale_tag(tag) if is_beside and is_locale(tag) else ""


def _sibling(docs: str, folders: Sequence[str]) -> tuple[str, str] | None:
    """Return the locale of a folder such as `docs-fr`, and the docs folder that it translates."""
    found = ((locale_of_sibling(docs, folder), folder) for folder in folders if folder != docs)
    return next(((locale, folder) for locale, folder in found if locale), None)


def _docusaurus(path: str, folders: Sequence[str]) -> tuple[str, str] | None:
    """Return the locale and the path of the source of a translation in the layout of Docusaurus."""
    match = _DOCUSAURUS.fullmatch(path) if "docusaurus-plugin-content-" in path else None
    if match is None or not is_locale(match["locale"]):
        return None
    folder = (match["instance"] or match["plugin"]).lstrip("-")
    folder = {"pages": "src/pages"}.get(folder, folder)
    if match["version"] and match["version"] != "current":
        versions = "versioned_docs" if folder == "docs" else f"{folder}_versioned_docs"
        source = f"{match['start']}{versions}/{match['version']}"
    else:
        source = _source_folder(match["start"], folder, folders)
    return locale_tag(match["locale"]), f"{source}/{match['rest']}"


def _source_folder(site: str, name: str, folders: Sequence[str]) -> str:
    """Return the folder of the pages that are translated, by the docs folders of the project.

    It is in the folder of the site, unless the option `path` names a different one
    (docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-docs), as `../docs` does for the
    site in `website/`.
    """
    place = f"{site}{name}"
    own = [folder for folder in folders if _NOT_CURRENT.search(folder) is None]
    if not own or any(_contains(folder, place) or _contains(place, folder) for folder in own):
        return place
    for folder in own:
        if found := re.match(rf"(?:.*/)?{re.escape(name)}(?=/|$)", folder):
            return found[0]
    return own[0] if name == "docs" else place


def outer_keys(page: PageId) -> Iterator[str]:
    """Yield the keys of a translation in Docusaurus if its source is outside the site's folder."""
    found = _DOCUSAURUS.fullmatch(page.path)
    names = found["start"].split("/")[:-1] if found else []
    heads = (names[start:] for start in range(len(names)))
    site = next((head for head in heads if page.key.startswith("/".join([*head, ""]))), [])
    below = page.key.split("/")[len(site) :]
    for length in reversed(range(len(site))):
        yield "/".join([*site[:length], *below])


def _contains(folder: str, path: str) -> bool:
    return folder == "." or f"{path}/".startswith(f"{folder}/")


def translated_path(source: PageId, examples: Iterable[PageId]) -> str:
    """Return the path that a page would have in the locale of others, placed as the first of them.

    Without an example, it is the path of the page itself.
    """
    example = next(iter(examples), None)
    if example is None:
        return source.path
    if found := _DOCUSAURUS.fullmatch(example.path):
        return _in_docusaurus(source.path, found["start"], found["locale"])
    bare = without_suffix(example.path)
    key, tag = named_for(bare)
    if tag and locale_tag(tag) == example.locale:
        return _with_suffix(source, bare[len(key) :])
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


def _with_suffix(source: PageId, ending: str) -> str:
    """Return `a.fr.md` for `a.md`, and for `a.en.md`, if the ending is `.fr`."""
    bare = without_suffix(source.path)
    key, own = named_for(bare)
    is_named = source.locale and own and locale_tag(own) == source.locale
    return f"{key if is_named else bare}{ending}{source.path[len(bare) :]}"


def _in_folder(source: PageId, example: PageId) -> str:
    """Return the path in the folder of the example's locale, which replaces that of the source."""
    folders = example.path.split("/")[:-1]
    tag = next((name for name in folders if locale_tag(name) == example.locale), "")
    if not tag:
        return source.path
    head = "".join(f"{name}/" for name in folders[: folders.index(tag)])
    rest = source.path.removeprefix(head)
    around, _, parent = head.removesuffix("/").rpartition("/")
    if around and parent in TRANSLATION_FOLDERS and rest == source.path:
        rest = source.path.removeprefix(f"{around}/")
    first, _, below = rest.partition("/")
    is_own = source.locale and locale_tag(first) == source.locale
    return f"{head}{tag}/{below if is_own else rest}"
