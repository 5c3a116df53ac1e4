"""The namespace that a page names is not that of its type.

## What it means
The page of a resource has a line `Namespace: …`, or a page annotation with `namespace`, and the
`@odata.type` of its first resource is in a different namespace.

## Why it matters
Readers and tools find the type under a name that does not exist. API Doctor calls this
`NamespaceMismatch`.

## Example
    Namespace: microsoft.graph
    <!-- { "blockType": "resource", "@odata.type": "microsoft.graph.security.alert" } -->

## Fix
Correct the line or the type.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.location import Range
from docreplay.model.markup.markup import HtmlComment

RULE = Rule(code="DOC163", name="namespace-differs", severity=Severity.WARNING)

_LINE = re.compile(r" {0,3}[*_]{0,2}Namespace[*_]{0,2}:[*_]{0,2}[ \t]*`?([A-Za-z][\w.]*)")


class _Named(NamedTuple):
    namespace: str
    place: Range


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield namespaces that differ from that of the first resource, case included."""
    types = [item.type for item in subject.reading.resources if "." in item.type]
    if not types:
        return
    expected = types[0].rpartition(".")[0]
    for namespace, place in _named(subject):
        if namespace.rstrip(".") != expected:
            message = f"namespace `{namespace}` differs from that of the type `{types[0]}`"
            yield RULE.at(place, message, expected=expected, actual=namespace)


def _named(subject: PageSubject) -> Iterator[_Named]:
    markup = subject.markup
    if "amespace" not in markup.text:
        return
    for match in _lines(markup.plain):
        yield _Named(match[1], markup.places.range(*match.span(1)))
    for comment in markup.comments:
        if "#page.annotation" in comment.text and (namespace := _of_annotation(comment)):
            yield _Named(namespace, markup.places.range(comment.start, comment.end))


def _lines(plain: str) -> Iterator[re.Match[str]]:
    """Yield the lines that state a namespace: the word is searched for faster than each line."""
    at = plain.find("Namespace")
    while at >= 0:
        match = _LINE.match(plain, plain.rfind("\n", 0, at) + 1)
        if match:
            yield match
        end = plain.find("\n", at)
        at = plain.find("Namespace", end) if end >= 0 else -1


def _of_annotation(comment: HtmlComment) -> str:
    try:
        value = read_json(comment.text).value
    except JsonError:
        return ""  # reading reports it
    found = value.get("namespace") if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


CHECK = LintCheck(check)
