"""The path of an operation is a different one.

## What it means
A page has a path in place of a different path, of the same method; or the version in the path
changed.

## Why it matters
Clients call the old path.

## What it leaves alone
Names of placeholders, ids in examples, hosts, queries and letter case.

## Example
    GET /photos/{id}/file   (was GET /photos/{id}/content)

## Fix
Keep what clients depend on, or announce the change before it takes effect.
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.operations import moved
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG452", name="documented-path-changed", severity=Severity.ERROR)
CHECK = DiffCheck(RULE, moved)
