"""The file with the recordings of a page cannot be read.

## What it means
The file is not a valid cassette: it was cut, edited or merged by hand, or written by a later
version of docreplay. Or it is a link to a file outside the project, or lacks read permission.

## Why it matters
No case of the page is tested, and nothing is recorded for it: the file stays as it is.

## Example
    cassettes/docs/user-get.md.json with `<<<<<<< HEAD`, as git leaves it in a conflict

## Fix
Restore the file. Or delete it, and record again with `docreplay test --record-mode once`.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="RUN514", name="recording-unreadable", severity=Severity.ERROR)
