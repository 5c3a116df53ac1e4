"""`make regress` with each change that can be planted."""

import pytest

from examples.photo_service.changes import CHANGES
from examples.regress import main

FOUND = {
    "none": (0, "No change is planted; plant one with CHANGE=NAME: width-as-text, "),
    "width-as-text": (1, "REG421 [breaking] responses of"),
    "no-height": (1, "`/height` is gone"),
    "renamed-width": (1, "`widthInPixels` of the same shape is there instead"),
    "color-added": (0, "`/color` was added"),
}


def test_each_change_is_described_here() -> None:
    assert FOUND.keys() == CHANGES.keys()


@pytest.mark.parametrize("change", CHANGES)
def test_a_planted_change_is_reported(change: str, capfd: pytest.CaptureFixture[str]) -> None:
    code, text = FOUND[change]
    assert main([change]) == code
    assert text in capfd.readouterr().out


def test_an_unknown_change_is_refused_with_the_known_ones(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert main(["width"]) == 2
    assert "unknown change `width`; use one of: width-as-text, " in capfd.readouterr().err
