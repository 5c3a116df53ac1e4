"""`docreplay export har`: recordings as HAR 1.2 for other tools."""

import json
from base64 import b64decode
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from docreplay.replay.recordings.cassette import CaseKey, CassetteShelf, CassetteTransport
from docreplay.replay.secrets.redaction import Redactor
from docreplay.sources.cassettes import CassetteFiles
from docreplay.testing import export_files
from tests.cli.conftest import PAGE as PAGE_TEXT
from tests.cli.conftest import Command
from tests.model.recordings.test_har import VALIDATOR
from tests.replay.cassettes import BASE, JSON_TYPE, Live, answer, sent

PAGE = "docs_source/en-us/photo-get.md"
OTHER = "docs_source/en-us/other.md"
SECRET = "q7Vx2LmN9pRt4Wz"
TEXT = (("Content-Type", "text/plain"),)
PNG = (("Content-Type", "image/png"),)
FORM = (("Content-Type", "application/x-www-form-urlencoded"),)
EXCHANGES = (
    (sent(f"/photo?x=1&x=2&y&token={SECRET}"), answer()),
    (sent(method="POST", headers=JSON_TYPE, body='{"b": 1.0}'), answer('{"n":1.0}')),
    (sent(method="POST", headers=FORM, body=f"a=b+c&password={SECRET}"), answer("", 302)),
    (sent(method="PUT", headers=PNG, body=b"\xff\xd8"), answer("a\nb", headers=TEXT)),
    (sent("https://uploads.example.com/x"), answer(b"\xff\x00", headers=PNG)),
    (sent(headers=[("Cookie", f"a={SECRET}; b=2")]), answer(b"\xff" * 1_000_001, headers=PNG)),
    (sent(method="DELETE"), answer(b"", 204, [("Set-Cookie", f"id={SECRET}; Path=/")])),
    (sent("/empty"), answer("", 200, [*TEXT, ("Location", "/new")])),
)


def record(root: Path, page: str = PAGE, case: str = "get_photo") -> None:
    """Record all exchanges as those of one case."""
    shelf = CassetteShelf(
        "all",
        CassetteFiles(root, "cassettes"),
        day="2026-11-27",
        revision=lambda _: "",
        cases=lambda _: {case},
    )
    for request, response in EXCHANGES:
        place = CaseKey(page, case)
        transport = CassetteTransport(shelf, place, Live(response), Redactor(), base_url=BASE)
        transport.send(request)


def exported(project: Path) -> Any:
    return json.loads((project / "out/recordings.har").read_text(encoding="utf-8"))


def entries(project: Path) -> list[Any]:
    found: list[Any] = exported(project)["log"]["entries"]
    return found


def test_recordings_become_an_archive_that_is_valid(project: Path, docreplay: Command) -> None:
    record(project)
    ended = docreplay("export", "har", "--output", "out")
    assert (ended.code, ended.out) == (
        0,
        "1 page, 1 exchange, 1 case, 8 recordings, 2 files written; no findings\n",
    )
    found = exported(project)
    assert not [error.message for error in VALIDATOR.iter_errors(found)]
    text = json.dumps(found)
    assert SECRET not in text
    assert not any(f'"_{name}"' in text for name in ("json", "lines", "sha256", "size", "case"))
    assert [page["id"] for page in found["log"]["pages"]] == [PAGE]


def test_what_the_specification_requires_of_values(project: Path, docreplay: Command) -> None:
    """Sizes are those of contents, the time is that of the timings, queries those of URLs."""
    record(project)
    docreplay("export", "har", "--output", "out")
    for entry in entries(project):
        request, response = entry["request"], entry["response"]
        assert entry["time"] == sum(entry["timings"].values())
        assert entry["pageref"] == PAGE
        query = [(pair["name"], pair["value"]) for pair in request["queryString"]]
        assert query == parse_qsl(urlsplit(request["url"]).query, keep_blank_values=True)
        content = response["content"]
        if "text" in content:
            text = content["text"]
            data = b64decode(text) if "encoding" in content else text.encode()
            assert len(data) == content["size"]
        if "postData" in request:
            assert {"mimeType", "text"} <= request["postData"].keys()
            assert "params" not in request["postData"]


