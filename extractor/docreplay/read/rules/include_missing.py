"""An included file does not exist.

## What it means
The path is relative to the page, or to the documentation folder if it starts with a slash.

## Why it matters
The published page lacks a part; if that contains requests, they are not tested.

## Example
    [!INCLUDE [limits](../includes/limits.md)]

## Fix
Correct the path, or add the file.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC126", name="include-missing", severity=Severity.NOTE)
