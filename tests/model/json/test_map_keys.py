"""Names that are data are distinguished from words of the API."""

import pytest

from docreplay.model.json.map_keys import entry_keys, is_map_key

KEYS = """
    48d31887-5fad-4d73-a9f5-3c356e68a038
    {48D31887-5FAD-4D73-A9F5-3C356E68A038}
    user_48d31887-5fad-4d73-a9f5-3c356e68a038
    https://example.com/photos/1
    urn+x://example
    https%3A//example.com
    https%3a%2f%2fexample.com
    ada@example.com
    42
    2026-01-02
    2026/01/02
    12:30
    1.2.3
    2026-01-02T12:30:00Z
    2026-W07
    2026-w07-1
    2026-Q3
    507f1f77bcf86cd799439011
    cus_NffrFeUfNV2Hib
    de-DE
    U012AB3CD
    api.example.com
    AAMkAGI1ABCdEFgh9IjkLMNop0
"""
WORDS = """
    height photo displayName x-header user_id api-key example.photo photo.md v1 sha256 oauth2
    photo@odata.type id@Org.OData.Core.V1 http:photo mailto:ada facade deadbeef USER_ID
"""


@pytest.mark.parametrize("name", KEYS.split())
def test_a_name_that_is_data_is_the_key_of_a_map(name: str) -> None:
    assert is_map_key(name)


@pytest.mark.parametrize("name", WORDS.split())
def test_a_word_of_the_api_is_not_the_key_of_a_map(name: str) -> None:
    assert not is_map_key(name)


@pytest.mark.parametrize(
    ("documented", "name", "expected"),
    [
        (["2026-01-02"], "2026-01-03", ["2026-01-02"]),
        (["2026-01-02"], "total", ["2026-01-02"]),
        (["2026-01-02", "@odata.type"], "total", ["2026-01-02"]),
        (["2026-01-02", "total"], "2026-01-03", ["2026-01-02"]),
        (["2026-01-02", "total"], "average", []),
        (["2026-01-02"], "2026-01-02", []),
        (["2026-01-02"], "@odata.type", []),
        (["2026-01-02"], "total@odata.type", []),
        (["height"], "2026-01-03", []),
        (["2026-01-02"], 0, ["2026-01-02"]),
    ],
)
def test_an_entry_is_documented_by_the_entries_that_a_page_shows(
    documented: list[str], name: str | int, expected: list[str]
) -> None:
    assert entry_keys(dict.fromkeys(documented, 1), name) == expected
