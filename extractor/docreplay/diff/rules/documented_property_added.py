"""A property of a resource type is new.

## What it means
The table of properties, or the JSON of a page without a table, has a name that neither the page nor
those of base types had.

## Why it matters
Clients ignore what they do not know, so only one that requests must have breaks them.

## What it leaves alone
A property that a base type had before, or that the JSON of the page showed.

## Example
    | pronouns | String | The pronouns. |

## Fix
Nothing is wrong; the release notes have it (`--changelog markdown`).
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.member_rules import additions
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG471", name="documented-property-added", severity=Severity.NOTE)
CHECK = DiffCheck(RULE, additions("property"))
