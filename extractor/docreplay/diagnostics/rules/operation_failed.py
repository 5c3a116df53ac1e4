"""A service accepted a request, and the operation failed.

## What it means
The response was 202 with the URL of a monitor (`Operation-Location`, `Azure-AsyncOperation` or
`Location`), which docreplay asked until it named a state such as `failed` or `canceled`, or
responded with an error about the operation. The message is what the operation said.

## Why it matters
The documented response came, and what it promised did not happen: the case did not test what
readers want to do, and later cases lack what the operation should have made.

## What it leaves alone
Operations that are not followed: `poll` says which are.

## Example
    HTTP/1.1 200 OK

    {"status": "failed", "error": {"code": "nameAlreadyExists", "message": "The name is taken."}}

## Fix
Correct the service, or the values that the request is sent with.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON240", name="operation-failed")
