"""What a request needs before it can be sent: values of its placeholders, and from where."""

import re
from collections.abc import Iterator

from docreplay.model.http import uri_expression
from docreplay.model.http.http import Request
from docreplay.model.http.placeholder import (
    NAMED,
    PLACEHOLDER,
    Placeholder,
    placeholder_of,
    with_surroundings,
)
from docreplay.model.http.placeholder_values import PlaceholderValues
from docreplay.model.listed_case import Need
from docreplay.replay.accounts.body_credentials import credentials_in, with_placeholders
from docreplay.replay.prepare import is_sent

_ARGUMENT = re.compile(r"[(,][^/(),?]*$")
"""The start of an argument of a function, up to its placeholder."""
_NEAR = 10
"""Placeholders before one that the key of its place has at most."""
_CLOSING = re.compile(r"'?\)?")


def needs(request: Request, values: PlaceholderValues) -> Iterator[Need]:
    """Yield the placeholders of a request: of its URL, its headers and its body."""
    for match, before, after in with_surroundings(request.target, max(_NEAR, values.reach)):
        found = placeholder_of(match)
        if uri_expression.is_optional(found.written):
            yield from _optional(found, values)
            continue
        yield Need(
            written=found.written,
            name=_name(found),
            place=_place(found, before, after),
            where="URL",
            source=values.source(found, before, after),
            is_required=True,
        )
    for header in request.headers:
        if is_sent(header.name):
            yield from _named(header.value, f"header `{header.name}`", values)
    own = with_placeholders(request)
    if own.body is not None:
        credentials = {field.parameter for field in credentials_in(request)}
        for need in _named(own.body.text, "body", values):
            yield need._replace(is_required=need.name in credentials)


def _optional(found: Placeholder, values: PlaceholderValues) -> Iterator[Need]:
    """Yield the names of an expression such as `{?page,limit}`."""
    for name in found.names:
        source = values.source(Placeholder(found.written, (name,)))
        yield Need(found.written, name, name, "URL", source, is_required=False)


def _named(text: str, where: str, values: PlaceholderValues) -> Iterator[Need]:
    """Yield the placeholders of a header or a body, where one without a value may be literal."""
    for match in NAMED.finditer(text):
        found = placeholder_of(match)
        name = _name(found)
        source = values.source(found)
        yield Need(found.written, name, name, where, source, is_required=where != "body")


def _name(placeholder: Placeholder) -> str:
    """Return the first name, of several alternatives the first."""
    first = placeholder.names[0]
    return placeholder.names[1] if len(placeholder.names) > 1 and "|" in first else first


def _place(placeholder: Placeholder, before: str, after: str) -> str:
    """Return the key for the place: the segment, the argument or the parameter that is before."""
    mark = "+" if placeholder.written.startswith("{+") else ""
    own = f"{{{mark}{_name(placeholder)}}}"
    if "*" in own:  # an id that the page writes out
        return "/".join(_name(placeholder).split("/")[-2:])
    before = PLACEHOLDER.sub(lambda match: f"{{{_name(placeholder_of(match))}}}", before)
    path, sign, query = before.partition("?")
    if sign:
        return f"?{query.rpartition('&')[2]}{own}"
    if argument := _ARGUMENT.search(path):
        closing = _CLOSING.match(after)
        return f"{argument[0]}{own}{closing[0] if closing else ''}"
    if "://" in path and path.count("/") == 2:
        return _name(placeholder)
    segments = path.removesuffix("/").rpartition("/")[2]
    end = "/" if path.endswith("/") else ""
    return f"{segments}{end}{own}" if segments else _name(placeholder)
