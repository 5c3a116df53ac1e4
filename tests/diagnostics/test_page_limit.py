"""A rule is listed a limited number of times on one page; what is beyond that is counted."""

from collections.abc import Iterable
from pathlib import Path

from docreplay.config.settings import Config
from docreplay.diagnostics import page_limit
from docreplay.diagnostics.run_builder import RunBuilder
from docreplay.model.exchange import Suppression
from docreplay.model.finding import Finding, Severity
from docreplay.model.location import Location
from docreplay.read.rules.header_irregular import RULE as HEADER
from docreplay.read.rules.several_requests import RULE as SEVERAL

MANY = page_limit.MOST + 1234


def found(number: int, path: str = "page.md") -> list[Finding]:
    return [HEADER.at(Location(path, line), "text") for line in range(1, number + 1)]


def of_run(
    findings: Iterable[Finding], suppressions: tuple[Suppression, ...] = ()
) -> tuple[Finding, ...]:
    builder = RunBuilder(Config(root=Path()), 1)
    builder.add(findings, suppressions)
    return builder.run("check").findings


def test_findings_beyond_the_limit_become_one_with_their_number() -> None:
    kept = of_run(found(MANY))
    assert kept[:-1] == tuple(found(page_limit.MOST))
    assert str(kept[-1]) == (
        f"page.md:{page_limit.MOST + 1}:1: note DOC114 "
        "and 1,234 more findings of this rule on this page, which are not listed"
    )


def test_up_to_the_limit_nothing_is_counted() -> None:
    assert of_run(found(page_limit.MOST)) == tuple(found(page_limit.MOST))


def test_each_page_and_each_rule_has_a_limit_of_its_own() -> None:
    other = SEVERAL.at(Location("page.md", 7), "text")
    kept = of_run([*found(MANY), *found(3, "other.md"), other])
    assert other in kept
    assert set(found(3, "other.md")) <= set(kept)


def test_what_is_not_listed_is_as_severe_as_the_worst_of_it() -> None:
    worst = HEADER.at(Location("page.md", 9), "text", severity=Severity.ERROR)
    more = (HEADER.at(Location("page.md", 10), "text"),)
    (rest,) = (item for item in of_run([*found(MANY), worst, *more]) if "listed" in item.message)
    assert rest.severity is Severity.ERROR


def test_suppressed_findings_are_not_counted() -> None:
    accepted = Suppression(code=HEADER.code, reason="r", location=Location("page.md", 1))
    assert of_run(found(MANY), (accepted,)) == ()
