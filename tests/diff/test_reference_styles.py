"""Pages in further styles of references, with terms, definitions and notes, are compared."""

from pathlib import Path

import pytest

from tests.diff.versions import difference

BOLD_NAMES = """\
# The Refund object

## Attributes

**amount** integer

Amount, in cents.

**reason** nullable string

Reason for the refund. One of `duplicate`, `fraudulent`, or `requested`.

## Create a refund

`POST /v1/refunds`

### Parameters

**charge** string **Required**

The identifier of the charge.

**amount** integer

How much to refund.
"""
DEFAULTS = """\
# Kittens

## Get all boats

### HTTP Request

`GET http://example.com/api/boats`

### Query Parameters

Parameter | Default | Description
--------- | ------- | -----------
include_old | false | With true, old ones are in it, too.
available | true | With false, boats that are sold are in it, too.
"""
NOTES = """\
# BoatApi

All URIs are relative to *http://api.example.com/v2*

Method | HTTP request | Description
------------- | ------------- | -------------
[**DeleteBoat**](BoatApi.md#deleteboat) | **DELETE** /boat/{boatId} | Deletes a boat
[**GetBoat**](BoatApi.md#getboat) | **GET** /boat/{boatId} | Find boat by ID

## **GetBoat**
> Boat GetBoat(boatId, depth)

### Parameters

Name | Type | Description  | Notes
------------- | ------------- | ------------- | -------------
 **boatId** | **Integer**| ID of boat to return |
 **depth** | **Integer**| How deep | [optional] [default to 10]
"""
PLACES = """\
# Boats

## listBoats

<a id="op-list"></a>

`GET /boats`

*List all boats*

<h3 id="listboats-parameters">Parameters</h3>

|Name|In|Type|Required|Description|
|---|---|---|---|---|
|limit|query|integer(int32)|false|How many items to return|

<h3 id="listboats-responses">Responses</h3>

|Status|Meaning|Description|Schema|
|---|---|---|---|
|200|[OK](https://www.rfc-editor.org/info/rfc9110)|A paged array of boats|[Boats](#schemaboats)|
|404|[Not Found](https://www.rfc-editor.org/info/rfc9110)|None|None|
"""
KINDS_FIRST = """\
# Boats

## List boats
```
GET /boats
```

#### Parameters

|Type|Name|Schema|Default|
|---|---|---|---|
|**Query**|**limit**  <br>*optional*|integer (int32)|`"10"`|
|**Query**|**tag**  <br>*required*|string||
"""
BARE_BOLD_NAMES = """\
# ListVaults

```
GET /{accountId}/vaults HTTP/1.1
```

## URI Request Parameters

**accountId**

The account of the owner.

Required: Yes

**limit**

The maximum number of vaults. The default limit is 10.

Required: No

## Response Syntax

```
HTTP/1.1 200 OK
```
"""
TYPES_ABOVE = """\
# Method: files.list

### HTTP request

`GET https://api.example.com/drive/v3/files`

### Query parameters

| Parameters | |
|---|---|
| `corpora` | `string`<br>Bodies of items to search. |
| `pageSize` | `integer`<br>The maximum number of files to return per page. |
"""
QUESTION_MARKS = """\
# Role Object

###### Role Structure

| Field | Type | Description |
| ----- | ---- | ----------- |
| id | snowflake | role id |
| icon? | ?string | role icon hash |
| color | integer | integer representation of color |
"""
LENGTHS = """\
# sendNote

`POST /bot{token}/sendNote`

| Parameter | Type | Required | Description |
|---|---|---|---|
| chat_id | Integer or String | Yes | Target chat |
| text | String | Yes | Text, 1-4096 characters after entities parsing |
| protect | Boolean | Optional | Protects the contents |
"""
EXAMPLES = """\
# Account

## Attributes

| Name | Type | Description | Example |
| ------- | ------- | ------- | ------- |
| **beta** | *boolean* | whether account is in beta | `false` |
| **created_at** | *date-time* | when account was created | `"2012-01-01T12:00:00Z"` |
"""
TITLES = """\
# Search

## GET /search

### Parameters

#### q

Type: string. Required.

What to look for.

#### limit

Type: integer. Default: 10.

How many.
"""
ARGUMENTS = """\
# chat.post

```
POST https://api.example.com/api/chat.post
```

## Required arguments

- **`token`** `string` – Authentication token.
- **`channel`** `string` – Channel to send a message to.

## Optional arguments

- **`mrkdwn`** `boolean` – Disable markup parsing.
"""
HTML_TABLE = """\
# List hooks

<pre>GET /hooks</pre>

`GET /hooks`

## Query parameters

<table>
<thead><tr><th>Name</th><th>Type</th><th>Description</th></tr></thead>
<tbody>
<tr><td><code>active</code></td><td>boolean</td><td>Only active ones.</td></tr>
<tr><td><code>per_page</code></td><td>integer</td><td>Number per page.</td></tr>
</tbody>
</table>
"""
BOLD_TITLE = """\
# Users

## Read data of a user

`GET /user/:id`

**Parameter**

| Field | Type | Description |
|---|---|---|
| id | Number | The Users-ID. |
| verbose **optional** | Boolean | Says more.  Default value: `false` |
"""
SHORTCODES = """\
# Post a status

```http
POST https://api.example.com/api/v1/statuses HTTP/1.1
```

##### Form data parameters

status
: {{<required>}} String. The text content of the status.

poll[expires_in]
: Integer. Duration that the poll should be open, in seconds. Defaults to 60.

visibility
: String. One of `public`, `unlisted`, `private`.
"""
INDENTED = """\
# order

## Properties

`id` (string, read-only)

:   The id of the order.

`total` (number)

:   The sum.

    It may be null.

`state` *string*
:   One of `open`, `paid`.

```json
{ "id": "1" }
```
"""
ELEMENTS = """\
# List items

`GET /items`

## Query parameters

<dl>
<dt><code>limit</code> <em>integer</em></dt>
<dd>Number of items. Maximum: 100.</dd>
<dt><code>cursor</code></dt>
<dd><p>Where to go on. <dl><dt>inner</dt><dd>not a parameter</dd></dl></p></dd>
<dt><code>q</code> (required)</dt>
<dd>What to find.</dd>
</dl>
"""
CLASSIFIERS = """\
Items
=====

.. code-block:: http

    GET /items HTTP/1.1

Query parameters
----------------

limit : integer, optional
    Number of items. The default is 10.

q : string, required
    What to find.

``state``
    Which ones. One of ``open``, ``closed``.
"""
GLOSSARY = """\
# Terms

`GET /items`

## Parameters

A page
: What is read at once.

The cursor
: Where it goes on.
"""
MESSAGES = """\
# Get an item

`GET /items/{id}`

## Response headers

`ETag`
: The revision.

`X-Left`
: Number of requests that are left.

## Request body

**name** (*string*, required)
: What it is called.

**size** (*integer*)
: How large.
"""
EDITS: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "a bold name: parameter gone": (
        BOLD_NAMES,
        "\n**amount** integer\n\nHow much to refund.\n",
        "",
        ("REG453 breaking",),
    ),
    "a column of defaults: default": (
        DEFAULTS,
        "include_old | false",
        "include_old | true",
        ("REG489 breaking",),
    ),
    "a column of defaults: parameter gone": (
        DEFAULTS,
        "available | true | With false, boats that are sold are in it, too.\n",
        "",
        ("REG453 breaking",),
    ),
    "notes in brackets: default": (
        NOTES,
        "[default to 10]",
        "[default to 20]",
        ("REG489 breaking",),
    ),
    "a column of places: required": (
        PLACES,
        "|limit|query|integer(int32)|false|",
        "|limit|query|integer(int32)|true|",
        ("REG481 breaking",),
    ),
    "a column of places: type": (
        PLACES,
        "|limit|query|integer(int32)|",
        "|limit|query|string|",
        ("REG480 breaking",),
    ),
    "a column of places: error gone": (
        PLACES,
        "|404|[Not Found](https://www.rfc-editor.org/info/rfc9110)|None|None|\n",
        "",
        ("REG463 non-breaking",),
    ),
    "a name with a flag: parameter gone": (
        KINDS_FIRST,
        "|**Query**|**tag**  <br>*required*|string||\n",
        "",
        ("REG453 breaking",),
    ),
    "a name with a flag: default": (KINDS_FIRST, '`"10"`', '`"20"`', ("REG489 breaking",)),
    "a bold name alone: parameter gone": (
        BARE_BOLD_NAMES,
        "**limit**\n\nThe maximum number of vaults. The default limit is 10.\n\nRequired: No\n\n",
        "",
        ("REG453 breaking",),
    ),
    "a type above: parameter gone": (
        TYPES_ABOVE,
        "| `pageSize` | `integer`<br>The maximum number of files to return per page. |\n",
        "",
        ("REG453 breaking",),
    ),
    "a type above: type": (TYPES_ABOVE, "`integer`<br>", "`string`<br>", ("REG480 breaking",)),
    "a question mark: field gone": (
        QUESTION_MARKS,
        "| color | integer | integer representation of color |\n",
        "",
        ("REG470 breaking",),
    ),
    "a question mark: optional field gone": (
        QUESTION_MARKS,
        "| icon? | ?string | role icon hash |\n",
        "",
        ("REG470 breaking",),
    ),
    "a question mark: no longer null": (
        QUESTION_MARKS,
        "?string",
        "string",
        ("REG482 non-breaking",),
    ),
    "a length: required": (
        LENGTHS,
        "| protect | Boolean | Optional |",
        "| protect | Boolean | Yes |",
        ("REG481 breaking",),
    ),
    "a length: shorter text": (
        LENGTHS,
        "1-4096 characters",
        "1-2048 characters",
        ("REG488 breaking",),
    ),
    "an example: attribute gone": (
        EXAMPLES,
        "| **beta** | *boolean* | whether account is in beta | `false` |\n",
        "",
        ("REG470 breaking",),
    ),
    "an example: other example": (EXAMPLES, "`false`", "`true`", ()),
    "a title: parameter gone": (
        TITLES,
        "#### limit\n\nType: integer. Default: 10.\n\nHow many.\n",
        "",
        ("REG453 breaking",),
    ),
    "an argument: argument gone": (
        ARGUMENTS,
        "- **`mrkdwn`** `boolean` – Disable markup parsing.\n",
        "",
        ("REG453 breaking",),
    ),
    "a table in HTML: parameter gone": (
        HTML_TABLE,
        "<tr><td><code>per_page</code></td><td>integer</td><td>Number per page.</td></tr>\n",
        "",
        ("REG453 breaking",),
    ),
    "a title in bold: parameter gone": (
        BOLD_TITLE,
        "| verbose **optional** | Boolean | Says more.  Default value: `false` |\n",
        "",
        ("REG453 breaking",),
    ),
    "a title in bold: default": (
        BOLD_TITLE,
        "Default value: `false`",
        "Default value: `true`",
        ("REG489 breaking",),
    ),
    "a shortcode: gone": (
        SHORTCODES,
        "visibility\n: String. One of `public`, `unlisted`, `private`.\n",
        "",
        ("REG453 breaking",),
    ),
    "a shortcode: type": (SHORTCODES, ": Integer. Dur", ": String. Dur", ("REG480 breaking",)),
    "a shortcode: required": (SHORTCODES, "{{<required>}} ", "", ("REG481 non-breaking",)),
    "a shortcode: value": (SHORTCODES, "`unlisted`, ", "", ("REG478 breaking",)),
    "a shortcode: words": (
        SHORTCODES,
        "The text content of the status",
        "What the status says",
        (),
    ),
    "an indented definition: gone": (
        INDENTED,
        "`total` (number)\n\n:   The sum.\n\n    It may be null.\n\n",
        "",
        ("REG470 breaking",),
    ),
    "an indented definition: null": (
        INDENTED,
        "\n    It may be null.\n",
        "",
        ("REG482 non-breaking",),
    ),
    "an indented definition: wrapped": (INDENTED, ":   The sum.", ":   The\n    sum.", ()),
    "a list in HTML: gone": (
        ELEMENTS,
        "<dt><code>cursor</code></dt>\n"
        "<dd><p>Where to go on. <dl><dt>inner</dt><dd>not a parameter</dd></dl></p></dd>\n",
        "",
        ("REG453 breaking",),
    ),
    "a list in HTML: type": (ELEMENTS, "<em>integer</em>", "<em>string</em>", ("REG480 breaking",)),
    "a list in HTML: required": (ELEMENTS, " (required)", "", ("REG481 non-breaking",)),
    "a list in HTML: limit": (ELEMENTS, "Maximum: 100", "Maximum: 50", ("REG488 breaking",)),
    "a classifier: gone": (
        CLASSIFIERS,
        "q : string, required\n    What to find.\n\n",
        "",
        ("REG453 breaking",),
    ),
    "a classifier: default": (CLASSIFIERS, "default is 10", "default is 20", ("REG489 breaking",)),
    "a classifier: type": (CLASSIFIERS, "limit : integer", "limit : string", ("REG480 breaking",)),
    "a glossary": (GLOSSARY, "The cursor\n: Where it goes on.\n", "", ()),
    "headers: gone": (
        MESSAGES,
        "`X-Left`\n: Number of requests that are left.\n\n",
        "",
        ("REG461 breaking",),
    ),
    "a body: added required": (
        MESSAGES,
        "**size**",
        "**color** (*string*, required)\n: Which color.\n\n**size**",
        ("REG458 breaking",),
    ),
    "a body: renamed": (
        MESSAGES,
        "**size** (*integer*)",
        "**length** (*integer*)",
        ("REG484 breaking",),
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_change_has_its_code_and_class(tmp_path: Path, name: str) -> None:
    page, old, new, expected = EDITS[name]
    assert page.count(old) == 1
    path = "api/page.rst" if page is CLASSIFIERS else "api/page.md"
    pages = [{path: text} for text in (page, page.replace(old, new))]
    found = [
        f"{item.code} {item.change_class}" for item in difference(tmp_path, *pages).run.findings
    ]
    assert tuple(found) == expected


HEAD = "# Search\n\n`GET /search`\n\n## Query parameters\n\n"
MEMBERS = (
    ("limit", "integer", "", "Number of results. The default is `10`. Maximum: 100."),
    ("q", "string", "required", "What to find."),
    ("sort", "string", "", "One of `asc`, `desc`."),
)
FORMS = {
    "table": "| {name} | {type} | {flag} | {text} |\n",
    "list": "- `{name}` ({type}, {flag}): {text}\n",
    "definitions": "`{name}` ({type}, {flag})\n: {text}\n\n",
    "definitions of marked terms": "**{name}** *{type}* ({flag})\n\n:   {text}\n\n",
    "definitions that begin with a type": "{name}\n: {{{{<{flag}>}}}} {type}. {text}\n\n",
    "elements": "<dt><code>{name}</code> <em>{type}</em> {flag}</dt>\n<dd>{text}</dd>\n",
    "names in bold": "**{name}** {type} **{flag}**\n\n{text}\n\n",
    "names in bold alone": "**{name}**\n\n{text}\n\nType: {type}\n\nRequired: {yes}\n\n",
    "titles": "### {name}\n\nType: {type}. {flag}.\n\n{text}\n\n",
}


def page_in(form: str) -> str:
    """Return the page with the same parameters in one of the forms."""
    above, below = {
        "table": ("| Name | Type | Required | Description |\n|---|---|---|---|\n", ""),
        "elements": ("<dl>\n", "</dl>\n"),
    }.get(form, ("", ""))
    rows = (
        FORMS[form].format(
            name=name, type=kind, flag=flag or "optional", text=text, yes="Yes" if flag else "No"
        )
        for name, kind, flag, text in MEMBERS
    )
    return HEAD + above + "".join(rows) + below


@pytest.mark.parametrize("form", FORMS)
def test_the_form_in_which_members_are_documented_makes_no_difference(
    tmp_path: Path, form: str
) -> None:
    names = [*FORMS]
    other = names[names.index(form) - 1]
    for name, pages in (("to", (form, other)), ("fro", (other, form))):
        both = [{"api/page.md": page_in(item)} for item in pages]
        assert difference(tmp_path / name, *both).run.findings == ()
    less = {"api/page.md": page_in(form).replace("sort", "order")}
    found = difference(tmp_path / "less", {"api/page.md": page_in(form)}, less).run.findings
    assert [item.code for item in found] == ["REG484"]
