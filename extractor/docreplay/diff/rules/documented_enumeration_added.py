"""An enumeration is new.

## What it means
A table lists the members of an enumeration that no table of the old version does.

## Why it matters
It is worth announcing; it breaks no client.

## What it leaves alone
An enumeration whose values a property of that type listed before.

## Example
    ### photoKind values

## Fix
Nothing is wrong; the release notes have it (`--changelog markdown`).
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.declarations import enumerations_added
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG477", name="documented-enumeration-added", severity=Severity.NOTE)
CHECK = DiffCheck(RULE, enumerations_added)
