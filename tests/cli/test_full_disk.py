"""Every command that writes a file says in one line that it cannot, and exits with 2."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import spoil

SCRIPT = "import sys; from docreplay.cli.main import main; sys.exit(main())"
WRITING = {
    "report": "check --report junit=out.xml",
    "report of extract": "extract --report sarif=out.sarif",
    "report of drift": "drift --report html=out.html",
    "report of test": "test --report json=out.json",
    "baseline": "check --baseline known.jsonl --baseline-update",
    "baseline of drift": "drift --baseline known.jsonl --baseline-update",
    "patch": "drift --patch out.patch",
    "fix": "drift --fix",
    "generate": "generate",
    "processes": "generate -n 2",
    "export": "export pytest --output exported",
    "init": "init --docs docs_source",
    "test": "test",
}
EN = "# A\n\n| Name | Size |\n|:---|:---|\n| Accept | 648 |\n"
DE = '# <a name="a"></a>A\n\n| Name | Größe |\n|:---|:---|\n| Annehmen | 648 |\n'


@pytest.fixture
def translated(project: Path) -> Path:
    spoil(project)
    for locale, text in (("en-us", EN), ("de-de", DE)):
        page = project / "docs_source" / locale / "table.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(text, encoding="utf-8")
    good = (project / "docs_source/en-us/photo-get.md").read_text(encoding="utf-8")
    (project / "docs_source/en-us/good.md").write_text(
        good.replace('"reqest"', '"request"'), encoding="utf-8"
    )
    return project


def run(command: str, limit: int) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, *command.split()],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize("limit", [0, 40])
@pytest.mark.parametrize("command", WRITING.values(), ids=WRITING)
def test_a_full_disk_is_one_line_and_exit_code_2(
    translated: Path, command: str, limit: int
) -> None:
    if command.startswith("init"):
        (translated / "docreplay.toml").unlink()
    before = files(translated)
    ended = run(command, limit)
    assert "Traceback" not in ended.stderr
    last = ended.stderr.rstrip("\n").split("\n")[-1]
    assert ended.returncode == 2, ended.stderr
    assert last.startswith("docreplay: "), last
    assert "File too large" in last or "usable temporary directory" in last
    kept = {path: data for path, data in files(translated).items() if path in before}
    assert kept == before


@pytest.mark.parametrize("command", WRITING.values(), ids=WRITING)
def test_each_command_writes_if_there_is_space(translated: Path, command: str) -> None:
    if command.startswith("init"):
        (translated / "docreplay.toml").unlink()
    before = files(translated)
    assert run(command, resource.RLIM_INFINITY).returncode in (0, 1)
    assert files(translated) != before
