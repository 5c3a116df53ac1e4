"""The workbench of translators in Chromium: by keyboard, to a patch that git accepts."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.accessibility import SIZES, violations
from tests.browser.conftest import PYTHON, ROOT

pytest.importorskip("playwright", reason="tests in Chromium are run by `make browser`")

DOCREPLAY = str(PYTHON.with_name("docreplay"))
ODD = ("bom.md", "crlf.md", "no end.md", "größe „1“.md")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with 960 places of one cause, and its workbench."""
    root = tmp_path_factory.mktemp("made") / "project"
    subprocess.run(
        [str(PYTHON), "-m", "tests.support.translations", str(root)],
        cwd=ROOT,
        check=True,
        timeout=120,
    )
    subprocess.run([DOCREPLAY, "workbench", "--output", "w.html"], cwd=root, check=True, timeout=60)
    return root


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    """Return a copy of the project that the test may change."""
    return Path(shutil.copytree(made, tmp_path / "project", symlinks=True))


class Workbench:
    """A workbench in Chromium; nothing must be printed to its console, and nothing requested."""

    def __init__(self, browser: Any, url: str, **context: Any) -> None:
        self.noticed: list[str] = []
        size = {"width": context.pop("width", 1300), "height": 900}
        self._context = browser.new_context(viewport=size, accept_downloads=True, **context)
        self.page = self._context.new_page()
        self.page.on("console", lambda message: self.noticed.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.noticed.append(f"error: {error}"))
        self.page.on("request", lambda request: self._note(request.url, url))
        self.open(url)

    def _note(self, url: str, own: str) -> None:
        if not url.startswith((own, "blob:")):
            self.noticed.append(f"request: {url}")

    def open(self, url: str) -> None:
        """Open the page, and wait until it is ready."""
        self.page.goto(url)
        self.page.wait_for_selector("html[data-ready]", state="attached", timeout=30_000)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each when the page shows what the one before did."""
        for key in keys:
            self.page.keyboard.press(key)
            self.page.wait_for_timeout(80)

    def patch(self, file: Path) -> Path:
        """Download the patch by its key."""
        with self.page.expect_download() as download:
            self.page.keyboard.press("d")
        download.value.save_as(file)
        return file

    def counts(self) -> list[int]:
        """Return the number of tasks of each lane."""
        texts = self.page.locator("#views .count").all_text_contents()
        return [int(text.split()[0].replace(",", "")) for text in texts]

    def message(self) -> str:
        """Return what the page says."""
        return str(self.page.text_content("#said"))

    def close(self) -> None:
        """Close the page. Fails if something was noticed."""
        self._context.close()
        assert self.noticed == []


@pytest.fixture
def workbench(browser: Any, project: Path) -> Iterator[Workbench]:
    found = Workbench(browser, (project / "w.html").as_uri())
    yield found
    found.close()


def run(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words, cwd=project, capture_output=True, text=True, check=False, timeout=120
    )


def findings(project: Path) -> list[dict[str, Any]]:
    done = run(project, DOCREPLAY, "drift", "--output-format", "json")
    pages = json.loads(done.stdout)
    return list(pages["findings"])


def test_900_repairs_of_one_cause_need_few_keys(workbench: Workbench, project: Path) -> None:
    assert workbench.counts() == [3, 1050, 6, 0]
    workbench.press("2", "j", "a")  # and d, for the patch: four keys
    assert workbench.counts() == [3, 90, 6, 960]
    patch = workbench.patch(project / "a.patch")
    for words in (("--check",), ()):
        applied = run(project, "git", "apply", *words, str(patch))
        assert (applied.returncode, applied.stderr) == (0, "")
    found = findings(project)
    assert not [item for item in found if item.get("actual") == "Annehmen"]
    assert len([item for item in found if item["code"] == "DRI320"]) == 90
    assert (project / "docs/de/crlf.md").read_bytes().count(b"\r\n") > 20
    assert (project / "docs/de/bom.md").read_bytes().startswith(b"\xef\xbb\xbf")
    assert not (project / "docs/de/no end.md").read_bytes().endswith(b"\n")


def test_everything_that_is_accepted_leaves_only_the_link_that_is_missing(
    workbench: Workbench, project: Path
) -> None:
    for lane in "123":
        workbench.press(lane)
        for _ in range(8):
            workbench.press("j", "a")
    assert workbench.counts()[:3] == [0, 0, 0]
    patch = workbench.patch(project / "a.patch")
    assert run(project, "git", "apply", str(patch)).returncode == 0
    left = [item for item in findings(project) if item["code"] != "DRI350"]
    assert {(item["code"], item["path"][-8:]) for item in left} == {("DRI331", "page2.md")}


def test_edited_prose_is_in_the_patch(workbench: Workbench, project: Path) -> None:
    page = workbench.page
    workbench.press("3", "j", "Enter", "j", "e")
    page.wait_for_selector("textarea")
    assert page.input_value("textarea") == "Liest eine Seite der Liste."
    assert page.locator("tr.active ins").all_text_contents() == ["a", "single ", "long "]
    page.keyboard.press("Control+A")
    page.keyboard.type("Liest eine einzelne Seite der langen Liste. ja")
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(100)
    assert workbench.counts()[3] == 1
    run(project, "git", "apply", str(workbench.patch(project / "a.patch")))
    text = (project / "docs/de/page1.md").read_text(encoding="utf-8")
    assert "Liest eine einzelne Seite der langen Liste. ja\n" in text
    outdated = [item["path"] for item in findings(project) if item["code"] == "DRI353"]
    assert "docs/de/page1.md" not in outdated
    assert "docs/ar/page1.md" in outdated


def test_what_is_ignored_has_a_reason_and_is_not_in_the_patch(workbench: Workbench) -> None:
    page = workbench.page
    workbench.press("2", "j", "x")
    page.keyboard.press("Enter")
    assert page.locator("dialog[open]").count() == 1  # a reason is needed
    page.keyboard.type("a brand name, jaded")
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    assert workbench.counts() == [3, 90, 6, 960]
    workbench.press("d")
    assert "no patch" in workbench.message()
    workbench.press("4", "j", "Enter")
    page.wait_for_selector(".badge.is-ignore")
    assert "a brand name, jaded" in str(page.text_content(".details"))


def test_undo_takes_back_all_places_of_a_cause(workbench: Workbench) -> None:
    workbench.press("2", "j", "a", "j", "a", "u")
    assert workbench.counts() == [3, 90, 6, 960]
    workbench.press("u")
    assert workbench.counts() == [3, 1050, 6, 0]
    workbench.press("u")
    assert "Nothing to undo" in workbench.message()


def test_decisions_survive_a_reload_and_are_handed_over(
    workbench: Workbench, browser: Any, project: Path, tmp_path: Path
) -> None:
    workbench.press("2", "j", "a")
    workbench.page.reload()
    workbench.page.wait_for_selector("html[data-ready]", state="attached")
    assert workbench.counts() == [3, 90, 6, 960]
    with workbench.page.expect_download() as download:
        workbench.page.get_by_role("button", name="Save decisions").click()
    download.value.save_as(tmp_path / "d.json")
    other = Workbench(browser, (project / "w.html").as_uri())
    assert other.counts()[3] == 0
    with other.page.expect_file_chooser() as chooser:
        other.page.get_by_role("button", name="Open decisions").click()
    chooser.value.set_files(tmp_path / "d.json")
    other.page.locator("#said", has_text="decisions read").wait_for()
    assert other.counts() == [3, 90, 6, 960]
    other.close()


def test_a_file_without_decisions_is_refused(workbench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "d.json").write_text('{"decisions": [{"act": "drop"}]}', encoding="utf-8")
    with workbench.page.expect_file_chooser() as chooser:
        workbench.page.get_by_role("button", name="Open decisions").click()
    chooser.value.set_files(tmp_path / "d.json")
    workbench.page.wait_for_selector("#said.bad")
    assert workbench.counts()[3] == 0


def test_keys_lead_to_a_locale_and_to_the_search(workbench: Workbench) -> None:
    page = workbench.page
    workbench.press("2", "g", "l")
    assert page.evaluate("document.activeElement.tagName") == "SELECT"
    page.select_option("select", value="ja")
    assert workbench.counts()[1] == 45
    workbench.press("/")
    page.keyboard.type("page1.md")
    page.wait_for_timeout(100)
    assert workbench.counts()[1] == 15


@pytest.mark.parametrize(("width", "scheme"), SIZES)
@pytest.mark.parametrize("locale", ["ar", "ja", "de"])
def test_every_view_is_accessible_and_fits(
    browser: Any, project: Path, locale: str, width: int, scheme: str
) -> None:
    url = (project / "w.html").as_uri()
    found = Workbench(browser, f"{url}#locale={locale}", width=width, color_scheme=scheme)
    found.noticed.clear()
    page = found.page
    for lane in "1234":
        found.press(lane)
        assert violations(page) == []
        for _ in range(2):  # the cause, and one of its places
            if page.locator(".row:visible").count():
                page.locator(".row:visible").first.click()
                page.wait_for_selector(".details h2")
                assert violations(page) == []
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                if page.get_by_role("button", name="One by one").count():
                    page.get_by_role("button", name="One by one").click()
                    page.wait_for_selector(".grid")
                    assert violations(page) == []
                    assert page.evaluate("document.documentElement.scrollWidth") <= width
                    found.press("e", "Escape", "Escape")
        found.press("Escape")
    found.close()


def test_the_head_of_a_narrow_screen_is_of_few_lines(browser: Any, project: Path) -> None:
    found = Workbench(browser, (project / "w.html").as_uri(), width=400)
    for selector, names in (
        ("#tools button", ["Download patch (d)", "Save decisions", "Open decisions"]),
        ("#views a", []),
    ):
        parts = found.page.locator(selector)
        tops = {item.bounding_box()["y"] for item in parts.all()}
        assert len(tops) == 1, selector
        for name in names:
            assert found.page.get_by_role("button", name=name, exact=True).count() == 1
    found.press("4")
    assert found.page.locator(".details .empty").is_visible()
    found.close()


def test_few_nodes_exist_in_a_long_list(workbench: Workbench) -> None:
    workbench.press("2", "j", "Enter")
    assert workbench.page.evaluate("document.querySelectorAll('*').length") <= 500


def test_the_served_page_writes_and_judges_again(browser: Any, project: Path) -> None:
    server = subprocess.Popen(
        [DOCREPLAY, "workbench"], cwd=project, stderr=subprocess.PIPE, text=True
    )
    try:
        assert server.stderr
        address = next(re.finditer(r"http://\S+/", server.stderr.readline()))[0]
        found = Workbench(browser, address)
        found.press("2", "j", "a")
        found.page.locator("#said", has_text="64 pages written").wait_for(timeout=60_000)
        assert not [item for item in findings(project) if item.get("actual") == "Annehmen"]
        page = project / "docs/ar/page2.md"
        page.write_text(page.read_text(encoding="utf-8") + "\nx\n", encoding="utf-8")
        found.press("a")
        found.page.wait_for_selector("#said.bad", timeout=20_000)
        assert "docs/ar/page2.md has changed on disk meanwhile" in found.message()
        assert page.read_text(encoding="utf-8").endswith("\nx\n")
        found.close()
    finally:
        server.terminate()
        server.wait(timeout=10)
