"""The service responds with a status that differs from the documented one.

## What it means
Status codes are compared as numbers. If the class differs too (4xx for 2xx), body and headers are
not compared.

## Why it matters
A client that expects the documented status takes success for failure, or failure for success.

## Example
    HTTP/1.1 201 Created        (the service returns 200)

## Fix
Correct the page, or have the service corrected: one of the two is wrong. If the request needs
data that does not exist, set the values of its placeholders.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON201", name="status-differs")
