"""A recording that answered is older than `max-recording-age` allows.

## What it means
The recording answered a request, and it was made more than that number of days ago.

## Why it matters
The run tests the service as it was then. What changed since is not noticed.

## What it leaves alone
Recordings that answered no request, and the record modes that send every request. Without
`max-recording-age`, a recording may have any age.

## Example
    the recording `get_user` is of 2026-01-31, 120 days ago (`max-recording-age` is 90)

## Fix
Compare with the service (`docreplay test --record-mode verify --base-url URL`), or record again
with `--record-mode all`.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="RUN513", name="recording-expired", severity=Severity.WARNING)
