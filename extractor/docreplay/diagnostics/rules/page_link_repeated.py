"""The link to the next page of a list leads to a page that was read before.

## What it means
The pages of the list are read to the end (`follow-pages`), and do not end: a link is that of
an earlier page.

## Why it matters
A client that follows the links reads the same elements for ever.

## Example
    GET /users?page=2

    {"value": [...], "@odata.nextLink": "https://api.example.com/users?page=2"}

## Fix
Correct the service.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON244", name="page-link-repeated")
