"""The anchors that included files put on a page."""

from docreplay.model.page import normalized
from docreplay.read.markup.includes import directives
from docreplay.read.markup.markup import reader_of_text
from docreplay.sources.store import PageStore

_MOST = 100
"""Maximum number of included files that are looked at for a page."""


def included_anchors(store: PageStore, path: str, docs: str) -> frozenset[str] | None:
    """Return the anchors of all files that a page includes, or None if not all are known.

    `docs` is the folder to which the path of an include with a leading slash is relative.
    """
    found: set[str] = set()
    files = [path]
    for file in files:
        text = normalized(store.text(file))
        anchors = reader_of_text(text, file).anchors
        if anchors is None or len(files) > _MOST:
            return None
        found |= anchors
        for _, target in directives(text, file, docs):
            if target not in files and store.kind(target) == "file":
                files.append(target)
    return frozenset(found)
