"""The example service by itself, over HTTP."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from docreplay.model.case import Answer, SentRequest
from docreplay.replay.transport.transport import RequestsTransport
from docreplay.serve.server import serving
from examples.photo_service.app import application
from examples.photo_service.store import Store

ADELE = "/beta/users/adele-7f3e"


class Client:
    """Sends requests to one running service."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.transport = RequestsTransport(timeout=5, max_bytes=1_000_000)

    def send(
        self, method: str, path: str, body: bytes | None = None, media_type: str = ""
    ) -> Answer:
        headers = (("Content-Type", media_type),) if media_type else ()
        request = SentRequest(method=method, url=self.url + path, headers=headers, body=body)
        answer = self.transport.send(request)
        assert isinstance(answer, Answer), answer
        return answer

    def json(self, path: str) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.send("GET", path).body)
        return found


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    store = Store(str(tmp_path / "photos.sqlite3"))
    store.seed()
    with serving(application(store)) as url:
        found = Client(url)
        yield found
        found.transport.close()
    store.close()


def test_a_photo_is_described_in_its_largest_size(client: Client) -> None:
    found = client.json(ADELE + "/photo")
    assert (found["id"], found["height"], found["width"]) == ("648x648", 648, 648)
    assert "@odata.context" in found


def test_a_user_is_found_by_principal_name(client: Client) -> None:
    assert client.json("/beta/users/adele@example.com/photo")["height"] == 648


def test_all_sizes_are_listed(client: Client) -> None:
    value = client.json(ADELE + "/photos")["value"]
    assert isinstance(value, list)
    assert [item["height"] for item in value] == [48, 240, 648]


def test_a_change_comes_back_and_stays(client: Client) -> None:
    body = b'{"height": 999, "width": 98, "id": "mine"}'
    answer = client.send("PATCH", ADELE + "/photo", body, "application/json; charset=utf-8")
    assert json.loads(answer.body)["height"] == 999
    assert "etag" in {name.lower() for name, _ in answer.headers}
    found = client.json(ADELE + "/photo")
    assert (found["id"], found["height"], found["width"]) == ("648x648", 999, 98)


def test_a_photo_is_deleted_and_uploaded_again(client: Client) -> None:
    assert client.send("DELETE", ADELE + "/photo").status == 204
    assert client.send("GET", ADELE + "/photo").status == 404
    assert client.send("PUT", ADELE + "/photo/$value", b"jpeg", "image/jpeg").status == 204
    assert client.send("GET", ADELE + "/photo").status == 200


@pytest.mark.parametrize(
    ("method", "path", "body", "media_type", "status", "code"),
    [
        ("GET", "/beta/users/nobody/photo", None, "", 404, "UserNotFound"),
        ("GET", "/beta/users", None, "", 404, "NoSuchResource"),
        ("GET", "/beta/users/../users/adele-7f3e/photo", None, "", 404, "NoSuchResource"),
        ("GET", "/beta/users/x'%20OR%20'1'='1/photo", None, "", 404, "UserNotFound"),
        ("POST", ADELE + "/photo", None, "", 405, "MethodNotAllowed"),
        ("PATCH", ADELE + "/photo", b"{", "application/json", 400, "BadJson"),
        ("PATCH", ADELE + "/photo", b"[]", "application/json", 400, "BadJson"),
        ("PATCH", ADELE + "/photo", b"[" * 9999, "application/json", 400, "BadJson"),
        ("PATCH", ADELE + "/photo", b'{"height": "99"}', "application/json", 400, "BadProperty"),
        ("PATCH", ADELE + "/photo", b'{"height": true}', "application/json", 400, "BadProperty"),
        ("PATCH", ADELE + "/photo", b"{}", "text/plain", 415, "UnsupportedMediaType"),
        ("PUT", ADELE + "/photo/$value", b"x", "text/plain", 415, "UnsupportedMediaType"),
        ("PUT", ADELE + "/photo/$value", b"", "image/jpeg", 400, "EmptyPicture"),
        ("PUT", ADELE + "/photo/$value", b"x" * 4_200_000, "image/jpeg", 413, "TooLarge"),
    ],
)
def test_an_invalid_request_gets_an_error_with_the_reason(
    client: Client,
    method: str,
    path: str,
    body: bytes | None,
    media_type: str,
    status: int,
    code: str,
) -> None:
    answer = client.send(method, path, body, media_type)
    assert (answer.status, json.loads(answer.body)["error"]["code"]) == (status, code)


def test_a_wrong_method_names_the_right_ones(client: Client) -> None:
    headers = dict(client.send("POST", ADELE + "/photo").headers)
    assert headers["Allow"] == "DELETE, GET, PATCH"


def test_head_has_no_body(client: Client) -> None:
    answer = client.send("HEAD", ADELE + "/photo")
    assert (answer.status, answer.body) == (200, b"")


def test_the_data_file_remains_after_the_service_ends(tmp_path: Path) -> None:
    path = str(tmp_path / "photos.sqlite3")
    first = Store(path)
    first.seed()
    first.delete("adele-7f3e")
    first.close()
    second = Store(path)
    second.seed()
    assert second.photos("adele-7f3e") == ()
    assert second.photos("bruno-7f3e") != ()
    second.close()
