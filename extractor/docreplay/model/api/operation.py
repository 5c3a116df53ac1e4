"""Operations: a method and the template of a path, however a page writes them."""

import re
from functools import lru_cache
from typing import NamedTuple

from docreplay.model.http.path_ids import generalized, names_version
from docreplay.model.http.placeholder import PLACEHOLDER
from docreplay.model.http.url_template import split

_ARGUMENT = re.compile(r"(?<=[(,])\s*(@?[\w.]+)\s*=\s*(?:'[^']*'|\"[^\"]*\"|[^,()'\"]*)(?=\s*[,)])")
"""A named argument of a function of OData with its value (OData URL Conventions 4.01 §4.5)."""
_KEY = re.compile(r"\(\s*'[^']*'\s*\)")
"""A key in parentheses, such as `users('ada')` (OData URL Conventions 4.01 §4.3.1)."""


class Operation(NamedTuple):
    """A method and the path template of a page: `GET /users/{id}`."""

    method: str
    path: str
    """The path as written, without host, query and fragment."""

    @property
    def key(self) -> tuple[str, str]:
        """What is the same for all spellings: names of placeholders, case, example ids, version."""
        return self.method, _folded(self.path)[1]

    @property
    def exact_key(self) -> str:
        """What identifies it in a snapshot: only names of placeholders make no difference."""
        return f"{self.method} {_anonymous(self.path)}"

    @property
    def version(self) -> str:
        """The version with which the path begins (`v1.0`), or `""`."""
        return _folded(self.path)[0]

    def __str__(self) -> str:
        """Return the operation as documentation writes it: `GET /users/{id}`."""
        return f"{self.method} {self.path}"


@lru_cache(maxsize=16384)
def operation_of(method: str, target: str) -> Operation:
    """Return the operation of a request line; what follows the target on its line is dropped."""
    bare = _ARGUMENT.sub(r"\1={\1}", PLACEHOLDER.sub(_without_blanks, target))
    written = split(_KEY.sub("('{id}')", bare)).path.partition(" ")[0]
    return Operation(method.upper(), written.rstrip("/") or "/")


def _without_blanks(match: re.Match[str]) -> str:
    return "".join(match[0].split())


@lru_cache(maxsize=4096)
def _anonymous(path: str) -> str:
    return PLACEHOLDER.sub("{}", path).rstrip("/") or "/"


@lru_cache(maxsize=16384)
def _folded(path: str) -> tuple[str, str]:
    """Return version and template of a path, in lower case, with `{}` for all that varies."""
    segments = [part for part in PLACEHOLDER.sub("{}", path).split("/") if part]
    version = ""
    if segments and names_version(segments[0]):
        version = segments.pop(0)
    same = (segment.replace("{id}", "{}") for segment in generalized(segments))
    return version.lower(), "/" + "/".join(same).lower()
