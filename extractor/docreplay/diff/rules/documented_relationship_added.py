"""A relationship of a resource type is new.

## What it means
The table of relationships has a name that neither the page nor those of base types had.

## Why it matters
It is worth announcing; clients that do not expand it notice nothing.

## What it leaves alone
A relationship that a base type had before, or that the table of properties had.

## Example
    | sponsors | directoryObject collection | The sponsors. |

## Fix
Nothing is wrong; the release notes have it (`--changelog markdown`).
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.member_rules import additions
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG473", name="documented-relationship-added", severity=Severity.NOTE)
CHECK = DiffCheck(RULE, additions("relationship"))
