"""A `permissions` annotation does not lead to a table of permissions.

## What it means
The annotation belongs to the include or the table below it. The include cannot be read, or there is
no table with the names of permissions.

## Why it matters
The published page does not say which permissions a client needs, and the tool that updates such
tables finds nothing to update.

## Example
    <!-- { "blockType": "permissions", "name": "photo_get" } -->
    [!INCLUDE [permissions-table](../includes/permissions/photo-get-permissions.md)]

## Fix
Correct the path, restore the table, or delete the annotation.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC138", name="permissions-missing", severity=Severity.WARNING)
