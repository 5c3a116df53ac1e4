"""Changes as the changelogs of public APIs name them, on pages in words of our own."""

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.diff.versions import difference

LIST = """\
# List bookings

Get the bookings of a restaurant.

## Permissions
| Permission type | Permissions |
|:---|:---|
| Delegated (work or school account) | Booking.Read, Booking.ReadWrite |
| Application | Booking.Read.All |

## HTTP request
<!-- { "blockType": "ignored" } -->
```http
GET /restaurants/{id}/bookings
```

## Query parameters
| Parameter | Type | Required | Description |
|:---|:---|:---|:---|
| page | integer | No | Number of the page. |
| status | string | No | The state of the bookings. Possible values are: `open`, `seated`, `gone`. |
| from | date | Yes | First day. |

## Request headers
| Header | Type | Required | Description |
|:---|:---|:---|:---|
| Authorization | string | Yes | Bearer {token}. |

## Response headers
| Header | Description |
|:---|:---|
| Link | The next page. |

## Response
Returns `200 OK` and a collection of [booking](../resources/booking.md) objects.

## Example
### Request
<!-- { "blockType": "request", "name": "list_bookings" } -->
```http
GET https://api.example.com/v1/restaurants/7/bookings?from=2026-01-01
```
### Response
<!-- { "blockType": "response", "@odata.type": "example.booking", "isCollection": true } -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{ "value": [ { "id": "b1", "guests": 4, "name": "Ann" } ] }
```
"""
CREATE = """\
# Create a booking

Book a table.

## HTTP request
<!-- { "blockType": "ignored" } -->
```http
POST /restaurants/{id}/bookings
```

## Request body
| Property | Type | Required | Description |
|:---|:---|:---|:---|
| name | string | Yes | Who comes. |
| guests | integer | No | How many come. |
| channel | string | No | Where it was booked. Possible values are: `web`, `phone`, `walkIn`. |

## Response
Returns `201 Created` and the [booking](../resources/booking.md).

## Example
### Request
<!-- { "blockType": "request", "name": "create_booking" } -->
```http
POST https://api.example.com/v1/restaurants/7/bookings
Content-Type: application/json

{ "name": "Ann", "guests": 4, "channel": "web" }
```
### Response
<!-- { "blockType": "response", "@odata.type": "example.booking" } -->
```http
HTTP/1.1 201 Created
Content-Type: application/json

{ "id": "b1", "guests": 4, "name": "Ann" }
```
"""
BOOKING = """\
# booking resource type

A table that somebody reserved.

## Properties
| Property | Type | Description |
|:---|:---|:---|
| id | String | Identifies the booking. Read-only. |
| name | String | Who comes. |
| guests | Int32 | How many come. |
| state | String | The state. Possible values are: `open`, `seated`, `gone`. Read-only. |
| note | String | What the kitchen must know. |

## JSON representation
<!-- { "blockType": "resource", "@odata.type": "example.booking" } -->
```json
{ "id": "String", "name": "String", "guests": 1, "state": "String", "note": "String" }
```
"""
PAGES = {
    "api/booking-list.md": LIST,
    "api/booking-create.md": CREATE,
    "resources/booking.md": BOOKING,
}


class Edit(NamedTuple):
    """A text of a page that is replaced, and the codes with their classes that follow."""

    page: str
    old: str
    new: str
    expected: tuple[str, ...]


