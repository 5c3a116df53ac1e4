import json
from pathlib import Path

from tests.cli.conftest import Command, spoil
from tests.support.html_report import shown


def test_a_clean_page_is_reported_as_clean(project: Path, docreplay: Command) -> None:
    code, out, err = docreplay("check")
    assert (code, out, err) == (0, "1 page, 1 exchange, 1 case; no findings\n", "")


def test_a_finding_shows_the_line_and_how_to_learn_more(project: Path, docreplay: Command) -> None:
    spoil(project)
    code, out, _ = docreplay("check", "--select", "DOC105")
    place, line, arrow, *_, explain, _summary = out.removesuffix("\n").split("\n")
    assert code == 1
    assert place.startswith("docs_source/en-us/photo-get.md:3:9: error DOC105 ")
    assert '    3 | <!-- { "blockType": "reqest", "name": "get_photo" } -->' in line
    assert arrow == "      |         ^^^^^^^^^^^^^^^^^^^^"
    assert explain == "docreplay explain DOC105"


def test_quiet_prints_one_line_for_each_finding(project: Path, docreplay: Command) -> None:
    spoil(project)
    assert len(docreplay("check", "-q", "--select", "DOC105").out.split("\n")) == 3


def test_findings_that_are_allowed_exit_with_0(project: Path, docreplay: Command) -> None:
    spoil(project)
    assert docreplay("check", "--exit-zero").code == 0
    assert docreplay("check", "--ignore", "DOC").code == 0


def test_several_reports_are_written_beside_the_output(project: Path, docreplay: Command) -> None:
    spoil(project)
    docreplay("check", "--report", "html=a/b/r.html", "--report", "sarif=r.sarif")
    assert "DOC105" in shown((project / "a/b/r.html").read_text(encoding="utf-8"))
    assert json.loads((project / "r.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_colour_is_used_on_request(project: Path, docreplay: Command) -> None:
    spoil(project)
    assert "\x1b[" in docreplay("check", "--color", "always").out
    assert "\x1b[" not in docreplay("check").out


def test_a_report_that_cannot_be_written_is_a_usage_error(
    project: Path, docreplay: Command
) -> None:
    code, _, err = docreplay("check", "--report", "json=docreplay.toml/x.json")
    assert code == 2
    assert "cannot write " in err


def test_a_folder_without_configuration_needs_only_be_named(
    project: Path, docreplay: Command
) -> None:
    (project / "docreplay.toml").unlink()
    (project / "docs_source").rename(project / "reference")
    assert docreplay("check").code == 2
    for command in ("check", "generate", "test"):
        code, out, _ = docreplay(command, "reference")
        assert code == 0
        assert out.startswith("1 page, 1 exchange")
    assert docreplay("test", "refrence").code == 2


def test_the_severity_is_printed_as_a_word_and_selects_what_is_shown(
    project: Path, docreplay: Command
) -> None:
    spoil(project)
    whole = docreplay("check", "-q")
    assert {line.split()[1] for line in whole.out.splitlines()[:-1]} == {"error", "warning"}
    code, out, _ = docreplay("check", "-q", "--severity", "error")
    *lines, last = out.splitlines()
    assert (code, {line.split()[1] for line in lines}) == (1, {"error"})
    assert "hidden" in last


def test_statistics_count_the_findings_of_each_rule(project: Path, docreplay: Command) -> None:
    spoil(project)
    *lines, last = docreplay("check", "--statistics").out.splitlines()
    assert [line.split()[:2] for line in lines] == [["1", "error"], ["1", "warning"]]
    assert (
        last == "1 page; 1 HTTP message unannotated (see --infer-unannotated); 1 error, 1 warning"
    )


def test_pages_are_compared_with_a_description_of_the_service(
    project: Path, docreplay: Command
) -> None:
    page = project / "docs_source/en-us/photo.md"
    page.write_text(
        '<!-- { "blockType": "resource", "@odata.type": "a.photo" } -->\n'
        '```json\n{ "size": "String" }\n```\n',
        encoding="utf-8",
    )
    (project / "api.json").write_text(
        '{ "definitions": { "photo": { "properties": { "size": { "type": "integer" } } } } }'
    )
    found = docreplay("check", "--select", "DOC175", "--metadata", "api.json")
    assert (
        "DOC175 property `size` of `photo`: expected integer, got string by api.json" in found.out
    )
    (project / "api.json").write_text("words")
    assert docreplay("check", "--metadata", "api.json").code == 2
