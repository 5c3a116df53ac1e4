"""An accounts file contains a secret.

## What it means
A password, a client secret, a token or an authorization header is written in the file instead of
`$env:NAME`. docreplay does not use it.

## Why it matters
Everybody who can read the repository can sign in as the account.

## Example
    "password": "hunter2"

## Fix
Write `$env:NAME`, set the variable where the tests run, and change the secret.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="RUN533", name="scenario-secret-literal")
