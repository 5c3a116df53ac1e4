"""The response is about another object than the one that the URL names.

## What it means
The page repeats a value of the URL in the response, such as the id of the object that is asked for.
The service returned another value there.

## Why it matters
The service gave another object, however well its shape fits.

## Example
    GET /roles/62e90394          (documented: "id": "62e90394"; the service sends "id": "4a5d8f65")

## Fix
Correct the service, or the example. `echo = false` in `[compare]` turns the comparison off.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON232", name="object-differs")
