"""A generated file is not what the pages say.

## What it means
The file is missing, differs from what would be generated now, or belongs to a page that is gone; or
a file that was never generated stands in its way. `manifest.json`, which lists what was generated,
counts as one of the files. Generated files are committed, so that a change of a page shows what it
changes in its tests.

## Why it matters
Tests that were generated from older pages check an older promise.

## Example
    generated_tests/en_us/test_photo_get.py, after a change of docs_source/en-us/photo-get.md

## Fix
Run `docreplay generate` and commit what it wrote. Edit the page, never the generated file: edits
are lost. A file in the way has to be moved, or another `output` be set.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC190", name="module-stale")
