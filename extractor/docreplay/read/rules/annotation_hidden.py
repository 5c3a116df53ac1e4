"""What looks like an annotation is not seen as one.

## What it means
`blockType` stands outside of fences, but not in a comment that starts with a brace: in indented
code, in plain text, in HTML, or inside of a larger comment that leaves a part of the page out.

## Why it matters
The fence below it is read as one without annotation: a request is not tested, a resource is not
known. Where a part of the page is commented out on purpose, nothing is wrong.

## Example
    <!-- The old way:
    <!-- { "blockType": "request", "name": "get_photo" } -->

## Fix
Start the comment with the brace, at the left margin; or remove what is commented out.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC133", name="annotation-hidden", severity=Severity.WARNING)
