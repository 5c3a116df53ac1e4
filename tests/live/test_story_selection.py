"""How stories take part in runs: judged, selected, repeated, divided, limited, recorded."""

import json
import time
from pathlib import Path

import pytest

from tests.live.conftest import Answer, Command, Pages, Service, documented

STORIES = {
    "a": 'id = "first"\ntags = ["smoke"]\n[[story.steps]]\nid = "one"\nrequest = "GET /first"\n',
    "b": 'id = "second"\n[[story.steps]]\nid = "two"\nrequest = "GET /second"\n',
}


def stories(folder: Path, **texts: str) -> None:
    """Write story files: each keyword is the name of one, its value the keys of its story."""
    (folder / "docreplay.toml").write_text('stories = ["stories/*.toml"]\n', encoding="utf-8")
    (folder / "stories").mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"stories/{name}.toml").write_text(f"[[story]]\n{text}", encoding="utf-8")


def case_story(more: str = "") -> str:
    return f'id = "own"\n[[story.steps]]\nid = "get"\ncase = "p#case0"\n{more}'


@pytest.mark.parametrize(
    ("answer", "more", "code", "line"),
    [
        (Answer(), "", 0, ""),
        (Answer(body='{"a": "1"}'), "", 1, "docs_source/p.md:"),
        (Answer(body='{"a": "1"}'), "compare = false\n", 0, ""),
        (Answer(status=404, body="{}"), "", 1, "docs_source/p.md:"),
        (Answer(status=404, body="{}"), "status = 404\n", 0, ""),
    ],
    ids=["as-documented", "other-type", "not-compared", "other-status", "expected-status"],
)
def test_a_step_with_a_case_is_judged_at_the_line_of_its_page(
    pages: Pages, replay: Command, service: Service, tmp_path: Path,
    answer: Answer, more: str, code: int, line: str,
) -> None:  # fmt: skip
    pages(p=documented("GET /a"))
    stories(tmp_path, own=case_story(more))
    service.otherwise = answer
    ended = replay("stories/own.toml")
    assert (ended.code, service.requests) == (code, ["GET /a"])
    found = [text for text in ended.out.splitlines() if ": error CON" in text]
    assert [text.startswith(line) for text in found] == [True] * bool(line)
    if found:
        number = int(found[0].split(":")[1])
        shown = (tmp_path / "docs_source/p.md").read_text(encoding="utf-8").splitlines()
        assert ('"a": 1' if answer.status == 200 else "HTTP/1.1 200 OK") in shown[number - 1]


@pytest.mark.parametrize(
    ("options", "sent"),
    [
        ((), {"GET /a", "GET /first", "GET /second"}),
        (("-k", "first"), {"GET /first"}),
        (("-k", "smoke"), {"GET /first"}),
        (("-k", "not case0"), {"GET /first", "GET /second"}),
        (("stories/b.toml",), {"GET /second"}),
        (("stories/b.toml#second",), {"GET /second"}),
        (("docs_source/p.md",), {"GET /a"}),
        (("docs_source/p.md", "stories/a.toml"), {"GET /a", "GET /first"}),
        (("stories",), {"GET /first", "GET /second"}),
        (("stories/",), {"GET /first", "GET /second"}),
        (("stories", "stories/a.toml#first"), {"GET /first", "GET /second"}),
        (("docs_source", "stories"), {"GET /a", "GET /first", "GET /second"}),
        (("docs_source",), {"GET /a"}),
        ((".",), {"GET /a", "GET /first", "GET /second"}),
    ],
)
def test_options_and_arguments_select_stories(
    pages: Pages, replay: Command, service: Service, tmp_path: Path,
    options: tuple[str, ...], sent: set[str],
) -> None:  # fmt: skip
    pages(p=documented("GET /a"))
    stories(tmp_path, **STORIES)
    assert replay(*options).code == 0
    assert set(service.requests) == sent


def test_a_folder_has_each_story_once(
    pages: Pages, replay: Command, service: Service, tmp_path: Path
) -> None:
    pages(p=documented("GET /a"))
    stories(tmp_path, **STORIES)
    assert replay("stories/a.toml#first", "stories", "stories/b.toml").code == 0
    assert sorted(service.requests) == ["GET /first", "GET /second"]


