"""The `compare` of an annotation is invalid.

## What it means
The `compare` of the response's annotation has an unknown key, mode, path or matcher, or a regular
expression, which is allowed only in the configuration. The whole `compare` is ignored.

## Why it matters
The response is compared less strictly, or more strictly, than intended.

## Example
    <!-- { "blockType": "response", "compare": { "mode": "exactly" } } -->

## Fix
Correct the value; the keys are those of `[tool.docreplay.compare]`.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="CON228", name="strictness-unreadable", severity=Severity.WARNING)
