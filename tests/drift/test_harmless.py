"""Fixes never harm, and what is right in a translation is not reported."""

import pytest

from docreplay.drift.page_state import is_damaged
from docreplay.drift.stamp import stamp_of
from docreplay.drift.uncertain_source import moderated
from docreplay.model.finding import Severity
from docreplay.model.translation import Basis
from tests.drift.pairs import drifted, fixed, outline

_HEADERS = "|Header|Value|\n|:--|:--|\n|Authorization|{}|\n"
_TABLE = "|Kind|Version|\n|:--|:--|\n|x y|{}|\n"


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("The *User.ReadWrite.All* one.", "El *User.ReadWrite.all*.", "El *User.ReadWrite.All*."),
        ("The User.Read one.", "Le User.Read.tout ici.", "Le User.Read ici."),
        (
            _HEADERS.format("Bearer &lt;token&gt; Required."),
            _HEADERS.format("ベアラー &lt;トークン&gt; が必要です。"),
            _HEADERS.format("Bearer &lt;token&gt; が必要です。"),
        ),
        (
            _HEADERS.format("Bearer {token}. Required."),
            _HEADERS.format("{token} de portador. Necesario."),
            _HEADERS.format("Bearer {token}. Necesario."),
        ),
        (
            _HEADERS.format("Bearer {token}. Required."),
            _HEADERS.format("Token portador {token}. Obligatorio."),
            _HEADERS.format("Bearer {token}. Obligatorio."),
        ),
        (
            _HEADERS.format("Bearer {token}. Required."),
            _HEADERS.format("Bearer ｛token｝。必需。"),
            _HEADERS.format("Bearer {token}。必需。"),
        ),
        (
            "## A\n\n### B\n\n### C\n\n## D\n",
            "### Eins\n\n#### Zwei\n\n#### Drei\n\n### Vier\n",
            "## Eins\n\n### Zwei\n\n### Drei\n\n## Vier\n",
        ),
    ],
)
def test_a_fix_restores_whole_words_and_one_cause_is_one_finding(
    source: str, target: str, expected: str
) -> None:
    assert len(drifted(source, target)) == 1
    assert fixed(source, target) == expected
    assert not drifted(source, expected)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Set it to Bearer {token} now, please.", "Setzen Sie es jetzt auf {token}, bitte."),
        ("|Name|Type|\n|:--|:--|\n|members||\n", "|Name|Type|\n|:--|:--|\n|Mitglieder||\n"),
        ("```http\nGET /a\n```\n", "```http\nGET /a\nGET /b\n```\n"),
        ("```http\nGET /a\n```\n", "```http\n\n# Eins\n\nZwei.\n\nDrei.\n```\n"),
    ],
)
def test_a_fix_that_may_lose_words_is_not_safe(source: str, target: str) -> None:
    assert drifted(source, target)
    assert fixed(source, target) == target


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (_TABLE.format("v1.0"), _TABLE.format("1.0")),
        (_TABLE.format("1.0"), _TABLE.format("Version 1.0")),
        ("Use `id` and {id}.", "Nutze `i\u200bd` und {\u200eid}."),
        (
            "See [a][the host].\n\n[the host of it all]: /b",
            "Da [x][y].\n\n[the host of it all]: /b",
        ),
        (
            "# A\n\n# [The C# tab](#tab/csharp)\n",
            '# <a name="a"></a>A\n\n# [C#](#tab/csharp)\n',
        ),
        (
            "One two.\n\n[!INCLUDE [this is the text of it](../a.md)]",
            "Eins.\n\n[!INCLUDE [this is the text of it](../a.md)]",
        ),
    ],
)
def test_correct_pages_are_not_reported(source: str, target: str) -> None:
    assert not drifted(source, target)


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("Names are {verb}.{noun} here.", "Namen sind {verbo}.{nombre}.", Severity.NOTE),
        ("Call /users/{id} now.", "Rufe /users/{kennung} auf.", Severity.ERROR),
        ("Pass `{id}` now.", "Gib `{kennung}` an.", Severity.ERROR),
        (
            "Replace {id}.\n\n```\nGET /{id}\n```\n",
            "Ersetze {kennung}.\n\n```\nGET /{id}\n```\n",
            Severity.ERROR,
        ),
    ],
)
def test_words_in_braces_are_a_note_in_prose(source: str, target: str, severity: Severity) -> None:
    (first, *_) = (item for item in drifted(source, target) if item.code == "DRI323")
    assert first.severity is severity
    assert (first.fix is None) == (severity is Severity.NOTE)


_SOURCE = "|Status|\n|:--|\n|4.0.0|\n|404|\n"
_TARGET = "---\n{}\n---\n|状態|\n|:--|\n|400|\n|405|\n\n```\nHTTP/1.1 400 Bad Request\n```\n"


@pytest.mark.parametrize(
    ("front", "basis", "shown"),
    [
        ("ms.translationtype: HT", "spans", [(Severity.WARNING, "unsafe")]),
        ("ms.translationtype: MT", "spans", [(Severity.ERROR, "safe")] * 2),
        ("default_lang_commit: 12ab", "today", [(Severity.WARNING, "unsafe")] * 2),
        ("ms.openlocfilehash: unreadable", "today", [(Severity.WARNING, "unsafe")] * 2),
        ("ms.translationtype: HT", "stamped", [(Severity.ERROR, "safe")] * 2),
    ],
)
def test_findings_against_an_uncertain_source_are_less_severe(
    front: str, basis: Basis, shown: list[tuple[Severity, str]]
) -> None:
    target = outline(_TARGET.format(front))
    found = [item for item in drifted(_SOURCE, target.page) if item.code == "DRI321"]
    left = list(moderated(found, target, basis, stamp_of(target.front)))
    assert [(item.severity, item.fix and item.fix.safety) for item in left] == shown


def test_notes_do_not_count_as_damage() -> None:
    found = drifted(_TABLE.format("v1.0"), _TABLE.format("2.0"))
    note = found[0].__class__(
        code="DRI334",
        name="link-locale-wrong",
        severity=Severity.NOTE,
        location=found[0].location,
        message="m",
    )
    assert is_damaged(found)
    assert not is_damaged([note])
