from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.diagnostics.whole_run import concluded
from docreplay.errors import ConfigError
from docreplay.model.finding import Finding, Severity
from docreplay.model.location import Location
from docreplay.model.run import Run, Undecided, Verdict
from docreplay.model.shard import Shard
from docreplay.model.translation import PageVerdict
from docreplay.report.formats.json import render
from docreplay.report.merge import Report, merge
from docreplay.report.run_reader import read_run
from tests.report.sample import HEIGHT, LINK, RUN

WHOLE = concluded(replace(RUN, run_id="a1", verdicts=tuple(sorted(RUN.verdicts, key=str))))


def parts_of(run: Run, total: int) -> list[Report]:
    """Return the reports of the shards of a run, as their files give them."""
    shards = [Shard(number, total) for number in range(1, total + 1)]
    made = [
        replace(
            run,
            shard=shard,
            verdicts=tuple(item for item in run.verdicts if shard.has(item.location.path)),
        )
        for shard in shards
    ]
    return [
        Report(f"{number}.json", read_run(render(part), f"{number}.json"))
        for number, part in enumerate(made, 1)
    ]


def merged(*runs: Run) -> Run:
    reports = [Report(f"{number}.json", run) for number, run in enumerate(runs, 1)]
    return merge(reports, concluded)


@given(st.integers(1, 9), st.randoms())
def test_merged_shards_are_the_run_that_was_not_divided(total: int, draw: object) -> None:
    verdicts = tuple(sorted(RUN.verdicts, key=lambda item: (item.location, item.id)))
    whole = concluded(replace(RUN, verdicts=verdicts, run_id="a1"))
    reports = parts_of(whole, total)
    draw.shuffle(reports)  # type: ignore[attr-defined]
    assert render(merge(reports, concluded)) == render(whole)


def test_a_missing_shard_is_an_error() -> None:
    first, _, third = parts_of(WHOLE, 3)
    found = merge([first, third], concluded)
    missing = [item for item in found.findings if item.code == "RUN520"]
    assert [item.message for item in missing] == [
        "the report of the shard 2/3 of `docreplay test` is missing"
    ]
    assert found.worst() is Severity.ERROR


def test_shards_of_different_runs_are_not_one_run() -> None:
    first, second = parts_of(WHOLE, 2)
    other = second._replace(run=replace(second.run, run_id="b2"))
    found = merge([first, other], concluded)
    assert sum(item.code == "RUN520" for item in found.findings) == 2


def test_two_reports_of_one_shard_are_refused() -> None:
    first, second = parts_of(replace(WHOLE, verdicts=()), 2)
    with pytest.raises(ConfigError, match=r"two reports are the shard 1/2: 1\.json and 3\.json"):
        merge([first, second, first._replace(name="3.json")], concluded)


def test_a_case_of_two_commands_is_two_cases() -> None:
    found = merged(WHOLE, replace(WHOLE, command="regress", findings=()))
    assert len(found.verdicts) == 2 * len(WHOLE.verdicts)
    assert {item.title.rpartition(" ")[2] for item in found.verdicts} == {"(test)", "(regress)"}
    alone = merged(WHOLE, Run(command="check"))
    assert {item.title for item in alone.verdicts} == {item.title for item in WHOLE.verdicts}


def test_two_reports_of_one_case_are_refused() -> None:
    with pytest.raises(ConfigError, match=r"two reports have the case `.+`: 1\.json and 2\.json"):
        merged(WHOLE, WHOLE)


def path_unmatched(line: int) -> Finding:
    return replace(HEIGHT, code="RUN504", location=Location("docreplay.toml", line), end=None)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([(1, True)], {1}),
        ([(1, True), (1, True)], {1}),
        ([(1, True), (1, False)], set()),
        ([(1, False), (1, True)], set()),
        ([(1, True), (2, False)], {1}),
    ],
)
def test_what_shards_cannot_decide_is_decided_by_all(
    told: list[tuple[int, bool]], expected: set[int]
) -> None:
    runs = [
        Run(
            command="test",
            run_id="a",
            shard=Shard(number, len(told)),
            undecided=(Undecided(path_unmatched(line), is_true),),
        )
        for number, (line, is_true) in enumerate(told, 1)
    ]
    found = merged(*runs)
    assert {item.location.line for item in found.findings} == expected
    assert not found.undecided


def not_found(number: int) -> Verdict:
    at = Location(f"p{number}.md", 1)
    wrong = replace(
        HEIGHT, name="status-differs", location=at, actual="404", message="expected 200, got 404"
    )
    return Verdict(id=f"c{number}", location=at, title="GET /", outcome="failed", findings=(wrong,))


def test_one_failure_of_the_service_is_noticed_over_all_shards() -> None:
    runs = [
        Run(
            command="test",
            service="https://a.example",
            run_id="a",
            shard=Shard(number, 3),
            verdicts=(not_found(number),),
        )
        for number in (1, 2, 3)
    ]
    found = merged(*runs)
    assert {item.reason for item in found.verdicts} == {
        "3 of 3 cases got status 404; the pages were not judged"
    }


def test_runs_of_several_commands_have_each_finding_once() -> None:
    check = Run(command="check", findings=(LINK,), counts={"pages": 4, "exchanges": 4})
    test = Run(command="test", findings=(LINK,), counts={"pages": 4, "written": 1})
    found = merged(check, test)
    assert found.findings == (LINK,)
    assert (found.command, found.counts) == ("report", {"pages": 4, "exchanges": 4, "written": 1})


def test_a_finding_that_one_run_has_twice_stays_twice() -> None:
    check = Run(command="check", findings=(LINK, LINK))
    assert merged(check, Run(command="test", findings=(LINK,))).findings == (LINK, LINK)


def test_pages_of_several_locales_are_in_one_report() -> None:
    runs = [
        Run(
            command="drift",
            counts={"pages": 1, "outdated": 1},
            translations=(PageVerdict(path=f"{tag}/a.md", locale=tag, state="outdated"),),
        )
        for tag in ("ja-jp", "de-de")
    ]
    found = merged(*runs, Run(command="check", counts={"pages": 3}))
    assert [page.locale for page in found.translations] == ["de-de", "ja-jp"]
    assert found.counts == {"pages": 3, "outdated": 2}
    assert read_run(render(found), "all.json").translations == found.translations


def test_runs_of_one_command_over_different_pages_add_up() -> None:
    runs = (Run(command="check", counts={"pages": number}) for number in (4, 3))
    assert merged(*runs).counts == {"pages": 7}


def test_known_findings_are_counted_once() -> None:
    counts = {"pages": 4, "known": 1, "absent": 1}
    part = replace(WHOLE, verdicts=(), known=(LINK,), counts=counts)
    found = merge(parts_of(part, 2), concluded)
    assert (found.known, found.counts) == ((LINK,), {"pages": 4, "known": 1, "absent": 2})
