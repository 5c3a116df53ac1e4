"""The blocks of a page in reStructuredText are nested too deeply to be read.

## What it means
Lists, quotes or directives are in one another more often than docutils can follow.

## Why it matters
Nothing on the page is read, so none of its examples is tested.

## Example
    - - - - - - (and so on, hundreds of times)

## Fix
Reduce the nesting.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC177", name="page-too-deep")
