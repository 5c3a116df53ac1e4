"""A parameter of an operation is no longer documented.

## What it means
A table of path, query or function parameters, or the sentence that names the supported
options, lacks a name that it had.

## Why it matters
Requests of existing clients have it, and may be rejected or be answered differently.

## What it leaves alone
A row that was moved to another table of the page, and a table that was replaced by an example that
shows the parameter.

## Example
    | period | string | (no longer below "Function parameters")

## Fix
If it still exists, document it again. If not, announce its end, or keep it in a version of its own.
"""

from collections.abc import Iterator

from docreplay.diff import query_options
from docreplay.diff.check import DiffCheck, DiffSubject
from docreplay.diff.member_rules import removals
from docreplay.model.api.api_change import ApiChange
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG453", name="documented-parameter-removed", severity=Severity.ERROR)


def check(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the parameters of tables, then the query options that sentences name."""
    yield from removals("parameter")(subject)
    yield from query_options.removed(subject)


CHECK = DiffCheck(RULE, check)
