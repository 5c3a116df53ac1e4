"""An HTTP message on an annotated page has no annotation.

## What it means
Other messages of the page are annotated, and this code block, whose language is `http` and which
begins like a request or response, is not. With `infer-unannotated`, such blocks are read.

Not reported: code of other languages, blocks that contain only a part of a message, and tabs of
other languages.

## Why it matters
It is not tested.

## Example
    ```http
    GET /photo
    ```        (without a comment `{ "blockType": "request" }` above)

## Fix
Annotate the block; `"blockType": "ignored"` says that it is not to be tested.
"""

import re
from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.lint.tabs import Tabs
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.markup.markup import Fence

RULE = Rule(code="DOC171", name="fence-unannotated", severity=Severity.NOTE)

_LANGUAGES = frozenset({"http", "https", "msgraph-interactive"})
_MESSAGE = re.compile(r"\s*(?:HTTP/[0-9]|[A-Z]{3,20}[ \t]+\S)")
_TABS = re.compile(r"http|rest|request|response|raw|beta|preview|v?\d", re.IGNORECASE)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield the HTTP code blocks without annotation, if some exchange has one."""
    is_annotated = any(item.request_annotation for item in subject.reading.exchanges)
    if not is_annotated or subject.config.infer_unannotated:
        return
    markup = subject.markup
    found = [item for item in markup.fences if not item.annotation and _is_message(item)]
    tabs = Tabs(markup.zone_marks if found else (), len(markup.text))
    for fence in found:
        tab = tabs.at(fence.start)
        if tab is None or _TABS.search(tab.id):
            end = markup.text.find("\n", fence.start)
            place = markup.places.range(fence.start, max(end, fence.start))
            yield RULE.at(place, "the HTTP message has no annotation, so it is not tested")


def _is_message(fence: Fence) -> bool:
    language = fence.info.split()[0].lower() if fence.info.split() else ""
    return language in _LANGUAGES and _MESSAGE.match(fence.body.text) is not None


CHECK = LintCheck(check)
