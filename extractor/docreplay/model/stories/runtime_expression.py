"""Read runtime expressions (Arazzo 1.1, Runtime Expressions): what they name, without values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from docreplay.model.json.value import steps

ExpressionKind = Literal[
    "url", "method", "statusCode", "request", "response", "message", "inputs", "outputs", "steps",
    "workflows", "sourceDescriptions", "components", "self",
]  # fmt: skip

_ID = r"[A-Za-z0-9_-]+"
_NAME = r"[A-Za-z0-9._-]+"
_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"  # noqa: S105  # a header name (RFC 9110 §5.6.2)
_POINTER = r"(?P<pointer>\#(?:/(?:[^~/{}]|~[01])*)*)?"
_DEREFERENCED = r"(?P<rest>(?:\.[A-Za-z_][\w-]*|\[\d+\])*)"
_FORMS = tuple(
    re.compile(rf"\$(?P<kind>{form})")
    for form in (
        "url|method|statusCode|self",
        rf"(?:request|response|message)\.header\.(?P<header>{_TOKEN})",
        r"(?:request|response|message)\.query\.(?P<query>[^{}]*)",
        r"(?:request|response|message)\.path\.(?P<path>[^{}]*)",
        rf"(?:request|response)\.body(?P<body>){_POINTER}{_DEREFERENCED}",
        rf"message\.payload(?P<payload>){_POINTER}{_DEREFERENCED}",
        rf"(?:inputs|outputs)\.(?P<name>{_NAME}){_POINTER}{_DEREFERENCED}",
        rf"steps\.(?P<owner>{_ID})\.outputs\.(?P<name>{_NAME}){_POINTER}{_DEREFERENCED}",
        rf"workflows\.(?P<owner>{_ID})\.(?P<field>inputs|outputs)\.(?P<name>{_NAME})"
        rf"{_POINTER}{_DEREFERENCED}",
        rf"sourceDescriptions\.(?P<owner>{_ID})\.(?P<name>[^{{}}]+)",
        rf"components\.(?P<field>parameters|successActions|failureActions)\.(?P<name>{_NAME})",
    )
)
_EMBEDDED = re.compile(r"\{(\$[^{}]*)\}")
_REST = re.compile(r"\.([A-Za-z_][\w-]*)|\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Expression:
    """A runtime expression, taken apart."""

    text: str
    kind: ExpressionKind
    source: str = ""
    """`header`, `query`, `path`, `body` or `payload` of a message; `inputs` or `outputs` of a
    workflow; the type of a component."""
    owner: str = ""
    """The step, workflow or source description that the name belongs to."""
    name: str = ""
    pointer: tuple[str, ...] = ()
    """Steps of the JSON Pointer behind `#`, then those of `.name` and `[0]`."""


def read_expression(text: str) -> Expression | None:
    """Return the expression that the whole text is, or None.

    Besides the grammar, `.name` and `[0]` may follow a body or a value, as in the examples of the
    specification (`$response.body.status`).
    """
    if not text.startswith("$"):
        return None
    found = next(filter(None, (form.fullmatch(text) for form in _FORMS)), None)
    return _expression(text, found.groupdict()) if found else None


def embedded(text: str) -> Iterator[str | Expression]:
    """Yield the literal stretches of a text, and the expressions in braces between them.

    Braces with anything else are literal.
    """
    at = 0
    for found in _EMBEDDED.finditer(text):
        expression = read_expression(found[1])
        if expression is None:
            continue
        yield text[at : found.start()]
        yield expression
        at = found.end()
    yield text[at:]


def _expression(text: str, parts: dict[str, str | None]) -> Expression:
    sources = ("header", "query", "path", "body", "payload")
    source = next((name for name in sources if parts.get(name) is not None), "")
    kind = re.match(r"\$(\w+)", text)
    return Expression(
        text,
        kind[1] if kind else "",  # type: ignore[arg-type]  # one of the alternatives above
        source or parts.get("field") or "",
        parts.get("owner") or "",
        parts.get("name") or (parts.get(source) or "" if source else ""),
        (*steps((parts.get("pointer") or "")[1:]), *_rest(parts.get("rest") or "")),
    )


def _rest(text: str) -> Iterator[str]:
    for found in _REST.finditer(text):
        yield found[1] if found[1] is not None else found[2]
