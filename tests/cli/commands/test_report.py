import json
import re
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.flows.test.run import test as run_tests
from docreplay.model.shard import Shard
from tests.cli.conftest import PAGE, Command

TIMES = re.compile(r'^ *"(?:elapsed|started|seconds)": .*\n', re.MULTILINE)
WRONG = PAGE.replace('"truncated": false', '"truncated": false, "@odata.type": "microsoft.photo"')


@pytest.fixture
def pages(project: Path) -> Path:
    """A project with seven pages, of which one documents a photo without its `height`."""
    for number in range(6):
        page = project / f"docs_source/en-us/page-{number}.md"
        page.write_text(PAGE.replace("photo", f"photo{number}"), encoding="utf-8")
    (project / "docs_source/en-us/broken.md").write_text(
        PAGE[: PAGE.index('<!-- { "blockType": "resp')], "utf-8"
    )
    return project


def without_times(file: Path) -> str:
    return TIMES.sub("", file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("total", [1, 2, 4, 9])
def test_merged_shards_are_the_whole_run_byte_for_byte(
    pages: Path, docreplay: Command, total: int
) -> None:
    docreplay("generate")
    whole = docreplay("test", "--report", "json=whole.json")
    for number in range(1, total + 1):
        docreplay("test", "--shard", f"{number}/{total}", "--report", f"json=s{number}.json")
    files = [f"s{number}.json" for number in range(1, total + 1)]
    found = docreplay("report", *reversed(files), "--report", "json=merged.json")
    assert without_times(pages / "merged.json") == without_times(pages / "whole.json")
    assert (found.code, found.out) == (whole.code, whole.out)


def test_a_shard_without_a_case_is_not_an_error(project: Path, docreplay: Command) -> None:
    codes = [docreplay("test", "--shard", f"{number}/5").code for number in range(1, 6)]
    assert codes == [0] * 5


def test_shards_run_each_case_once(pages: Path) -> None:
    config = Config(root=pages)
    runs = [run_tests(config, apart=True, shard=Shard(number, 3)) for number in (1, 2, 3)]
    ids = [verdict.id for run in runs for verdict in run.verdicts]
    assert len(ids) == len(set(ids)) == len(run_tests(config, apart=True).verdicts) == 7


def test_a_page_that_removes_what_others_use_is_in_their_shard(pages: Path) -> None:
    removal = PAGE.replace("GET https", "DELETE https").replace("photo", "photo3")
    (pages / "docs_source/en-us/remove.md").write_text(removal, encoding="utf-8")
    config = Config(root=pages, base_url="http://127.0.0.1:1", unsafe_methods=True)
    for number in range(1, 10):
        run = run_tests(config, apart=True, shard=Shard(number, 9))
        names = {verdict.location.path.rpartition("/")[2] for verdict in run.verdicts}
        assert len(names & {"page-3.md", "remove.md"}) != 1


def test_a_missing_shard_fails(pages: Path, docreplay: Command) -> None:
    docreplay("test", "--shard", "1/2", "--report", "json=s1.json")
    ended = docreplay("report", "s1.json", "-q")
    assert ended.code == 1
    assert "error RUN520 the report of the shard 2/2 of `docreplay test` is missing" in ended.out


def test_all_formats_are_written_from_one_report(pages: Path, docreplay: Command) -> None:
    docreplay("check", "--report", "json=check.json", "--report", "sarif=a.sarif")
    ended = docreplay("report", "check.json", "--report", "sarif=b.sarif", "--exit-zero")
    assert ended.code == 0
    assert (pages / "a.sarif").read_bytes() == (pages / "b.sarif").read_bytes()
    assert json.loads((pages / "a.sarif").read_bytes())["runs"][0]["results"]


@pytest.mark.parametrize(
    ("text", "message"),
    [("{}", "is not a JSON report of docreplay"), ("\xff", "is not a JSON report")],
)
def test_what_is_not_a_report_is_refused(
    project: Path, docreplay: Command, text: str, message: str
) -> None:
    (project / "a.json").write_text(text, encoding="utf-8")
    ended = docreplay("report", "a.json")
    assert ended.code == 2
    assert message in ended.err


@pytest.mark.parametrize("command", ["check", "test"])
@pytest.mark.parametrize("again", ["a.json", "./a.json", "link.json"])
def test_a_report_that_is_named_twice_is_refused(
    project: Path, docreplay: Command, command: str, again: str
) -> None:
    docreplay(command, "--report", "json=a.json", "--exit-zero")
    (project / "link.json").symlink_to("a.json")
    ended = docreplay("report", "a.json", again)
    assert ended.code == 2
    assert f"{again.rsplit('/', maxsplit=1)[-1]} is named twice" in ended.err


@pytest.mark.parametrize("format_", ["text", "concise", "github", "tap", "markdown"])
def test_no_line_of_a_hostile_report_is_a_command(
    project: Path, docreplay: Command, format_: str
) -> None:
    docreplay("test", "--report", "json=a.json", "--exit-zero")
    record = json.loads((project / "a.json").read_text(encoding="utf-8"))
    hostile = "a\n::error::b \x1b[31m \u202e ##vso[task.complete]"
    record |= {"service": hostile, "rerun": hostile, "totals": record["totals"] | {hostile: 1}}
    (project / "a.json").write_text(json.dumps(record), encoding="utf-8")
    out = docreplay("report", "a.json", "--output-format", format_).out
    assert "\n::error::b" not in out
    assert not {"\x1b", "\u202e"} & set(out)
    assert "##vso[" not in out


@pytest.mark.parametrize("text", ["0/4", "5/4", "x"])
def test_an_invalid_shard_is_refused(project: Path, docreplay: Command, text: str) -> None:
    ended = docreplay("test", "--shard", text)
    assert ended.code == 2
    assert f"invalid shard `{text}`: expected NUMBER/COUNT" in ended.err
