"""JSON Path (RFC 9535): queries, and patterns over places. The one door to the parser.

`[compare.paths]` and annotations use patterns such as `$.value[*].id`, `$..etag` or `$['a b']`.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from docreplay.model.json.value import JSON, Steps

if TYPE_CHECKING:
    from jsonpath_rfc9535 import JSONPathQuery

_STRING_OR_SHORTHAND = re.compile(
    r"""'(?:[^'\\]|\\.)*+(?:'|\Z)|"(?:[^"\\]|\\.)*+(?:"|\Z)|"""
    r"""(?P<dots>\.\.?)(?P<name>[A-Za-z_\u0080-\ud7ff\ue000-\U0010ffff]"""
    r"""[A-Za-z0-9_\u0080-\ud7ff\ue000-\U0010ffff]*)""",
    re.DOTALL,
)
"""A quoted string, or a name in shorthand (RFC 9535 §2.5.1.1)."""
_ANY_DEPTH = 0


class JsonPathError(ValueError):
    """The text is not a JSON Path, or cannot be a pattern; the message gives the reason."""


class JsonPath(NamedTuple):
    """A pattern over places: names, `[*]`, `.*` and at most one `..`.

    An index or a filter selects by what a body contains, so that it cannot be a pattern. A second
    `..` would make the cost of a match grow with the square of the depth, and pages are untrusted.
    """

    tokens: tuple[str | int | None, ...]
    """A name, None for any name or index, or 0 for any depth."""

    @property
    def last_name(self) -> str | None:
        """The property name with which the path ends, or None."""
        last = self.tokens[-1] if self.tokens else None
        return last if isinstance(last, str) else None

    def matches(self, steps: Steps) -> bool:
        """Return True if the pattern matches the path of names and indices."""
        return _matches(self.tokens, steps)


def singular_steps(text: str) -> Steps | None:
    """Return the names and indexes of a path that selects one value at most, else None.

    An index from the end, which a JSON Pointer cannot say, is None as well (RFC 9535 §2.3.5.1).
    """
    from jsonpath_rfc9535.segments import (  # noqa: PLC0415  # slow to load, and seldom needed
        JSONPathRecursiveDescentSegment,
    )
    from jsonpath_rfc9535.selectors import IndexSelector, NameSelector  # noqa: PLC0415

    steps: list[str | int] = []
    for segment in _parsed(text).segments:
        selector = segment.selectors[0]
        if isinstance(segment, JSONPathRecursiveDescentSegment) or len(segment.selectors) > 1:
            return None
        if isinstance(selector, NameSelector):
            steps.append(selector.name)
        elif isinstance(selector, IndexSelector) and selector.index >= 0:
            steps.append(selector.index)
        else:
            return None
    return tuple(steps)


def json_path(text: str) -> JsonPath:
    """Return the pattern of a text. Raises `JsonPathError`."""
    from jsonpath_rfc9535.segments import (  # noqa: PLC0415  # slow to load, and seldom needed
        JSONPathRecursiveDescentSegment,
    )
    from jsonpath_rfc9535.selectors import NameSelector, WildcardSelector  # noqa: PLC0415

    tokens: list[str | int | None] = []
    for segment in _parsed(text).segments:
        if isinstance(segment, JSONPathRecursiveDescentSegment):
            tokens.append(_ANY_DEPTH)
        selector = segment.selectors[0]
        is_name = isinstance(selector, NameSelector)
        if len(segment.selectors) > 1 or not (is_name or isinstance(selector, WildcardSelector)):
            raise JsonPathError(f"`{segment}` must be one name or `[*]`")
        tokens.append(selector.name if isinstance(selector, NameSelector) else None)
    if tokens.count(_ANY_DEPTH) > 1:
        raise JsonPathError("`..` must occur only once")
    return JsonPath(tuple(tokens))


def find(text: str, value: JSON) -> list[tuple[Steps, JSON]]:
    """Return the nodes that a query selects: normalized paths as steps, and values, in order.

    Raises `JsonPathError` for a text that is not well-formed and valid (RFC 9535 §2.1).
    """
    return list(found_in(text, value))


def found_in(text: str, value: JSON) -> Iterator[tuple[Steps, JSON]]:
    """Yield the nodes that a query selects, one after another; raises as `find` does."""
    from jsonpath_rfc9535 import JSONPathError  # noqa: PLC0415  # slow to load

    try:
        for node in _parsed(text).finditer(value):
            yield tuple(node.location), node.value  # type: ignore[misc]  # of `value`
    except JSONPathError as error:
        raise JsonPathError(str(error)) from error


def _parsed(text: str) -> "JSONPathQuery":
    from jsonpath_rfc9535 import JSONPathError, compile  # noqa: PLC0415  # slow to load

    if not text.startswith("$"):
        raise JsonPathError("a JSON Path must start with `$`")
    try:
        return compile(_STRING_OR_SHORTHAND.sub(_bracketed, text))
    except (JSONPathError, ValueError) as error:
        raise JsonPathError(f"invalid JSON Path: {error} (RFC 9535)") from error
    except RecursionError:
        raise JsonPathError("invalid JSON Path: nested too deeply") from None


def _bracketed(match: re.Match[str]) -> str:
    """Return a shorthand name in brackets unless it is ASCII.

    Version 1.0.1 of the library ends `$.名称` after the first letter.
    """
    name = match["name"]
    if name is None or name.isascii():
        return match[0]
    return f"{'..' if match['dots'] == '..' else ''}['{name}']"


def _matches(tokens: tuple[str | int | None, ...], steps: Steps) -> bool:
    if not tokens:
        return not steps
    if tokens[0] == _ANY_DEPTH:
        return any(_matches(tokens[1:], steps[at:]) for at in range(len(steps)))
    if not steps:
        return False
    return tokens[0] in (None, steps[0]) and _matches(tokens[1:], steps[1:])
