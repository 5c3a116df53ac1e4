"""The service of a request: the hosts that the documentation is about."""

from dataclasses import replace

from docreplay.flows.pages.case_index import CaseIndex
from docreplay.model.api.documented_host import documented_host
from docreplay.model.http.http import Request
from docreplay.replay.service import Service


def service_for(service: Service, request: Request, index: CaseIndex) -> Service:
    """Return the service; all pages are read for their main host if the request names a host.

    `documented_hosts` in the configuration is used instead.
    """
    if service.embedded or service.documented_hosts or not documented_host(request):
        return service
    return replace(service, documented_hosts=frozenset({index.main_host}))
