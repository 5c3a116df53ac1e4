"""What a translation says about the version that it was made from.

`ms.openlocfilehash` is the SHA-1 (40 hexadecimal digits) or SHA-256 (64) of the source page's bytes
with CRLF line ends, so that the version can be told from bytes alone.
"""

import re
from collections.abc import Mapping
from hashlib import sha1, sha256
from typing import NamedTuple

_DIGEST = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class Stamp(NamedTuple):
    """The entries of the front matter that say where a translation comes from; `""` if absent."""

    digest: str
    commit: str
    locale: str
    handoff: str = ""
    """The day on which the page was handed to the translators, as MM/DD/YYYY."""

    @property
    def is_readable(self) -> bool:
        """Whether the digest is one that a page can have."""
        return _DIGEST.fullmatch(self.digest) is not None

    @property
    def names_commit(self) -> bool:
        """Whether the commit is named by all its digits: nothing else is ever looked up."""
        return _DIGEST.fullmatch(self.commit) is not None

    @property
    def names_version(self) -> bool:
        """Whether there is a digest or a commit that a version of the source can have."""
        return self.is_readable or self.names_commit


def stamp_of(front: Mapping[str, str]) -> Stamp:
    """The stamp in a page's front matter."""
    return Stamp(
        front.get("ms.openlocfilehash", "").lower(),
        front.get("ms.sourcegitcommit", "").lower(),
        front.get("ms.contentlocale", "").lower(),
        front.get("ms.lasthandoff", ""),
    )


def digests(text: str) -> tuple[str, str]:
    """The digests, short and long, that translations of a page with this text are stamped with."""
    data = text.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8", "surrogatepass")
    return sha1(data, usedforsecurity=False).hexdigest(), sha256(data).hexdigest()


def is_stamped(stamp: Stamp, text: str) -> bool:
    """Whether the stamp is that of a page with this text, read with or without its BOM."""
    if not stamp.is_readable:
        return False
    texts = {text, text.removeprefix("\ufeff")}
    return any(stamp.digest in digests(candidate) for candidate in texts)
