"""What `docreplay drift` found."""

from dataclasses import dataclass

from docreplay.model.run import Run
from docreplay.model.translation import PageVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """Findings about translations, and verdicts about each page, by path."""

    run: Run
    pages: tuple[PageVerdict, ...]