BREAKS, FINE, OPEN = "breaking", "non-breaking", "unknown"
_GET = "Get the bookings of a restaurant."
_NOTE = "| note | String | What the kitchen must know. |"
_CHANNEL = "Possible values are: `web`, `phone`, `walkIn`."
_ROWS = "| from | date | Yes | First day. |\n"
EDITS: dict[str, Edit] = {
    # deprecation
    "a warning": Edit(
        "list",
        _GET,
        f"{_GET}\n\n> **Warning:** This method is deprecated. Use search.",
        (f"REG486 {FINE}",),
    ),
    "an alert": Edit(
        "list", _GET, f"{_GET}\n\n> [!CAUTION]\n> This endpoint is deprecated.", (f"REG486 {FINE}",)
    ),
    "a date of removal": Edit(
        "list",
        _GET,
        f"{_GET}\n\n> [!IMPORTANT]\n> This API is deprecated and will be removed on June 30, 2027.",
        (f"REG486 {FINE}",),
    ),
    "a title": Edit("list", "# List bookings", "# List bookings (deprecated)", (f"REG486 {FINE}",)),
    "a deprecated property": Edit(
        "resource", _NOTE, "| note | String | Deprecated. Use `remarks`. |", (f"REG486 {FINE}",)
    ),
    "a deprecated name": Edit(
        "resource", _NOTE, _NOTE.replace("| note |", "| note (deprecated) |"), (f"REG486 {FINE}",)
    ),
    "a deprecated row in bold": Edit(
        "resource", _NOTE, "| note | String | **Deprecated**: see `remarks`. |", (f"REG486 {FINE}",)
    ),
    "a struck name": Edit(
        "resource", _NOTE, _NOTE.replace("| note |", "| ~~note~~ |"), (f"REG486 {FINE}",)
    ),
    "a deprecated parameter": Edit(
        "list",
        "Number of the page.",
        "Number of the page. This parameter is deprecated.",
        (f"REG486 {FINE}",),
    ),
    "a word in another sense": Edit(
        "list", _GET, f"{_GET} It replaces the deprecated method *search*.", ()
    ),
    "a row that is struck out": Edit(
        "resource", _NOTE, _NOTE.replace("| note |", "| <del>note</del> |"), (f"REG486 {FINE}",)
    ),
    "as of a version": Edit(
        "resource", _NOTE, "| note | String | Deprecated as of version 2.1. |", (f"REG486 {FINE}",)
    ),
    "since a version": Edit(
        "resource",
        _NOTE,
        "| note | String | What the kitchen must know. Deprecated since v2. |",
        (f"REG486 {FINE}",),
    ),
    "has been deprecated": Edit(
        "resource",
        _NOTE,
        "| note | String | This property has been deprecated. |",
        (f"REG486 {FINE}",),
    ),
    "in favor of another": Edit(
        "resource",
        _NOTE,
        "| note | String | Deprecated in favor of `remarks`. |",
        (f"REG486 {FINE}",),
    ),
    "not deprecated": Edit(
        "resource", _NOTE, "| note | String | What the kitchen must know. Not deprecated. |", ()
    ),
    "a deprecated value": Edit(
        "create",
        _CHANNEL,
        "Possible values are: `web`, `phone` (deprecated), `walkIn`.",
        (f"REG486 {FINE}",),
    ),
    "has been deprecated, of an operation": Edit(
        "list", _GET, f"{_GET}\n\n> **Note:** This API has been deprecated.", (f"REG486 {FINE}",)
    ),
    # required inputs
    "a required parameter": Edit(
        "list", _ROWS, f"{_ROWS}| to | date | Yes | Last day. |\n", (f"REG454 {BREAKS}",)
    ),
    "an optional parameter": Edit(
        "list", _ROWS, f"{_ROWS}| to | date | No | Last day. |\n", (f"REG454 {FINE}",)
    ),
    "a parameter that became required": Edit(
        "list", "| page | integer | No |", "| page | integer | Yes |", (f"REG481 {BREAKS}",)
    ),
    "a parameter that became optional": Edit(
        "list", "| from | date | Yes |", "| from | date | No |", (f"REG481 {FINE}",)
    ),
    "required in words": Edit(
        "list",
        "| page | integer | No | Number of the page. |",
        "| page | integer | Required | Number of the page. |",
        (f"REG481 {BREAKS}",),
    ),
    "required with a mark": Edit(
        "create", "| guests | integer | No |", "| guests | integer | ✓ |", (f"REG481 {BREAKS}",)
    ),
    "a required header": Edit(
        "list",
        "| Authorization | string | Yes | Bearer {token}. |\n",
        "| Authorization | string | Yes | Bearer {token}. |\n| X-Team | string | Yes | Whose. |\n",
        (f"REG456 {BREAKS}",),
    ),
    "a required property": Edit(
        "create",
        "| guests | integer | No |",
        "| phone | string | Yes | A number. |\n| guests | integer | No |",
        (f"REG458 {BREAKS}",),
    ),
    # pagination
    "a cursor instead of a page": Edit(
        "list",
        "| page | integer | No | Number of the page. |",
        "| cursor | string | No | Where the next page begins. |",
        (f"REG453 {BREAKS}", f"REG454 {FINE}"),
    ),
    "a link that is gone": Edit(
        "list",
        "## Response headers\n| Header | Description |\n|:---|:---|\n| Link | The next page. |\n\n",
        "",
        (f"REG461 {BREAKS}",),
    ),
    # enumerations
    "a value less in a request": Edit(
        "create", _CHANNEL, "Possible values are: `web`, `phone`.", (f"REG478 {BREAKS}",)
    ),
    "a value more in a request": Edit(
        "create",
        _CHANNEL,
        "Possible values are: `web`, `phone`, `walkIn`, `app`.",
        (f"REG479 {FINE}",),
    ),
    "a value less in a response": Edit(
        "resource",
        "`open`, `seated`, `gone`. Read-only.",
        "`open`, `gone`. Read-only.",
        (f"REG478 {FINE}",),
    ),
    "a value more in a response": Edit(
        "resource",
        "`open`, `seated`, `gone`. Read-only.",
        "`open`, `seated`, `late`, `gone`. Read-only.",
        (f"REG479 {OPEN}",),
    ),
    "values in other words": Edit("create", _CHANNEL, "One of `web`, `phone` or `walkIn`.", ()),
    "values of a parameter": Edit(
        "list", "`open`, `seated`, `gone`.", "`open`, `seated`.", (f"REG478 {BREAKS}",)
    ),
    # values without words that introduce them
    "a value more in a bare list": Edit(
        "create",
        "Where it was booked. Possible values are: `web`, `phone`, `walkIn`.",
        "Where it was booked: `web`, `phone`, `walkIn` or `app`.",
        (f"REG479 {FINE}",),
    ),
    "an example instead of a list": Edit("create", _CHANNEL, "For example `web` or `app`.", ()),
    # null
    "nullable in words": Edit(
        "resource",
        "What the kitchen must know.",
        "What the kitchen must know. Nullable.",
        (f"REG482 {BREAKS}",),
    ),
    "null as a type": Edit(
        "resource",
        "| state | String | The state.",
        "| state | String or null | The state.",
        (f"REG482 {BREAKS}",),
    ),
    "null as a second type": Edit(
        "resource", "| state | String |", "| state | String \\| null |", (f"REG482 {BREAKS}",)
    ),
    "may be null": Edit(
        "resource",
        "The state. Possible",
        "The state. May be `null`. Possible",
        (f"REG482 {BREAKS}",),
    ),
    "null in a request": Edit(
        "create",
        "| guests | integer | No | How many come. |",
        "| guests | integer or null | No | How many come. |",
        (f"REG482 {FINE}",),
    ),
    # types
    "a larger integer": Edit("resource", "| Int32 |", "| Int64 |", (f"REG480 {BREAKS}",)),
    "a number": Edit("resource", "| Int32 |", "| Double |", (f"REG480 {BREAKS}",)),
    "a collection": Edit(
        "resource", "| note | String |", "| note | String collection |", (f"REG480 {BREAKS}",)
    ),
    "a number in a request": Edit(
        "create", "| guests | integer |", "| guests | number |", (f"REG480 {FINE}",)
    ),
    "a narrower number in a request": Edit(
        "list", "| from | date |", "| from | integer |", (f"REG480 {BREAKS}",)
    ),
    "another spelling of a type": Edit("resource", "| Int32 |", "| Edm.Int32 |", ()),
    "a list of the type": Edit(
        "create", "| channel | string |", "| channel | string[] |", (f"REG480 {BREAKS}",)
    ),
    "an array as programs write it": Edit(
        "create", "| channel | string |", "| channel | `Array<string>` |", (f"REG480 {BREAKS}",)
    ),
    "an array with brackets": Edit(
        "create", "| channel | string |", "| channel | array[string] |", (f"REG480 {BREAKS}",)
    ),
    "an array in words": Edit(
        "create", "| channel | string |", "| channel | array of strings |", (f"REG480 {BREAKS}",)
    ),
    "a type with a question mark": Edit(
        "resource", "| note | String |", "| note | String? |", (f"REG482 {BREAKS}",)
    ),
    "a nullable type": Edit(
        "resource", "| note | String |", "| note | nullable string |", (f"REG482 {BREAKS}",)
    ),
    "null before the type": Edit(
        "resource", "| note | String |", "| note | null or String |", (f"REG482 {BREAKS}",)
    ),
    "a type in code": Edit("resource", "| note | String |", "| note | `string` |", ()),
    "a date": Edit(
        "create", "| guests | integer |", "| guests | string (date) |", (f"REG480 {BREAKS}",)
    ),
    "one of two types": Edit(
        "create", "| guests | integer |", "| guests | integer or string |", (f"REG480 {FINE}",)
    ),
    "one of two types in a response": Edit(
        "resource", "| guests | Int32 |", "| guests | Int32 or String |", (f"REG480 {BREAKS}",)
    ),
    "a type less": Edit(
        "resource", "| guests | Int32 |", "| guests | Int16 |", (f"REG480 {BREAKS}",)
    ),
    # access
    "a scope that no longer suffices": Edit(
        "list", "Booking.Read, Booking.ReadWrite", "Booking.ReadWrite", (f"REG466 {BREAKS}",)
    ),
    "a scope more": Edit(
        "list",
        "| Application | Booking.Read.All |",
        "| Application | Booking.Read.All, Booking.Manage.All |",
        (f"REG467 {FINE}",),
    ),
    "two scopes together": Edit(
        "list",
        "| Application | Booking.Read.All |",
        "| Application | Booking.Read.All and Guest.Read.All |",
        (f"REG466 {BREAKS}",),
    ),
    "no longer for applications": Edit(
        "list",
        "| Application | Booking.Read.All |",
        "| Application | Not supported. |",
        (f"REG466 {BREAKS}",),
    ),
    # operations and responses
    "another method": Edit(
        "create",
        "POST /restaurants/{id}/bookings\n```\n\n## Request body",
        "PUT /restaurants/{id}/bookings\n```\n\n## Request body",
        (f"REG450 {BREAKS}", f"REG451 {FINE}"),
    ),
    "another name of a placeholder": Edit(
        "list",
        "GET /restaurants/{id}/bookings\n```\n\n## Query",
        "GET /restaurants/{restaurant-id}/bookings\n```\n\n## Query",
        (),
    ),
    "a property with another name": Edit(
        "resource",
        _NOTE,
        "| remarks | String | What the kitchen must know. |",
        (f"REG484 {BREAKS}",),
    ),
    "a property less": Edit("resource", f"{_NOTE}\n", "", (f"REG470 {BREAKS}",)),
    "a property more": Edit(
        "resource", f"{_NOTE}\n", f"{_NOTE}\n| seat | String | Where. |\n", (f"REG471 {FINE}",)
    ),
    "read-only": Edit(
        "resource",
        "What the kitchen must know.",
        "What the kitchen must know. Read-only.",
        (f"REG483 {BREAKS}",),
    ),
    "prose": Edit("list", _GET, "Lists what guests of a restaurant booked.", ()),
}
_FILES = {
    "list": "api/booking-list.md",
    "create": "api/booking-create.md",
    "resource": "resources/booking.md",
}


