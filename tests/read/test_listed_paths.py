"""The paths that pages list for their operations."""

import pytest

from docreplay.read.listed_paths import listed_paths
from tests.support.pages import reading_of

IGNORED = '<!-- {"blockType": "ignored"} -->\n'


def block(text: str, annotation: str = IGNORED) -> str:
    return f"{annotation}```http\n{text}\n```\n\n"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (block("GET /users/{id}"), ["/users/{id}"]),
        (block("GET /me\nor\nGET /users/{id | name}?$top=1"), ["/me", "/users/{id|name}?$top=1"]),
        (block("GET /users/{id}\nPATCH /users/{id}"), ["/users/{id}"]),
        (block("GET https://a.example/users/ada HTTP/1.1"), ["https://a.example/users/ada"]),
        (f"## HTTP request\n\nA sentence.\n\n{block('GET /users/{id}', '')}", ["/users/{id}"]),
        (block("GET /users/{id}", ""), []),
        (f"## Example\n\n{block('GET /users/ada', '')}", []),
        (block("GET /users/{id}", '<!-- {"blockType": "example"} -->\n'), []),
        (block('{"a": 1}'), []),
    ],
)
def test_listed_paths(page: str, expected: list[str]) -> None:
    assert list(listed_paths(reading_of(f"# Title\n\n{page}"))) == expected
