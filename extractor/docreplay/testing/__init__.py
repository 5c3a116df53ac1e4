"""Test helpers for authors of rules, comparators, report formats and exporters.

    from docreplay.testing import exchange, run_rule

    def test_a_placeholder_without_a_name_is_reported() -> None:
        (finding,) = run_rule(CHECK, exchange("GET https://api.example.com/users/{}"))
        assert finding.code == "DOC149"

Pages are given as text, so a test needs no files, and nothing needs to be registered: the check,
the comparator or the exporter is passed in. A fixture book keeps many pages in one Markdown file;
see `examples`.
"""

from docreplay.testing.book import Example, examples, parametrize
from docreplay.testing.pages import DOCS, PAGE, cases_of, exchange, read_page, response
from docreplay.testing.run import (
    assert_example,
    export_files,
    run_comparator,
    run_drift_rule,
    run_rule,
)
from docreplay.testing.sample import HOSTILE, sample_run

__all__ = [
    "DOCS",
    "HOSTILE",
    "PAGE",
    "Example",
    "assert_example",
    "cases_of",
    "examples",
    "exchange",
    "export_files",
    "parametrize",
    "read_page",
    "response",
    "run_comparator",
    "run_drift_rule",
    "run_rule",
    "sample_run",
]
