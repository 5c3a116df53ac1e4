"""The secrets of a run, and what hides them."""

from collections.abc import Iterable

from docreplay.replay.mask import Mask
from docreplay.replay.redaction import Redactor


class RunSecrets:
    """All secrets that are known so far: a token that the environment has may change."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = set(known)
        self.mask = Mask(self._known)
        """Masks what a report shows."""
        self.redactor = Redactor(self._known)
        """Takes secrets out of recordings."""

    def redacted(self, text: str) -> str:
        """Return a text from outside of docreplay without secrets, by value and by shape."""
        return self.redactor.text(text)

    def add(self, found: Iterable[str]) -> None:
        """Hide further values from now on."""
        if not self._known.issuperset(found := set(found)):
            self._known |= found
            self.mask, self.redactor = Mask(self._known), Redactor(self._known)
