"""The edits that let a page document what a service answered, for one finding about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from docreplay.model.case import Answer, Case
from docreplay.model.finding import Edit, Finding
from docreplay.model.http.http import Header
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.json.value import JSON, items_of, kind, steps
from docreplay.model.location import Passage
from docreplay.review.body_edits import BodyEditor, Prefix
from docreplay.review.example_text import Masked, NoExample, is_volatile
from docreplay.review.message_edits import (
    created_body,
    header_edit,
    removed_header,
    status_edit,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A case on the page to edit, and what the service answered."""

    case: Case
    lines: Sequence[str]
    """The lines of the page, without line ends."""
    answer: Answer
    masked: Masked


def edits_of(finding: Finding, subject: Subject) -> tuple[Edit, ...]:
    """Return the edits of the page for a finding that has an intent.

    Raises `NoExample` with the reason why the page is left as it is.
    """
    expectation, answer = subject.case.expectation, subject.answer
    match finding.name:
        case "status-differs":
            return (status_edit(expectation, answer, subject.lines),)
        case "media-type-differs":
            header = _header(subject, "content-type")
            return (header_edit(header, answer, subject.lines, subject.masked),)
        case "header-differs":
            header = _header_at(subject, finding)
            return (header_edit(header, answer, subject.lines, subject.masked),)
        case "header-missing":
            return (removed_header(_header_at(subject, finding)),)
        case "body-unexpected":
            value = _value(answer)
            return (created_body(expectation, value, subject.lines, subject.masked),)
    return tuple(_body_edits(finding, subject))


def _body_edits(finding: Finding, subject: Subject) -> tuple[Edit, ...]:
    body = subject.case.expectation.body
    if body is None or finding.pointer is None:
        raise NoExample("the finding names no value of a JSON body")
    if not _is_verbatim(body, subject.lines):
        raise NoExample("the body is not on lines of its own")
    try:
        read = read_json(body.text)
    except JsonError:
        raise NoExample("the documented body cannot be read") from None
    prefix = _prefix_of(body, subject.lines)
    editor, path = BodyEditor(read, body, prefix, subject.masked), steps(finding.pointer)
    if finding.name == "property-missing":
        return tuple(editor.removed(path))
    answered = _value(subject.answer)
    if finding.name == "property-undocumented":
        parents = all_at(answered, path[:-1])
        if not all(isinstance(item, dict) and path[-1] in item for item in parents):
            raise NoExample("only some elements of the response have it")
        return tuple(editor.added(path, _at(answered, path)))
    if is_volatile(_nearest(read.value, path), _at(answered, path)):
        raise NoExample("the value differs in every response")
    place, first = _replacement(answered, path)
    return tuple(editor.replaced(place, lambda own: _at_or(answered, own, first)))


def _prefix_of(body: Passage, lines: Sequence[str]) -> Prefix:
    """Return what returns the text before the line of a body, such as that of a quote."""
    rows = (body.row(row) for row in range(body.text.count("\n") + 1))
    columns = {at.line: at.column for at in rows}
    return lambda at: lines[at.line - 1][: columns[at.line] - 1]


def _is_verbatim(body: Passage, lines: Sequence[str]) -> bool:
    """Return True if each line of a body is the end of one of the page, one below the other."""
    first = body.at(0)
    return all(
        body.row(row).line == first.line + row
        and lines[first.line + row - 1][body.row(row).column - 1 :].rstrip() == text.rstrip()
        for row, text in enumerate(body.text.split("\n"))
        if text
    )


def _replacement(answered: JSON, path: Sequence[str]) -> tuple[Sequence[str], JSON]:
    """Return the path of what is replaced, and its new value.

    That is the whole array where its elements are of different types.
    """
    if len(set(map(kind, all_at(answered, path)))) > 1:
        path = path[: _first_index(answered, path)]
    return path, _at(answered, path)


def all_at(value: JSON, path: Sequence[str]) -> list[JSON]:
    """Return the values at a path, of all elements where it has the index of one."""
    found = [value]
    for step in path:
        found = [item for one in found for item in _below(one, step)]
    return found


def _below(value: JSON, step: str) -> list[JSON]:
    if isinstance(value, list):
        return value
    return [value[step]] if isinstance(value, dict) and step in value else []


def _first_index(value: JSON, path: Sequence[str]) -> int:
    """Return how many steps of a path lead to the first array on it."""
    for number, step in enumerate(path):
        if isinstance(value, list):
            return number
        value = _at(value, [step])
    return len(path)


def _value(answer: Answer) -> JSON:
    try:
        return read_json(answer.body.decode()).value
    except (UnicodeDecodeError, JsonError):
        raise NoExample("the response is not JSON") from None


def _at(value: JSON, path: Sequence[str]) -> JSON:
    for step in path:
        members = {str(key): item for key, item in items_of(value)}
        if step not in members:
            raise NoExample("the response has no such value")
        value = members[step]
    return value


def _at_or(value: JSON, path: Sequence[str | int], default: JSON) -> JSON:
    """Return the value at the path of a documented element, or the default if there is none."""
    try:
        return _at(value, [str(step) for step in path])
    except NoExample:
        return default


def _nearest(value: JSON, path: Sequence[str]) -> JSON:
    """Return the documented value at a path; an element is documented by the first one."""
    for step in path:
        members = {str(key): item for key, item in items_of(value)}
        value = members.get(step, next(iter(members.values()), None))
    return value


def _header(subject: Subject, name: str) -> Header:
    found = (item for item in subject.case.expectation.headers if item.name.lower() == name)
    if header := next(found, None):
        return header
    raise NoExample("the page has no such header")


def _header_at(subject: Subject, finding: Finding) -> Header:
    """Return the header that a finding of the same case, maybe of a translation, is about."""
    words = f"{finding.message} {finding.expected or ''}".lower()
    found = [item for item in subject.case.expectation.headers if item.name.lower() in words]
    if len(found) == 1:
        return found[0]
    raise NoExample("the page has several headers of that kind")
