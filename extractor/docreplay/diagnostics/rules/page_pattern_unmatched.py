"""A page pattern of the configuration matches no page and no case.

## What it means
`exclude`, `[exclude-cases]`, `[per-page-ignores]`, `[compare."…"]` or `[parameters."…"]` names a
page, a glob, a folder, a locale or a case id that does not exist in the documentation.

Patterns for the folder of generated tests are not reported, nor are case ids of pages that the run
does not read. Pages that are excluded, or whose locale is not selected, still count as pages.

## Why it matters
The setting has no effect, although the configuration looks as if it had: an exact comparison does
not take place, a parameter is never sent, a case is sent
that should not be, or a finding that should be ignored is reported.

## Example
    [compare."docs_source/zh-cn/photo.md"]
    mode = "exact"
where the page is `docs_source/zh-cn/api/photo.md`.

## Fix
Correct the pattern: paths are relative to the project and case-sensitive, and `docreplay extract`
lists the case ids. Remove it if the page no longer exists.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="RUN501", name="page-pattern-unmatched", severity=Severity.WARNING)
