"""A proposed story gets no account that the stories of the base revision do not use."""

import json
from pathlib import Path

import pytest

from docreplay.cli.main import main
from tests.safety.conftest import Recorder, page
from tests.support.repository import commit_all

CONFIG = """\
base-url = "{url}"
stories = ["stories/*"]
scenarios = ["tests"]

[accounts.reader]
token = "$env:READER"
default = true
scopes = ["read"]

[accounts.writer]
token = "$env:WRITER"
scopes = ["write"]

[accounts.secondary]
token = "$env:SECOND"

[accounts.admin]
token = "$env:ADMIN"
scopes = ["admin", "write"]
"""
STORY = """\
[[story]]
id = "{name}"
{head}
[[story.steps]]
id = "s"
request = "GET /{name}"
{step}
"""
END = 'finally = [{id = "t", request = "GET /t", account = "admin"}]'
ARAZZO = """\
arazzo: 1.1.0
info: {title: a, version: '1'}
sourceDescriptions: [{name: own, url: 'docreplay:'}]
workflows:
  - {workflowId: new, x-docreplay-account: admin, steps: [{stepId: s, operationId: en/p#good}]}
"""
SECONDARY = {
    "name": "new", "method": "good", "enabled": True,
    "test-setup": [{"method": "good", "secondary-account": True}],
}  # fmt: skip


def story(name: str, head: str = "", step: str = "") -> str:
    return STORY.format(name=name, head=head, step=step)


BASE = {
    "stories/named.toml": story("named", step='account = "writer"'),
    "tests/none.json": "{}",
    "docs_source/en/p.md": page("GET /good", name="good"),
}
ASKING = {
    "of the story": {"stories/new.toml": story("new", 'account = "admin"')},
    "of a step": {"stories/new.toml": story("new", step='account = "admin"')},
    "at the end": {
        "stories/new.toml": story("new", END)
    },
    "by scopes": {"stories/new.toml": story("new", 'scopes = ["admin"]')},
    "of a story that exists": {"stories/named.toml": story("new", 'account = "admin"')},
    "of an Arazzo document": {"stories/new.yaml": ARAZZO},
    "of a scenario": {"tests/new.json": json.dumps({"scenarios": [SECONDARY]})},
}  # fmt: skip


@pytest.fixture
def tree(tmp_path: Path, service: Recorder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of the base revision."""
    for name in ("READER", "WRITER", "SECOND", "ADMIN"):
        monkeypatch.setenv(name, f"token-of-{name.lower()}")
    monkeypatch.delenv("DOCREPLAY_BASE_URL", raising=False)
    write(tmp_path, {"docreplay.toml": CONFIG.format(url=service.url), **BASE})
    commit_all(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(tree: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        (tree / path).write_text(text, encoding="utf-8")


def tokens(service: Recorder) -> set[str]:
    """Return the tokens that the service got."""
    found = " ".join(service.requests)
    return {name for name in ("reader", "writer", "second", "admin") if f"token-of-{name}" in found}


@pytest.mark.parametrize("name", ASKING)
def test_a_proposed_story_gets_no_other_account(
    tree: Path, service: Recorder, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    write(tree, ASKING[name])
    main(["test", "--trust-config", "HEAD"])
    assert not tokens(service) & {"second", "admin"}
    printed = capfd.readouterr()
    asked = "secondary" if name in ("of a scenario", "by scopes") else "admin"
    reason = f"no story of `HEAD` uses the account `{asked}` (--trust-config)"
    assert name == "at the end" or reason in printed.out + printed.err


@pytest.mark.parametrize("name", ASKING)
def test_the_harness_sees_the_account_without_a_trusted_revision(
    tree: Path, service: Recorder, name: str
) -> None:
    write(tree, ASKING[name])
    main(["test"])
    assert tokens(service) & {"second", "admin"}


@pytest.mark.parametrize("more", [(), ("-n", "2")])
def test_accounts_of_the_base_revision_stay_allowed(
    tree: Path, service: Recorder, more: tuple[str, ...]
) -> None:
    write(tree, {"stories/new.toml": story("new", 'account = "writer"')})
    main(["test", "--trust-config", "HEAD", "stories/named.toml", "stories/new.toml", *more])
    assert tokens(service) == {"writer"}


def test_a_trusted_file_has_no_stories(
    tree: Path, service: Recorder, tmp_path_factory: pytest.TempPathFactory
) -> None:
    trusted = tmp_path_factory.mktemp("trusted") / "base.toml"
    trusted.write_text(CONFIG.format(url=service.url), encoding="utf-8")
    write(tree, {"stories/new.toml": story("new", 'account = "reader"')})
    main(["test", "--trust-config", str(trusted), "stories/named.toml", "stories/new.toml"])
    assert tokens(service) == {"reader"}
