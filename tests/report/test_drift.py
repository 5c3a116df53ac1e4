"""The forms that `docreplay drift` has of its own."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from docreplay.model.finding import Finding, Severity
from docreplay.model.location import Location
from docreplay.model.run import Run
from docreplay.model.translation import ChangedSentence, Freshness, PageVerdict, State
from docreplay.report.drift import render_pair, summary
from docreplay.report.drift_board import board
from docreplay.report.drift_page import explain_page
from docreplay.report.formats.json import render
from docreplay.report.printable import columns
from tests.report.sample import HEIGHT, LINK

SCHEMAS = Path(__file__).parents[2] / "extractor/docreplay/report/schemas"
SCHEMA = json.loads((SCHEMAS / "run.json").read_text(encoding="utf-8"))
PAGE = PageVerdict(path=HEIGHT.location.path, locale="zh-cn", state="up-to-date")
WHOLE = replace(HEIGHT, segment="101", cause="name: `height`", fix=LINK.fix)
BARE = replace(HEIGHT, expected=None, actual=None, related=())
RUN = Run(command="drift", findings=(WHOLE, BARE), counts={"pages": 1}, translations=(PAGE,))


def test_the_document_conforms_to_its_schema() -> None:
    Draft202012Validator(SCHEMA).validate(json.loads(render(RUN)))
    Draft202012Validator(SCHEMA).validate(json.loads(render_pair(RUN)))


def test_keys_are_in_the_order_of_the_schema_and_null_where_there_is_nothing() -> None:
    document = json.loads(render(RUN))
    whole, bare = document["findings"]
    assert [name for name in SCHEMA["properties"] if name in document] == list(document)
    assert list(whole) == list(bare) == [*SCHEMA["$defs"]["finding"]["required"], "source"]
    assert list(document["pages"][0]) == SCHEMA["$defs"]["page"]["required"]
    assert whole["source"] == {"path": "docs_source/en-us/resources/photo.md", "line": 12}
    assert {bare[key] for key in ("expected", "actual", "source", "segment", "cause", "fix")} == {
        None
    }


@pytest.mark.parametrize(
    ("state", "findings", "status"),
    [
        ("unknown", (), "up_to_date"),
        ("unknown", (replace(HEIGHT, severity=Severity.NOTE),), "up_to_date"),
        ("unknown", (LINK,), "outdated_low_severity"),
        ("unknown", (LINK, HEIGHT), "candidate_outdated"),
        ("missing", (HEIGHT,), "not_translated"),
        ("orphaned", (HEIGHT,), "no_english_version"),
    ],
)
def test_the_status_of_a_pair(state: State, findings: tuple[Finding, ...], status: str) -> None:
    run = Run(command="drift", findings=findings, translations=(replace(PAGE, state=state),))
    document = json.loads(render_pair(run))
    assert next(iter(document.items())) == ("status", status)


def test_a_summary_fits_a_terminal_however_many_locales_there_are() -> None:
    locales = [f"l{number:02}-xx" for number in range(30)]
    pages = [PageVerdict(path=f"{name}/a.md", locale=name, state="outdated") for name in locales]
    found = [replace(HEIGHT, location=Location(page.path, 1)) for page in pages]
    text = summary(Run(command="drift", findings=tuple(found)), pages)
    assert max(map(len, text.split("\n"))) <= 80
    assert all(name in text for name in locales)


def test_a_long_cause_of_wide_letters_fits_as_well() -> None:
    found = replace(HEIGHT, cause="name: Accept → " + "承諾" * 40)
    lines = summary(Run(command="drift", findings=(found,)), [PAGE]).split("\n")
    assert max(map(columns, lines)) <= 80


def test_a_summary_ends_with_the_totals_and_what_a_baseline_knows() -> None:
    run = Run(command="drift", counts={"pages": 1, "known": 3, "absent": 2})
    assert summary(run, [PAGE]).endswith("\n\n1 page, 3 known, 2 absent; no findings\n")


def test_the_board_counts_the_areas_of_each_locale_and_names_the_worst_pages() -> None:
    def page(path: str, state: State, words: int = 0) -> PageVerdict:
        return PageVerdict(path=path, locale=path.split("/")[1], state=state, words=words)

    pages = [
        replace(page("docs/de/api/a.md", "outdated", 7), integrity="damaged"),
        page("docs/de/api/b.md", "up-to-date"),
        page("docs/de/c.md", "missing", 20),
        page("docs/fr/api/a.md", "outdated", 3),
    ]
    wrong = replace(HEIGHT, location=Location("docs/de/api/a.md", 3), severity=Severity.ERROR)
    areas, worst = board(Run(command="drift", findings=(wrong,)), pages)
    assert [line.split() for line in areas.splitlines()] == [
        ["area", "pages", "current", "outdated", "damaged", "missing", "words"],
        ["de", "1", "0", "0", "0", "1", "20"],
        ["de", "api", "2", "1", "1", "1", "0", "7"],
        ["fr", "api", "1", "0", "1", "0", "0", "3"],
    ]
    assert [line.split() for line in worst.splitlines()] == [
        ["worst", "pages", "errors", "warnings", "words"],
        ["docs/de/api/a.md", "1", "0", "7"],
        ["docs/fr/api/a.md", "0", "0", "3"],
    ]


def test_a_page_has_its_changed_sentences_beside_their_translations() -> None:
    sentence = ChangedSentence(
        old="Get it.", new="Get it now.", translation="Holen Sie es.", line=9, source_line=8
    )
    page = PageVerdict(
        path="docs/de/a.md",
        locale="de",
        state="outdated",
        freshness="prose",
        words=1,
        changes=(sentence, replace(sentence, old="", line=12)),
    )
    assert explain_page(Run(command="drift"), page).split("\n\n")[1] == (
        "changed in the source: 2\n"
        "  line 9\n    was:         Get it.\n    is now:      Get it now.\n"
        "    translation: Holen Sie es.\n"
        "  line 12\n    was:         (nothing: it was added)\n    is now:      Get it now.\n"
        "    translation: Holen Sie es.\n"
    )


@pytest.mark.parametrize(
    ("state", "freshness", "line"),
    [
        ("up-to-date", "current", "not changed since it was translated"),
        ("outdated", "code", "only code, annotations or metadata changed"),
        ("outdated", "typo", "only slips were corrected"),
        ("outdated", "prose", "words changed"),
        ("outdated", "changed", "changed; the translated version is not available"),
        ("orphaned", "unknown", "not found"),
        ("missing", "unknown", "not translated"),
        ("unknown", "unknown", "not known whether it has changed"),
    ],
)
def test_the_state_of_the_source_is_a_sentence(
    state: State, freshness: Freshness, line: str
) -> None:
    page = PageVerdict(path="a.md", locale="de", state=state, freshness=freshness)
    assert f"  source: {line}" in explain_page(Run(command="drift"), page)
