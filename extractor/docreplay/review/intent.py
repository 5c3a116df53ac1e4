"""The four intents of a change: they are accepted apart, because they are different jobs."""

from typing import Literal

from docreplay.model.finding import Finding, Severity

Intent = Literal["create", "fix", "trim", "update"]
INTENTS: tuple[Intent, ...] = ("create", "fix", "trim", "update")

_BY_NAME: dict[str, Intent] = {
    "body-unexpected": "create",
    "status-differs": "fix",
    "media-type-differs": "fix",
    "header-differs": "fix",
    "type-differs": "fix",
    "value-differs": "fix",
    "choice-unknown": "fix",
    "format-differs": "fix",
    "header-missing": "trim",
    "property-missing": "trim",
    "property-undocumented": "update",
}


def intent_of(finding: Finding) -> Intent | None:
    """Return what a change would do about a finding; None if the page is not to be changed for it.

    `create` writes a body that the page lacks, `fix` corrects what the service contradicts, `trim`
    removes what it does not send, `update` adds what it sends beyond the page. A documented null
    value, or a value that must come back from the request, is not the page's fault.
    """
    intent = _BY_NAME.get(finding.name)
    is_fault = finding.severity is Severity.ERROR
    return intent if is_fault or intent in ("create", "update") else None
