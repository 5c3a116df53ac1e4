"""The secrets of a run, and what hides them."""

from collections.abc import Iterable

from docreplay.replay.secrets.mask import Mask
from docreplay.replay.secrets.redact import redacted_members
from docreplay.replay.secrets.redaction import Redactor

_CLEAR = 8
"""Characters of a secret that is not a part of other texts by chance."""


class RunSecrets:
    """All secrets that are known so far: a token that the environment has may change."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = set(known)
        self._clear: Mask | None = None
        self.mask = Mask(self._known)
        """Masks what a report shows."""
        self.redactor = Redactor(self._known)
        """Takes secrets out of recordings."""

    def reveals(self, text: str) -> bool:
        """Return True if a text has one of the secrets, in any encoding.

        A short one is also in other texts by chance.
        """
        if self._clear is None:
            self._clear = Mask(secret for secret in self._known if len(secret) >= _CLEAR)
        return self._clear.whole(text) != text

    def redacted(self, text: str) -> str:
        """Return a text from outside of docreplay without secrets, by value, shape and name."""
        return redacted_members(self.redactor.text(text))

    def add(self, found: Iterable[str]) -> None:
        """Hide further values from now on."""
        if not self._known.issuperset(found := set(found)):
            self._known |= found
            self._clear = None
            self.mask, self.redactor = Mask(self._known), Redactor(self._known)
