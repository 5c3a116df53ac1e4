"""The Python test module of one page: tests first, bodies last, one call per documented claim.

It contains no line numbers, so that edits of prose do not change it:
`flows/pages/claim_lines.py` looks them up.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docreplay.emit.literals import WIDTH, literal, string, width
from docreplay.model.case import BodyAnnotation, Case, Expectation
from docreplay.model.http.http import Header, Request, declared_type, is_json
from docreplay.model.http.status import is_same_reason, usual_reason
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.json.value import JSON
from docreplay.model.location import Passage
from docreplay.model.page import PageId

_ROOM = WIDTH - 4
"""Number of columns of a line in a test function."""
_VERBS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
_NOT_SENT = frozenset({"content-length", "host"})
_NOT_CLAIMED = _NOT_SENT | {
    "connection",
    "date",
    "keep-alive",
    "trailer",
    "transfer-encoding",
    "upgrade",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """The source of a module, and the values that its constants must have."""

    source: str
    constants: Mapping[str, JSON]


def module_of(page: PageId, cases: Sequence[Case]) -> Module:
    """Return the module that tests the cases of a page; the same cases give the same source."""
    writer = _Writer()
    tests = [writer.test(case) for case in cases]
    parts = [_head(page), *tests, "\n\n".join(writer.printed)]
    source = "\n\n\n".join(part for part in parts if part) + "\n"
    return Module(source=source, constants=writer.constants)


def _head(page: PageId) -> str:
    docstring = _docstring([page.path, "PYTEST_DONT_REWRITE: these tests hold no assert."])
    mark = _call("pytest.mark.page", [string(page.path)], "pytestmark = ")
    return f"{docstring}\n\nimport pytest\n\n{mark}"


@dataclass(slots=True)
class _Writer:
    """Writer of tests, which collects the constants of their bodies."""

    constants: dict[str, JSON] = field(default_factory=dict)
    printed: list[str] = field(default_factory=list)

    def test(self, case: Case) -> str:
        """Return a test function."""
        also = [f"Also on {path}" for path in dict.fromkeys(at.path for at in case.also_on)]
        lines = [
            f"def test_{case.name}(api):",
            *_indented(_docstring([case.title, *also])),
            *_indented(self._request(case)),
        ]
        claims = [line for claim in self._claims(case) for line in _indented(claim)]
        return "\n".join([*lines, *([""] if claims else []), *claims])

    def _request(self, case: Case) -> str:
        request = case.request
        verb = request.method if request.method in _VERBS else ""
        name = f"api.{verb.lower() or 'request'}"
        arguments = [] if verb else [string(request.method)]
        arguments.append(string(request.target))
        keyword, body = self._request_body(case, request)
        if keyword:
            arguments.append(f"{keyword}={body}")
        if headers := _sent_headers(request, as_json=keyword == "json"):
            arguments.append(_headers_argument(headers))
        if case.prefer:
            arguments.append(f"prefer={string(case.prefer)}")
        return _call(name, arguments, "reply = ")

    def _request_body(self, case: Case, request: Request) -> tuple[str, str]:
        if request.body is None:
            return "", ""
        value = _json_value(request.headers, request.body)
        if value is None:
            return "data", self._text(case, "REQUEST", request.body.text)
        return "json", self._constant(case, "REQUEST", value[0])

    def _claims(self, case: Case) -> Iterator[str]:
        expected = case.expectation
        if expected.status is not None and expected.status_at:
            arguments = [str(expected.status)]
            if not is_same_reason(expected.reason, usual_reason(expected.status)):
                arguments.append(f"reason={string(expected.reason)}")
            if expected.body is None or _json_value(expected.headers, expected.body) is None:
                arguments += _compare_argument(expected.shape)
            yield _call("reply.has_status", arguments)
        for header in expected.headers:
            yield from self._header_claim(header)
        if expected.body is not None:
            yield self._body_claim(case, expected, expected.body)
        elif expected.no_body and expected.status_at:
            yield _call("reply.has_no_body", [])

    def _header_claim(self, header: Header) -> Iterator[str]:
        if header.name.lower() == "content-type":
            yield _call("reply.has_media_type", [string(header.value)])
        elif header.name.lower() not in _NOT_CLAIMED:
            yield _call("reply.has_header", [string(header.name), string(header.value)])

    def _body_claim(self, case: Case, expected: Expectation, body: Passage) -> str:
        value = _json_value(expected.headers, body)
        if value is None:
            text = self._text(case, "RESPONSE", body.text)
            return _call("reply.has_body_text", [text])
        constant = self._constant(case, "RESPONSE", value[0])
        arguments = [constant, *_shape_arguments(expected.shape)]
        return _call("reply.has_body_like", arguments)

    def _constant(self, case: Case, role: str, value: JSON) -> str:
        name = f"{case.name.upper()}_{role}"
        self.constants[name] = value
        self.printed.append(_assignment(name, literal(value, used=len(name) + 3)))
        return name

    def _text(self, case: Case, role: str, text: str) -> str:
        """Return a short text as a literal, or the name of a constant for a long one."""
        printed = string(text)
        if len(printed) <= WIDTH // 2:
            return printed
        name = f"{case.name.upper()}_{role}"
        self.constants[name] = text
        self.printed.append(_assignment(name, printed))
        return name


def _assignment(name: str, printed: str) -> str:
    """Return the assignment of a constant; a string too long for its line gets its own."""
    is_split = "\n" in printed
    if not is_split and width(name) + 3 + width(printed) > WIDTH >= 4 + width(printed):
        return f"{name} = (\n    {printed}\n)"
    return f"{name} = {printed}"


def _json_value(headers: Sequence[Header], body: Passage) -> tuple[JSON] | None:
    """Return the JSON value of a body; None if it has none, or a number without a literal."""
    declared = declared_type(headers)
    if declared and not is_json(declared):
        return None
    try:
        value = read_json(body.text).value
        json.dumps(value, allow_nan=False)
    except (JsonError, ValueError, RecursionError):
        return None
    return (value,)


def _sent_headers(request: Request, *, as_json: bool) -> list[tuple[str, str]]:
    return [
        (header.name, header.value)
        for header in request.headers
        if header.name.lower() not in _NOT_SENT and not (as_json and _is_plain_json(header))
    ]


def _is_plain_json(header: Header) -> bool:
    return header.name.lower() == "content-type" and header.value.lower() == "application/json"


def _headers_argument(headers: list[tuple[str, str]]) -> str:
    names = [name for name, _ in headers]
    if len(set(names)) == len(names):
        return _argument("headers", dict(headers))
    return _argument("headers", [[name, value] for name, value in headers])


def _argument(name: str, value: JSON) -> str:
    """Return a keyword argument for a line of its own in a call that is indented later."""
    return f"{name}={literal(value, indent=1, used=len(name) + 2, room=_ROOM)}"


def _shape_arguments(shape: BodyAnnotation) -> Iterator[str]:
    if shape.type:
        yield f"type={string(shape.type)}"
    flags = {
        "collection": shape.is_collection,
        "empty": shape.is_empty,
        "truncated": shape.truncated,
        "expect_error": shape.expect_error,
    }
    yield from (f"{name}=True" for name, value in flags.items() if value)
    if shape.collection_property != "value":
        yield f"collection_property={string(shape.collection_property)}"
    if shape.optional:
        yield _argument("optional", list(shape.optional))
    if shape.nullable:
        yield _argument("nullable", list(shape.nullable))
    yield from _compare_argument(shape)


def _compare_argument(shape: BodyAnnotation) -> Iterator[str]:
    """Yield the `compare` argument; the status has it if the body is not JSON."""
    if shape.compare:
        yield _argument("compare", json.loads(shape.compare))


def _docstring(lines: Sequence[str]) -> str:
    """Return a docstring of plain text, with characters replaced that could end or break it."""
    first, *rest = (_plain(line) for line in lines)
    if not rest:
        return f'"""{first}"""'
    return "\n".join([f'"""{first}', "", *rest, '"""'])


def _plain(text: str) -> str:
    harmless = text.replace("\\", "/").replace('"', "'")
    printable = "".join(c if c.isprintable() else "?" for c in harmless)
    return printable.strip() or "?"


def _call(function: str, arguments: list[str], prefix: str = "") -> str:
    """Return a call on one line if it fits into an indented test, else one argument a line."""
    flat = f"{prefix}{function}({', '.join(arguments)})"
    room = WIDTH if prefix == "pytestmark = " else _ROOM
    if "\n" not in flat and width(flat) <= room:
        return flat
    inner = "".join(f"    {argument},\n" for argument in arguments)
    return f"{prefix}{function}(\n{inner})"


def _indented(text: str) -> Iterator[str]:
    return (f"    {line}" if line else line for line in text.split("\n"))