@pytest.mark.parametrize("name", EDITS)
def test_a_change_has_its_code_and_class(tmp_path: Path, name: str) -> None:
    edit = EDITS[name]
    path = _FILES[edit.page]
    assert PAGES[path].count(edit.old) == 1
    new = {**PAGES, path: PAGES[path].replace(edit.old, edit.new)}
    found = difference(tmp_path, PAGES, new).run.findings
    assert tuple(sorted(f"{item.code} {item.change_class}" for item in found)) == edit.expected


@pytest.mark.parametrize("name", EDITS)
def test_a_version_has_no_changes_to_itself(tmp_path: Path, name: str) -> None:
    edit = EDITS[name]
    path = _FILES[edit.page]
    new = {**PAGES, path: PAGES[path].replace(edit.old, edit.new)}
    assert not difference(tmp_path, new, new).run.findings


NESTED = """\
# Search dishes

## HTTP request
<!-- { "blockType": "ignored" } -->
```http
GET /menus/{id}/dishes
```

## Response
| Property | Type | Description |
|:---|:---|:---|
| items | array of Dish | The dishes. |
| total | integer | Number of all. |

## Example
<!-- { "blockType": "request", "name": "search_dishes" } -->
```http
GET https://api.example.com/v1/menus/1/dishes
```
<!-- { "blockType": "response" } -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{ "items": [ { "id": 1, "name": { "en": "Soup" }, "price": 4 } ], "total": 1, "more": 1 }
```
"""
BELOW: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "a member less": (', "price": 4', "", (f"REG459 {BREAKS}",)),
    "a member more": ('"price": 4', '"price": 4, "vegan": true', (f"REG460 {FINE}",)),
    "another type": ('"id": 1', '"id": "1"', (f"REG480 {BREAKS}",)),
    "a deeper member": ('"en": "Soup"', '"en": "Soup", "fr": "Soupe"', (f"REG460 {FINE}",)),
    "what the table does not list": (', "more": 1', "", ()),
    "other values": ("Soup", "Cake", ()),
    "an empty list": ('[ { "id": 1, "name": { "en": "Soup" }, "price": 4 } ]', "[]", ()),
    "a row that the example has not": (
        "| total |",
        "| items.price | number | The price. |\n| total |",
        (f"REG460 {FINE}",),
    ),
}


