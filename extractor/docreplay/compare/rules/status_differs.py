"""The service answers with another status than the page says.

## What it means
The status codes are compared as numbers. Where the class differs too (4xx for 2xx), the body and
the headers are not compared, as they are those of another answer.

## Why it matters
A client that waits for the documented status takes success for failure, or failure for success.

## Example
    HTTP/1.1 201 Created        (the service answers 200)

## Fix
Correct the page, or have the service corrected: one of the two is wrong. If the request needs
data that is not there, give its placeholders values.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON201", name="status-differs")
