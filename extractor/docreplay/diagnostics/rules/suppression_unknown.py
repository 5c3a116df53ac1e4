"""A suppression names a rule that does not exist.

## What it means
`docreplay-ignore` is followed by a word that is neither the code nor the name of a rule, or by
nothing.

## Why it matters
It suppresses nothing, although the page looks as if a finding were accepted.

## Example
    <!-- docreplay-ignore DOC1022 the generator repeats names -->

## Fix
Write a code or a name that `docreplay explain` lists. A prefix such as `DOC1` works in the
configuration only.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC135", name="suppression-unknown", severity=Severity.WARNING)
