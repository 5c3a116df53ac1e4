"""What a case needs to be sent, without sending it."""

from dataclasses import replace

from docreplay.config.settings import Config
from docreplay.flows.captures.expected_captures import ExpectedCaptures
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.pages.documented_service import service_for
from docreplay.flows.pages.literal_parameters import LiteralParameters
from docreplay.model.api.documented_host import documented_host
from docreplay.model.case import Case, Skipped
from docreplay.model.listed_case import ListedCase
from docreplay.replay.guard import SAFE_METHODS
from docreplay.replay.needs import needs
from docreplay.replay.prepare import prepare
from docreplay.replay.service import service_of
from docreplay.replay.values import Values

_NOWHERE = "http://service.invalid"
"""Base URL if none is configured (RFC 6761 §6.4): nothing is sent."""


class CaseLister:
    """Looks at cases as a run would."""

    def __init__(self, config: Config, index: CaseIndex) -> None:
        self._index = index
        base = config.base_url or _NOWHERE
        config = replace(config, base_url=base, headers={})
        self._service = service_of(config)
        self._literals = LiteralParameters(config, index)
        self._values = Values.of_config(config)
        self._captures = ExpectedCaptures(config, index, self._values)

    def listed(self, case: Case, scopes: tuple[str, ...]) -> ListedCase:
        """Return what a case needs."""
        expected = self._captures.of(case)
        values = self._values.of(case.page.path, case.id, expected.captured)
        service = service_for(self._service, case.request, self._index)
        request = self._literals.of(expected.case, values).request
        needed = tuple(dict.fromkeys(needs(request, values)))
        consenting = replace(service, unsafe_methods=True)
        consented = prepare(request, consenting, values)
        outcome = prepare(request, service, values)
        is_missing = isinstance(consented, Skipped) and consented.kind == "placeholder"
        needs_consent = request.method not in SAFE_METHODS and not service.unsafe_methods
        return ListedCase(
            case=case,
            needs=needed,
            consent=request.method if needs_consent else "",
            host=documented_host(request),
            scopes=scopes,
            skipped=outcome if isinstance(outcome, Skipped) else None,
            unfilled=tuple(need for need in needed if need.is_unfilled) if is_missing else (),
        )
