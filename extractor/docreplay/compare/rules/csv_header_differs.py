"""A CSV answer lacks documented columns.

## What it means
The first row of the page and of the answer are compared, column by column; order does not count,
and more columns are fine.

## Why it matters
A client that reads columns by name fails.

## Example
    Report Refresh Date,User Principal Name

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON217", name="csv-header-differs")
