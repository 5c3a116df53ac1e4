"""A page includes too many files, or through too many others.

## What it means
Includes are followed 20 deep, and 1,000 files are included in one page, counted as often as each
is named. What goes beyond that is left out.

## Why it matters
A few small files that include each other twice make millions; publishing such a page takes all the
time and memory there is.

## Example
    [!INCLUDE [next](part-21.md)]

## Fix
Include what is needed directly, and once.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC137", name="include-excessive")
