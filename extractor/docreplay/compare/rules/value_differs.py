"""A value is not the one that is asked for.

## What it means
The comparison of this place is stricter than usual: by `mode = "exact"` the answer must have the
very value that the page shows, by a matcher (`regex`, `one-of`, `approx`) one that it takes.

## Why it matters
Somebody made this value a promise, in the configuration or in the annotation of the response.

## Example
    "height": 48        (compared exactly; the service answers 64)

## Fix
Correct the page, have the service corrected, or compare the place less strictly.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON227", name="value-differs")
