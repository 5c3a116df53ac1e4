"""Cases that `exclude-cases` keeps from a real service."""

from docreplay.config.page_patterns import PatternTable
from docreplay.config.settings import Config
from docreplay.model.case import Case, Skipped


class ExcludedCases:
    """The cases that are not sent to a real service, with the reasons of the configuration."""

    def __init__(self, config: Config) -> None:
        reasons = config.exclude_cases if config.base_url else {}
        self._reasons = PatternTable(reasons, config.docs)

    def of(self, case: Case) -> Skipped | None:
        """Return why a case, with the id that its page gives it, is not sent; None if it is.

        Of several patterns, the narrowest gives the reason.
        """
        found = self._reasons.matching(case.page.path, case.id)
        return Skipped(kind="excluded", reason=f"excluded: {found[-1]}") if found else None
