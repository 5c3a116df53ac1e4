"""A response has no request.

## What it means
No request is above it, or the nearest one is `ignored` or unannotated, which are not paired by
default.

## Why it matters
The documented response is not tested.

## Example
    <!-- { "blockType": "response" } -->
    ```http
    HTTP/1.1 200 OK
    ```

## Fix
Annotate its request, or try `--pair-ignored` and `--infer-unannotated`.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC121", name="unpaired-response", severity=Severity.WARNING)
