"""Each extension does its work; `docreplay.testing` gives it pages, responses and runs."""

from pathlib import Path

import pytest

from docreplay.testing import (
    HOSTILE,
    Example,
    assert_example,
    exchange,
    export_files,
    parametrize,
    response,
    run_comparator,
    sample_run,
)
from docreplay_sample.csv_format import FORMAT
from docreplay_sample.curl_exporter import EXPORTER
from docreplay_sample.deprecation import COMPARATOR
from docreplay_sample.target_insecure import CHECK

SUNSET = "Sunset: Sat, 31 Dec 2033 23:59:59 GMT"


@parametrize(Path(__file__).parent / "rules.md")
def test_the_rule_has_the_findings_of_its_book(example: Example) -> None:
    assert_example(CHECK, example)


def test_a_sunset_is_reported() -> None:
    found = run_comparator(COMPARATOR, exchange(), response(f"HTTP/1.1 200 OK\n{SUNSET}\n"))
    assert [(finding.code, finding.actual) for finding in found] == [("SMP201", SUNSET)]


@pytest.mark.parametrize(
    ("page", "answer"),
    [
        (exchange(), "HTTP/1.1 200 OK\n"),
        (exchange(response=f"HTTP/1.1 200 OK\n{SUNSET}"), f"HTTP/1.1 200 OK\n{SUNSET}\n"),
    ],
)
def test_no_sunset_and_a_documented_one_are_not_reported(page: str, answer: str) -> None:
    assert not run_comparator(COMPARATOR, page, response(answer))


def test_the_format_has_a_line_for_each_finding() -> None:
    text = FORMAT.render(sample_run())
    assert text.startswith("path,line,column,severity,code,message\n")
    assert text.count("\n") == 1 + len(sample_run().all_findings)
    assert HOSTILE not in text


def test_the_exporter_quotes_what_comes_from_a_page() -> None:
    page = exchange("POST https://api.example.com/$(reboot)\nA: `b`\n\n@/etc/passwd")
    assert export_files(EXPORTER, page) == {
        "docs/api/page.sh": "#!/bin/sh\n\n# get_photo\ncurl --request POST --header 'A: `b`' "
        "--data-raw @/etc/passwd 'https://api.example.com/$(reboot)'\n"
    }
