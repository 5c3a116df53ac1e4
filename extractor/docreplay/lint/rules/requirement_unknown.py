"""A request requires a case that does not exist, or cases require each other.

## What it means
A name in `requires` is not that of a request: `name` on the same page, `page#name` on others. Or a
request requires, directly or by others, itself.

## Why it matters
The request is never sent to a real service: its setup fails.

## Example
    <!-- { "blockType": "request", "name": "get_album", "requires": ["create_albm"] } -->

## Fix
Correct the name, or remove one of the requirements.
"""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from docreplay.config.settings import Config
from docreplay.lint.site import PageFacts, SiteCheck
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.location import Range
from docreplay.model.stories.dependencies import Naming

RULE = Rule(code="DOC179", name="requirement-unknown", severity=Severity.ERROR)


class _Checker:
    """The requests of all pages, and what they require."""

    def __init__(self, _config: Config) -> None:
        self._known: dict[str, Range] = {}
        self._asked: list[tuple[str, str, Naming, Range]] = []

    def page(self, facts: PageFacts) -> Iterator[Finding]:
        """Take in the requests of a page."""
        naming = Naming(facts.page)
        for case_id, place, requires in facts.requirements:
            self._known[case_id] = place
            self._asked += ((case_id, name, naming, place) for name in requires)
        return iter(())

    def end(self) -> Iterator[Finding]:
        """Yield the names that no page has, then a cycle."""
        required: dict[str, list[str]] = {}
        for case_id, name, naming, place in self._asked:
            if found := naming.resolve(name, self._known):
                required.setdefault(case_id, []).append(found)
            else:
                yield RULE.at(place, naming.unknown(name, self._known))
        try:
            TopologicalSorter(required).prepare()
        except CycleError as error:
            members: list[str] = error.args[1][::-1]
            message = f"`requires`: cases require each other: {' → '.join(members)}"
            yield RULE.at(self._known[members[0]], message)


CHECK = SiteCheck(_Checker)
