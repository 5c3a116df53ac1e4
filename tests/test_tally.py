"""What a flow gathers."""

from pathlib import Path

from extractor.config import Config
from extractor.model.finding import Severity
from extractor.tally import Tally
from tests.support.pages import PATH, exchange, reading_of

PAGE = exchange() + exchange()  # the second has the name of the first


def test_findings_counts_and_progress_are_gathered() -> None:
    seen: list[tuple[int, int]] = []
    tally = Tally(Config(root=Path()), 2, lambda done, total: seen.append((done, total)))
    tally.reading(reading_of(PAGE))
    tally.count("cases", 2)
    run = tally.run("check")
    assert [finding.name for finding in run.findings] == ["duplicate-name"]
    assert run.counts == {"pages": 1, "exchanges": 2, "cases": 2}
    assert seen == [(1, 2)]


def test_the_configuration_and_the_page_decide_what_is_reported() -> None:
    tally = Tally(Config(severity={"duplicate-name": Severity.ERROR}), 1)
    tally.reading(reading_of(PAGE))
    assert tally.run("check").worst() is Severity.ERROR
    accepted = Tally(Config(), 1)
    accepted.reading(reading_of("<!-- docreplay-ignore DOC122 on purpose -->\n\n" + PAGE))
    run = accepted.run("check")
    assert (run.findings, run.counts["suppressed"]) == ((), 1)
    ignored = Tally(Config(per_page_ignores={PATH: ("duplicate-name",)}), 1)
    ignored.reading(reading_of(PAGE))
    assert ignored.run("check").findings == ()