@pytest.mark.parametrize("name", BELOW)
def test_an_example_shows_members_below_those_of_a_table(tmp_path: Path, name: str) -> None:
    old, new, expected = BELOW[name]
    assert NESTED.count(old) == 1
    pages = [{"api/dish-search.md": text} for text in (NESTED, NESTED.replace(old, new))]
    found = difference(tmp_path, *pages).run.findings
    assert tuple(sorted(f"{item.code} {item.change_class}" for item in found)) == expected


@pytest.mark.parametrize(
    ("paths", "named"),
    [
        ("GET /me/bookings\nGET /restaurants/{id}/bookings", "GET /restaurants/{id}/bookings"),
        ("GET /restaurants/{key}/bookings\nGET /me/bookings", "GET /restaurants/{key}/bookings"),
        ("GET /me/bookings\nGET /our/bookings", "GET /me/bookings"),
    ],
)
def test_a_change_names_a_path_that_both_versions_have(
    tmp_path: Path, paths: str, named: str
) -> None:
    path = _FILES["list"]
    new = PAGES[path].replace("GET /restaurants/{id}/bookings", paths, 1)
    new = new.replace("| page | integer | No | Number of the page. |\n", "")
    found = difference(tmp_path, PAGES, {**PAGES, path: new}).run.findings
    (message,) = (item.message for item in found if item.code == "REG453")
    assert f"of `{named}` was removed" in message


