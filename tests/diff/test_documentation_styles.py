"""Pages in the styles of several references are compared, in words of our own."""

from pathlib import Path

import pytest

from tests.diff.versions import difference

BREAKS, FINE, OPEN = "breaking", "non-breaking", "unknown"
FIELDS = """\
# Lantern

## LanternSpec

- **brightness** (int32)

  Brightness in percent. If unspecified, defaults to 50.

- **color** (string), required

  Color of the light.

- **mode** (string)

  How it is lit. Possible enum values:
   - `"Blink"` goes on and off
   - `"Steady"` stays on

## Operations

### `replace` replace the Lantern

PUT /apis/v1/lanterns/{name}

#### Parameters

- **name** (*in path*): string, required

  name of the Lantern

- **pretty** (*in query*): string

  Readable output.
"""
SECTIONS = """\
# Knocking

## POST /v3/knock/{room}

### Request body

| Name | Type | Description |
|---|---|---|
| `via` | `[string]` | The servers. |

### Responses

| Name | Description |
|---|---|
| `200 OK` | Sent. |
| `403` | Not allowed. |
| Others | See errors. |

## GET /v3/knock/{room}

### Query parameters

| Name | Type | Description |
|---|---|---|
| `since` | string<br>minLength: 3<br>maxLength: 24 | From where. |
"""
PATHS = """\
# Ponds

## Endpoints

```json
GET /_garden/ponds
GET /_garden/{garden}/ponds
```

## Query parameters

Parameter | Data type | Description
:--- | :--- | :---
`size` | Integer | 10 unless specified.
`kind` | Enum | The kind:<br>`a` - one.<br>`b` - two.<br>`c` - three.

## Response fields

Field | Data type | Description
:--- | :--- | :---
`count` | Integer | Number of all.
"""
DEFINITIONS = """\
# Create Or Update

```http
PUT https://api.example.com/orchards/{name}
```

## Request Body

| Name | Required | Type | Description |
|---|---|---|---|
| location | True | string | Where it is. |

#### Scopes

| Name | Description |
|---|---|
| user_impersonation | act as the user |

## Definitions

| Name | Description |
|---|---|
| Sku | The size. |

### Sku

| Name | Type | Description |
|---|---|---|
| tier | string | Tier. |

### Size

| Value | Description |
|---|---|
| Small | Little. |
| Large | Much. |
"""
RST = """\
Hives
=====

.. http:get:: /{yard}/_hives

    Returns hives.

    :param yard: Name of the yard
    :query boolean descending: In descending order. Default is ``false``.
    :query number limit: Limit the number of hives,
        which has no influence. *Optional*
    :>header ETag: Revision
    :>json number offset: Where it starts
    :code 200: Done
    :code 404: No such yard

.. http:put:: /{yard}/_hives

    :<json string name: Name
    :query string limit: Another
"""
RETURNED = """\
# Tags

`GET https://api.example.com/projects/:id/tags`

| Attribute | Type | Description |
|---|---|---|
| `sort` | string | Order. |

Returns these response attributes:

| Attribute | Type | Description |
|---|---|---|
| `name` | string | Name. |
| `kept` | boolean | Whether it is kept. |

## Scopes

`tags:read`

## Answers

200 (TagList): OK

401: Unauthorized
"""
EDITS: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "a default below an item": (
        FIELDS,
        "defaults to 50",
        "defaults to 80",
        (f"REG489 {BREAKS} of `LanternSpec`",),
    ),
    "an item that became required": (
        FIELDS,
        "**mode** (string)",
        "**mode** (string), required",
        (f"REG481 {BREAKS} of `LanternSpec`",),
    ),
    "a value in a nested list": (
        FIELDS,
        '   - `"Steady"` stays on\n',
        "",
        (f"REG478 {BREAKS} of `LanternSpec`",),
    ),
    "a parameter in a query": (
        FIELDS,
        "- **pretty** (*in query*): string\n\n  Readable output.\n",
        "",
        (f"REG453 {BREAKS} of `PUT /apis/v1/lanterns/{{name}}`",),
    ),
    "a field less": (
        FIELDS,
        "- **color** (string), required\n\n  Color of the light.\n\n",
        "",
        (f"REG470 {BREAKS} `color` of `LanternSpec`",),
    ),
    "other words below an item": (FIELDS, "Color of the light.", "The color it has.", ()),
    "a status by name": (
        SECTIONS,
        "| `403` | Not allowed. |\n",
        "",
        (f"REG463 {FINE} `POST /v3/knock/{{room}}`",),
    ),
    "a type in brackets": (SECTIONS, "`[string]`", "[`[string]`](#strings)", ()),
    "another type in brackets": (
        SECTIONS,
        "`[string]`",
        "`string`",
        (f"REG480 {BREAKS} `POST /v3/knock/{{room}}`",),
    ),
    "a limit below a type": (
        SECTIONS,
        "maxLength: 24",
        "maxLength: 12",
        (f"REG488 {BREAKS} from 24 characters to 12",),
    ),
    "a section less": (
        SECTIONS,
        SECTIONS[SECTIONS.index("## GET") :],
        "",
        (f"REG450 {BREAKS} `GET /v3/knock/{{room}}`",),
    ),
    "an operation with another title": (
        SECTIONS,
        "## GET /v3/knock/{room}",
        "## GET /v3/knocks/{room}",
        (f"REG452 {BREAKS} `/v3/knocks/{{room}}`",),
    ),
    "a path less": (
        PATHS,
        "GET /_garden/ponds\n",
        "",
        (f"REG450 {BREAKS} `GET /_garden/ponds`",),
    ),
    "a default without the word": (
        PATHS,
        "10 unless",
        "20 unless",
        (f"REG489 {BREAKS} from `10` to `20`",),
    ),
    "a value on a line of its own": (PATHS, "<br>`b` - two.", "", (f"REG478 {BREAKS} `b`",)),
    "a field of a response": (
        PATHS,
        "`count` | Integer | Number of all.\n",
        "`total` | Integer | Number of all.\n",
        (f"REG484 {BREAKS} `total`",),
    ),
    "a property of a definition": (
        DEFINITIONS,
        "| tier | string | Tier. |",
        "| level | string | Tier. |",
        (f"REG484 {BREAKS} of `Sku`",),
    ),
    "a value of a definition": (
        DEFINITIONS,
        "| Large | Much. |",
        "| Large | Much. |\n| Huge | More. |",
        (f"REG479 {OPEN} `Huge`",),
    ),
    "a definition more": (
        DEFINITIONS,
        "### Size",
        "### Tag\n\n| Name | Type |\n|---|---|\n| key | string |\n\n### Size",
        (f"REG469 {FINE} `Tag`",),
    ),
    "an attribute of a response": (
        RETURNED,
        "| `kept` | boolean | Whether it is kept. |\n",
        "",
        (f"REG459 {BREAKS} `kept` of `GET /projects/:id/tags`",),
    ),
    "a scope on a line": (
        RETURNED,
        "`tags:read`",
        "`tags:list`",
        (f"REG466 {BREAKS} `tags:read`", f"REG467 {FINE} `tags:list`"),
    ),
    "a status on a line": (
        RETURNED,
        "401: Unauthorized",
        "401: Unauthorized\n\n403: Forbidden",
        (f"REG463 {FINE} 403",),
    ),
    "a scope in a table": (
        DEFINITIONS,
        "| user_impersonation |",
        "| orchards.write |",
        (f"REG466 {BREAKS} `user_impersonation`", f"REG467 {FINE} `orchards.write`"),
    ),
    "another field of a query": (
        RST,
        "    :query number limit: Limit the number of hives,\n"
        "        which has no influence. *Optional*\n",
        "",
        (f"REG453 {BREAKS} of `GET /{{yard}}/_hives`",),
    ),
    "a default in a field": (RST, "``false``", "``true``", (f"REG489 {BREAKS} `descending`",)),
    "a status in a field": (RST, "    :code 404: No such yard\n", "", (f"REG463 {FINE} 404",)),
    "a header in a field": (RST, "    :>header ETag: Revision\n", "", (f"REG461 {BREAKS} `ETag`",)),
    "a field of JSON": (
        RST,
        "    :<json string name: Name\n",
        "    :<json string name: Name\n    :<json string size: Size\n",
        (f"REG458 {FINE} of `PUT /{{yard}}/_hives`",),
    ),
    "other words of a field": (RST, "which has no influence", "without influence", ()),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_change_has_its_code_class_and_place(tmp_path: Path, name: str) -> None:
    page, old, new, expected = EDITS[name]
    assert page.count(old) == 1
    path = "api/page.rst" if page is RST else "api/page.md"
    pages = [{path: text} for text in (page, page.replace(old, new))]
    found = [
        (f"{item.code} {item.change_class}", item.message)
        for item in difference(tmp_path, *pages).run.findings
    ]
    assert len(found) == len(expected), found
    for (said, message), row in zip(sorted(found), sorted(expected), strict=True):
        assert row.startswith(said)
        assert row.removeprefix(said).strip() in message
