"""What a pull request of anybody can neither reach, overwrite nor print."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from docreplay.cli.terminal import is_log
from docreplay.report.printable import inert
from tests.cli.conftest import Command, spoil
from tests.support.repository import commit_all

SCRIPT = "import sys; from docreplay.cli.main import main; sys.exit(main())"
HOSTILE = "\x1b[31m\x9b\u202e\r::error::x ##vso[task] ##teamcity[x]"
EN = "# A\n\n| Name | Size |\n|:---|:---|\n| Accept | 648 |\n{hostile}\n"
DE = '# <a name="a"></a>A\n\n| Name | Größe |\n|:---|:---|\n| Annehmen | 648 |\n{hostile}\n'


def test_the_base_revision_chooses_the_host(project: Path, docreplay: Command) -> None:
    (project / "docreplay.toml").write_text('base-url = "http://127.0.0.1:9"\n')
    commit_all(project)
    (project / "docreplay.toml").write_text(
        'base-url = "http://evil.invalid"\nheaders = { X = "$env:HOME" }\n'
    )
    ended = docreplay("test", "--var", "id=1", "--trust-config", "HEAD")
    assert "`base-url` of docreplay.toml is ignored (--trust-config)" in ended.err
    assert "`headers` of docreplay.toml is ignored (--trust-config)" in ended.err
    assert "127.0.0.1:9" in ended.out + ended.err
    assert "evil" not in ended.out + ended.err


def test_a_base_revision_without_a_configuration_allows_nothing(
    project: Path, docreplay: Command
) -> None:
    (project / "docreplay.toml").rename(project / "later.toml")
    commit_all(project)
    (project / "docreplay.toml").write_text('base-url = "http://evil.invalid"\n')
    assert docreplay("test", "--trust-config", "HEAD").code == 0


@pytest.mark.parametrize("revision", ["nowhere", "-x", "HEAD:docs_source", "later.toml", ""])
def test_an_unknown_base_revision_is_an_error(
    project: Path, docreplay: Command, revision: str
) -> None:
    commit_all(project)
    ended = docreplay("check", "--trust-config", revision)
    if revision:
        assert (ended.code, ended.out) == (2, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--report", "json=target"],
        ["check", "--report", "json=folder/x"],
        ["extract", "--report", "sarif=target"],
        ["check", "--baseline", "target", "--baseline-update"],
        ["drift", "--patch", "target"],
        ["check", "--report", "json=hook"],
    ],
)
def test_a_planted_link_is_not_written_through(
    project: Path,
    tmp_path_factory: pytest.TempPathFactory,
    docreplay: Command,
    arguments: list[str],
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "x").write_text("keep")
    (project / ".git").mkdir()
    (project / ".git/x").write_text("keep")
    for name, target in (("target", outside / "x"), ("folder", outside)):
        (project / name).symlink_to(target)
    (project / "hook").symlink_to(project / ".git/x")
    german = project / "docs_source/de-de/photo-get.md"
    german.parent.mkdir()
    german.write_text("# A\n", encoding="utf-8")
    spoil(project)
    ended = docreplay(*arguments)
    assert ended.code == 2
    assert "out of the project" in ended.err
    assert [(outside / "x").read_text(), (project / ".git/x").read_text()] == ["keep", "keep"]


@pytest.mark.parametrize("text", [HOSTILE, "::error::x", " ::add-mask::x", "\t::stop-commands::t"])
def test_inert_text_contains_no_command(text: str) -> None:
    for line in inert(f"a\n{text}\nb").split("\n"):
        assert line.isprintable()
        assert not line.lstrip().startswith("::")
        assert not any(mark in line for mark in ("##vso[", "##teamcity["))


def test_a_usage_error_is_inert(project: Path, docreplay: Command) -> None:
    for arguments in (["check", HOSTILE], [HOSTILE], ["check", "--select", HOSTILE]):
        ended = docreplay(*arguments)
        assert ended.code == 2
        assert ended.err == inert(ended.err)
    (project / "docreplay.toml").write_text(f"{HOSTILE[-12:]!r} = 1\n", encoding="utf-8")
    assert docreplay("check").err == inert(docreplay("check").err)


@pytest.mark.parametrize(
    ("place", "variables", "exact"),
    [
        ("pipe", {}, True),
        ("pipe", {"CI": "true"}, False),
        ("pipe", {"TF_BUILD": "True"}, False),
        ("file", {"CI": "true"}, True),
    ],
)
def test_a_patch_is_inert_in_a_log_and_exact_elsewhere(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    variables: dict[str, str],
    exact: bool,
) -> None:
    for name in ("CI", "GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION", "BUILD_BUILDID"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    hostile = HOSTILE.replace("\r", "\n")
    for locale, text in (("en-us", EN), ("de-de", DE)):
        page = project / "docs_source" / locale / "a.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(text.format(hostile=hostile), encoding="utf-8")
    command = [sys.executable, "-c", SCRIPT, "drift", "--fix", "--dry-run"]
    with (project / "out.patch").open("wb") as file:
        target = file if place == "file" else subprocess.PIPE
        ended = subprocess.run(command, stdout=target, check=False)
    found = ended.stdout.decode() if place == "pipe" else (project / "out.patch").read_text("utf-8")
    assert "+| Accept | 648 |" in found
    assert ("\x1b[31m" in found) is exact
    assert (found == inert(found)) is not exact


def test_a_file_is_not_a_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with (tmp_path / "x").open("w") as file:
        assert not is_log(file)


def test_a_stream_in_memory_counts_as_a_log_of_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    assert is_log(io.StringIO())
