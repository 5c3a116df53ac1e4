"""A request is documented for a host that the configuration does not permit.

## What it means
The URL or the `Host` header of the request names a host that is not in `permitted-hosts`.

## Why it matters
Readers copy requests to test systems, or to hosts that do not belong to the service.

## Example
    permitted-hosts = ["graph.example.com"]

## Fix
Correct the host, or add it to the setting.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.http.http import Request, values_of
from docreplay.model.http.origin import is_among, origin_of
from docreplay.model.http.url_template import split

RULE = Rule(code="DOC166", name="host-not-permitted", severity=Severity.WARNING)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield requests to other hosts; a host with a placeholder is compared as it is written."""
    permitted = frozenset(host.lower() for host in subject.config.permitted_hosts)
    for exchange in subject.reading.exchanges if permitted else ():
        request = exchange.request
        for url in _urls(request):
            origin = origin_of(url)
            if origin and not is_among(origin, permitted):
                yield RULE.at(request.place, f"host `{origin.host}` is not in `permitted-hosts`")


def _urls(request: Request) -> Iterator[str]:
    origin = split(request.target).origin
    if origin:
        yield origin
    yield from (f"https://{host.strip()}" for host in values_of("host", request.headers))


CHECK = LintCheck(check)
