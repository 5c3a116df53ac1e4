"""The front matter is not valid YAML.

## What it means
The lines between `---` and `---` at the start of the page are not a YAML mapping, or a key occurs
twice, or the closing `---` is missing. The line of the first entry that cannot be read is named.

## Why it matters
Sites ignore such front matter, show it as text, or do not build. API Doctor calls this
`IncorrectYamlHeaderFormat`.

## Example
    title: "Get a photo

## Fix
Close the quotation mark; quote values that contain `: ` or ` #`.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule

RULE = Rule(code="DOC152", name="front-matter-malformed")


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield a finding at the first line that is wrong."""
    flaw = subject.markup.front_matter_flaw
    if flaw:
        offset, reason = flaw
        text, places = subject.markup.text, subject.markup.places
        end = text.find("\n", offset)
        place = places.range(offset, len(text) if end < 0 else end)
        yield RULE.at(place, f"the front matter is not valid YAML: {reason}")


CHECK = LintCheck(check)