LISTED = """\
# List seats

Get up to 50 seats. The maximum number of seats in a request is 50.

## Permissions
- Seats in the garden: Seat.Read or Seat.ReadWrite
- All seats: Seat.Read.All

You need the `read:seats` scope.

## HTTP request
```http
GET /v1/seats
```

## Optional query parameters
This method supports the `$filter`, `$select` and `$expand` query parameters.

| Parameter | Type | Default | Description |
|:---|:---|:---|:---|
| sort | string | `name` | The order: `name`, `size`. |
| size | integer | | Number of seats, between 1 and 50. Defaults to 10. |

## Response
If successful, this method returns a `200 OK` response code.

| Status | Description |
|:---|:---|
| 200 | The seats. |
| 404 | No such room. |
"""
LISTED_EDITS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "a value less": ("`name`, `size`", "`name`", ()),
    "another value": ("`name`, `size`", "`name`, `row`", (f"REG478 {BREAKS}", f"REG479 {FINE}")),
    "a value more": ("`name`, `size`", "`name`, `size`, `row`", (f"REG479 {FINE}",)),
    "a default in a column": ("| `name` |", "| `size` |", (f"REG489 {BREAKS}",)),
    "a default in words": ("Defaults to 10.", "The default is 20.", (f"REG489 {BREAKS}",)),
    "a default that is gone": ("Defaults to 10.", "", ()),
    "other words for a default": ("Defaults to 10.", "Default: `10`.", ()),
    "a smaller range": ("between 1 and 50", "between 1 and 40", (f"REG488 {BREAKS}",)),
    "a larger range": ("between 1 and 50", "in the range 1-100", (f"REG488 {FINE}",)),
    "a wider range": ("between 1 and 50", "between 1 and 100", (f"REG488 {FINE}",)),
    "other words for a range": ("between 1 and 50", "from 1 to 50", ()),
    "a scope in a list": (
        "Seat.Read or Seat",
        "Seat.Manage or Seat.Read or Seat",
        (f"REG467 {FINE}",),
    ),
    "a scope less in a list": ("Seat.Read or Seat.R", "Seat.R", (f"REG466 {BREAKS}",)),
    "another scope in a sentence": (
        "`read:seats`",
        "`seats`",
        (f"REG466 {BREAKS}", f"REG467 {FINE}"),
    ),
    "other words about a scope": ("You need the `read:seats` scope", "Scope: `read:seats`", ()),
    "an option less": (", `$select` and `$expand`", " and `$select`", (f"REG453 {BREAKS}",)),
    "an option more": ("the `$filter`,", "the `$filter`, `$top`,", (f"REG454 {FINE}",)),
    "options in general": ("the `$filter`, `$select` and `$expand` query", "the OData query", ()),
    "another success in words": (
        "`200 OK` response code.\n",
        "`202 Accepted` response code.\n",
        (f"REG463 {OPEN}",),
    ),
    "another success in a table": ("| 200 | The seats. |", "| 206 | Seats. |", (f"REG463 {OPEN}",)),
    "an error more": ("| 404 |", "| 403 | Not yours. |\n| 404 |", (f"REG463 {FINE}",)),
    "an error less": ("| 404 | No such room. |\n", "", (f"REG463 {FINE}",)),
    "other words for an error": ("| 404 | No such room. |", "| `404 Not Found` | No room. |", ()),
    "a limit in a sentence": (
        "number of seats in a request is 50",
        "number of seats in a request is 20",
        (f"REG488 {BREAKS}",),
    ),
    "other words for a limit": ("The maximum number of seats in a request is 50.", "", ()),
}


