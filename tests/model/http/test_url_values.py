"""Values of a documented URL, and what each is about."""

import pytest

from docreplay.model.http.url_values import asks_for_count, url_values


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/users/42", ["users=42"]),
        ("/users('ada')/photo", ["users=ada", "users=photo"]),
        ("/orders(42)", ["orders=42"]),
        ("/usage(date='2018-03-05')", ["date=2018-03-05"]),
        ("/rows(count=2,deep='yes')", ["count=2", "deep=yes"]),
        ("/teams/ada/channels/a", ["teams=ada", "ada=channels", "channels=a"]),
        ("/v1.0/users", []),
        ("/users/{id}", []),
        ("/users?name=ada&$top=5", ["name=ada"]),
        ("/users?$filter=id eq 'ada'", ["id=ada"]),
        ("/users?$filter=id eq 'ada' or id eq 'bob'", []),
        ("/users/42#name=ada", ["users=42"]),
    ],
)
def test_the_values_of_a_target_are_about_a_name(target: str, expected: list[str]) -> None:
    assert [f"{item.about}={item.text}" for item in url_values(target)] == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/users?$count=true", True),
        ("/users?%24count=true", True),
        ("/users?$top=5&$COUNT=TRUE", True),
        ("/users?$count=true#members", True),
        ("/users?$count=false", False),
        ("/users?count=true", False),
        ("/users?$count=truely", False),
        ("/users/$count", False),
        ("/users#?$count=true", False),
        ("/users", False),
    ],
)
def test_a_request_asks_for_the_count_in_its_query(target: str, *, expected: bool) -> None:
    assert asks_for_count(target) is expected
