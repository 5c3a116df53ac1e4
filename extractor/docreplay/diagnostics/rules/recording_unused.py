"""A recording answers no request of its page.

## What it means
All cases of the page were run, and none of them sent the request of the recording.

## Why it matters
The recording is of a request that the page no longer documents. It looks like a tested response,
and makes changes of the file harder to read.

## What it leaves alone
Recordings of cases that were not run or were skipped, and of one whose changed request is reported
as `recording-missing`.

## Example
    the recording `list_users` answers no request of docs/users.md

## Fix
Run `docreplay test --record-mode rewrite --base-url URL`, which removes it, or delete its entry.
The severity `error` makes such a run fail: `severity = { recording-unused = "error" }`.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="RUN512", name="recording-unused", severity=Severity.WARNING)