@pytest.mark.parametrize("name", LISTED_EDITS)
def test_what_no_table_has_is_compared(tmp_path: Path, name: str) -> None:
    old, new, expected = LISTED_EDITS[name]
    assert LISTED.count(old) == 1
    pages = [{"api/seat-list.md": text} for text in (LISTED, LISTED.replace(old, new))]
    found = difference(tmp_path, *pages).run.findings
    assert tuple(sorted(f"{item.code} {item.change_class}" for item in found)) == expected


UPLOAD = """\
# Create an upload

## HTTP request
```http
POST /v1/uploads
```

## Parameters
| Parameter | Type | Description |
|:---|:---|:---|
| item | uploadable | What is known of the file. |
| defer | Boolean | Whether the file is made later. |

For example, **item** has these properties:
<!-- { "blockType": "resource", "@odata.type": "example.uploadable" } -->
```json
{ "name": "a.txt", "fileSize": 1, "description": "text" }
```
<!-- { "blockType": "ignored" } -->
```json
{ "item": { "name": "a.txt" }, "defer": true }
```
"""


@pytest.mark.parametrize("is_reversed", [False, True])
def test_an_annotation_or_table_that_is_gone_changes_nothing(
    tmp_path: Path,
    is_reversed: bool,
) -> None:
    table = UPLOAD[UPLOAD.index("## Parameters") : UPLOAD.index("For example")]
    new = UPLOAD.replace(table, "").replace(
        '"resource", "@odata.type": "example.uploadable"', '"ignored"'
    )
    pages = [{"api/upload.md": text} for text in (UPLOAD, new)]
    assert difference(tmp_path, *(pages[::-1] if is_reversed else pages)).run.findings == ()


