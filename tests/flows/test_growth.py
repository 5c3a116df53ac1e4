"""A bounded part of `benchmarks.growth` (`make fuzz`), which counts work instead of time."""

import pytest

from benchmarks.growth import COMMANDS, RATIO, run, run_in
from benchmarks.hostile_files import PROJECTS
from benchmarks.hostile_pages import FAMILIES
from tests.support.calls import calls

SMALL, LARGE = 250, 500
"""Sizes above which no limit of a reader is reached that makes a step."""
FEW = 5_000
"""Calls that are not worth dividing."""
SHARE = 0.6
"""Calls for a fault beyond those that are listed, as a share of those for one that is."""

ONCE_QUADRATIC = """
    annotation_keys annotation_long backtick_runs body_members body_members_twice body_strangers
    comments_annotated fence_code_alike fence_long fences_unclosed form_lines header_folded
    headers_below_blanks headers_misspelt headings_alike includes_in_open_code links
    links_to_lost_anchors links_to_lost_pages lists_of_values paragraphs requests requests_named
    resources sentences_of_values reference_labels response_headers_below response_text responses
    responses_alone suppressions suppressions_unknown suppressions_used tab_groups table
    table_blank_between tables tabs_named words_of_annotations
"""


@pytest.mark.parametrize("command", ["check", "drift"])
@pytest.mark.parametrize("family", ONCE_QUADRATIC.split())
def test_work_grows_no_faster_than_the_page(family: str, command: str) -> None:
    make = FAMILIES[family]
    _calls(make(1), command)  # what is loaded and compiled once
    idle, small, large = (_calls(text, command) for text in ("x\n", make(SMALL), make(LARGE)))
    assert large - idle <= max(RATIO * (small - idle), FEW)


@pytest.mark.parametrize("family", ["target_placeholders", "target_placeholders_slashed"])
def test_listing_the_needs_of_a_long_target_grows_no_faster_than_it(family: str) -> None:
    test_work_grows_no_faster_than_the_page(family, "list")


@pytest.mark.parametrize("unit", ["{a}{b} ", "{a} `x` ", "{a} x/y "])
def test_work_for_lost_placeholders_grows_no_faster_than_their_number(unit: str) -> None:
    _calls_for_lost(unit, 1)  # what is loaded and compiled once
    small, large = (_calls_for_lost(unit, number) for number in (SMALL, LARGE))
    assert large <= max(RATIO * small, FEW)


@pytest.mark.parametrize("family", ["tab_groups", "comments_in_line"])
def test_a_workbench_grows_no_faster_than_its_pages(family: str) -> None:
    test_work_grows_no_faster_than_the_page(family, "workbench")


@pytest.mark.parametrize("family", ["headers_below_blanks", "suppressions_unknown"])
def test_faults_that_are_not_listed_cost_little_more_than_reading(family: str) -> None:
    _calls(FAMILIES[family](1), "check")  # what is loaded and compiled once
    few, listed, many, more = (_calls(FAMILIES[family](n), "check") for n in (400, 800, 1200, 1600))
    assert more - many <= SHARE * (listed - few)


def test_every_command_runs_on_every_family() -> None:
    assert set(ONCE_QUADRATIC.split()) <= set(FAMILIES)
    expected = {"check", "extract", "drift", "fix", "sync", "generate", "test", "export", "list"}
    assert expected | {"annotate", "diff", "workbench"} == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_is_measured_does_something(command: str) -> None:
    assert run(FAMILIES["exchanges"](1), command, lambda work: work()) in (0, 1)


@pytest.mark.parametrize("family", PROJECTS)
def test_a_project_that_is_measured_is_read(family: str) -> None:
    project = PROJECTS[family]
    assert run_in(project.make(2), project.command, lambda work: work()) in (0, 1)


def _calls(text: str, command: str) -> int:
    return run(text, command, calls)


def _calls_for_lost(unit: str, number: int) -> int:
    """Return the work for a paragraph that lost all of its placeholders."""
    files = {
        "docs_source/en-us/p.md": unit * number,
        "docs_source/de-de/p.md": unit.replace("a", "ä") * number,
    }
    return run_in(files, COMMANDS["drift"], calls)
