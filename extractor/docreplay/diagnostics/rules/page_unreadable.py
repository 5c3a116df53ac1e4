"""A file that has the name of a page cannot be read as one.

## What it means
It is a link to a file that does not exist or is outside the project, a folder, a pipe or a device,
a file without read permission or of more than `max-page-bytes` (by default 2,000,000), or its name
is not valid UTF-8. All other pages of the run are read.

A lock file of an editor (`.#page.md`) is only noted. Severity follows what is lost: an error for a
page that readers would miss, a warning for something that was hardly meant to be a page.

## Why it matters
Nothing on the page is checked or tested, although it seems to be part of the documentation.

## Example
    photo-get.md -> ../shared/photo-get.md
where `shared/photo-get.md` was removed.

## Fix
Restore the file that the link leads to, or remove or rename what is not a page. `exclude` in the
configuration also leaves it out.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="RUN502", name="page-unreadable", severity=Severity.ERROR)
