"""Placeholders in the cookies and credentials that a step of a story sets."""

import json
from pathlib import Path

import pytest

from tests.live.conftest import Answer, Command, Pages, Service, documented

STEPS = """\
[[story]]
id = "sign-in"
inputs = { user = "ann" }

[[story.steps]]
id = "session"
request = "GET /session"
capture = { sid = "$.sid" }

[[story.steps]]
id = "use"
request = "GET /use"
%s
"""


@pytest.fixture
def story(pages: Pages, service: Service) -> Pages:
    """Writes the story, whose second step has the line that is given."""
    pages(a=documented("GET /a"))
    service.answers["/session"] = [Answer(body='{"sid": "s3ss10n-of-ann", "both": "a; b"}')]

    def write(line: str) -> None:
        Path("docreplay.toml").write_text('stories = ["stories/*"]\n', encoding="utf-8")
        Path("stories").mkdir()
        Path("stories/a.toml").write_text(STEPS % line, encoding="utf-8")

    return write


FILLED = [
    ('cookies = { sid = "{sid}", u = "{user}" }', "Cookie", "sid=s3ss10n-of-ann; u=ann"),
    ('cookies = { sid = "a{sid}b" }', "Cookie", "sid=as3ss10n-of-annb"),
    ('cookies = { sid = "{given}" }', "Cookie", "sid=by-hand"),
    ("cookies = { q = '{\"a\":1}' }", "Cookie", 'q={"a":1}'),
    ('headers = { Authorization = "Bearer {sid}" }', "Authorization", "Bearer s3ss10n-of-ann"),
    ('headers = { X-Api-Key = "{sid}" }', "X-Api-Key", "s3ss10n-of-ann"),
    ('headers = { Cookie = "a={user}; b={sid}" }', "Cookie", "a=ann; b=s3ss10n-of-ann"),
]


@pytest.mark.parametrize(("line", "header", "value"), FILLED)
def test_placeholders_of_credentials_are_filled(
    story: Pages, replay: Command, service: Service, line: str, header: str, value: str
) -> None:
    story(line)
    ended = replay("--var", "given=by-hand", "stories/a.toml")
    assert ended.code == 0, ended
    assert service.headers[-1][header] == value


REFUSED = [
    ('cookies = { sid = "{unknown}" }', "missing value for `{unknown}` in header `Cookie`"),
    ('headers = { Authorization = "{none}" }', "missing value for `{none}` in header `Auth"),
    ('cookies = { sid = "{semi}" }', "a value of a cookie contains a semicolon"),
    ('cookies = { sid = "{line}" }', "the value in header `Cookie` contains a control character"),
]


@pytest.mark.parametrize(("line", "reason"), REFUSED)
def test_what_cannot_be_filled_is_not_sent(
    story: Pages, replay: Command, service: Service, line: str, reason: str
) -> None:
    story(line)
    ended = replay("--var", "semi=a;b=c", "--var", "line=a\r\nX: y", "stories/a.toml")
    assert reason in ended.out
    assert service.requests == ["GET /session"]


def test_a_filled_credential_is_masked(
    story: Pages, replay: Command, service: Service, tmp_path: Path
) -> None:
    story('cookies = { c = "{sid}" }\nstatus = 201')
    service.answers["/use"] = [Answer(400, '{"error": "no session s3ss10n-of-ann"}')]
    ended = replay("--report", "json=report.json", "stories/a.toml")
    text = ended.out + ended.err + (tmp_path / "report.json").read_text(encoding="utf-8")
    assert ended.code == 1
    assert "s3ss10n" not in text
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["cases"]
