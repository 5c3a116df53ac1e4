"""An accepted operation was not followed to its end.

## What it means
The response was 202 with the URL of a monitor, and that must not be asked: it is on another host,
or at a private address, or the run had stopped.

## Why it matters
Whether the operation succeeded is not known, and later cases have no values from it.

## Example
    HTTP/1.1 202 Accepted
    Location: https://monitor.example.net/4A3407B5

## Fix
Name the host in `allow-hosts`. It gets no credentials unless an account names it.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="RUN560", name="operation-not-followed", severity=Severity.WARNING)