def test_a_folder_without_stories_or_pages_is_an_error(
    pages: Pages, replay: Command, tmp_path: Path
) -> None:
    pages(p=documented("GET /a"))
    stories(tmp_path, **STORIES)
    (tmp_path / "empty").mkdir()
    assert replay("empty").code != 0
    assert replay("stories", "empty").code != 0


def test_last_failed_runs_the_stories_that_failed(
    pages: Pages, replay: Command, service: Service, tmp_path: Path
) -> None:
    pages(p=documented("GET /a"))
    stories(tmp_path, **STORIES)
    service.answers = {"/second": [Answer(status=500)]}
    assert replay().code == 1
    service.requests.clear()
    service.answers = {}
    assert replay("--last-failed").code == 0
    assert service.requests == ["GET /second"]


def test_shards_divide_the_stories(
    pages: Pages, replay: Command, service: Service, tmp_path: Path
) -> None:
    pages(p=documented("GET /a"))
    names = [f"s{number}" for number in range(8)]
    texts = {
        name: f'id = "{name}"\n[[story.steps]]\nid = "x"\nrequest = "GET /{name}"\n'
        for name in names
    }
    stories(tmp_path, **texts)
    parts: list[list[str]] = []
    for number in (1, 2):
        service.requests.clear()
        replay("--shard", f"{number}/2")
        parts.append([line for line in service.requests if "/s" in line])
    assert sorted(parts[0] + parts[1]) == [f"GET /{name}" for name in names]
    assert all(parts)


def test_a_step_has_its_own_time_limit(
    pages: Pages, replay: Command, service: Service, tmp_path: Path
) -> None:
    pages(p=documented("GET /a"))
    stories(tmp_path, slow=f"{STORIES['a']}timeout = 0.3\n")
    service.answers = {"/first": [Answer(hangs=True)]}
    begun = time.monotonic()
    ended = replay("stories/slow.toml")
    assert ended.code != 0
    assert "step `one`: no response: " in ended.out
    assert time.monotonic() - begun < 8


@pytest.mark.parametrize("mode", ["once", "all", "none", "verify"])
def test_stories_do_not_run_with_recordings(
    pages: Pages, replay: Command, service: Service, tmp_path: Path, mode: str
) -> None:
    pages(p=documented("GET /a"))
    stories(tmp_path, **STORIES)
    report = tmp_path / "report.json"
    ended = replay("--record-mode", mode, "stories/a.toml", "--report", f"json={report}")
    (case,) = json.loads(report.read_text(encoding="utf-8"))["cases"]
    assert (case["outcome"], case["reason"]) == (
        "skipped",
        "stories do not run with recorded responses (use --record-mode off)",
    )
    assert (service.requests, list(tmp_path.glob("cassettes/**/*.json"))) == ([], [])
    assert "RUN512" not in ended.out


@pytest.mark.parametrize(
    ("needs", "sent"),
    [
        ('scopes = ["Photos.Read"]', "b"),
        ('scopes = ["photos.read", "Mail.Send"]', "no account has the scopes `photos.read`"),
        ('account = "a"', "a"),
        ('account = "c"', "unknown account `c`"),
        ("", "a"),
    ],
)
def test_a_story_is_sent_with_the_account_that_has_its_scopes(
    pages: Pages, replay: Command, service: Service, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, needs: str, sent: str,
) -> None:  # fmt: skip
    pages(p=documented("GET /p"))
    monkeypatch.setenv("A", "token-of-a")
    monkeypatch.setenv("B", "token-of-b")
    stories(tmp_path, own=f'id = "own"\n{needs}\n[[story.steps]]\nid = "g"\nrequest = "GET /a"\n')
    accounts = (
        '[accounts.a]\ntoken = "$env:A"\nscopes = ["Mail.Send"]\n'
        '[accounts.b]\ntoken = "$env:B"\nscopes = ["Photos.Read"]\n'
    )
    file = tmp_path / "docreplay.toml"
    file.write_text(file.read_text(encoding="utf-8") + accounts, encoding="utf-8")
    ended = replay("stories/own.toml")
    if len(sent) == 1:
        found = [item["Authorization"] for item in service.headers]
        assert (ended.code, found) == (0, [f"Bearer token-of-{sent}"])
    else:
        assert (ended.code, service.requests) == (5, [])
        assert sent in " ".join(ended.out.split())
