"""The label of a reference link has no definition.

## What it means
`[text][label]` is a link only if a line `[label]: target` defines the label (CommonMark §6.3); case
and blanks do not matter. Without one, the page shows the text with its brackets.

Not reported: footnotes, and brackets behind a word, such as `items[a][b]`.

## Why it matters
The link is lost, and readers see markup.

## Example
    [file picker][picker]        (no line `[picker]: …`)

## Fix
Define the label, or correct it.
"""

import re
from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.near_names import Allowance, NearNames

RULE = Rule(code="DOC174", name="reference-undefined", severity=Severity.WARNING)

_CODE = re.compile(r"(?<!`)(`++).{0,1000}?(?<!`)\1(?!`)")
_REFERENCE = re.compile(
    r"(?<![\w\]\\)!])!?\[([^\[\]\n!^][^\[\]\n]{0,200})\]\[([^\[\]\n^]{0,200})\](?![\[(])"
)
_DEFINITION = re.compile(r"^[ \t>]*(?:[-*+][ \t]+)?\[([^\]\n]+)\]:", re.MULTILINE)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield full and collapsed reference links whose labels are not defined."""
    if "][" not in subject.markup.plain:
        return
    text = subject.markup.without_code
    defined = {_label(match[1]): match[1] for match in _DEFINITION.finditer(text)}
    near_names, allowance = NearNames(defined.values()), Allowance()
    for match in _REFERENCE.finditer(text):
        label = match[2].strip() or match[1]
        if label.isdigit() and not defined:
            continue  # an index rather than a label
        if _label(label) not in defined:
            near = near_names.suggestion(label) if allowance.take() else ""
            place = subject.markup.places.range(*match.span())
            yield RULE.at(place, f"the link label `{label}` is not defined{near}")


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()


CHECK = LintCheck(check)
