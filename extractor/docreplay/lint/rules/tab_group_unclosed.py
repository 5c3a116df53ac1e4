"""A group of tabs is not closed.

## What it means
Lines such as `# [HTTP](#tab/http)` begin a group of tabs, and a line `---` ends it. This group has
none before the page ends, or before its tabs occur again.

## Why it matters
All that follows is in the last tab: readers who chose a different one do not see it.

## Example
    # [HTTP](#tab/http)
    # [C#](#tab/csharp)
    The response is …

## Fix
Add a line `---`, with a blank line above, behind the last tab.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.lint.tabs import tab_groups
from docreplay.model.finding import Finding, Rule, Severity

RULE = Rule(code="DOC162", name="tab-group-unclosed", severity=Severity.WARNING)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield a finding at the first tab of each group that is not closed."""
    for group in tab_groups(subject.markup.zone_marks, len(subject.markup.text)):
        if not group.is_closed:
            first, last = group.tabs[0], group.tabs[-1]
            place = subject.markup.places.range(first.start, first.end)
            message = f"the tab group is not closed by `---`: what follows is in tab `{last.title}`"
            yield RULE.at(place, message)


CHECK = LintCheck(check)
