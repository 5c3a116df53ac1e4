"""Shell completion: each script is printed, and completes."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command

BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    ("shell", "mark"),
    [("bash", "complete -o nosort -F"), ("zsh", "compdef _docreplay"), ("fish", "complete --no-")],
)
def test_a_script_is_printed_for_each_shell(docreplay: Command, shell: str, mark: str) -> None:
    code, out, err = docreplay("completion", shell)
    assert (code, err) == (0, "")
    assert mark in out
    assert f"_DOCREPLAY_COMPLETE={shell}_complete" in out


def test_an_unknown_shell_is_refused(docreplay: Command) -> None:
    assert docreplay("completion", "cmd").code == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("words", "last", "found"),
    [("docreplay che", "che", "check"), ("docreplay check --outp", "--outp", "--output-format")],
)
def test_commands_and_options_are_completed(
    docreplay: Command,
    monkeypatch: pytest.MonkeyPatch,
    shell: str,
    words: str,
    last: str,
    found: str,
) -> None:
    monkeypatch.setenv("_DOCREPLAY_COMPLETE", f"{shell}_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", last if shell == "fish" else str(words.count(" ")))
    code, out, err = docreplay()
    assert (code, err) == (0, "")
    assert found in out.replace(",", "\n").replace("\t", "\n").split("\n")


@pytest.mark.skipif(not shutil.which("bash"), reason="bash not found on PATH")
def test_bash_completes_with_the_script() -> None:
    script = (
        f'PATH="{BIN}:$PATH"; eval "$(docreplay completion bash)"; COMP_WORDS=(docreplay gene);'
        " COMP_CWORD=1; _docreplay_completion docreplay gene docreplay; echo ${COMPREPLY[@]}"
    )
    ended = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert ended.stdout == "generate\n"
