"""A path of `[compare.paths]`, or of an annotation, matches nothing in a run.

## What it means
No documented body that the table applies to has a value at the path, and no response had one,
although all of these cases were answered.

`docreplay test` with a base URL reports it. A path is not reported if one of its cases was not run,
was skipped, or has a response whose body was not compared: that response might have the value.

## Why it matters
The matcher, or the mode, has no effect, although the configuration looks as if it had: a value that
should be compared exactly is not.

## Example
    [compare.paths]
    "$.photos[*].etag" = "ignore"
where the responses have the photos in `value`.

## Fix
Correct the path: names are case-sensitive, and `[*]` stands for the index of an array. Remove it if
the property no longer exists.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="RUN504", name="body-path-unmatched", severity=Severity.WARNING)
