"""The layout of a tree: which pages are sources, which translations, and where missing ones go."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from docreplay.config.settings import Config
from docreplay.model.page import PageId, locale_tag
from docreplay.sources.layouts import named_for, outer_keys, translated_path


def named_by_suffix(pages: Sequence[PageId]) -> dict[PageId, PageId]:
    """Return the pages that are translations by the end of their name: `page.fr.md` of `page.md`.

    English beside a translation is its source: the stamp of the translation shows that. So are
    `README-fr.md` and `guide_pt-BR.md`, but not `how-to.md`.
    """
    keys = {page.key for page in pages if not page.locale}
    found = {}
    for page in pages:
        key, tag = named_for(page.key)
        if key in keys and not page.locale and tag and not tag.lower().startswith("en"):
            found[page] = replace(page, key=key, locale=locale_tag(tag))
    return found


def of_outer_source(pages: Sequence[PageId]) -> dict[PageId, PageId]:
    """Return the translations in Docusaurus whose sources are around the folder of the site.

    With `docs = ["."]`, the docs folders do not name their place; the pages that exist show it.
    """
    keys = {page.key for page in pages if not page.locale}
    found = {}
    for page in pages:
        if page.locale and page.key not in keys:
            outer = next((key for key in outer_keys(page) if key in keys), None)
            found.update({page: replace(page, key=outer)} if outer else {})
    return found


def is_root(config: Config, pages: Sequence[PageId], locales: Collection[str]) -> bool:
    """Return True if pages outside of all locales are the sources of those in one.

    So they are in two layouts. If the configuration does not name one of them, they are if the
    source locale has no pages, and pages in others have their keys.
    """
    if config.layout == "folders" or not locales:
        return False
    if config.layout in ("root", "docusaurus"):
        return True
    wanted = locale_tag(config.source_locale)
    outside = {key for page in pages if not page.locale for key in keys_of(page)}
    has_english = not wanted and bool({"en", "en-us"} & set(locales))
    if wanted in locales or not outside or (has_english and config.layout == "auto"):
        return False
    is_default = config.layout == "suffix" and not has_english
    return is_default or any(page.locale and page.key in outside for page in pages)


def keys_of(page: PageId) -> tuple[str, str]:
    """Return the keys that the same page may have in another locale: `x` is `x/index`, too."""
    stem = page.key.removesuffix("/index")
    return page.key, stem if stem != page.key else f"{page.key}/index"


class Places:
    """Where the translations of pages are, by those that exist. `locale` is that of the sources."""

    def __init__(self, pages: Sequence[PageId], sources: Mapping[str, PageId], locale: str) -> None:
        self._examples: defaultdict[str, list[PageId]] = defaultdict(list)
        self._heads: defaultdict[str, dict[tuple[str, str], None]] = defaultdict(dict)
        for page in sorted(pages, key=lambda page: page.key not in sources):
            self._examples[page.locale].append(page)
            source = sources.get(page.key) if page.locale != locale else None
            if source and (heads := _heads(source.path, page.path)):
                self._heads[page.locale][heads] = None

    def translated(self, source: PageId, locale: str) -> str:
        """Return the path of a page's translation, which has the place of the others."""
        for head, other in self._heads[locale]:
            if source.path.startswith(head):
                return other + source.path[len(head) :]
        return translated_path(source, self._examples[locale])


def _heads(source: str, target: str) -> tuple[str, str] | None:
    """Return the folders in which two paths begin differently; None if the files' names differ."""
    ours, theirs = source.split("/"), target.split("/")
    while ours and theirs and ours[-1] == theirs[-1]:
        del ours[-1], theirs[-1]
    head, other = ("".join(f"{name}/" for name in folders) for folders in (ours, theirs))
    return (head, other) if head != f"{source}/" else None
