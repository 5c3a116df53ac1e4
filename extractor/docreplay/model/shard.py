"""One part of a run that is divided between machines."""

import re
from hashlib import sha256
from typing import NamedTuple, Self

_TEXT = re.compile(r"([1-9][0-9]{0,3})/([1-9][0-9]{0,3})")


class Shard(NamedTuple):
    """The part `number` of `total`, both from 1."""

    number: int
    total: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the shard that `2/4` names. Raises `ValueError` for anything else."""
        match = _TEXT.fullmatch(text)
        if match is None or int(match[1]) > int(match[2]):
            raise ValueError(f"invalid shard `{text}`: expected NUMBER/COUNT, such as 1/4")
        return cls(int(match[1]), int(match[2]))

    def has(self, key: str) -> bool:
        """Return True if what the key names belongs to this shard, and so to no other one.

        The digest of the key decides: what is added to a project moves nothing that was there.
        """
        digest = sha256(key.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8], "big") % self.total == self.number - 1

    def __str__(self) -> str:
        """Return `2/4`."""
        return f"{self.number}/{self.total}"
