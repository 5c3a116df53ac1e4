"""A request parameter has no effect.

## What it means
The key of the parameter names no part of the request (a header needs a colon at the end:
`Content-Type:`), the placeholder does not occur in the URL, the parameters are beside
`canned-request`, a JSON path is set although the request does not declare a JSON body, a path ends
with an index, a header is removed that is not there, or there are two parameters for the whole
body. A value that looks like a misspelt `!random-filename!` is reported, too.

## Why it matters
API Doctor sends the request without the change and reports nothing, so that the scenario tests
another request than it seems to.

## Example
    "request-parameters": { "Content-Type": "text/plain" }

## Fix
Correct the key, or remove the parameter. Parameters of a canned request belong to its definition.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="RUN524", name="scenario-parameter-ignored", severity=Severity.WARNING)
