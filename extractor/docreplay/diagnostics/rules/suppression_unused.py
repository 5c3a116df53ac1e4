"""A page suppresses a finding that it does not have.

## What it means
The rule checked this page and found nothing, so there is nothing to suppress. A suppression is not
reported if its rule did not run, because another command runs it or it is not selected.

## Why it matters
It would hide the next finding of that rule, which has not been reviewed.

## Example
    <!-- docreplay-ignore duplicate-name the generator repeats names -->
on a page on which each name is used once.

## Fix
Remove the suppression.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC136", name="suppression-unused", severity=Severity.WARNING)
