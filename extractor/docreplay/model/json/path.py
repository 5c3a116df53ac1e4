"""Paths into JSON as configuration writes them: `$.value[*].id`, `$..etag`, `$['a b']`."""

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<deep>\.\.)|\.?\[\*\]|\[(?P<quote>['"])(?P<quoted>.*?)(?P=quote)\]|"""
    r"""\.\*|\.?(?P<name>[^.\[\]*\s'"]+)""",
    re.DOTALL,
)
_DEEP = 0


class JsonPathError(ValueError):
    """The text is no path; the message says why."""


class JsonPath(NamedTuple):
    """A path of a subset of RFC 9535: names, `[*]`, `.*` and one `..`; no index, no filter."""

    tokens: tuple[str | int | None, ...]
    """A name, None for any name or index, or 0 for any depth."""

    @property
    def last_name(self) -> str | None:
        """The property name with which the path ends, if it does."""
        last = self.tokens[-1] if self.tokens else None
        return last if isinstance(last, str) else None

    def matches(self, steps: tuple[str | int, ...]) -> bool:
        """Whether a path of names and indices is one of those meant; an index is any index."""
        return _matches(self.tokens, steps)


def json_path(text: str) -> JsonPath:
    """The path of a text. Raises `JsonPathError`."""
    if not text.startswith("$"):
        raise JsonPathError("a path begins with `$`")
    tokens: list[str | int | None] = []
    at = 1
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match:
            raise JsonPathError(f"`{text[at:]}` is no name and no `[*]`")
        tokens.append(_token(match))
        at = match.end()
    if tokens.count(_DEEP) > 1 or (tokens and tokens[-1] == _DEEP):
        raise JsonPathError("`..` stands once, and before a name")
    return JsonPath(tuple(tokens))


def _token(match: re.Match[str]) -> str | int | None:
    if match["deep"]:
        return _DEEP
    if match["quote"]:
        return match["quoted"]
    return match["name"]


def _matches(tokens: tuple[str | int | None, ...], steps: tuple[str | int, ...]) -> bool:
    if not tokens:
        return not steps
    if tokens[0] == _DEEP:
        return any(_matches(tokens[1:], steps[at:]) for at in range(len(steps)))
    if not steps:
        return False
    return tokens[0] in (None, steps[0]) and _matches(tokens[1:], steps[1:])
