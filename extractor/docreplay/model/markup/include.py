"""docfx includes, `[!INCLUDE [title](path)]`: how one is written, and which file it names."""

import posixpath
import re
from functools import lru_cache
from urllib.parse import unquote

_TITLE = r"\[(?:(?:[^\[\]\n]++|\[[^\[\]\n]*+\])*+|[^\]\n]{0,1000}+)\]"
_PATH = r"([^)\s]{1,2000}+)[^)\n]{0,1000}+"
INCLUDE = re.compile(rf"\[!INCLUDE[ \t]*+{_TITLE}\({_PATH}\)\]", re.IGNORECASE)


def resolve(written: str, path: str, folder: str) -> str:
    """Return the project-relative path of a directive's target; a leading slash is the docs folder.

    `%20` is a blank (RFC 3986 §2.1); a path with escapes of unprintable characters stays as it is.
    """
    decoded = unquote(written) if "%" in written else written
    written = decoded if decoded.isprintable() else written
    base = folder if written.startswith("/") else path.rpartition("/")[0]
    below, _, name = written.lstrip("/").rpartition("/")
    return f"{_folder(base, below)}{_stem(name)}.md"


@lru_cache(maxsize=1024)
def _folder(base: str, below: str) -> str:
    """Return the folder at a path relative to another folder, with a slash; `""` is the project.

    Cached, because the pages of a folder include files of few folders.
    """
    path = posixpath.normpath(posixpath.join(base, below))
    return "" if path == "." else path.rstrip("/") + "/"


def _stem(name: str) -> str:
    """Return a file's name without its extension; a leading dot does not start one."""
    stem, dot, _ = name.rpartition(".")
    return stem if dot and stem.strip(".") else name
