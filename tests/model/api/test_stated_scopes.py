"""Permissions are read as sentences and lists state them, and nothing else is one."""

import pytest

from docreplay.model.api.stated_scopes import stated_scopes

ROWS = [
    ("You need the `repo` scope.", ["repo"]),
    ("Requires the `read:org` or `admin:org` scope.", ["read:org", "admin:org"]),
    ("Required scope: `bookings.read`", ["bookings.read"]),
    ("**Scopes:** `a:read`, `a:write`", ["a:read", "a:write"]),
    ("Your token must have the `Files.Read` permission.", ["Files.Read"]),
    (
        "## Permissions\n- Events: Calendars.Read or Calendars.ReadWrite\n",
        ["Calendars.Read", "Calendars.ReadWrite"],
    ),
    ("## Permissions\nSee [Permissions](permissions.Reference.md).\n", []),
    ("## Permissions\nMail.Read is not supported.\n", []),
    ("The `link` object has the permission that was created.", []),
    ("A `permission` has the `id` of the user.", []),
    ("The user does not need the `repo` scope.", []),
    ("Set `admin` to true to have all permissions.", []),
    ("The response has the `roles` property with permissions.", []),
    ("## Remarks\nSee Contoso.Example for more.\n", []),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_stated_scopes_are_read(text: str, expected: list[str]) -> None:
    assert [*stated_scopes(text)] == expected


@pytest.mark.parametrize("title", ["Name", "Scope", "Scopes", "`Permission`", "Value"])
def test_a_table_of_scopes_is_known_by_the_title_of_its_names(title: str) -> None:
    table = f"| {title} | Allows |\n|---|---|\n| `chat` | to write |\n| users | to read |\n"
    assert [*stated_scopes(f"## Scopes\n\n{table}")] == ["chat", "users"]


def test_a_table_of_something_else_below_scopes_states_none() -> None:
    assert not stated_scopes("## Scopes\n\n| Endpoint | Limit |\n|---|---|\n| users | 10 |\n")
