"""A string is not one of the documented values.

## What it means
The resource page, or the page of the operation, lists possible values, and the response contains
a different one. If it differs in case only, the message says so: enumerations are case-sensitive.

The page of the operation lists them in a sentence, a list item or a definition that names the
property, or in a table below "Response". A table below "Request body" counts for a response that
repeats the value of the request. A list that the page's own example contradicts is not used.

It is a warning where the page says that there are more values ("such as", "and others"), or lists
`unknownFutureValue`: members may be added to such an enumeration before the page is updated.

## Why it matters
A client with a closed list of values fails.

## Example
    "size": "small | large"

## Fix
Document the value, or have the service corrected.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON224", name="choice-unknown")
