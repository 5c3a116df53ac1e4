"""An included file is outside the project.

## What it means
The path leads out of the project, directly or through a link. It is not followed.

## Why it matters
A page in a pull request must not show files of the machine that builds it.

## Example
    [!INCLUDE [x](../../../secret.md)]

## Fix
Keep included files inside the project.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC128", name="include-outside")
