"""The spans of a bilingual page do not nest as they should.

## What it means
A sentence of a bilingual page is a target span, followed by a lookup span that holds the source
span. Here one of them is not closed, closed twice, or its two ids differ. The paragraph was read as
well as it could be.

## Why it matters
The translation and its source can no longer be told apart, on the site and by checks of drift.

## Example
    <span data-ttu-id="1">Hallo</span><span class="sxs-lookup"><span data-stu-id="1">Hello</span>

## Fix
Close every span, in the order in which they were opened.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC109", name="span-malformed", severity=Severity.WARNING)
