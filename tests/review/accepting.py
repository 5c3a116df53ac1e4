"""Accept all changes that a response proposes for a page, without a service."""

import json
from contextlib import suppress

from docreplay.cases.build import build_cases
from docreplay.compare.compare import compare
from docreplay.model.case import Answer, Case
from docreplay.model.finding import Finding, Severity
from docreplay.model.markup.text_fixes import applied
from docreplay.model.page import Page, PageId, normalized
from docreplay.model.types.resource_catalogue import EMPTY
from docreplay.read.reading import read
from docreplay.review.edits import Subject, edits_of
from docreplay.review.example_text import NoExample
from docreplay.review.intent import INTENTS, Intent, intent_of

ID = PageId(path="a.md", locale="", key="a")
PAGE = """# Photo

<!-- {"blockType": "request", "name": "get_photo"} -->
```http
GET /photo
```

<!-- {"blockType": "response"} -->
```http
HTTP/1.1 200 OK
Content-Type: application/json
ETag: "1"

BODY
```

The end.
"""


def page_of(body: str) -> str:
    """Return a page that documents a body."""
    return PAGE.replace("BODY", body)


def answer_of(
    body: object, status: int = 200, media_type: str = "application/json", *, etag: bool = True
) -> Answer:
    """Return a response with a JSON body."""
    headers = (("Content-Type", media_type), *([("ETag", '"2"')] if etag else []))
    data = b"" if body is None else json.dumps(body).encode()
    return Answer(status=status, reason="", headers=headers, body=data)


def case_of(text: str) -> Case:
    """Return the only case of a page."""
    (case,) = build_cases(read(Page(id=ID, text=text)).exchanges)
    return case


def findings_of(text: str, answer: Answer) -> tuple[Finding, ...]:
    """Return what a response contradicts on a page."""
    case = case_of(text)
    return compare(case.expectation, answer, catalogue=EMPTY, request=case.request)


def errors_of(text: str, answer: Answer) -> list[str]:
    """Return the errors of a response."""
    found = findings_of(text, answer)
    return [str(item) for item in found if item.severity is Severity.ERROR]


def accepted(text: str, answer: Answer, intents: tuple[Intent, ...] = INTENTS) -> str:
    """Return the page with all changes of these intents; what cannot be changed stays."""
    refused: set[tuple[str, str | None]] = set()
    for _ in range(50):
        found = [
            item
            for item in findings_of(text, answer)
            if intent_of(item) in intents and (item.message, item.pointer) not in refused
        ]
        status = [item for item in found if item.name == "status-differs"]
        for finding in status or found:
            lines = normalized(text).split("\n")
            subject = Subject(case=case_of(text), lines=lines, answer=answer, masked=str)
            before = text
            with suppress(NoExample):
                text = applied(text, edits_of(finding, subject))
            if text == before:
                refused.add((finding.message, finding.pointer))
            break
        else:
            return text
    raise AssertionError("the changes never end")
