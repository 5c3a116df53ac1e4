"""The workbench on loopback, under attack: nothing is lost, and the message is clear."""

import http.client
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from docreplay import drift, load_config
from docreplay.flows.drift.workbench_files import WorkbenchFiles
from docreplay.flows.drift.workbench_server import workbench_app
from docreplay.serve.server import serving
from tests.support.translations import git, write

PAGE = "docs/de/page3.md"


class Served(NamedTuple):
    """A workbench that is served."""

    root: Path
    host: str
    token: str

    def ask(
        self, method: str = "GET", path: str | None = None, body: str | None = None, **headers: str
    ) -> tuple[int, str]:
        """Send a request; `Name_of_header` names a header."""
        host, port = self.host.split(":")
        connection = http.client.HTTPConnection(host, int(port), timeout=20)
        sent = {"Host": self.host} | {key.replace("_", "-"): each for key, each in headers.items()}
        connection.request(method, path or f"/{self.token}/", body, sent)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def post(self, *pages: dict[str, Any], **headers: str) -> tuple[int, Any]:
        """Write pages as the page of the workbench does."""
        own = {"Origin": f"http://{self.host}", "Content_Type": "application/json", **headers}
        status, text = self.ask("POST", f"/{self.token}/pages", json.dumps({"pages": pages}), **own)
        return status, json.loads(text)["pages"] if status == 200 else text

    def change(self, text: str, path: str = PAGE, digest: str = "") -> dict[str, Any]:
        """Return a change of a page as it is on disk."""
        known = digest or sha256((self.root / path).read_bytes()).hexdigest()
        return {"path": path, "digest": known, "text": text}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    root = write(tmp_path / "project", 4)
    config = load_config(root)
    files = WorkbenchFiles(config)
    files.tasks()
    app = workbench_app(config, files)
    with serving(app) as url:
        yield Served(root, url.removeprefix("http://"), app.token)


def repaired(root: Path) -> str:
    return (root / PAGE).read_bytes().decode().replace("Annehmen", "Accept")


def test_a_page_is_written_and_judged_again(served: Served) -> None:
    status, pages = served.post(served.change(repaired(served.root)))
    assert (status, pages[0]["left"], "error" in pages[0]) == (200, 0, False)
    assert "Annehmen" not in (served.root / PAGE).read_text(encoding="utf-8")
    assert git(served.root, "status", "--short") == f" M {PAGE}\n"


def test_what_is_left_is_counted(served: Served) -> None:
    half = (served.root / PAGE).read_text(encoding="utf-8").replace("Annehmen", "Accept", 5)
    assert served.post(served.change(half))[1][0]["left"] == 10


@pytest.mark.parametrize(
    ("headers", "status", "reason"),
    [
        ({"Origin": "https://evil.example"}, 403, "another origin"),
        ({"Origin": "null"}, 403, "another origin"),
        ({"Origin": ""}, 403, "another origin"),
        ({"Origin": "http://127.0.0.1:1"}, 403, "another origin"),
        ({"Host": "evil.example"}, 421, "another host"),
        ({"Host": "127.0.0.1"}, 421, "another host"),
        ({"Host": "127.0.0.1.evil.example:80"}, 421, "another host"),
        ({"Content_Type": "text/plain"}, 415, "not JSON"),
    ],
)
def test_requests_of_others_write_nothing(
    served: Served, headers: dict[str, str], status: int, reason: str
) -> None:
    found, text = served.post(served.change("x"), **headers)
    assert found == status
    assert reason in text
    assert git(served.root, "status", "--short") == ""


def test_a_request_without_an_origin_writes_nothing(served: Served) -> None:
    body = json.dumps({"pages": [served.change("x")]})
    path = f"/{served.token}/pages"
    assert served.ask("POST", path, body, Content_Type="application/json")[0] == 403
    assert git(served.root, "status", "--short") == ""


@pytest.mark.parametrize("path", ["/", "/x/", "//", "/x/pages", "/%00/", "/.."])
def test_nothing_is_shown_without_the_token(served: Served, path: str) -> None:
    assert served.ask(path=path)[0] in (400, 404)
    assert served.ask("POST", path, "{}", Origin=f"http://{served.host}")[0] in (400, 404)


def test_the_page_is_shown_with_the_token_only_to_its_own_origin(served: Served) -> None:
    assert "connect-src" in served.ask()[1]
    assert served.ask(Origin="https://evil.example")[0] == 403
    assert served.ask(Host="rebound.example:80")[0] == 421


