from collections.abc import Iterable
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.emit.exporter import EXPORTERS, ExportedFile, Exporter
from docreplay.errors import NothingMatched
from docreplay.flows.export.run import export
from docreplay.model.case import Case
from tests.cli.conftest import Command


def files(folder: Path) -> dict[str, str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def titles(*names: str) -> Exporter:
    """Return an exporter that writes the titles of all cases to each of the files."""

    def exported(cases: Iterable[Case]) -> list[ExportedFile]:
        text = "".join(f"{case.page.path} {case.title}\n" for case in cases)
        return [ExportedFile(path=name, text=text) for name in names]

    return Exporter(exported)


def test_the_pytest_exporter_writes_what_generate_writes(project: Path, docreplay: Command) -> None:
    assert docreplay("generate").code == 0
    ended = docreplay("export", "pytest", "--output", "out")
    assert (ended.code, ended.out) == (
        0,
        "1 page, 1 exchange, 1 case, 4 files written; no findings\n",
    )
    assert files(project / "out") == files(project / "generated_tests")


def test_a_second_export_writes_nothing(project: Path, docreplay: Command) -> None:
    docreplay("export", "pytest", "--output", "out")
    ended = docreplay("export", "pytest", "--output", "out")
    assert ended.out == "1 page, 1 exchange, 1 case; no findings\n"


def test_an_unknown_exporter_is_refused_with_the_nearest_name(
    project: Path, docreplay: Command
) -> None:
    ended = docreplay("export", "pytset", "--output", "out")
    message, hint = ended.err.splitlines()
    assert ended.code == 2
    assert message == "docreplay: unknown exporter `pytset` (did you mean `pytest`?)"
    assert hint == f"  Try: use one of: {', '.join(EXPORTERS.names())}"
    assert not (project / "out").exists()


def test_the_output_folder_must_be_named(project: Path, docreplay: Command) -> None:
    ended = docreplay("export", "pytest")
    assert ended.code == 2
    assert "Missing option '--output'" in ended.err


def test_an_exporter_gets_the_cases_and_gives_files(project: Path) -> None:
    run = export(Config(root=project), titles("a.txt", "deep/b.txt"), project / "out")
    written = files(project / "out")
    written.pop("manifest.json")
    line = "docs_source/en-us/photo-get.md GET /v1/users/{id}/photo\n"
    assert written == {"a.txt": line, "deep/b.txt": line}
    assert run.counts == {"pages": 1, "exchanges": 1, "cases": 1, "written": 3}


def test_files_of_an_earlier_export_are_removed_and_those_of_others_are_kept(project: Path) -> None:
    out = project / "out"
    config = Config(root=project)
    export(config, titles("a.txt", "b.txt"), out)
    (out / "mine.txt").write_text("mine\n", encoding="utf-8")
    export(config, titles("b.txt"), out)
    assert files(out).keys() == {"b.txt", "mine.txt", "manifest.json"}


@pytest.mark.parametrize("path", ["../a.txt", "/nowhere/a.txt", "deep/../../a.txt"])
def test_no_file_is_written_outside_of_the_output_folder(project: Path, path: str) -> None:
    with pytest.raises(Exception, match="outside the output folder"):
        export(Config(root=project), titles(path), project / "out")
    assert not (project / "a.txt").exists()


def test_paths_select_the_pages(project: Path) -> None:
    config = Config(root=project)
    (project / "docs_source/en-us/empty.md").write_text("# Nothing\n", encoding="utf-8")
    export(config, titles("a.txt"), project / "out", ["docs_source/en-us/empty.md"])
    assert files(project / "out")["a.txt"] == ""
    with pytest.raises(NothingMatched):
        export(Config(root=project, locales=("de-de",)), titles("a.txt"), project / "out")


def test_every_exporter_is_an_exporter() -> None:
    assert all(isinstance(item, Exporter) for item in EXPORTERS.load_all())
