"""What authors of extensions get to test them with does what it says."""

from pathlib import Path

import pytest

from docreplay import testing
from docreplay.compare.comparators.status import COMPARATOR as STATUS
from docreplay.diagnostics.registry import RuleCheck
from docreplay.drift.rules.heading_missing import CHECK as HEADING_MISSING
from docreplay.emit.exporters.pytest import EXPORTER
from docreplay.lint.rules.link_broken import CHECK as LINK_BROKEN
from docreplay.lint.rules.placeholder_odd import CHECK as PLACEHOLDER_ODD
from docreplay.report.format import format_named, format_names
from docreplay.testing import exchange, response

ODD = exchange("GET https://api.example.com/users/{}")


def book(tmp_path: Path, *blocks: str) -> testing.Example:
    """Write a book with one example of these code blocks: `KEY` and text, a line end between."""
    parts = (block.partition("\n") for block in blocks)
    fences = "".join(f"`````md {key}\n{text}`````\n" for key, _, text in parts)
    file = tmp_path / "rules.md"
    file.write_text(f"# Rules\n\n## a-rule\n\n{fences}", encoding="utf-8")
    (example,) = testing.examples(file)
    return example


def test_a_page_is_read() -> None:
    reading = testing.read_page(ODD)
    assert [item.id for item in reading.exchanges] == ["api/page#get_photo"]
    assert [case.name for case in testing.cases_of(ODD)] == ["get_photo"]


def test_a_rule_of_lint_is_run_alone() -> None:
    (finding,) = testing.run_rule(PLACEHOLDER_ODD, ODD)
    assert (finding.code, str(finding.location)) == ("DOC149", f"{testing.PAGE}:3:1")
    assert testing.run_rule(LINK_BROKEN, ODD) == ()


def test_a_rule_of_lint_sees_the_other_pages() -> None:
    page = "[other](other.md)\n"
    assert len(testing.run_rule(LINK_BROKEN, page)) == 1
    assert testing.run_rule(LINK_BROKEN, {"docs/a.md": page, "docs/other.md": "words\n"}) == ()


def test_a_rule_of_drift_is_run_alone() -> None:
    (finding,) = testing.run_drift_rule(HEADING_MISSING, "# A\n\n## B\n\nb\n", "# A\n\nb\n")
    assert finding.name == "heading-missing"
    assert testing.run_drift_rule(HEADING_MISSING, "# A\n", "# C\n") == ()


def test_a_comparator_is_run_alone() -> None:
    page = exchange(response="HTTP/1.1 200 OK\nContent-Type: text/plain\n\nhello")
    answer = response("HTTP/1.1 404 Not Found\nContent-Type: text/html\n\nbye")
    assert answer.body == b"bye"
    assert answer.headers == (("Content-Type", "text/html"),)
    assert [item.code for item in testing.run_comparator(STATUS, page, answer)] == ["CON201"]


def test_a_comparator_is_run_on_the_named_case() -> None:
    page = exchange() + exchange(response="HTTP/1.1 404 Not Found", name="missing")
    answer = response("HTTP/1.1 404 Not Found\n")
    assert testing.run_comparator(STATUS, page, answer)
    assert not testing.run_comparator(STATUS, page, answer, case="missing")


def test_an_exporter_gets_the_cases_of_all_pages() -> None:
    files = testing.export_files(EXPORTER, exchange(), exchange(name="other"))
    assert files.keys() == {
        "api/test_page.py",
        "api/test_page2.py",
        "api/__init__.py",
        "__init__.py",
    }
    assert "def test_other(api):" in files["api/test_page2.py"]


@pytest.mark.parametrize("name", format_names())
def test_every_format_renders_the_sample_run(name: str) -> None:
    assert format_named(name).render(testing.sample_run()).endswith("\n")


def test_the_sample_run_has_each_outcome_and_severity() -> None:
    run = testing.sample_run()
    assert {verdict.outcome for verdict in run.verdicts} == {"passed", "failed", "skipped"}
    assert {finding.severity for finding in run.all_findings} == {1, 2, 3}


def test_a_correct_example_is_accepted(tmp_path: Path) -> None:
    example = book(tmp_path, f"fires:api/a.md\n{ODD}", f"silent:api/a.md\n{exchange()}")
    testing.assert_example(PLACEHOLDER_ODD, example)


def test_an_example_of_drift_is_accepted(tmp_path: Path) -> None:
    example = book(tmp_path, "source\n# A\n\n## B\n", "fires\n# A\n", "silent\n# C\n\n## D\n")
    testing.assert_example(HEADING_MISSING, example)


@pytest.mark.parametrize(
    ("blocks", "message"),
    [
        ([f"silent:a.md\n{exchange()}"], "a-rule: no code block for fires"),
        ([], "a-rule: no code block for fires and silent"),
        (
            [f"fires:a.md\n{exchange()}", f"silent:b.md\n{exchange()}"],
            "a-rule: expected one finding, got none",
        ),
        (
            [f"fires:a.md\n{ODD}", f"silent:b.md\n{ODD}"],
            r"a-rule: expected no finding, got docs/b.md:3:1: warning DOC149",
        ),
        (
            [f"fires:a.md\n{ODD}{ODD}", f"silent:b.md\n{exchange()}"],
            r"expected one finding, got docs/a.md:3:1: .*\n.*docs/a.md:",
        ),
    ],
)
def test_an_incorrect_example_is_refused(tmp_path: Path, blocks: list[str], message: str) -> None:
    with pytest.raises(AssertionError, match=message):
        testing.assert_example(PLACEHOLDER_ODD, book(tmp_path, *blocks))


def test_an_object_that_is_not_a_check_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="expected a check of lint or drift, got RuleCheck"):
        testing.assert_example(RuleCheck(), book(tmp_path, "fires\na\n", "silent\na\n"))


@testing.parametrize(Path(__file__).parent.parent / "lint/rules.md")
def test_the_book_of_lint_has_pages_for_each_role(example: testing.Example) -> None:
    assert example.pages("fires")
    assert example.pages("silent")


def test_every_exported_name_is_documented() -> None:
    for name in testing.__all__:
        value = getattr(testing, name)
        assert isinstance(value, str) or value.__doc__, name