@pytest.mark.parametrize(
    "body", ["", "[]", "{", "[" * 100_000, '{"pages": [1]}', '{"pages": [{"path": 1}]}']
)
def test_a_request_that_is_none_is_refused(served: Served, body: str) -> None:
    own = {"Origin": f"http://{served.host}", "Content_Type": "application/json"}
    assert served.ask("POST", f"/{served.token}/pages", body, **own)[0] == 400


@pytest.mark.parametrize(
    "path",
    [
        "../outside.md",
        "docs/../../outside.md",
        "/etc/hostname",
        "docreplay.toml",
        ".git/config",
        "docs/en/page3.md",
        "docs/de/new.md",
        "docs/de/../de/page3.md",
        "docs/de/page3.md\x00",
    ],
)
def test_only_pages_with_tasks_are_written(served: Served, path: str) -> None:
    outside = served.root.parent / "outside.md"
    outside.write_text("x", encoding="utf-8")
    digest = sha256(b"x").hexdigest()
    _, pages = served.post(served.change("changed", path, digest))
    assert "not a page of the workbench" in pages[0]["error"]
    assert outside.read_text(encoding="utf-8") == "x"
    assert git(served.root, "status", "--short") == ""


@pytest.mark.parametrize("target", ["../../../outside.md", "../../docreplay.toml"])
def test_a_page_that_became_a_link_out_is_not_written(served: Served, target: str) -> None:
    file = served.root / PAGE
    (served.root.parent / "outside.md").write_bytes(file.read_bytes())
    file.unlink()
    file.symlink_to(target)
    before = file.read_bytes()
    _, pages = served.post(served.change("changed"))
    assert "was not written" in pages[0]["error"]
    assert file.read_bytes() == before


def test_a_folder_that_became_a_link_out_is_not_written(served: Served) -> None:
    folder = served.root / "docs/de"
    folder.rename(served.root.parent / "de")
    folder.symlink_to(served.root.parent / "de")
    before = (served.root / PAGE).read_bytes()
    _, pages = served.post(served.change("changed"))
    assert "was not written" in pages[0]["error"]
    assert (served.root / PAGE).read_bytes() == before


def test_a_page_that_changed_on_disk_is_not_written(served: Served) -> None:
    change = served.change(repaired(served.root))
    (served.root / PAGE).write_text("changed by somebody else\n", encoding="utf-8")
    _, pages = served.post(change)
    assert pages[0]["error"] == (
        f"{PAGE} has changed on disk meanwhile and was not written: reload the page"
    )
    assert (served.root / PAGE).read_text(encoding="utf-8") == "changed by somebody else\n"


def test_a_page_that_was_removed_is_not_written(served: Served) -> None:
    change = served.change("x")
    (served.root / PAGE).unlink()
    assert "was not written" in served.post(change)[1][0]["error"]
    assert not (served.root / PAGE).exists()


def test_of_two_writers_one_is_refused(served: Served) -> None:
    changes = [served.change(f"writer {number}\n") for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        found = [pages[0] for _, pages in pool.map(served.post, changes)]
    assert sum("error" not in item for item in found) == 1
    number = next(index for index, item in enumerate(found) if "error" not in item)
    assert (served.root / PAGE).read_text(encoding="utf-8") == f"writer {number}\n"


def test_a_page_of_several_that_is_refused_stops_no_other(served: Served) -> None:
    other = served.change("x", "docs/de/page2.md", "0" * 64)
    _, pages = served.post(other, served.change(repaired(served.root)))
    assert ["error" in page for page in pages] == [True, False]


def test_a_lone_surrogate_is_not_written(served: Served) -> None:
    assert "not valid Unicode" in served.post(served.change("\ud800"))[1][0]["error"]


def test_bytes_of_the_page_are_kept(served: Served) -> None:
    for name in ("crlf.md", "bom.md", "no end.md", "größe „1“.md"):
        file = served.root / "docs/de" / name
        before = file.read_bytes()
        path = f"docs/de/{name}"
        text = before.decode().replace("Annehmen", "Accept")
        assert served.post(served.change(text, path))[1][0]["left"] == 0
        assert file.read_bytes() == before.replace(b"Annehmen", b"Accept")


def test_the_record_is_renewed_and_taken_back(served: Served) -> None:
    path = "docs/de/page1.md"
    records = served.root / "docreplay-stamps.jsonl"
    before, text = records.read_text(encoding="utf-8"), (served.root / path).read_bytes().decode()
    served.post({**served.change(text, path), "renew": True})
    assert records.read_text(encoding="utf-8") != before
    states = {page.path: page.state for page in drift(load_config(served.root)).pages}
    assert states[path] == "up-to-date"
    served.post({**served.change(text, path), "renew": False})
    assert records.read_text(encoding="utf-8") == before
