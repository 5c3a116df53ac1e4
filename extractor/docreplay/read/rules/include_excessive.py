"""A page includes too many files, or nests includes too deeply.

## What it means
Includes are followed up to 20 levels deep, and up to 1,000 files and `max-page-bytes` characters
(by default 2,000,000) per page; a file counts each time that it is included. Further includes are
ignored.

## Why it matters
A few small files that include each other twice make millions of includes; publishing such a page
exhausts time and memory.

## Example
    [!INCLUDE [next](part-21.md)]

## Fix
Include files directly, and only once.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC137", name="include-excessive")
