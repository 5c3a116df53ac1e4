"""A run has more findings than it lists.

## What it means
The run found more than `max-findings`, and lists the worst of them: breaking changes before others,
then errors before warnings and notes, then by place. The message has the number of the others,
which the totals include. The finding is as severe as the worst of them.

## Why it matters
What is not listed can neither be read nor fixed, and a baseline cannot accept it. That is why this
rule cannot be ignored, suppressed or accepted by a baseline either.

## Example
    not listed: 12 errors, 1234 notes (more findings than `max-findings`)

## Fix
Fix the causes of the findings that are listed, or select fewer pages or rules. If the findings are
expected, set a higher `max-findings`.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="RUN508", name="findings-limited")
