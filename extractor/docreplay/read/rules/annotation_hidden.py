"""Text that looks like an annotation is not read as one.

## What it means
`blockType` is outside of code blocks, but not in a comment that starts with a brace: it is in
indented code, in plain text, in HTML, or in a larger comment that removes a part of the page.

## Why it matters
The code block below counts as unannotated: a request is not tested, a resource is not known. If the
part of the page is commented out on purpose, nothing is wrong.

## Example
    <!-- The old way:
    <!-- { "blockType": "request", "name": "get_photo" } -->

## Fix
Start the comment with the brace, at the left margin; or remove what is commented out.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC133", name="annotation-hidden", severity=Severity.WARNING)
