"""A file of scenarios or accounts cannot be read as it was meant.

## What it means
The file is not JSON, or has a member twice. Comments, trailing commas, single quotes and names
without quotes are accepted, as API Doctor accepts them.

## Why it matters
API Doctor prints a line to its console and goes on without the file, so that its scenarios never
run.

## Example
    { "scenarios": [ { "method": "get-photo" "enabled": true } ] }

## Fix
Correct the JSON at the place of the finding.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="RUN521", name="scenario-unreadable")