SECTIONS = """\
# Labels API

## List labels
```plaintext
GET /projects/:id/labels
```

| Attribute | Type | Required | Description |
|---|---|---|---|
| `id` | integer or string | yes | The project. |
| `search` | string | no | Words of the name. |
| `per_page` | integer | no | Number of items (default: `20`, max: `100`). |

## Create a label
```plaintext
POST /projects/:id/labels
```

| Attribute | Type | Required | Description |
|---|---|---|---|
| `id` | integer or string | yes | The project. |
| `name` | string | yes | The name. At most 64 characters. |
| `search` | string | no | Whether it is found. |

Returns `201 Created`.
"""
LIST_OF_PARAMETERS = """\
# List statuses

`GET /repos/{owner}/{repo}/statuses`

## Parameters

### Path parameters

- `owner` (string, required): The owner.
- `repo` (string, required): The name.
  It is not case sensitive.
### Query parameters

- `per_page` (integer): The number of results (max 100). Default: `30`
- `state` (string, optional): Can be one of: `open`, `closed`, `all`
- `page` (integer): The page of the results.
"""
_OF_LIST, _OF_CREATE = ("of `GET /projects/:id/labels`", "of `POST /projects/:id/labels`")
STYLES: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "a row of the first operation": (
        SECTIONS,
        "| `search` | string | no | Words of the name. |\n",
        "",
        (f"REG453 {BREAKS} {_OF_LIST}",),
    ),
    "a row of the second operation": (
        SECTIONS,
        "| `search` | string | no | Whether it is found. |\n",
        "",
        (f"REG453 {BREAKS} {_OF_CREATE}",),
    ),
    "a type in the second section": (
        SECTIONS,
        "| `search` | string | no | Whether",
        "| `search` | boolean | no | Whether",
        (f"REG480 {BREAKS} {_OF_CREATE}",),
    ),
    "a limit in the second section": (
        SECTIONS,
        "At most 64",
        "At most 32",
        (f"REG488 {BREAKS} {_OF_CREATE}",),
    ),
    "a default in the first section": (
        SECTIONS,
        "default: `20`",
        "default: `50`",
        (f"REG489 {BREAKS} {_OF_LIST}",),
    ),
    "a status in the second section": (
        SECTIONS,
        "`201 Created`",
        "`202 Accepted`",
        (f"REG463 {OPEN} {_OF_CREATE}",),
    ),
    "sections in another order": (
        SECTIONS,
        SECTIONS.partition("\n\n")[2],
        SECTIONS[SECTIONS.index("## Create") :]
        + "\n"
        + SECTIONS[SECTIONS.index("## List") : SECTIONS.index("## Create")],
        (),
    ),
    "an item less": (
        LIST_OF_PARAMETERS,
        "- `page` (integer): The page of the results.\n",
        "",
        (f"REG453 {BREAKS}",),
    ),
    "an item more": (
        LIST_OF_PARAMETERS,
        "- `page` (integer)",
        "- `q` (string, required): Words.\n- `page` (integer)",
        (f"REG454 {BREAKS}",),
    ),
    "an item that became required": (
        LIST_OF_PARAMETERS,
        "`page` (integer)",
        "`page` (integer, required)",
        (f"REG481 {BREAKS}",),
    ),
    "a limit in an item": (LIST_OF_PARAMETERS, "max 100", "max 50", (f"REG488 {BREAKS}",)),
    "a default in an item": (LIST_OF_PARAMETERS, "`30`", "`20`", (f"REG489 {BREAKS}",)),
    "a value in an item": (
        LIST_OF_PARAMETERS,
        "`closed`, `all`",
        "`closed`",
        (f"REG478 {BREAKS}",),
    ),
    "a type in an item": (
        LIST_OF_PARAMETERS,
        "`page` (integer)",
        "`page` (string)",
        (f"REG480 {BREAKS}",),
    ),
    "an item in other words": (LIST_OF_PARAMETERS, "The page of the results.", "Which page.", ()),
    "another line of an item": (
        LIST_OF_PARAMETERS,
        "It is not case sensitive.",
        "In any case.",
        (),
    ),
    "other marks of items": (
        LIST_OF_PARAMETERS,
        "- `page` (integer): The",
        "* **page** (*integer*) - The",
        (),
    ),
    "another path": (LIST_OF_PARAMETERS, "/statuses`", "/status`", (f"REG452 {BREAKS}",)),
}