def test_bodies_are_those_that_were_sent(project: Path, docreplay: Command) -> None:
    record(project)
    docreplay("export", "har", "--output", "out")
    posted = [entry["request"]["postData"] for entry in entries(project)[1:4]]
    assert [(item["mimeType"], item["text"]) for item in posted] == [
        ("application/json", '{"b":1.0}'),
        ("application/x-www-form-urlencoded", "a=b+c&password=***1"),
        ("image/png", "/9g="),
    ]
    got = [entry["response"]["content"] for entry in entries(project)]
    assert got[1]["text"] == '{"n":1.0}'
    assert got[3]["text"] == "a\nb"
    assert (got[4]["encoding"], got[4]["text"]) == ("base64", "/wA=")
    assert "text" not in got[5]
    assert got[5]["comment"] == "1000001 bytes that were not stored"


def test_cookies_are_listed_without_their_values(project: Path, docreplay: Command) -> None:
    record(project)
    docreplay("export", "har", "--output", "out")
    found = entries(project)[6]["response"]["cookies"]
    assert found == [{"name": "id", "value": "***1"}]


def test_a_second_export_has_the_same_bytes(project: Path, docreplay: Command) -> None:
    record(project)
    record(project, OTHER, "other")
    docreplay("export", "har", "--output", "out")
    first = (project / "out/recordings.har").read_bytes()
    docreplay("export", "har", "--output", "again")
    assert (project / "again/recordings.har").read_bytes() == first
    assert [page["id"] for page in exported(project)["log"]["pages"]] == [OTHER, PAGE]
    assert docreplay("export", "har", "--output", "out").out.count("written") == 0


@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        ("", "https://service.invalid/v1.0/photo?"),
        ("http://127.0.0.1:8080/api/", "http://127.0.0.1:8080/api/photo?"),
    ],
)
def test_urls_are_below_the_base_url(
    project: Path, docreplay: Command, base_url: str, expected: str
) -> None:
    (project / "docreplay.toml").write_text(f'base-url = "{base_url}"\n' if base_url else "")
    record(project)
    docreplay("export", "har", "--output", "out")
    urls = [entry["request"]["url"] for entry in entries(project)]
    assert urls[0].startswith(expected)
    assert urls[4] == "https://uploads.example.com/x"


def test_paths_select_recordings(project: Path, docreplay: Command) -> None:
    record(project)
    record(project, case="gone")
    record(project, OTHER, "other")
    (project / OTHER).write_text(PAGE_TEXT.replace("get_photo", "other"), encoding="utf-8")
    for path, number in ((PAGE, 16), (f"{PAGE}#get_photo", 8), ("docs_source", 24)):
        assert docreplay("export", "har", "--output", "out", path).code == 0
        assert len(entries(project)) == number, path


def test_without_recordings_nothing_is_written(project: Path, docreplay: Command) -> None:
    ended = docreplay("export", "har", "--output", "out")
    assert ended.code == 5
    assert ended.err == (
        "docreplay: no recordings found in `cassettes`\n"
        "  Try: record some with `docreplay test --record-mode once`, or give --documented\n"
    )
    assert not (project / "out/recordings.har").exists()


def test_documented_exchanges_are_written_where_asked(project: Path, docreplay: Command) -> None:
    page = PAGE_TEXT.replace('"height": 99', f'"height": 99, "clientSecret": "{SECRET}"').replace(
        "/photo\n", f"/photo?api_key={SECRET}\nAuthorization: Bearer {SECRET}\n"
    )
    (project / OTHER).write_text(page, encoding="utf-8")
    record(project)
    assert docreplay("export", "har", "--output", "out", "--documented").code == 0
    found = exported(project)
    assert not [error.message for error in VALIDATOR.iter_errors(found)]
    assert SECRET not in json.dumps(found)
    made, *others = entries(project)
    assert len(others) == 8
    assert "comment" not in others[0]
    assert made["comment"] == "documented, not recorded"
    assert made["request"]["url"].startswith("https://api.example.com/v1/users/id-value/photo?")
    assert "照片" in made["response"]["content"]["text"]


def test_a_format_of_cases_has_all_documented_exchanges(project: Path, docreplay: Command) -> None:
    ended = docreplay("export", "pytest", "--output", "out", "--documented")
    assert ended.code == 2
    assert "`--documented` is about formats of recordings, such as `har`" in ended.err


def test_a_broken_cassette_is_an_error(project: Path, docreplay: Command) -> None:
    file = project / f"cassettes/{PAGE}.json"
    file.parent.mkdir(parents=True)
    file.write_text("{", encoding="utf-8")
    ended = docreplay("export", "har", "--output", "out")
    assert ended.code == 2
    assert "not a valid cassette" in ended.err


def test_documented_exchanges_alone_are_an_archive() -> None:
    from docreplay.emit.exporters.har import EXPORTER  # noqa: PLC0415

    files = export_files(EXPORTER, PAGE_TEXT)
    assert not list(VALIDATOR.iter_errors(json.loads(files["recordings.har"])))
