"""An operation is documented with different status codes.

## What it means
The responses of a page have a successful status that they did not have, or lack the one that they
had; or an error that is new.

## Why it matters
Clients that check the status, or expect a body, fail. A different status of success can be
harmless: its class is unknown, unless the body is gone or a redirect appears.

## What it leaves alone
Reason phrases, further examples of the same status, and pages without responses.

## Example
    HTTP/1.1 204 No Content   (was 200 OK)

## Fix
Keep what clients depend on, or announce the change before it takes effect.
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.responses import statuses
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG463", name="documented-status-changed", severity=Severity.ERROR)
CHECK = DiffCheck(RULE, statuses)
