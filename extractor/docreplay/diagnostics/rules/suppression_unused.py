"""A page suppresses a finding that it does not have.

## What it means
The rule ran over this page and found nothing, so there is nothing to suppress. A rule that did not
run, because another command or another selection does it, is never held against a suppression.

## Why it matters
It would hide the next finding of that rule, which nobody has looked at.

## Example
    <!-- docreplay-ignore duplicate-name the generator repeats names -->
on a page on which every name is there once.

## Fix
Remove the suppression.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC136", name="suppression-unused", severity=Severity.WARNING)
