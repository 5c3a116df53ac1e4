"""Which files are parts of pages.

These are the files that a page includes, and those that say `ms.topic: include`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from docreplay.errors import PageUnreadable
from docreplay.model.markup.include import INCLUDE, resolve
from docreplay.model.page import normalized
from docreplay.sources.store import PageStore

_TOPIC = re.compile(r"^ms\.topic:[ \t]*[\"']?include[\"']?[ \t]*$", re.MULTILINE | re.IGNORECASE)
_FRONT_MATTER = re.compile(r"---[ \t]*\n.*?^---[ \t]*$", re.MULTILINE | re.DOTALL)
_MARK = re.compile(rf"\n[ \t>]*+(?:```|~~~)|<!--|-->|{INCLUDE.pattern}", re.IGNORECASE)
"""A line end is searched for faster than the start of a line."""
_AHEAD = 64_000_000
"""Number of bytes of pages that are kept until the pages are read."""
_HEAD = 4000
"""Number of characters in which front matter is looked for."""


class IncludedFiles:
    """Files that pages of one run include: a text that many pages include is read once."""

    def __init__(self, store: PageStore) -> None:
        self._store = store
        self.kind = store.kind
        self.text = lru_cache(maxsize=256)(store.text)

    def __reduce__(self) -> tuple[type["IncludedFiles"], tuple[PageStore]]:
        """Return how another process makes its own."""
        return IncludedFiles, (self._store,)


def included(store: PageStore, docs: Sequence[str]) -> frozenset[str]:
    """Return the paths of the files below the docs folders that are parts of pages only.

    The answer is kept until the store is refreshed. A file that only includes files which include
    it in turn is a page: no page leads to it.
    """
    key = tuple(docs)
    if key not in store.included:
        store.included[key] = _included(store, key)
    return store.included[key]


def _included(store: PageStore, docs: tuple[str, ...]) -> frozenset[str]:
    named: dict[str, tuple[str, ...]] = {}
    topics: set[str] = set()
    size = 0
    for path in (path for folder in docs for path in store.pages(folder)):
        try:
            data = store.look_ahead(path, keep=size < _AHEAD)
        except PageUnreadable:  # reported when the page is read
            continue
        size += len(data)
        named[path] = ()
        if b"ms.topic" in data or b"[!" in data:  # few pages have either, so few are decoded
            text = data.decode("utf-8", "replace")
            if "ms.topic" in text[:_HEAD] and _is_topic(normalized(text)):
                topics.add(path)
            named[path] = tuple(_targets(text, path, docs[0]))
    parts = {target for path, targets in named.items() for target in targets if target != path}
    pages = [path for path in named if path not in parts and path not in topics]
    parts_of_pages = _reached(pages, named).difference(pages)
    return frozenset(path for path in named if path in topics or path in parts_of_pages)


def _is_topic(text: str) -> bool:
    front = _FRONT_MATTER.match(text[:_HEAD])
    return front is not None and _TOPIC.search(front[0]) is not None


def _targets(text: str, path: str, docs: str) -> Iterator[str]:
    """Yield the targets of the directives of a text that are neither in fences nor in comments."""
    in_fence = in_comment = False
    last = text.rfind("[!")
    end = text.find("\n", last) if last >= 0 else 0
    for mark in _MARK.finditer("\n" + text, 0, end + 1 if end >= 0 else len(text) + 1):
        target = mark[1]
        if mark[0].startswith("\n"):
            in_fence = not in_fence and not in_comment
        elif in_fence:
            continue
        elif target is None:
            in_comment = mark[0] == "<!--"
        elif not in_comment and "~" not in target:
            yield resolve(target, path, docs)


def _reached(pages: Sequence[str], named: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the pages and all files that they include, directly or not."""
    found, waiting = set(pages), list(pages)
    while waiting:
        for target in named.get(waiting.pop(), ()):
            if target in named and target not in found:
                found.add(target)
                waiting.append(target)
    return found
