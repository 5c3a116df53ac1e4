"""Pages, cases and responses from text."""

from docreplay.cases.build import build_cases
from docreplay.model.case import Answer, Case
from docreplay.model.exchange import Reading
from docreplay.model.page import Page
from docreplay.read.reading import read
from docreplay.sources.layouts import identify

DOCS = "docs"
"""Folder of the pages; paths of pages are relative to the project and begin with it."""
PAGE = "docs/api/page.md"
"""Path of a page whose path does not matter."""


def exchange(
    request: str = "GET https://api.example.com/v1/photo",
    response: str = "HTTP/1.1 200 OK",
    *,
    name: str = "get_photo",
    annotation: str = "",
) -> str:
    """Return the Markdown of a documented exchange; `annotation` adds keys to the response's."""
    more = f", {annotation}" if annotation else ""
    return (
        f'<!-- {{ "blockType": "request", "name": "{name}" }} -->\n```http\n{request}\n```\n\n'
        f'<!-- {{ "blockType": "response"{more} }} -->\n```http\n{response}\n```\n'
    )


def read_page(text: str, path: str = PAGE) -> Reading:
    """Read a page: its exchanges, resources and findings."""
    return read(Page(id=identify(path, path.partition("/")[0]), text=text))


def cases_of(text: str, path: str = PAGE) -> tuple[Case, ...]:
    """Return the cases that are tested from a page."""
    return build_cases(read_page(text, path).exchanges)


def response(text: str) -> Answer:
    """Return the response of a service: a status line, headers, an empty line and a body."""
    head, _, body = text.partition("\n\n")
    status, *fields = head.rstrip("\n").split("\n")
    _, code, reason = [*status.split(" ", 2), ""][:3]
    pairs = (field.partition(":") for field in fields)
    headers = tuple((name.strip(), value.strip()) for name, _, value in pairs)
    return Answer(status=int(code), reason=reason, headers=headers, body=body.encode())
