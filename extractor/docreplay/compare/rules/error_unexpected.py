"""The body is an error where the page shows success.

## What it means
The status is the documented one, but the body is an OData error object.

## Why it matters
A client takes the error for the resource.

## Example
    { "error": { "code": "itemNotFound" } }

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON214", name="error-unexpected")
