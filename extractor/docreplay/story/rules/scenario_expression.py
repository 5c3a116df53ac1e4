"""A value in a scenario file is code.

## What it means
The value starts with `#`: API Doctor compiles the rest as an expression of C# while it runs, which
only works on the .NET Framework for Windows. docreplay never runs code of a scenario file.

## Why it matters
The request cannot be sent, so the scenario is not run.

## Example
    "{token}": "#values.Count.ToString()"

## Fix
Use a captured value or a literal one.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="RUN525", name="scenario-expression")
