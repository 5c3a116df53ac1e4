"""A response belongs to no request.

## What it means
No request stands above it, or the nearest one is `ignored` or unannotated and is not paired by
default.

## Why it matters
What the response documents is not tested.

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
