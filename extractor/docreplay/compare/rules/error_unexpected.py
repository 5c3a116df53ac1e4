"""The response body is an error object where the page documents success.

## What it means
The status is as documented, but the body is an OData error object.

## Why it matters
Clients read the error as the resource.

## Example
    { "error": { "code": "itemNotFound" } }

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON214", name="error-unexpected")
