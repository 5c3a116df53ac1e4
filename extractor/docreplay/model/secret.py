"""Values that no output shows."""

from hmac import compare_digest
from typing import Final

_SHOWN: Final = "***"


class Secret:
    """A text that `repr`, `str` and formatting do not show, so no traceback or log has it.

    It cannot be pickled: what sends it to another process reveals it on purpose.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the text."""
        return self._value

    def __bool__(self) -> bool:
        """Return True if the text is not empty."""
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        """Return True for a secret of the same text, in a time that does not depend on it."""
        if not isinstance(other, Secret):
            return NotImplemented
        return compare_digest(self._value.encode(), other._value.encode())

    def __hash__(self) -> int:
        """Return the hash of the text."""
        return hash(self._value)

    def __str__(self) -> str:
        """Return `***`."""
        return _SHOWN

    def __repr__(self) -> str:
        """Return `Secret(***)`."""
        return f"Secret({_SHOWN})"

    def __format__(self, _: str) -> str:
        """Return `***`."""
        return _SHOWN

    def __reduce__(self) -> tuple[object, ...]:
        """Raise `TypeError`."""
        raise TypeError("a secret cannot be pickled")


NO_SECRET = Secret("")
"""An empty text, in place of a secret that is not there."""
