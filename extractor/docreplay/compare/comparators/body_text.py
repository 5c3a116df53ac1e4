"""A body that is not JSON, by its media type.

CSV is compared by its header row, XML by its root, a form by the names of its fields; and numbers.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote_plus
from xml.parsers import expat

from docreplay.compare.comparator import Comparator
from docreplay.compare.rules.csv_header_differs import RULE as CSV_DIFFERS
from docreplay.compare.rules.text_differs import RULE as TEXT_DIFFERS
from docreplay.compare.rules.xml_malformed import RULE as XML_MALFORMED
from docreplay.compare.subject import ResponseSubject
from docreplay.model.finding import Finding
from docreplay.model.http.decoding import Unreadable
from docreplay.model.http.http import FORM
from docreplay.model.location import Passage

_NUMBER = re.compile(r"\s*-?\d+(?:\.\d+)?\s*")
_CSV = frozenset({"text/csv", "application/csv"})
_TABULAR = _CSV | {"application/octet-stream"}
_DELIMITERS = ",;\t|"
_FIELDS = {
    char: re.compile(rf'(?:^|[{char}])\s*(?:"((?:[^"]|"")*)"|([^{char}"]*))')
    for char in _DELIMITERS
}
_FIELD = re.compile(r"[^&\s=][^&\n=]*+(?:=[^&\n]*)?")
"""A field of a form, or text without `=`; pages also write each on a line of its own."""
_LINE_END = re.compile(r"\r?\n|\r")
_KNOWN_TO_EXPAT = frozenset({"utf-8", "utf-16", "iso-8859-1", "us-ascii"})
_ENCODING = re.compile(r"<\?xml[^>]*?\sencoding=[\"']([\w.-]+)")


def check(subject: ResponseSubject) -> Iterator[Finding]:
    """Report a text that does not have the structure of the documented one."""
    body = subject.expectation.body
    if body is None or subject.document or not subject.may_have_body:
        return
    if not subject.answer.body.strip():
        return
    declared = subject.expectation.media_type
    if declared.endswith(("/xml", "+xml")):
        yield from _xml(body, subject.answer.body)
    elif declared in _CSV or (declared in _TABULAR and "," in _header(body.text)):
        yield from _csv(body, subject)
    elif declared == FORM:
        yield from _form(body, subject)
    elif _NUMBER.fullmatch(body.text):
        yield from _number(body, subject)


def _csv(body: Passage, subject: ResponseSubject) -> Iterator[Finding]:
    """Report documented columns that are missing, in any order (RFC 4180 §2)."""
    expected, actual = _header(body.text), _first_line(subject)
    there = set(_columns(actual))
    missing = [name for name in _columns(expected) if name not in there]
    if missing:
        names = ", ".join(f"`{name}`" for name in missing)
        message = f"missing CSV column{'s' * (len(missing) > 1)} {names}"
        yield CSV_DIFFERS.at(body.location, message, expected=expected, actual=actual[:200])


def _form(body: Passage, subject: ResponseSubject) -> Iterator[Finding]:
    """Report documented fields that are missing (WHATWG URL, application/x-www-form-urlencoded)."""
    try:
        there = {_name(field[0]) for field in _fields(subject.text)}
    except Unreadable:
        there = set()
    for field in _fields(body.text):
        if _name(field[0]) not in there:
            at = body.range(*field.span())
            message = f"missing form field `{_name(field[0])}`"
            yield TEXT_DIFFERS.at(at, message, expected=field[0])


def _name(field: str) -> str:
    return unquote_plus(field.partition("=")[0].strip())


def _header(text: str) -> str:
    """Return the first line; CRLF, LF and CR end lines."""
    return _LINE_END.split(text, maxsplit=1)[0].strip()


def _columns(header: str) -> list[str]:
    """Return the column names; the delimiter is the most frequent candidate."""
    delimiter = max(_DELIMITERS, key=header.count)
    names = (match[1] or match[2] for match in _FIELDS[delimiter].finditer(header))
    return [name.replace('""', '"').strip() for name in names if name and name.strip()]


def _fields(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _FIELD.finditer(text) if "=" in match[0])


def _first_line(subject: ResponseSubject) -> str:
    try:
        return _header(subject.text)
    except Unreadable:
        return ""


def _number(body: Passage, subject: ResponseSubject) -> Iterator[Finding]:
    actual = _first_line(subject)
    if not _NUMBER.fullmatch(actual):
        message = "response body must be a number"
        expected = body.text.strip()
        yield TEXT_DIFFERS.at(body.location, message, expected=expected, actual=actual[:120])


def _xml(body: Passage, data: bytes) -> Iterator[Finding]:
    """Report XML that is not well-formed (XML 1.0 §2.1), or has a different root element (§2.1)."""
    expected, _ = _root(body.text.strip().encode())
    actual, problem = _root(data)
    if problem:
        yield XML_MALFORMED.at(body.location, f"response body is not well-formed XML: {problem}")
    elif expected and actual != expected:
        message = f"the root element of the response is `{actual}`, not `{expected}`"
        yield TEXT_DIFFERS.at(body.location, message, expected=expected, actual=actual)


def _root(data: bytes) -> tuple[str, str]:
    """Return the name of the root element without its prefix, and why XML is not well-formed.

    Entity declarations are refused, as they may be a bomb.
    """
    found: list[str] = []
    parser = expat.ParserCreate(None if (text := _decoded(data)) is None else "utf-8")
    parser.EntityDeclHandler = _refuse_entity
    parser.StartElementHandler = lambda name, _: None if found else found.append(name)
    problem = ""
    try:
        parser.Parse(data if text is None else text, True)
    except (expat.ExpatError, ValueError) as error:
        problem = str(error)
    return (found[0].rpartition(":")[2] if found else ""), problem


def _decoded(data: bytes) -> bytes | None:
    """Return the XML in UTF-8 if it declares an encoding that expat does not know, else None."""
    declared = _ENCODING.match(data[:200].decode("latin-1"))
    if declared is None or declared[1].lower() in _KNOWN_TO_EXPAT:
        return None
    try:
        return data.decode(declared[1]).encode()
    except (UnicodeError, LookupError):
        return None


def _refuse_entity(*_: object) -> None:
    raise ValueError("entity declarations are not allowed")


COMPARATOR = Comparator(check)
