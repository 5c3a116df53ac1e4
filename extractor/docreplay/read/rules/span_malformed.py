"""The spans of a bilingual page are not nested correctly.

## What it means
A sentence of a bilingual page is a target span, followed by a lookup span that contains the source
span. Here a span is not closed, is closed twice, or the two ids differ. The paragraph was read as
far as possible.

## Why it matters
The translation and its source cannot be distinguished, neither on the site nor by drift checks.

## Example
    <span data-ttu-id="1">Hallo</span><span class="sxs-lookup"><span data-stu-id="1">Hello</span>

## Fix
Close every span, in the order in which they were opened.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC109", name="span-malformed", severity=Severity.WARNING)
