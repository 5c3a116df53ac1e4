"""The commands of action.yml and of .pre-commit-hooks.yaml, run exactly as they are written."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import PAGE

ROOT = Path(__file__).parent.parent


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    page = tmp_path / "docs_source/en-us/photo-get.md"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE.replace("HTTP/1.1 200 OK", "HTTP/1.1 200 OKAY"), encoding="utf-8")
    (tmp_path / "docreplay.toml").write_text("", encoding="utf-8")
    return tmp_path


def run(folder: Path, step: dict[str, Any], **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run a step of the action with bash, as GitHub does it."""
    action = read("action.yml")
    given = {name: item["default"] for name, item in action["inputs"].items()} | inputs
    env = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    env["GITHUB_STEP_SUMMARY"] = str(folder / "summary.md")
    for name, value in step["env"].items():
        key = value.removeprefix("${{ ").removesuffix(" }}")
        env[name] = given.get(key.removeprefix("inputs."), "")
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.mark.parametrize("command", ["check", "test"])
def test_the_action_annotates_and_writes_its_reports(folder: Path, command: str) -> None:
    _, main, summary, _ = read("action.yml")["runs"]["steps"]
    ended = run(folder, main, command=command)
    assert (ended.returncode, ended.stderr) == (0, "")
    reports = {path.name for path in (folder / "docreplay-report").iterdir()}
    assert reports == {f"{command}.json", f"{command}.html", f"{command}.md"}
    assert run(folder, summary, command=command).returncode == 0
    text = (folder / "summary.md").read_text(encoding="utf-8")
    assert text.startswith(f"## docreplay {command}: ")


def test_arguments_and_a_baseline_are_passed_on(folder: Path) -> None:
    main = read("action.yml")["runs"]["steps"][1]
    (folder / "known.jsonl").write_text("", encoding="utf-8")
    ended = run(folder, main, arguments="--fail-on note docs_source", baseline="known.jsonl")
    assert ended.stdout.startswith(("::", "1 page"))
    assert "0 known" not in ended.stderr


def test_what_a_pull_request_names_is_not_executed(folder: Path) -> None:
    main = read("action.yml")["runs"]["steps"][1]
    run(folder, main, arguments="$(touch x) `touch x` ; touch x", baseline='"; touch x; "')
    assert not (folder / "x").exists()
    assert "${{" not in main["run"]


@pytest.mark.parametrize("hook", read(".pre-commit-hooks.yaml"), ids=lambda hook: hook["id"])
def test_a_hook_runs_in_a_project(folder: Path, hook: dict[str, Any]) -> None:
    env = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    ended = subprocess.run(
        hook["entry"].split(), cwd=folder, env=env, capture_output=True, check=False, timeout=120
    )
    assert ended.returncode in (0, 5)
    assert hook["pass_filenames"] is False
