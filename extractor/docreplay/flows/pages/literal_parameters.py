"""Ids that pages write out, as parameters: which requests have them, by the configuration."""

from dataclasses import replace

from docreplay.config.settings import Config
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.model.case import Case
from docreplay.model.http.literal_ids import shown_ids
from docreplay.model.http.placeholder_values import PlaceholderValues
from docreplay.replay.literals import with_parameters


class LiteralParameters:
    """Puts placeholders in place of ids that requests write out, if that is asked for."""

    def __init__(self, config: Config, index: CaseIndex) -> None:
        self._every = config.literal_ids == "parameters" and bool(config.base_url)
        self._index = index

    def of(self, case: Case, values: PlaceholderValues) -> Case:
        """Return the case with a request that has placeholders for the ids.

        Its page is read for it: the documented response and the annotation say what is an id.
        """
        if not (self._every or values.has_any):
            return case
        page = self._index.documented(case) or case
        body = page.expectation.body
        request = with_parameters(
            case.request,
            values,
            samples=page.samples,
            shown=shown_ids(body.text) if body else frozenset(),
            every=self._every,
        )
        return case if request is case.request else replace(case, request=request)
