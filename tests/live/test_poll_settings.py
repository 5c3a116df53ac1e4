"""Which operations are followed: by page pattern, and by step of a story."""

from pathlib import Path

import pytest

from tests.live.conftest import Answer, Command, Pages, Service
from tests.live.test_operations import DONE, accepted, configured, state
from tests.support.pages import exchange

CONSENT = "--unsafe-methods"
COPY = exchange("POST /copy", "HTTP/1.1 202 Accepted", name="copy")


@pytest.fixture
def copy(pages: Pages, service: Service) -> None:
    """A page with a request that starts an operation, which succeeds."""
    pages(p=COPY)
    service.answers = {"/copy": [accepted("/monitor")], "/monitor": [DONE]}


MODES = [
    ('poll-pages = { "docs_source/p.md" = "always" }\n', (), True),
    ('poll-pages = { "p#copy" = "always" }\n', (), True),
    ('poll-pages = { "docs_source/other.md" = "always" }\n', (), False),
    ('poll = "always"\npoll-pages = { "docs_source/**" = "never" }\n', (), False),
    ('poll-pages = { "docs_source/**" = "never", "p#copy" = "always" }\n', (), True),
    ('poll-pages = { "docs_source/**" = "always" }\n', ("--poll", "never"), False),
    ('poll-pages = { "docs_source/**" = "never" }\n', ("--poll", "always"), True),
]


@pytest.mark.usefixtures("copy")
@pytest.mark.parametrize(("text", "more", "is_followed"), MODES)
def test_a_pattern_selects_what_is_followed(
    replay: Command, service: Service, tmp_path: Path,
    text: str, more: tuple[str, ...], is_followed: bool,
) -> None:  # fmt: skip
    configured(tmp_path, text)
    assert replay(CONSENT, *more).code == 0
    assert service.requests == ["POST /copy", *["GET /monitor"] * is_followed]


STORY = """\
[[story]]
id = "s"
[[story.steps]]
id = "one"
%s
%s
"""
STEPS = [
    ('poll = "always"', "", True),
    ("", "", False),
    ("", 'poll = "always"\n', True),
    ('poll = "never"', 'poll = "always"\n', False),
]


@pytest.mark.usefixtures("copy")
@pytest.mark.parametrize("operation", ['request = "POST /copy"', 'case = "p#copy"'])
@pytest.mark.parametrize(("line", "text", "is_followed"), STEPS)
def test_a_step_sets_whether_it_is_followed(
    replay: Command, service: Service, tmp_path: Path,
    operation: str, line: str, text: str, is_followed: bool,
) -> None:  # fmt: skip
    configured(tmp_path, f'{text}stories = ["s.toml"]\n')
    (tmp_path / "s.toml").write_text(STORY % (operation, line), encoding="utf-8")
    ended = replay(CONSENT, "s.toml")
    assert ended.code == 0, ended
    assert service.requests == ["POST /copy", *["GET /monitor"] * is_followed]


def test_a_step_whose_operation_fails_fails(
    pages: Pages, replay: Command, service: Service, tmp_path: Path
) -> None:
    pages(p=COPY)
    service.answers = {"/copy": [accepted("/monitor")], "/monitor": [state("failed")]}
    configured(tmp_path, 'stories = ["s.toml"]\n')
    text = STORY % ('request = "POST /copy"', 'poll = "always"')
    (tmp_path / "s.toml").write_text(text, encoding="utf-8")
    assert "step `one`: the accepted operation failed" in replay(CONSENT, "s.toml").out


@pytest.mark.usefixtures("copy")
@pytest.mark.parametrize(
    "last",
    [
        Answer(303, headers=(("Location", "https://other.example.com/made"),)),
        Answer(302, headers=(("Location", "https://other.example.com/made"),)),
        state("succeeded", resourceLocation="https://other.example.com/made"),
        state("succeeded", targetResourceLocation="https://other.example.com/made"),
    ],
    ids=["303", "302", "resourceLocation", "targetResourceLocation"],
)
def test_a_result_at_another_host_is_a_success(
    replay: Command, service: Service, last: Answer
) -> None:
    service.answers["/monitor"] = [last]
    ended = replay(CONSENT, "--poll", "always")
    assert (ended.code, "RUN560" in ended.out) == (0, False), ended.out


@pytest.mark.usefixtures("copy")
def test_a_monitor_that_moves_to_another_host_is_not_followed(
    replay: Command, service: Service
) -> None:
    moved = Answer(307, headers=(("Location", "https://other.example.com/monitor"),))
    service.answers["/monitor"] = [moved]
    assert "RUN560" in replay(CONSENT, "--poll", "always").out
