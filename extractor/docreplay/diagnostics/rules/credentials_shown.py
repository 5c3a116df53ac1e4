"""Pages show credentials, which a real service did not get.

## What it means
Documented requests have credentials: an `Authorization` or `Cookie` header, an API key in a header
or in the query, `client_secret` or `password` in the body of a request that is a sign-in.
Those of a page are examples, so the request was sent with the credentials of the configuration in
their place, or without any.

## Why it matters
A case that needs credentials fails if the configuration has none. And what is withheld is not
tested: if a page shows the wrong header, nothing else reports it.

## What it leaves alone
Headers that the configuration sets itself, and runs against the embedded service. In a body, data
of the service such as the password of a new user. A body whose credentials have no value is not
sent: its case is skipped.

## Example
    GET https://api.example.com/me
    Authorization: Bearer eyJ0eXAiOi…

## Fix
Configure an account (`[accounts.NAME]`), and write a placeholder such as `{token}` on the page.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="RUN550", name="credentials-shown", severity=Severity.NOTE)
