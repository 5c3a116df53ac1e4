"""Requests of two pages have the same name.

## What it means
A request of a different page of the same locale, below the same version folder (`v1.0`, `beta`) if
there is one, has this name; case and the kind of separator do not matter. Names that occur twice on
one page are `duplicate-name`.

## Why it matters
Tools name files of code snippets after requests: one overwrites the other, so that one of the pages
shows the wrong code.

## Example
    { "blockType": "request", "name": "get_photo" }        (on two pages)

## Fix
Give each request a name of its own.
"""

import re
from collections.abc import Iterator

from docreplay.config.settings import Config
from docreplay.lint.site import PageFacts, SiteCheck
from docreplay.model.api.api_version import naming_scope
from docreplay.model.finding import Finding, Related, Rule, Severity
from docreplay.model.location import Location

RULE = Rule(code="DOC161", name="request-name-shared", severity=Severity.WARNING)

_SEPARATORS = re.compile(r"[\s_.-]+")


class _Checker:
    """The names that were seen, by the folder in which they must differ."""

    def __init__(self, _config: Config) -> None:
        self._seen: dict[tuple[str, str], Location] = {}

    def page(self, facts: PageFacts) -> Iterator[Finding]:
        """Yield the names of a page that earlier pages have."""
        scope = naming_scope(facts.page)
        for name, place in facts.names:
            key = scope, _SEPARATORS.sub("-", name.strip().casefold())
            first = self._seen.setdefault(key, place.start)
            if first.path != place.start.path and place.start.path == facts.page.path:
                message = f"{first.path} has a request with the name `{name}`, too"
                related = Related(location=first, message="the other request")
                yield RULE.at(place, message, related=(related,))

    def end(self) -> Iterator[Finding]:
        """Yield nothing: all was said page by page."""
        return iter(())


CHECK = SiteCheck(_Checker)
