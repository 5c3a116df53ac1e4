from pathlib import Path

import pytest

from docreplay.config import load as config
from tests.cli.conftest import PAGE, Command


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A repository of documentation in two languages that knows nothing of docreplay."""
    for locale in ("en-us", "zh-cn"):
        page = tmp_path / "articles/reference" / locale / "api/photo-get.md"
        page.parent.mkdir(parents=True)
        page.write_text(PAGE, encoding="utf-8")
    return tmp_path


def contents(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def test_a_repository_gets_a_configuration_that_finds_its_pages(
    foreign: Path, docreplay: Command
) -> None:
    assert docreplay("init", str(foreign)).code == 0
    found = config.load(foreign)
    assert (found.docs, found.source_locale) == (("articles/reference",), "en-us")
    assert docreplay("check", "--root", str(foreign)).code == 0
    assert {"Makefile", ".gitignore", ".github/workflows/docreplay.yml"} <= set(contents(foreign))


def test_what_is_there_already_is_left_alone_and_said_so(foreign: Path, docreplay: Command) -> None:
    docreplay("init", str(foreign))
    before = contents(foreign)
    out = docreplay("init", str(foreign)).out
    assert out.count("left alone:") == 3
    assert {name: text for name, text in contents(foreign).items() if name in before} == before


def test_a_dry_run_writes_nothing_and_shows_everything(foreign: Path, docreplay: Command) -> None:
    before = contents(foreign)
    out = docreplay("init", "--dry-run", str(foreign)).out
    assert contents(foreign) == before
    assert '  | docs = ["articles/reference"]' in out


def test_a_makefile_is_not_touched_but_given_a_file_to_include(
    foreign: Path, docreplay: Command
) -> None:
    (foreign / "Makefile").write_text("all:\n")
    out = docreplay("init", str(foreign)).out
    assert "docreplay.mk (add `include docreplay.mk` to your Makefile)" in out
    assert (foreign / "Makefile").read_text() == "all:\n"


def test_ignored_files_get_one_more_line(foreign: Path, docreplay: Command) -> None:
    (foreign / ".gitignore").write_text("node_modules")
    docreplay("init", str(foreign))
    assert (foreign / ".gitignore").read_text() == "node_modules\n.docreplay/\n"


def test_a_repository_on_gitlab_gets_a_job_for_gitlab(foreign: Path, docreplay: Command) -> None:
    (foreign / ".gitlab-ci.yml").write_text("{}\n")
    docreplay("init", str(foreign))
    assert (foreign / "docreplay.gitlab-ci.yml").is_file()
    assert not (foreign / ".github").exists()


def test_a_configuration_in_pyproject_is_respected(foreign: Path, docreplay: Command) -> None:
    (foreign / "pyproject.toml").write_text("[tool.docreplay]\n")
    assert "docreplay.toml (pyproject.toml has" in docreplay("init", str(foreign)).out
    assert not (foreign / "docreplay.toml").exists()


@pytest.mark.parametrize(
    ("page", "docs"),
    [
        ("docs/api/photo.md", "docs"),
        ("content/ja/photo.md", "content"),
        ("zh-cn/photo.md", "."),
        ("js/go/photo.md", "docs_source"),
        ("node_modules/x/en-us/photo.md", "docs_source"),
    ],
)
def test_the_documentation_is_found(
    tmp_path: Path, docreplay: Command, page: str, docs: str
) -> None:
    (tmp_path / page).parent.mkdir(parents=True)
    (tmp_path / page).write_text(PAGE, encoding="utf-8")
    docreplay("init", str(tmp_path))
    assert config.load(tmp_path).docs == (docs,)
