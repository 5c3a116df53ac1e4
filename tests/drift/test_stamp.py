from hashlib import sha1, sha256

import pytest

from docreplay.drift.stamp import Stamp, digests, is_stamped, stamp_of
from docreplay.read.markup.front_matter import front_matter

TEXT = "# Photo\n\nWörter.\n"
CRLF = TEXT.replace("\n", "\r\n").encode()


def stamp(digest: str) -> Stamp:
    return Stamp(digest, "", "")


@pytest.mark.parametrize("digest", [sha1(CRLF).hexdigest(), sha256(CRLF).hexdigest()])  # noqa: S324
def test_a_stamp_is_the_digest_of_the_source_with_crlf(digest: str) -> None:
    assert is_stamped(stamp(digest), TEXT)
    assert is_stamped(stamp(digest), TEXT.replace("\n", "\r\n"))
    assert not is_stamped(stamp(digest), TEXT + "\n")


def test_a_bom_of_the_source_may_count_or_not() -> None:
    short, _ = digests(TEXT)
    assert is_stamped(stamp(short), "\ufeff" + TEXT)
    short, _ = digests("\ufeff" + TEXT)
    assert is_stamped(stamp(short), "\ufeff" + TEXT)


@pytest.mark.parametrize("digest", ["", "0" * 39, "g" * 40, "0" * 41])
def test_an_invalid_digest_is_not_a_stamp(digest: str) -> None:
    assert not stamp(digest).is_readable
    assert not is_stamped(stamp(digest), TEXT)


def test_a_stamp_is_read_from_the_front_matter_in_lower_case() -> None:
    front = {"ms.openlocfilehash": "AB", "ms.contentlocale": "zh-CN"}
    assert stamp_of(front) == Stamp("ab", "", "zh-cn")


COMMIT = "c1e141558ab36cc1ab9f864728e4665e272ac131"


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        (f"ms.sourcegitcommit: {COMMIT}", "ms.sourcegitcommit"),
        (f"default_lang_commit: {COMMIT}", "default_lang_commit"),
        (f"default_lang_commit: {COMMIT} # patched", "default_lang_commit"),
        (f"l10n:\n  sourceCommit: {COMMIT}", "l10n"),
        (f'l10n:\n  other: 1\n  sourceCommit: "{COMMIT}"', "l10n"),
        (f"l10n: {{ sourceCommit: {COMMIT} }}", "l10n"),
        (f"l10n.sourceCommit: {COMMIT}", "l10n.sourceCommit"),
    ],
)
def test_a_commit_is_read_from_the_stamp_of_each_project(lines: str, key: str) -> None:
    found = stamp_of(front_matter(f"---\ntitle: T\n{lines}\n---\n"))
    assert (found.commit, found.commit_key, found.names_commit) == (COMMIT, key, True)
    assert found.is_dated


def test_an_abbreviated_commit_is_dated_but_names_no_commit() -> None:
    found = stamp_of({"default_lang_commit": COMMIT[:9]})
    assert (found.is_dated, found.names_commit) == (True, False)
    assert not stamp_of({"l10n": "other: 1"}).is_dated
