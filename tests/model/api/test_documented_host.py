import pytest

from docreplay.model.api.documented_host import DocumentedAddress, documented_address, main_host
from tests.support.pages import case_of


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([], ""),
        ([[]], ""),
        ([["a"], ["b", "b", "b"], ["a"]], "a"),  # a page is one vote, however much it documents
        ([["b", "a"], ["b", "a", "a"]], "a"),
        ([["b", "a"], ["a", "b"]], "b"),
        ([["", "", "a"]], ""),
        ([["a", ""]], ""),
        ([["a", "a", ""]], "a"),
        ([[""], [""], ["upload", "upload", "upload"]], ""),
    ],
)
def test_the_main_host_is_that_of_most_pages(pages: list[list[str]], expected: str) -> None:
    assert (
        main_host([[DocumentedAddress(host, (host,)) for host in page] for page in pages])
        == expected
    )


@pytest.mark.parametrize(
    ("named", "bare", "expected"),
    [
        ("https://api.example/v1.0/me", "/me", "api.example"),
        ("https://api.example/api/v2/me/photo", "/me/drive", "api.example"),
        ("https://api.example/v1.0/me", "/v1.0/users", "api.example"),
        ("https://api.example/me", "/me", "api.example"),
        ("https://uploads.example/up/abc", "/session", ""),
        ("https://login.example/token", "/v1.0/me/token", ""),
        ("https://api.example/", "/", ""),
    ],
)
def test_a_host_is_that_of_requests_without_one_if_the_paths_agree(
    named: str, bare: str, expected: str
) -> None:
    absolute, relative = (case_of(f"GET {url}", "HTTP/1.1 200 OK").request for url in (named, bare))
    own, both = documented_address(relative), documented_address(absolute)
    assert main_host([[own], [own, both]]) == expected
