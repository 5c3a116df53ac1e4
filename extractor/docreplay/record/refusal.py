"""What an error says about the request: which input it names, and whether its text is documented.

No text of an error is kept: only the kind of what it says, and a name that the request or the
error itself marks as one.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

_KINDS = (
    (
        "required",
        re.compile(
            r"\b(?:required|missing|must (?:be )?(?:provide|supplie|specifie|present))", re.I
        ),
    ),
    (
        "unknown",
        re.compile(
            r"\b(?:unknown|unrecogni[sz]ed|unexpected|undeclared|extraneous|additional propert"
            r"|does not exist on type"
            r"|not (?:a )?(?:defined|declared|recogni[sz]ed|known|permitted))",
            re.I,
        ),
    ),
    (
        "invalid",
        re.compile(
            r"\b(?:invalid|must be|must match|not (?:a )?(?:valid|supported|allowed)|unsupported"
            r"|out of range|too (?:long|short|large|small)|expected|cannot be|format)",
            re.I,
        ),
    ),
)
"""Kinds of refusals, by words of English error messages; the first that fits counts."""
_MARKED = re.compile(r"['\"`‘“]([A-Za-z_$@][\w.@$-]{0,39})['\"`’”]")
_WORD = re.compile(r"[A-Za-z_$@][\w@$-]*")
_NAME = re.compile(r"[A-Za-z_$@][\w.@$-]{0,39}")
_NAMES = ("message", "detail", "title", "description", "error_description", "reason")
_TARGETS = ("target", "field", "param", "parameter", "property", "name")
_DEPTH = 5


def refusal(value: object, inputs: Collection[str]) -> list[str]:
    """Return what an error body says of the inputs: `required displayName`, `invalid color`."""
    found = dict.fromkeys(
        f"{kind} {name}"
        for text, targets in _messages(value, 0)
        if (kind := _kind(text))
        for name in targets or _named(text, inputs)
    )
    return list(found)


def error_message(value: object, documented: str) -> list[str]:
    """Return whether the message of an error body is the documented one, if one is."""
    if not documented:
        return []
    texts = [text for text, _ in _messages(value, 0)]
    return ["documented" if documented in texts else "other"] if texts else []


def first_message(value: object) -> str:
    """Return the first message of an error body, or `""`."""
    return next((text for text, _ in _messages(value, 0)), "")


def _kind(text: str) -> str:
    return next((kind for kind, words in _KINDS if words.search(text)), "")


def _messages(value: object, depth: int) -> Iterator[tuple[str, list[str]]]:
    """Yield the messages of an error body, each with the names that are given beside it."""
    if isinstance(value, str) and depth == 1:
        yield value, []
    elif isinstance(value, Mapping):
        yield from _own_messages(value)
    below = value.values() if isinstance(value, Mapping) else value
    if isinstance(value, Mapping | list) and depth < _DEPTH:
        for item in below if isinstance(below, Iterable) else ():
            yield from _messages(item, depth + 1)


def _own_messages(value: Mapping[str, object]) -> Iterator[tuple[str, list[str]]]:
    given = (value.get(name) for name in _TARGETS)
    names = [item for item in given if isinstance(item, str) and _NAME.fullmatch(item)]
    for key in _NAMES:
        if isinstance(text := value.get(key), str):
            yield text, names


def _named(text: str, inputs: Collection[str]) -> list[str]:
    """Return the inputs that a message names, or else the names that it has in quotes."""
    known = {name.lower(): name for name in inputs}
    words = [known[word.lower()] for word in _WORD.findall(text) if word.lower() in known]
    return list(dict.fromkeys(words)) or _MARKED.findall(text)[:3]
