"""What is found in a recorded response is what was found in the response itself."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from docreplay.cases.build import build_cases
from docreplay.flows.replay.recorded_findings import without_redacted
from docreplay.model.finding import Finding
from docreplay.model.recordings.cassette import Cassette, RecordedRequest, Recording
from docreplay.replay.recordings.cassette_text import read_cassette, write_cassette
from docreplay.replay.secrets.redaction import Redactor
from tests.compare import rows
from tests.support.book import Example, parametrize

_REQUEST = RecordedRequest(method="GET", target="/photo")


@parametrize(Path(__file__).parents[1] / "compare/truth_table.md")
def test_a_recording_has_the_findings_of_the_table(
    example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = build_cases(rows.reading(example).exchanges)[0]
    live = rows.compared(example, case.expectation, case.request)
    response = Redactor().response(rows.answer(example))
    recording = Recording(
        case="a", order=0, recorded="2026-11-27", request=_REQUEST, response=response
    )
    text = write_cassette(Cassette(page="p.md", recordings=(recording,)))
    [read] = read_cassette(text, "p.json").recordings
    assert read == recording
    monkeypatch.setattr(rows, "answer", lambda _: read.response.answer)
    played = rows.compared(example, case.expectation, case.request)
    if "***" in text:
        # a value that was redacted cannot be found wrong, and nothing else is found
        assert {(item.code, item.pointer) for item in without_redacted(played)} <= {
            (item.code, item.pointer) for item in live
        }
    else:
        assert _without_layout(without_redacted(played)) == _without_layout(live)


def _without_layout(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings without the white space of quoted bodies: JSON is stored as a value."""
    return [replace(item, actual="".join((item.actual or "").split())) for item in findings]
