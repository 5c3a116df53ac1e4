"""Links of a page to files of the project."""

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from docreplay.lint.subject import PageSubject
from docreplay.model.markup import Link

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|~|#|[{<$@?&]|.*[{}|*]|\Z")
"""Other schemes and hosts, ids and variables of site generators."""
_PAGES = ("", ".md", ".mdx", "/index.md", "/_index.md", "/README.md", "/readme.md")
_EXTENSION = re.compile(
    r"\.(?:mdx?|rst|txt|pdf|png|jpe?g|gif|svg|webp|ico|mp4|json|ya?ml|xml|csv|zip|docx|xlsx|pptx)\Z",
    re.IGNORECASE,
)
_INCLUDING = re.compile(r"\[![A-Za-z]+[ \t]*\[[^\]\n]*\]\([ \t]*<?\Z")
"""What precedes the path of an include, which is not a link."""
_REACH = 300
"""Characters before a link's target that are searched for `_INCLUDING`."""


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


def local_links(subject: PageSubject) -> Iterator[LocalLink]:
    """Yield the links to files, also those within the page, without those to ignore.

    `ignore-links` has the beginnings of targets that are not looked at.
    """
    ignored = subject.config.ignore_links
    for link in subject.prose.links:
        if (ignored and link.target.startswith(ignored)) or _is_include(link):
            continue
        written, _, fragment = link.target.partition("#")
        path = unquote(written.partition("?")[0])
        if link.target.startswith("#"):
            own = subject.reading.page.path
            yield LocalLink(link, own, unquote(fragment), is_rooted=False)
        elif path and not _ELSEWHERE.match(path):
            yield _resolved(subject, link, path, unquote(fragment))


def exists(subject: PageSubject, path: str) -> bool:
    """Return True if a path is a file, a folder, or a page whose suffix is left out."""
    known = subject.neighbours
    if known.exists(path) or known.is_folder(path):
        return True
    if path.endswith(".html"):
        return known.exists(path.removesuffix("html") + "md")
    return any(known.exists(path + suffix) for suffix in _PAGES[1:])


def _is_include(link: Link) -> bool:
    before = link.places.text[max(0, link.start - _REACH) : link.start]
    return _INCLUDING.search(before) is not None


def _resolved(subject: PageSubject, link: Link, path: str, fragment: str) -> LocalLink:
    """Return the link with its target below the folder of the page, or below a root.

    Some generators publish a page as a folder of its own, from which links then start: such a
    target is taken if only that exists.
    """
    if path.startswith("/"):
        return LocalLink(link, _rooted(subject, path.strip("/")), fragment, is_rooted=True)
    target = posixpath.normpath(posixpath.join(subject.folder, path))
    if not _EXTENSION.search(target) and not exists(subject, target):
        own = subject.reading.page.path.removesuffix(".md").removesuffix("/index")
        published = posixpath.normpath(posixpath.join(own, path))
        target = published if exists(subject, published) else target
    return LocalLink(link, target, fragment, is_rooted=False)


def _rooted(subject: PageSubject, path: str) -> str:
    """Return the target of a link that begins with a slash: of the first root that has it."""
    page = subject.reading.page
    docs = page.path.removesuffix(f"{page.key}.md").rstrip("/")
    roots = dict.fromkeys((docs, posixpath.dirname(docs), ""))
    targets = [posixpath.normpath(posixpath.join(root, path)) for root in roots]
    is_folder = subject.neighbours.is_folder
    beside = (target for target in targets if is_folder(posixpath.dirname(target)))
    found = (target for target in targets if exists(subject, target))
    return next(found, None) or next(beside, targets[0])
