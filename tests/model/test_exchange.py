"""How sure a pair is."""

import pytest

from docreplay.model.page import Page, PageId
from docreplay.read.reading import Options, read

PAGE = PageId(path="a.md", locale="", key="a")
REQUEST = "```http\nGET /photo\n```\n"
RESPONSE = "```http\nHTTP/1.1 200 OK\n\n{}\n```\n"
BODY = '```json\n{ "id": 2 }\n```\n'
STATED = '<!-- { "blockType": "request" } -->\n' + REQUEST


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        (f'{STATED}\n<!-- {{ "blockType": "response" }} -->\n{RESPONSE}', "stated"),
        (STATED, None),
        (f"{REQUEST}\n{RESPONSE}", "high"),
        (f"{STATED}\n{RESPONSE}", "high"),
        (f"## Get\n\n{REQUEST}\n### Response\n\n{RESPONSE}", "medium"),
        (f"{REQUEST}\nReturns `201 Created`:\n\n{BODY}", "medium"),
        (f"## Get\n\n{REQUEST}\n### 200: OK\n\n{BODY}", "medium"),
        (f"{REQUEST}\n{BODY}", "low"),
        (f"## Get\n\n{REQUEST}\n### Response\n\n{BODY}", "low"),
    ],
)
def test_the_confidence_of_a_pair(text: str, confidence: str | None) -> None:
    (found,) = read(Page(id=PAGE, text=text), Options(infer_unannotated=True)).exchanges
    assert found.confidence == confidence
