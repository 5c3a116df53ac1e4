"""Read the stamp of a translation: the source version that it was made from.

`ms.openlocfilehash` is the SHA-1 (40 hexadecimal digits) or SHA-256 (64) of the source page's bytes
with CRLF line ends, so the bytes alone identify the version. `default_lang_commit` (OpenTelemetry)
and `l10n.sourceCommit` (MDN) name only a commit of the source's repository.
"""

import re
from collections.abc import Mapping
from hashlib import sha1, sha256
from typing import Literal, NamedTuple

_DIGEST = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
COMMIT = "ms.sourcegitcommit"
_OTHER_COMMITS = ("default_lang_commit", "l10n.sourceCommit")
_NESTED = re.compile(r"""(?<![\w.-])sourceCommit["']?:\s*["']?([\w-]+)""")


Origin = Literal["page", "git", "file"]
"""Where a stamp is: in the front matter, the commit that last changed the page, or recorded."""


class Stamp(NamedTuple):
    """What identifies the source of a translation, mostly in its front matter; `""` if absent."""

    digest: str
    commit: str
    locale: str
    handoff: str = ""
    """Date on which the page was handed to the translators, as MM/DD/YYYY."""
    commit_key: str = COMMIT
    """Key of the front matter that has the commit."""
    origin: Origin = "page"
    source: str = ""
    """Path of the source, if it was recorded."""
    is_certain: bool = True
    """False if the history is too short to say which commit it is."""

    @property
    def is_readable(self) -> bool:
        """True if the digest is a valid hash."""
        return _DIGEST.fullmatch(self.digest) is not None

    @property
    def names_commit(self) -> bool:
        """True if the commit is a full hash; nothing else is ever looked up."""
        return _DIGEST.fullmatch(self.commit) is not None

    @property
    def names_version(self) -> bool:
        """True if the digest or the commit is valid."""
        return self.is_readable or self.names_commit

    @property
    def is_dated(self) -> bool:
        """True if the translation was made from one version, even if the stamp is not readable."""
        return bool(self.digest or self.commit)


def stamp_of(front: Mapping[str, str]) -> Stamp:
    """Return the stamp in a page's front matter."""
    key, commit = _commit(front)
    return Stamp(
        front.get("ms.openlocfilehash", "").lower(),
        commit.lower(),
        front.get("ms.contentlocale", "").lower(),
        front.get("ms.lasthandoff", ""),
        key,
    )


def _commit(front: Mapping[str, str]) -> tuple[str, str]:
    """Return key and value of the commit; `l10n` may be a mapping that contains it."""
    for key in (COMMIT, *_OTHER_COMMITS):
        if commit := front.get(key):
            return key, commit
    nested = _NESTED.search(front.get("l10n", ""))
    return ("l10n", nested[1]) if nested else (COMMIT, "")


def digests(text: str) -> tuple[str, str]:
    """Return the SHA-1 and SHA-256 with which translations of this text are stamped."""
    data = text.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8", "surrogatepass")
    return sha1(data, usedforsecurity=False).hexdigest(), sha256(data).hexdigest()


def is_stamped(stamp: Stamp, text: str) -> bool:
    """Return True if the stamp has a digest of this text, with or without its BOM."""
    if not stamp.is_readable:
        return False
    texts = {text, text.removeprefix("\ufeff")}
    return any(stamp.digest in digests(candidate) for candidate in texts)
