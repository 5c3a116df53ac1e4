"""No recording answers a request of a page.

## What it means
The record mode lets recordings answer, and none belongs to the request: it was never recorded, it
was changed since, or the case sends it more often than it was recorded. The message names the
recording that is most like it, and where the request differs.

## Why it matters
Nothing was sent, so nothing is known of the service. A request that was changed on its page has not
been tested in its new form.

## What it leaves alone
The order of query parameters and of JSON properties, white space, the case of header names, and
headers whose values differ each time.

## Example
    GET /users?$top=10 is not recorded; the nearest, `list_users`, differs: query parameter `$top`
    is `10`, recorded: `5`

## Fix
Record the request with `docreplay test --record-mode new-episodes --base-url URL`, or correct the
page.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="RUN511", name="recording-missing", severity=Severity.ERROR)
