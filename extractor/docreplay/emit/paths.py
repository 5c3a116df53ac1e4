"""Paths of modules below the output folder."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from docreplay.model.page import PageId

_UNSAFE = re.compile(r"[^a-z0-9]+")
_LIMIT = 80


def module_paths(pages: Iterable[PageId]) -> Mapping[str, str]:
    """Return the module path of each page path, such as `en_us/api/test_photo_get.py`.

    Every part is lower-case ASCII, so no name of a page can leave the folder or have a meaning for
    a file system. Pages whose names would be equal get the beginning of a hash of their path.
    """
    plain = {page.path: _path(page) for page in pages}
    owners: dict[str, int] = {}
    for path in plain.values():
        owners[path] = owners.get(path, 0) + 1
    return {
        page: path if owners[path] == 1 else f"{path.removesuffix('.py')}_{_digest(page)}.py"
        for page, path in plain.items()
    }


def packages(paths: Iterable[str]) -> tuple[str, ...]:
    """Return the `__init__.py` of every folder that contains a module, sorted.

    With them, pytest can load modules of equal names in every import mode.
    """
    folders = {str(parent) for path in paths for parent in PurePosixPath(path).parents}
    return tuple(sorted("__init__.py" if f == "." else f"{f}/__init__.py" for f in folders))


def _path(page: PageId) -> str:
    *folders, name = (part for part in page.key.split("/") if part)
    parts = [_part(part) for part in (page.locale, *folders) if part]
    return "/".join([*parts, f"test_{_part(name)}.py"])


def _part(text: str) -> str:
    """Return a part of a path, with a hash if the text is shortened or loses letters."""
    safe = _UNSAFE.sub("_", text.lower()).strip("_")
    if not safe or len(safe) > _LIMIT or not text.isascii():
        safe = f"{safe[:_LIMIT]}_{_digest(text)}".strip("_")
    return f"_{safe}" if safe[0].isdigit() else safe


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
