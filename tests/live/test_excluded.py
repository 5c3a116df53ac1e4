"""Cases that the configuration keeps from a real service."""

import json
from pathlib import Path

import pytest

from docreplay.cli.main import main
from tests.live.conftest import Command, Pages, Service, documented


@pytest.fixture(autouse=True)
def project(pages: Pages) -> None:
    """Two pages with two cases, of which one and a whole page are not to be sent."""
    pages(photo=documented("GET /photo", "GET /album"), user=documented("GET /user", "GET /me"))
    text = """\
[exclude-cases]
"photo#case1" = "needs a paid account"
"docs_source/user.md" = "broken until May"
"docs_source/us*" = "of a wider pattern"
"""
    Path("docreplay.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("more", [(), ("--captures", "infer"), ("-n", "2")])
def test_excluded_cases_are_not_sent_and_counted_with_their_reasons(
    replay: Command, service: Service, more: tuple[str, ...]
) -> None:
    report = Path("report.json")
    ended = replay(*more, "--report", f"json={report}")
    assert ended.code == 0, ended
    assert service.requests == ["GET /photo"]
    cases = json.loads(report.read_text(encoding="utf-8"))["cases"]
    reasons = {case["id"]: case["reason"] for case in cases if case["outcome"] == "skipped"}
    assert reasons == {
        "photo#case1": "excluded: needs a paid account",
        "user#case0": "excluded: broken until May",
        "user#case1": "excluded: broken until May",
    }


def test_the_embedded_service_gets_them(service: Service) -> None:
    assert main(["test", "-q"]) == 0
    assert service.requests == []


def test_the_plan_has_the_reasons(replay: Command) -> None:
    out = replay("--dry-run").out
    assert "  not sent: excluded: needs a paid account" in out
    assert "4 cases, 1 to send" in out


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('"a" = ""', "`a` has no reason"),
        ('"a" = 1', "`exclude-cases` must be a string (got 1)"),
    ],
)
def test_each_needs_a_reason(replay: Command, line: str, message: str) -> None:
    Path("docreplay.toml").write_text(f"[exclude-cases]\n{line}\n", encoding="utf-8")
    ended = replay()
    assert ended.code == 2
    assert message in ended.err
