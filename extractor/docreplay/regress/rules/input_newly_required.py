"""The service requires an input that it did not require.

## What it means
The documented request is rejected, and the error names a member, a parameter or a header that is
missing. The reverse is reported as non-breaking.

## Why it matters
Clients that send what the page documents fail.

## What it leaves alone
Errors that say it only in words of other languages than English: they are REG414. Codes, names of
inputs in the forms of OData, RFC 9457, JSON:API, Google, AWS and usual validators, and inputs in
quotes are recognized in any language: what was not sent is required, what was sent is not valid.

## Example
    { "error": { "code": "BadRequest", "message": "The property 'department' is required." } }

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

RULE = Rule(code="REG415", name="input-newly-required", severity=Severity.ERROR)


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change for each input that the errors name so now, or no longer do."""
    yield from inputs_refused(subject, RULE, "required", "is required")
    yield from inputs_accepted(subject, RULE, "required", "is not required any more")


MIRROR = Mirror(kind="input-newly-optional", change_class="non-breaking")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=15)
