"""A file includes itself, directly or through other files.

## What it means
The include would never end, so it is not followed.

## Why it matters
The page cannot be published.

## Example
    [!INCLUDE [self](self.md)]

## Fix
Remove one of the includes of the cycle.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC127", name="include-cycle")