@pytest.mark.parametrize("name", STYLES)
def test_pages_of_other_styles_are_compared(tmp_path: Path, name: str) -> None:
    page, old, new, expected = STYLES[name]
    assert page.count(old) == 1
    pages = [{"api/page.md": text} for text in (page, page.replace(old, new))]
    found = [
        (f"{item.code} {item.change_class}", item.message)
        for item in difference(tmp_path, *pages).run.findings
    ]
    assert len(found) == len(expected), found
    for (said, message), row in zip(sorted(found), sorted(expected), strict=True):
        assert row.startswith(said)
        assert row.removeprefix(said).strip() in message


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("String", "String - optional", ()),
        ("String", "String, required", ()),
        ("String", "Int32 - optional", (f"REG480 {BREAKS}",)),
    ],
)
def test_a_note_behind_a_type_is_not_a_part_of_it(
    tmp_path: Path, old: str, new: str, expected: tuple[str, ...]
) -> None:
    path = _FILES["resource"]
    pages = [
        {**PAGES, path: PAGES[path].replace("| note | String |", f"| note | {kind} |")}
        for kind in (old, new)
    ]
    found = difference(tmp_path, *pages).run.findings
    assert tuple(f"{item.code} {item.change_class}" for item in found) == expected


def test_an_enumeration_may_have_any_title_over_its_values(tmp_path: Path) -> None:
    table = (
        "\n## Roles enumeration\n| Role | Details |\n|---|---|\n| `read` | . |\n| `own` | Owns. |\n"
    )
    path = _FILES["resource"]
    old = {**PAGES, path: PAGES[path] + table}
    new = {**PAGES, path: PAGES[path] + table.replace("| `own` | Owns. |\n", "")}
    (found,) = difference(tmp_path, old, new).run.findings
    assert (found.code, found.change_class) == ("REG478", BREAKS)
