"""The run stopped before all cases were judged.

## What it means
The run has reached `max-requests` or `run-timeout`, or a service did not respond to
`stop-after-unanswered` requests in a row, or Ctrl+C interrupted it. No further request was sent.

## Why it matters
The remaining cases were not judged: whether the service conforms to their pages is not known.

## What it leaves alone
Cases that are skipped for a reason of their own, such as a placeholder without a value.

## Example
    23 of 123 cases were not judged: the run stopped after 100 requests (`max-requests`)

## Fix
Raise the limit, select fewer pages, or look at why the service does not respond.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="RUN507", name="run-stopped")
