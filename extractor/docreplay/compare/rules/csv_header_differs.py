"""Documented columns are missing from a CSV response.

## What it means
The first rows of page and response are compared. The order of columns is ignored, and additional
columns are accepted.

## Why it matters
A client that reads columns by name fails.

## Example
    Report Refresh Date,User Principal Name

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON217", name="csv-header-differs")
