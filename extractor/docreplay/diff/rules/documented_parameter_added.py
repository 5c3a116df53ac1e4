"""A parameter of an operation is new.

## What it means
A table of path, query or function parameters, or the sentence that names the supported
options, has a name that it did not have.

## Why it matters
A required one breaks clients, whose requests do not have it. An optional one is worth announcing.

## What it leaves alone
A row that was moved from another table of the page, and a new table of what an example showed
before.

## Example
    | period | string | Required. |

## Fix
Nothing is wrong; the release notes have it (`--changelog markdown`).
"""

from collections.abc import Iterator

from docreplay.diff import query_options
from docreplay.diff.check import DiffCheck, DiffSubject
from docreplay.diff.member_rules import additions
from docreplay.model.api.api_change import ApiChange
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG454", name="documented-parameter-added", severity=Severity.NOTE)


def check(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the parameters of tables, then the query options that sentences name."""
    yield from additions("parameter")(subject)
    yield from query_options.added(subject)


CHECK = DiffCheck(RULE, check)
