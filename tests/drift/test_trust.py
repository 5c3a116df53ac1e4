from collections.abc import Mapping
from datetime import date

import pytest

from docreplay.drift.stamp import stamp_of
from docreplay.drift.trust import CommitState, stamp_findings, trust_of
from docreplay.model.page import PageId
from docreplay.model.translation import Basis
from docreplay.read.markup.markup import markup_of

PAGE = PageId(path="docs/de-de/photo.md", locale="de-de", key="photo")
TRUE = {
    "ms.openlocfilehash": "ab" * 20,
    "ms.sourcegitcommit": "cd" * 20,
    "ms.contentlocale": "de-DE",
    "ms.lasthandoff": "02/28/2021",
}


def reported(
    front: Mapping[str, str], commit: CommitState = "unchecked"
) -> list[tuple[int, str, str]]:
    """Return line, severity and message of the findings about a stamp on 1 March 2021."""
    head = "".join(f"{key}: {value}\n" for key, value in front.items())
    target = markup_of(f"---\n{head}---\n# Foto\n", PAGE.path)
    assert target
    found = stamp_findings(PAGE, target, stamp_of(target.front), commit, now=date(2021, 3, 1))
    return [(item.location.line, str(item.severity), item.message) for item in found]


def test_a_plausible_stamp_is_not_reported() -> None:
    assert not reported(TRUE)
    assert not reported({})


def test_every_wrong_entry_is_reported_at_its_line() -> None:
    wrong = {
        "ms.openlocfilehash": "0123",
        "ms.sourcegitcommit": "HEAD",
        "ms.contentlocale": "ja-JP",
    }
    found = reported(TRUE | wrong)
    assert [(line, severity) for line, severity, _ in found] == [
        (2, "warning"),
        (3, "warning"),
        (4, "warning"),
    ]


@pytest.mark.parametrize(
    "day", ["02/30/2021", "2021-02-03", "28/02/2021", "1/2/3", "aa/bb/cccc", "+1/01/2021"]
)
def test_a_hand_off_that_is_not_a_date_is_a_note(day: str) -> None:
    ((line, severity, message),) = reported(TRUE | {"ms.lasthandoff": day})
    assert (line, severity) == (5, "note")
    assert message.endswith("is not a date (expected MM/DD/YYYY)")


@pytest.mark.parametrize(("day", "notes"), [("03/02/2021", 0), ("03/03/2021", 1)])
def test_a_hand_off_in_the_future_is_a_note_except_for_time_zones(day: str, notes: int) -> None:
    found = reported(TRUE | {"ms.lasthandoff": day})
    assert [message[-10:] for _, _, message in found] == ["2021-03-03"] * notes


@pytest.mark.parametrize(
    ("commit", "severity", "words"),
    [
        ("unknown", "note", "cannot resolve source commit cdcdcdcdcd:"),
        ("shallow", "note", "--unshallow"),
        ("no-page", "warning", "does not contain this page"),
        ("different", "warning", "a different hash"),
    ],
)
def test_the_state_of_the_repository_is_reported_at_the_commit(
    commit: CommitState, severity: str, words: str
) -> None:
    ((line, level, message),) = reported(TRUE, commit)
    assert (line, level) == (3, severity)
    assert words in message


@pytest.mark.parametrize(
    ("front", "commit", "basis", "trust"),
    [
        (TRUE, "unchecked", "stamped", "sound"),
        (TRUE, "unknown", "stamped", "sound"),
        (TRUE, "sound", "stamped", "sound"),
        (TRUE, "unknown", "today", "unverified"),
        (TRUE, "different", "stamped", "doubtful"),
        (TRUE | {"ms.contentlocale": "ja-JP"}, "unchecked", "stamped", "doubtful"),
        ({}, "unchecked", "today", "unstamped"),
        ({"ms.sourcegitcommit": "cd" * 20}, "sound", "stamped", "sound"),
    ],
)
def test_trust_is_a_verdict_of_its_own(
    front: Mapping[str, str], commit: CommitState, basis: Basis, trust: str
) -> None:
    assert trust_of(PAGE, stamp_of(front), commit, basis) == trust
