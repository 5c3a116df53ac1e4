"""The bounded part of `python -m benchmarks.verdicts`."""

from pathlib import Path

import pytest

from benchmarks.verdicts import Trial


@pytest.fixture(scope="module")
def trial(corpus: Path) -> Trial:
    return Trial(corpus, 100, 1)


def test_no_faithful_answer_to_real_pages_is_called_wrong(trial: Trial) -> None:
    assert trial.faithful() == 0


def test_nearly_every_fault_in_answers_to_real_pages_is_reported_at_its_line(trial: Trial) -> None:
    sown = trial.spoiled(420)
    assert sown.count >= 250
    assert sown.is_enough, "\n".join(trial.remarks)


def test_the_harness_sees_faults_that_survive(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.verdicts.compare", lambda *_, **__: ())
    sown = trial.spoiled(30)
    assert sown.caught == 0
    assert not sown.is_enough
