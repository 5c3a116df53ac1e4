"""A story file contains something that is not valid.

## What it means
A key is unknown, a required one is missing, a value is of the wrong type, or a name does not exist:
of a case, a step or another story.

## Why it matters
The story does not do what it says, so `docreplay test` does not run any of the file.

## Example
    [[story]]
    id = "album"
    stpes = []

## Fix
Correct the key or the name. Editors know the keys from `docreplay schema --stories`.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="RUN545", name="story-invalid")
