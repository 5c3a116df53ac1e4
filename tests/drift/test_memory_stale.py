"""Sentences of a translation memory are warnings if they have names or numbers of their own."""

import pytest

from docreplay.drift.rules.memory_stale import CHECK
from docreplay.model.finding import Severity
from tests.drift.pairs import drifted

SOURCE = "Lists the 3,000 photos of a userName since 2021: 5,6,7 or 20MB.\n"


def _severities(translation: str, memory: str = "Lists the connectors.") -> list[Severity]:
    """Return the severities of the findings on a translated sentence and its own source."""
    target = (
        f'<span data-ttu-id="a-1">{translation}</span>'
        f'<span class="sxs-lookup"><span data-stu-id="a-1">{memory}</span></span>\n'
    )
    return [found.severity for found in drifted(SOURCE, target) if found.code == CHECK.rule.code]


@pytest.mark.parametrize(
    "translation",
    [
        "列出 21 个连接器。",
        "列出 2 个连接器。",
        "列出 00 个连接器。",
        "列出 20210 个连接器。",
        "列出 1 和 2 个连接器。",
        "列出 driveItem 连接器。",
        "列出 PivotTable 连接器。",
        "列出 userName 的 3,001 个连接器。",
        "列出 user8 和 8 个连接器。",
    ],
)
def test_a_name_or_number_that_the_source_does_not_have_is_a_warning(translation: str) -> None:
    assert _severities(translation) == [Severity.WARNING]


@pytest.mark.parametrize(
    "translation",
    [
        "列出连接器。",
        "列出 userName 的 3,000 个连接器。",
        "列出 3.000 个连接器。",
        "列出 3 000 个连接器。",
        "列出 3000 个连接器。",
        "列出 2021 年的 3 个连接器。",
        "列出 5、6 和 7 个连接器。",
        "列出 5,6 和 7 个连接器。",
        "列出 20 个连接器。",
        "列出 Connectors。",
        "列出 user7 连接器。",
    ],
)
def test_anything_else_is_a_note(translation: str) -> None:
    assert _severities(translation) == [Severity.NOTE]


@pytest.mark.parametrize(
    "memory",
    [
        "Lists it.",
        "Lists [the](a.md) 3,000 photos",
        "*photos* of a &nbsp;userName",
        "A-B-C-D-E-F-G",
    ],
)
def test_short_sentences_and_what_the_source_has_are_not_reported(memory: str) -> None:
    assert _severities("列出 20 个连接器。", memory) == []
