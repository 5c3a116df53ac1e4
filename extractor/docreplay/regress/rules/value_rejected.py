"""The service rejects a value that it accepted.

## What it means
The documented request is rejected, and the error names an input whose value is not valid. The
reverse is reported as non-breaking.

## Why it matters
Clients that send such values fail.

## What it leaves alone
Errors that say it only in words of other languages than English: they are REG414. Codes, names of
inputs in the forms of OData, RFC 9457, JSON:API, Google, AWS and usual validators, and inputs in
quotes are recognized in any language: what was not sent is required, what was sent is not valid.

## Example
    { "error": { "code": "BadRequest", "message": "Invalid value for 'color'." } }

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.refused import inputs_accepted, inputs_refused
from docreplay.regress.subject import RequestChange

RULE = Rule(code="REG416", name="value-rejected", severity=Severity.ERROR)


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change for each input that the errors name so now, or no longer do."""
    yield from inputs_refused(subject, RULE, "invalid", "has a value that is rejected")
    yield from inputs_accepted(subject, RULE, "invalid", "has a value that is accepted")


MIRROR = Mirror(kind="value-accepted", change_class="non-breaking")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=15)
