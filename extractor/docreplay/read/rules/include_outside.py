"""An include leaves the project.

## What it means
The path points out of the project, directly or by a link. It is not followed.

## Why it matters
A page that anybody may propose must not show files of the machine that builds it.

## Example
    [!INCLUDE [x](../../../secret.md)]

## Fix
Keep included files inside of the project.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC128", name="include-outside")
