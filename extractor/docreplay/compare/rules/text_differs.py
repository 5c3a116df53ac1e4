"""A text answer is not what the page shows.

## What it means
The page shows a bare number, such as the answer of a `$count`, and the answer is none.

## Why it matters
A client cannot read the number.

## Example
    893

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON218", name="text-differs")
