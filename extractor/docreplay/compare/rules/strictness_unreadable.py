"""The annotation asks for a comparison that makes no sense.

## What it means
The `compare` of the response's annotation has an unknown key, mode, path or matcher, or a regular
expression, which the configuration alone may have. The whole `compare` is left out of account.

## Why it matters
The answer is compared less strictly, or more so, than the page means.

## Example
    <!-- { "blockType": "response", "compare": { "mode": "exactly" } } -->

## Fix
Write what is meant; the keys are those of `[tool.docreplay.compare]`.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="CON228", name="strictness-unreadable", severity=Severity.WARNING)
