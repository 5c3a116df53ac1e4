"""The workflow of the page about pull requests from forks: its commands, run as they are there."""

import re
import subprocess
from pathlib import Path

import pytest

from docreplay.config.trust import HARMLESS, LIMITS
from tests.safety.attacks import ATTACKS
from tests.safety.test_attacks import SECRET, Job, generated, job

__all__ = ["generated", "job"]

PAGE = Path(__file__).parents[2] / "docs/guides/forks.md"
TEXT = PAGE.read_text(encoding="utf-8")
WORKFLOW = re.search(r"```yaml title=\"GitHub Actions\"\n(.*?)```", TEXT, re.DOTALL)
COMMANDS = re.findall(r"- run: (docreplay .*)", WORKFLOW[1] if WORKFLOW else "")


def test_the_page_has_a_workflow_without_secrets_for_code_of_the_pull_request() -> None:
    assert WORKFLOW
    assert len(COMMANDS) == 2
    assert "pull_request_target" not in WORKFLOW[1]
    assert all("--trust-config origin/${{ github.base_ref }}" in line for line in COMMANDS)


@pytest.mark.parametrize("name", ["base URL", "allowed host", "methods", "variable as a header"])
def test_its_commands_give_a_pull_request_nothing(job: Job, name: str) -> None:
    base = ["git", "update-ref", "refs/remotes/origin/main", "HEAD"]
    subprocess.run(base, cwd=job.root, check=True)
    job.propose(ATTACKS[f"configuration: {name}"])
    printed = ""
    for command in COMMANDS:
        words = command.replace("${{ github.base_ref }}", "main").removeprefix("docreplay ")
        printed += job.run(words)
    assert job.trap.requests == []
    assert {request.partition(" ")[0] for request in job.service.requests} == {"GET"}
    assert any(SECRET in request for request in job.service.requests)
    assert SECRET not in printed
    assert "docreplay.toml is ignored (--trust-config)" in printed


@pytest.mark.parametrize("key", sorted({*HARMLESS, *LIMITS}))
def test_the_page_names_each_key_that_a_pull_request_may_set(key: str) -> None:
    assert f"`{key}`" in TEXT
