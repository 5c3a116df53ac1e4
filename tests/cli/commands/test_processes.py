"""Commands that take `-n` print and write the same with several processes."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.support.pages import exchange


@pytest.fixture
def tree(project: Path) -> Path:
    """Pages of two locales with findings, one of them in a file that all pages include."""
    folder = project / "docs_source"
    for locale in ("de-de", "en-us"):
        for number in range(5):
            text = f"[next](page-{number + 1}.md#get_photo)\n\n[!INCLUDE [x](../shared.md)]\n\n"
            text += exchange(annotation='"truncated": true, "compare": {"mode": "odd"}')
            own = exchange(f"GET https://api.example.com/{locale}", name="own")
            page = folder / locale / f"page-{number}.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text + own * (number % 2), encoding="utf-8")
    shared = exchange("get /shared", annotation='"@odata.type": "unknown"', name="shared")
    (folder / "shared.md").write_text(shared, encoding="utf-8")
    (folder / "en-us/page-9.md").write_bytes(b"\xff\n" + exchange(name="nine").encode())
    return project


@pytest.mark.parametrize("command", ["check", "drift"])
@pytest.mark.parametrize("form", ["json", "text", "sarif"])
def test_several_processes_report_what_one_reports(
    tree: Path, docreplay: Command, command: str, form: str
) -> None:
    alone = docreplay(command, "--output-format", form)
    assert docreplay(command, "--output-format", form, "-n", "2") == alone
    assert docreplay(command, "--output-format", form, "-n", "1") == alone
    assert "page-1.md" in alone.out


def test_several_processes_generate_what_one_generates(tree: Path, docreplay: Command) -> None:
    alone = docreplay("generate", "--output", "one")
    spread = docreplay("generate", "--output", "two", "-n", "2")
    assert spread == alone
    assert written(tree / "one") == written(tree / "two")
    assert any(name.startswith("de_de/") for name in written(tree / "one"))
    assert docreplay("generate", "--output", "two", "--check", "-n", "2").code == alone.code


def written(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
