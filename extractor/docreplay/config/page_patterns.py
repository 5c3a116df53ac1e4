"""Which pages a pattern of the configuration is about."""

from fnmatch import fnmatchcase
from functools import cache

from docreplay.model.page import is_locale

_WILD = frozenset("*?[")


def covers(pattern: str, path: str) -> bool:
    """Whether a pattern means the page at a project-relative POSIX path.

    A pattern is a glob, whose `*` also passes folders and whose `**/` may stand for none; or a
    page or folder, which means everything below it; or a locale, which means the folders that are
    named for it (`zh-cn` covers `docs_source/zh-cn/api/photo.md`).
    """
    if _WILD.isdisjoint(pattern):
        return _is_below(path, pattern.rstrip("/"))
    return any(fnmatchcase(path, form) for form in _forms(pattern))


@cache
def _forms(glob: str) -> tuple[str, ...]:
    """The glob with every `**/` there, or not."""
    first, *others = (glob + "*" if glob.endswith("/") else glob).split("**/")
    forms = [first]
    for part in others:
        forms = [form + mark + part for form in forms for mark in ("**/", "")]
    return tuple(forms)


def _is_below(path: str, name: str) -> bool:
    if path == name or path.startswith(name + "/"):
        return True
    return is_locale(name) and f"/{name.lower()}/" in f"/{path.lower()}"
