"""What a flow gathers."""

from pathlib import Path

from docreplay.config.settings import Config
from docreplay.diagnostics.run_builder import RunBuilder
from docreplay.model.finding import Severity
from docreplay.model.page import Page, PageId
from docreplay.read.reading import Options, read
from docreplay.sources.store import FileStore
from tests.support.pages import PATH, exchange, reading_of

PAGE = exchange() + exchange()  # the second has the name of the first


def test_findings_counts_and_progress_are_gathered() -> None:
    seen: list[tuple[int, int]] = []
    tally = RunBuilder(Config(root=Path()), 2, lambda done, total: seen.append((done, total)))
    tally.reading(reading_of(PAGE))
    tally.count("cases", 2)
    run = tally.run("check")
    assert [finding.name for finding in run.findings] == ["duplicate-name"]
    assert run.counts == {"pages": 1, "exchanges": 2, "cases": 2}
    assert seen == [(1, 2)]


def test_what_is_found_in_an_included_file_is_reported_once(tmp_path: Path) -> None:
    answer = '<!-- { "blockType": "response" } -->\n```http\nHTTP/1.1 200\n```\n'
    (tmp_path / "answer.md").write_text(answer, encoding="utf-8")
    request = '<!-- { "blockType": "request", "name": "a" } -->\n```http\nget /me\n```\n'
    text = request + "[!INCLUDE [a](answer.md)]\n"
    tally = RunBuilder(Config(), 2)
    for name in ("one.md", "two.md"):
        page = Page(id=PageId(path=name, locale="", key=name), text=text)
        tally.reading(read(page, Options(includes=FileStore(tmp_path))))
    found = [(item.location.path, item.code) for item in tally.run("check").findings]
    assert found == [("answer.md", "DOC113"), ("one.md", "DOC112"), ("two.md", "DOC112")]


def test_the_configuration_and_the_page_decide_what_is_reported() -> None:
    tally = RunBuilder(Config(severity={"duplicate-name": Severity.ERROR}), 1)
    tally.reading(reading_of(PAGE))
    assert tally.run("check").worst() is Severity.ERROR
    accepted = RunBuilder(Config(), 1)
    accepted.reading(reading_of("<!-- docreplay-ignore DOC122 on purpose -->\n\n" + PAGE))
    run = accepted.run("check")
    assert (run.findings, run.counts["suppressed"]) == ((), 1)
    ignored = RunBuilder(Config(per_page_ignores={PATH: ("duplicate-name",)}), 1)
    ignored.reading(reading_of(PAGE))
    assert ignored.run("check").findings == ()
