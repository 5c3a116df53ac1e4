"""A service no longer responds as it was recorded.

## What it means
In the record mode `verify` every request is sent. The response differs from the recording in its
status, its media type, its headers, or in the members and types of its body.

## Why it matters
Tests that use the recording test a service as it was.

## What it leaves alone
Values, and headers whose values differ each time.

## Example
    differs from the recording `get_user`: `/mail` is missing, which the recording has

## Fix
If the change is intended, record it: `docreplay test --record-mode all --base-url URL`.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="RUN513", name="recording-outdated", severity=Severity.ERROR)
