"""Pages as tests write them, read and made into cases by the real stages."""

from docreplay.cases.build import build_cases
from docreplay.model.case import Case
from docreplay.model.exchange import Reading
from docreplay.model.page import Page
from docreplay.read.pages import identify
from docreplay.read.reading import read

PATH = "docs_source/en-us/api/page.md"


def reading_of(text: str, path: str = PATH) -> Reading:
    """What a page at the path says."""
    return read(Page(id=identify(path, "docs_source"), text=text))


def cases_of(text: str, path: str = PATH) -> tuple[Case, ...]:
    """The cases of a page."""
    return build_cases(reading_of(text, path).exchanges)


def exchange(
    request: str = "GET https://api.example.com/v1/photo",
    response: str = "HTTP/1.1 200 OK",
    *,
    name: str = "get_photo",
    annotation: str = "",
) -> str:
    """A documented exchange: the text of both messages, and more keys of the response's JSON."""
    more = f", {annotation}" if annotation else ""
    return (
        f'<!-- {{ "blockType": "request", "name": "{name}" }} -->\n```http\n{request}\n```\n\n'
        f'<!-- {{ "blockType": "response"{more} }} -->\n```http\n{response}\n```\n'
    )


def case_of(*messages: str, name: str = "get_photo", annotation: str = "") -> Case:
    """The one case of a page with one exchange; see `exchange`."""
    (case,) = cases_of(exchange(*messages, name=name, annotation=annotation))
    return case
