"""Files in bodies: from one folder, and from nowhere else."""

from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.model.case import SentRequest, Skipped
from docreplay.model.http.http import Header, Request
from docreplay.model.location import Location, Passage
from docreplay.replay.prepare import prepare
from docreplay.replay.service import service_of

DATA = bytes(range(256)) + b"\r\n--x\r\n{file:photo.jpg}"
HERE = Location("a.md", 1)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    (folder / "sub").mkdir(parents=True)
    (folder / "photo.jpg").write_bytes(DATA)
    (folder / "sub/图.png").write_bytes(b"png")
    (folder / ".env").write_text("TOKEN=s3cret", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("s3cret", encoding="utf-8")
    (folder / "link").symlink_to(tmp_path / "secret.txt")
    return tmp_path


def sent(
    root: Path, body: str, media_type: str = "image/jpeg", target: str = "/photo", **keys: str
) -> SentRequest | Skipped:
    """Return what is sent of a request with this body."""
    config = Config(root=root, base_url="http://service.test", unsafe_methods=True, **keys)  # type: ignore[arg-type]  # only texts are given
    request = Request(
        method="PUT",
        target=target,
        headers=(Header("Content-Type", media_type, HERE),),
        body=Passage(body, "a.md", 2),
        location=HERE,
    )
    return prepare(request, service_of(config), {})


def body_of(root: Path, body: str, media_type: str = "image/jpeg") -> bytes | None:
    """Return the body of the request that is sent."""
    found = sent(root, body, media_type, files="files")
    assert isinstance(found, SentRequest)
    return found.body


def test_a_file_is_the_body_byte_for_byte(project: Path) -> None:
    assert body_of(project, "{file:photo.jpg}") == DATA


def test_a_name_may_have_folders_and_letters_of_any_language(project: Path) -> None:
    assert body_of(project, "{file:sub/图.png}") == b"png"


def test_a_part_of_a_multipart_body_may_be_a_file(project: Path) -> None:
    text = "--x\nContent-Type: image/jpeg\n\n{file:photo.jpg}\n--x--"
    body = body_of(project, text, "multipart/form-data; boundary=x")
    assert body == b"--x\r\nContent-Type: image/jpeg\r\n\r\n" + DATA + b"\r\n--x--\r\n"


def test_json_contains_the_base64_text_of_a_file(project: Path) -> None:
    text = '{"bytes": "{file:sub/图.png}"}'
    assert body_of(project, text, "application/json") == b'{"bytes": "cG5n"}'


def test_a_form_contains_a_file_percent_encoded(project: Path) -> None:
    (project / "files/odd.txt").write_bytes(b"a&b=\xff")
    body = body_of(project, "x=1&f={file:odd.txt}", "application/x-www-form-urlencoded")
    assert body == b"x=1&f=a%26b%3D%FF"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../secret.txt", "the file `../secret.txt` is not below `files`"),
        ("sub/../../secret.txt", "the file `sub/../../secret.txt` is not below `files`"),
        ("/etc/passwd", "the file `/etc/passwd` is not below `files`"),
        ("link", "the file `link` is not below `files`"),
        (".env", "the file `.env` is not below `files`"),
        ("none.jpg", "cannot read `files/none.jpg`: No such file or directory"),
        ("sub\\a.png", "cannot read `files/sub\\a.png`: No such file or directory"),
        ("sub", "cannot read `files/sub`: Is a directory"),
        ("a\x00b", "cannot read `files/a\x00b`: invalid name"),
    ],
)
def test_other_files_are_not_sent(project: Path, name: str, reason: str) -> None:
    found = sent(project, f"{{file:{name}}}", files="files")
    assert found == Skipped(kind="file", reason=reason)


def test_without_a_folder_no_file_is_sent(project: Path) -> None:
    found = sent(project, "{file:photo.jpg}")
    assert found == Skipped(kind="file", reason="no folder for the file `photo.jpg` (set `files`)")


def test_a_different_host_gets_no_file(project: Path) -> None:
    other = "https://upload.test/photo"
    config = {"files": "files"}
    found = sent(project, "{file:photo.jpg}", target=other, **config)
    assert isinstance(found, Skipped)


def test_files_are_limited(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docreplay.replay.sent_files._LARGEST", len(DATA) + 2)
    assert body_of(project, "{file:photo.jpg}") == DATA
    found = sent(project, "{file:photo.jpg}{file:sub/图.png}", files="files")
    assert isinstance(found, Skipped)
    assert "is larger than" in found.reason
