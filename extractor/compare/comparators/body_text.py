"""A body that is not JSON, by its media type: CSV by its header row, XML, plain numbers."""

import csv
import re
from collections.abc import Iterator
from xml.parsers import expat

from extractor.compare.comparator import Comparator
from extractor.compare.rules.csv_header_differs import RULE as CSV_DIFFERS
from extractor.compare.rules.text_differs import RULE as TEXT_DIFFERS
from extractor.compare.rules.xml_malformed import RULE as XML_MALFORMED
from extractor.compare.subject import Subject, Unreadable
from extractor.model.finding import Finding
from extractor.model.source import Passage

_NUMBER = re.compile(r"\s*-?\d+(?:\.\d+)?\s*")
_TABULAR = frozenset({"text/csv", "application/csv", "application/octet-stream"})


def check(subject: Subject) -> Iterator[Finding]:
    """The answer's text has what can be told from the documented text."""
    body = subject.expectation.body
    if body is None or subject.document or not subject.is_body_comparable:
        return
    if not subject.answer.body.strip():
        return
    declared = subject.expectation.media_type
    if declared.endswith(("/xml", "+xml")):
        yield from _xml(body, subject.answer.body)
    elif declared in _TABULAR and "," in body.text.partition("\n")[0]:
        yield from _csv(body, subject)
    elif _NUMBER.fullmatch(body.text):
        yield from _number(body, subject)


def _csv(body: Passage, subject: Subject) -> Iterator[Finding]:
    """Every documented column is there, in any order (RFC 4180 §2: the header names them)."""
    actual = _first_line(subject)
    missing = [name for name in _columns(body.text) if name not in _columns(actual)]
    if missing:
        names = ", ".join(f"`{name}`" for name in missing)
        message = f"the CSV lacks the column{'s' * (len(missing) > 1)} {names}"
        expected = body.text.partition("\n")[0].strip()
        yield CSV_DIFFERS.at(body.location, message, expected=expected, actual=actual[:200])


def _columns(text: str) -> list[str]:
    names = next(csv.reader([text.partition("\n")[0].strip()]), [])
    return [name.strip() for name in names if name.strip()]


def _first_line(subject: Subject) -> str:
    try:
        return subject.text.partition("\n")[0].strip()
    except Unreadable:
        return ""


def _number(body: Passage, subject: Subject) -> Iterator[Finding]:
    actual = _first_line(subject)
    if not _NUMBER.fullmatch(actual):
        message = "the body is no number, the page shows one"
        expected = body.text.strip()
        yield TEXT_DIFFERS.at(body.location, message, expected=expected, actual=actual[:120])


def _xml(body: Passage, data: bytes) -> Iterator[Finding]:
    """Well-formedness alone (XML 1.0 §2.1); an entity of its own is refused, it may be a bomb."""
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        yield XML_MALFORMED.at(body.location, f"the body is no XML: {error}")


def _refuse_entity(*_: object) -> None:
    raise ValueError("it declares an entity")


COMPARATOR = Comparator(check)
