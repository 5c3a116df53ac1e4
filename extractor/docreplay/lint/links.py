"""Links of a page to files of the project."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from docreplay.lint.neighbours import Neighbours
from docreplay.model.markup.markup import Link
from docreplay.model.page import PAGE_SUFFIXES, PageId, is_page_name, without_suffix

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|~|#|[{<$@?&]|.*[{}|*]|\Z")
"""Other schemes and hosts, ids and variables of site generators."""
_EXTENSION = re.compile(
    r"\.(?:mdx?|rst|txt|pdf|png|jpe?g|gif|svg|webp|ico|mp4|json|ya?ml|xml|csv|zip|docx|xlsx|pptx)\Z",
    re.IGNORECASE,
)


class LocalLink(NamedTuple):
    """A link to a file of the project."""

    link: Link
    path: str
    """Normalized path of its target, relative to the project; it may lead out with `..`."""
    fragment: str
    is_rooted: bool
    """Whether it begins with a slash."""

    @property
    def has_extension(self) -> bool:
        """Whether it names a file rather than a folder or a page without suffix."""
        return _EXTENSION.search(self.path) is not None

    @property
    def is_outside(self) -> bool:
        """Whether it leads out of the project."""
        return self.path == ".." or self.path.startswith("../")


class Surroundings(NamedTuple):
    """A page and the files around it."""

    page: PageId
    neighbours: Neighbours

    @property
    def folder(self) -> str:
        """The folder of the page."""
        return posixpath.dirname(self.page.path)


def local_links(
    links: Iterable[Link], around: Surroundings, ignored: tuple[str, ...] = ()
) -> Iterator[LocalLink]:
    """Yield the links to files, also those within the page, without those to ignore.

    `ignored` are beginnings of targets that are not looked at.
    """
    for link in links:
        if ignored and link.target.startswith(ignored):
            continue
        path, fragment = _parts(link.target)
        if path:
            yield _resolved(around, link, path, fragment)
        elif link.target.startswith("#"):
            yield LocalLink(link, around.page.path, fragment, is_rooted=False)


@lru_cache(maxsize=4096)
def _parts(target: str) -> tuple[str, str]:
    """Return path and fragment of a link; no path if it leads elsewhere or is within the page."""
    written, _, fragment = target.partition("#")
    path = unquote(written.partition("?")[0])
    if target.startswith("#"):
        return "", unquote(fragment)
    return ("", "") if _ELSEWHERE.match(path) else (path, unquote(fragment))


def exists(known: Neighbours, path: str) -> bool:
    """Return True if a path is a file, a folder, or a page whose suffix is left out."""
    found = known.existing.get(path)
    if found is None:
        found = known.existing[path] = _exists(known, path)
    return found


def _exists(known: Neighbours, path: str) -> bool:
    if known.exists(path) or known.is_folder(path):
        return True
    stem = path.removesuffix(".html")
    return any(known.exists(f"{stem}{suffix}") for suffix in PAGE_SUFFIXES)


def _resolved(around: Surroundings, link: Link, path: str, fragment: str) -> LocalLink:
    """Return the link with its target below the folder of the page, or below a root.

    Some generators publish a page as a folder of its own, from which links then start: such a
    target is taken if only that exists.
    """
    if path.startswith("/"):
        return LocalLink(link, _rooted(around, path.strip("/")), fragment, is_rooted=True)
    target = _joined(around.folder, path)
    if not is_page_name(target) and not exists(around.neighbours, target):
        own = without_suffix(around.page.path).removesuffix("/index")
        published = _joined(own, path)
        target = published if exists(around.neighbours, published) else target
    return LocalLink(link, target, fragment, is_rooted=False)


@lru_cache(maxsize=4096)
def _joined(folder: str, path: str) -> str:
    """Return a path below a folder; pages of a folder have many links in common."""
    return posixpath.normpath(posixpath.join(folder, path))


def _rooted(around: Surroundings, path: str) -> str:
    """Return the target of a link that begins with a slash: of the first root that has it."""
    docs, known = around.page.folder.rstrip("/"), around.neighbours
    if (docs, path) not in known.rooted:
        known.rooted[docs, path] = _below_a_root(known, docs, path)
    return known.rooted[docs, path]


def _below_a_root(known: Neighbours, docs: str, path: str) -> str:
    roots = dict.fromkeys((docs, posixpath.dirname(docs), ""))
    targets = [_joined(root, path) for root in roots]
    beside = [target for target in targets if known.is_folder(posixpath.dirname(target) or ".")]
    found = (target for target in beside if exists(known, target))
    return next(found, None) or next(iter(beside), targets[0])
