"""A request has no response.

## What it means
No response of the page refers to it or follows it.

## Why it matters
The service's response cannot be compared with anything, so the request is not tested.

## Example
    <!-- { "blockType": "request", "name": "get_photo" } -->
    ```http
    GET /me/photo
    ```

## Fix
Add the response, or annotate the request as `ignored`.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC120", name="unpaired-request", severity=Severity.WARNING)
