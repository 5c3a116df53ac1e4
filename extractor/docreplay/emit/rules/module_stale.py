"""A generated file is out of date.

## What it means
The file is missing, differs from what would be generated now, or belongs to a page that no longer
exists; or a file that docreplay did not create has its path. `manifest.json`, which lists the
generated files, counts as one of them. Generated files are committed, so that a change to a page
shows which tests it changes.

## Why it matters
Tests that were generated from older pages check what those pages documented.

## Example
    generated_tests/en_us/test_photo_get.py, after a change of docs_source/en-us/photo-get.md

## Fix
Run `docreplay generate` and commit the result. Edit the page, never the generated file: edits are
lost. If a file was not created by docreplay, move it or set a different `output`.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC190", name="module-stale")
