"""Which recording answers unusual requests, each labelled by what a service would make of it."""

import gzip
import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from docreplay.model.case import Answer, SentRequest, Unrecorded
from tests.replay.cassettes import FILE, Player, record, sent

JPEG = bytes(range(256)) * 3
JSON = "application/json"
XML, LINES = "application/xml", "application/x-ndjson"
FORM = "application/x-www-form-urlencoded"


class Row(NamedTuple):
    """A recorded request, the one that is sent, and whether both mean the same."""

    recorded: SentRequest
    sent: SentRequest
    is_same: bool


def post(
    body: str | bytes,
    kind: str = JSON,
    target: str = "/items",
    **headers: str,
) -> SentRequest:
    more = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return sent(target, method="POST", headers=[("Content-Type", kind), *more], body=body)


def get(target: str, *headers: tuple[str, str]) -> SentRequest:
    return sent(target, headers=headers)


def upload(
    boundary: str = "one",
    *,
    data: bytes = JPEG,
    meta: str = '{"a": 1, "b": 2}',
    head: str = 'Content-Disposition: form-data; name="meta"',
    kind_of_meta: str = "application/json",
    filename: str = "a.jpg",
    quote: str = "",
    preamble: str = "",
) -> SentRequest:
    body = (
        f"{preamble}--{boundary}\r\n{head}\r\nContent-Type: {kind_of_meta}\r\n\r\n{meta}\r\n"
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{filename}"\r\n'
        "Content-Type: image/jpeg\r\n\r\n"
    ).encode() + data
    kind = f"multipart/form-data; boundary={quote}{boundary}{quote}"
    return post(body + f"\r\n--{boundary}--\r\n".encode(), kind)


def batch(outer: str, inner: str, name: str = "a") -> SentRequest:
    body = (
        f"--{outer}\r\nContent-Type: multipart/mixed; boundary={inner}\r\n\r\n"
        f"--{inner}\r\nContent-Type: application/http\r\nContent-ID: 1\r\n\r\n"
        f'PATCH /users/{name} HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{{"x": 1}}\r\n'
        f"--{inner}--\r\n--{outer}--\r\n"
    )
    return post(body, f"multipart/mixed; boundary={outer}", "/$batch")


def zipped(text: str, level: int = 9, mtime: float = 0) -> SentRequest:
    data = gzip.compress(text.encode(), level, mtime=mtime)
    return post(data, Content_Encoding="gzip")


ROWS: dict[str, Row] = {
    "a binary part, and another boundary": Row(upload(), upload("two"), True),
    "a quoted boundary": Row(upload(), upload("two", quote='"'), True),
    "a preamble": Row(upload(), upload(preamble="ignored\r\n"), True),
    "properties of a part in another order": Row(upload(), upload(meta='{"b":2,"a":1}'), True),
    "a name without quotes": Row(
        upload(), upload(head="content-disposition: form-data; name=meta"), True
    ),
    "a byte of a file": Row(upload(), upload(data=JPEG[:-1] + b"\x00"), False),
    "the name of a file": Row(upload(), upload(filename="b.jpg"), False),
    "a value in a part": Row(upload(), upload(meta='{"a": 1, "b": 3}'), False),
    "the name of a part": Row(
        upload(), upload(head='Content-Disposition: form-data; name="data"'), False
    ),
    "boundaries of a batch": Row(batch("b1", "c1"), batch("b2", "c2"), True),
    "a request in a batch": Row(batch("b1", "c1"), batch("b1", "c1", "b"), False),
    "a field without a value": Row(post("a=1&b", FORM), post("a=1&b=", FORM), True),
    "digits of a percent-encoding": Row(post("a=%c3%a9", FORM), post("a=%C3%A9", FORM), True),
    "the charset of a form": Row(post("a=1", FORM), post("a=1", f"{FORM}; charset=UTF-8"), True),
    "a field twice": Row(post("a=1", FORM), post("a=1&a=1", FORM), False),
    "a plus that is encoded": Row(post("a=1+2", FORM), post("a=1%2B2", FORM), False),
    "brackets of an array": Row(
        get("/items?ids[]=1&ids[]=2"), get("/items?ids%5B%5D=1&ids%5B%5D=2"), True
    ),
    "an array in another order": Row(get("/items?tag=1&tag=2"), get("/items?tag=2&tag=1"), True),
    "an element of an array": Row(get("/items?ids[]=1&ids[]=2"), get("/items?ids[]=1"), False),
    "an index of an array": Row(get("/items?ids[0]=1"), get("/items?ids[1]=1"), False),
    "a list in one value": Row(get("/items?$select=a,b"), get("/items?$select=a%2Cb"), True),
    "the order in one value": Row(get("/items?$select=a,b"), get("/items?$select=b,a"), False),
    "a blank as a plus": Row(
        get("/items?$filter=name%20eq%20'x'"), get("/items?$filter=name+eq+'x'"), True
    ),
    "an encoded dollar and quotes": Row(
        get("/items?$filter=name eq 'x'"), get("/items?%24filter=name%20eq%20%27x%27"), True
    ),
    "two blanks in a filter": Row(
        get("/items?$filter=name%20eq%20'a%20b'"),
        get("/items?$filter=name%20eq%20'a%20%20b'"),
        False,
    ),
    "a plus in a filter": Row(
        get("/items?$filter=tel%20eq%20'%2B49'"), get("/items?$filter=tel%20eq%20'+49'"), False
    ),
    "case in a filter": Row(
        get("/items?$filter=name%20eq%20'x'"), get("/items?$filter=name%20eq%20'X'"), False
    ),
    "no parameters behind the question mark": Row(get("/items"), get("/items?"), True),
    "an ampersand at the end": Row(get("/items?a=1"), get("/items?a=1&"), True),
    "a flag": Row(get("/items?flag"), get("/items?flag="), True),
    "a flag with a value": Row(get("/items?flag"), get("/items?flag=true"), False),
    "a parameter twice": Row(get("/items?a=1"), get("/items?a=1&a=1"), False),
    "matrix parameters": Row(get("/maps;zoom=5;lang=en"), get("/maps;zoom=5;lang=en"), True),
    "a matrix parameter": Row(get("/maps;zoom=5/x"), get("/maps;zoom=6/x"), False),
    "an encoded semicolon": Row(get("/maps;zoom=5"), get("/maps%3Bzoom=5"), False),
    "a trailing slash": Row(get("/items"), get("/items/"), False),
    "two slashes": Row(get("/items/1"), get("/items//1"), False),
    "an address in a path": Row(get("/users/a@b.example"), get("/users/a%40b.example"), True),
    "a key in a path": Row(get("/users('a%20b')"), get("/users(%27a%20b%27)"), True),
    "another key in a path": Row(get("/users('a')"), get("/users('b')"), False),
    "a tilde": Row(get("/~me"), get("/%7Eme"), True),
    "an integer with a fraction": Row(post('{"a": 1}'), post('{"a": 1.0}'), False),
    "an exponent": Row(post('{"a": 100}'), post('{"a": 1e2}'), False),
    "a number as a string": Row(post('{"a": 1}'), post('{"a": "1"}'), False),
    "an escaped slash": Row(post('{"a": "x/y"}'), post('{"a": "x\\/y"}'), True),
    "a surrogate pair": Row(post('{"a": "😀"}'), post('{"a": "\\ud83d\\ude00"}'), True),
    "another composition of a letter": Row(post('{"a": "é"}'), post('{"a": "e\u0301"}'), False),
    "an order of operations": Row(
        post('[{"op": "add"}, {"op": "remove"}]', "application/json-patch+json"),
        post('[{"op": "remove"}, {"op": "add"}]', "application/json-patch+json"),
        False,
    ),
    "null and absent": Row(post('{"a": null}'), post("{}"), False),
    "a level of compression": Row(zipped('{"a": 1}'), zipped('{"a": 1}', 1, 99), True),
    "properties within a compressed body": Row(
        zipped('{"a": 1, "b": 2}'), zipped('{"b": 2, "a": 1}'), True
    ),
    "a value within a compressed body": Row(zipped('{"a": 1}'), zipped('{"a": 2}'), False),
    "a body that is not compressed": Row(zipped('{"a": 1}'), post('{"a": 1}'), True),
    "another coding": Row(
        zipped('{"a": 1}'), post(zlib.compress(b'{"a": 1}'), Content_Encoding="deflate"), True
    ),
    "a byte of binary content": Row(
        post(JPEG, "image/jpeg"), post(JPEG[::-1], "image/jpeg"), False
    ),
    "binary content of another type": Row(post(JPEG, "image/jpeg"), post(JPEG, "image/png"), False),
    "line ends of a text": Row(post("a\nb", "text/plain"), post("a\r\nb", "text/plain"), False),
    "the usual weight": Row(
        get("/items", ("Accept", f"{JSON}, text/html;q=0.5")),
        get("/items", ("Accept", f"{JSON};q=1.0, text/html; q=0.50")),
        True,
    ),
    "another weight": Row(
        get("/items", ("Accept", f"{JSON}, text/html;q=0.5")),
        get("/items", ("Accept", f"{JSON}, text/html;q=0.9")),
        False,
    ),
    "letters of media types": Row(
        get("/items", ("Accept", JSON)), get("/items", ("Accept", "Application/JSON")), True
    ),
    "a parameter of a media type": Row(
        post("{}", f"{JSON};odata.metadata=minimal"),
        post("{}", f"{JSON};odata.metadata=full"),
        False,
    ),
    "a quoted charset": Row(post("{}"), post("{}", f'{JSON}; charset="UTF-8"'), True),
    "quotes of a preference": Row(
        get("/items", ("Prefer", "return=minimal")),
        get("/items", ("Prefer", 'Return="minimal"')),
        True,
    ),
    "another preference": Row(
        get("/items", ("Prefer", "return=minimal")),
        get("/items", ("Prefer", "return=representation")),
        False,
    ),
    "two header lines": Row(
        get("/items", ("Accept", JSON), ("Accept", "text/csv")),
        get("/items", ("Accept", f"{JSON}, text/csv")),
        True,
    ),
    "a weak validator": Row(
        get("/items", ("If-Match", '"1"')), get("/items", ("If-Match", 'W/"1"')), False
    ),
    "letters of a validator": Row(
        get("/items", ("If-Match", '"a"')), get("/items", ("If-Match", '"A"')), False
    ),
    "the order of attributes": Row(
        post('<a x="1" y="2"/>', XML), post("<a y='2' x='1'></a>", XML), True
    ),
    "blanks between elements": Row(
        post("<a><b>1</b><c/></a>", XML),
        post("<?xml version='1.0'?>\n<a>\n <b>1</b> <c /></a>", XML),
        True,
    ),
    "a prefix of a namespace": Row(
        post('<p:a xmlns:p="urn:a"/>', XML), post('<a xmlns="urn:a"/>', XML), True
    ),
    "a namespace": Row(post('<a xmlns="urn:a"/>', XML), post('<a xmlns="urn:b"/>', XML), False),
    "a comment and an entity": Row(
        post("<a>x &lt; y</a>", XML), post("<a><!-- c --><![CDATA[x < y]]></a>", XML), True
    ),
    "an attribute": Row(post('<a x="1"/>', XML), post('<a x="2"/>', XML), False),
    "a text of an element": Row(post("<a><b>1</b></a>", XML), post("<a><b>2</b></a>", XML), False),
    "blanks in a text": Row(post("<a>x y</a>", XML), post("<a>x  y</a>", XML), False),
    "the order of elements": Row(post("<a><b/><c/></a>", XML), post("<a><c/><b/></a>", XML), False),
    "an element more": Row(post("<a><b/></a>", XML), post("<a><b/><b/></a>", XML), False),
    "a document type": Row(post("<!DOCTYPE a><a/>", XML), post("<!DOCTYPE a><a></a>", XML), False),
    "XML that is not well-formed": Row(post("<a><b>", XML), post("<a> <b>", XML), False),
    "XML in a part": Row(
        upload(kind_of_meta=XML, meta='<a x="1" y="2"/>'),
        upload(kind_of_meta=XML, meta='<a y="2" x="1"/>'),
        True,
    ),
    "the layout of GraphQL": Row(
        post('{"query": "query Q { user(id: 1) { name, mail } }"}'),
        post('{"query": "# who\\nquery Q {\\n  user(id: 1) {\\n    name mail\\n  }\\n}"}'),
        True,
    ),
    "blanks in a string of GraphQL": Row(
        post('{"query": "{ f(a: \\"x y\\") }"}'), post('{"query": "{ f(a: \\"x  y\\") }"}'), False
    ),
    "a field of GraphQL": Row(post('{"query": "{ a }"}'), post('{"query": "{ b }"}'), False),
    "a search for two words": Row(
        post('{"query": "red tea"}'), post('{"query": "red  tea"}'), False
    ),
    "properties on lines": Row(
        post('{"a":1,"b":2}\n{"a":2}\n', LINES), post('{"b": 2, "a": 1}\n{"a": 2}', LINES), True
    ),
    "the order of lines": Row(
        post('{"a":1}\n{"a":2}', LINES), post('{"a":2}\n{"a":1}', LINES), False
    ),
    "a line less": Row(post('{"a":1}\n{"a":2}', LINES), post('{"a":1}\n', LINES), False),
    "a byte order mark": Row(post('{"a": 1}'), post("\ufeff" + '{"a": 1}'), True),
    "an empty body": Row(sent(method="POST"), sent(method="POST", body=b""), True),
}


def test_there_are_many_of_both() -> None:
    same = sum(row.is_same for row in ROWS.values())
    assert min(same, len(ROWS) - same) >= 20


@pytest.mark.parametrize("name", ROWS)
def test_a_recording_answers_what_means_the_same(tmp_path: Path, name: str) -> None:
    row = ROWS[name]
    record(tmp_path, row.recorded)
    found = Player(tmp_path, "none").send(row.sent)
    assert isinstance(found, Answer if row.is_same else Unrecorded)
    if isinstance(found, Unrecorded):
        assert "the nearest, `get_photo`, differs: " in found.reason
        assert found.recorded != found.sent


@pytest.mark.parametrize("name", ROWS)
def test_a_request_answers_itself_after_a_file(tmp_path: Path, name: str) -> None:
    for folder, request in (("a", ROWS[name].recorded), ("b", ROWS[name].sent)):
        record(tmp_path / folder, request)
        assert isinstance(Player(tmp_path / folder, "none").send(request), Answer)


def parts(*contents: str, boundary: str = "one") -> SentRequest:
    head = 'Content-Disposition: form-data; name="a"'
    body = "".join(f"--{boundary}\r\n{head}\r\n\r\n{text}\r\n" for text in contents)
    return post(f"{body}--{boundary}--\r\n", f"multipart/form-data; boundary={boundary}")


UNFRAMED = "multipart/form-data; boundary=other"
NAMED: Mapping[str, tuple[SentRequest, SentRequest, str]] = {
    "a part less": (
        parts("a", "b"), parts("a", boundary="two"),
        "number of parts of the body is 1, recorded: 2",
    ),
    "a part more": (
        parts("a"), parts("a", "b", "c"), "number of parts of the body is 3, recorded: 1"
    ),
    "a body without its boundary": (
        parts("a"), post("a", UNFRAMED), "number of parts of the body is 0, recorded: 1"
    ),
    "a body whose recording is without its boundary": (
        post("a", UNFRAMED), parts("a"), "number of parts of the body is 1, recorded: 0"
    ),
    "two bodies without their boundary": (
        post("a", UNFRAMED), post("b", UNFRAMED), "body is b, recorded: a"
    ),
    "the second part": (
        parts("a", "b"), parts("a", "c"), "part 2 of the body is c, recorded: b"
    ),
    "a property in a part": (
        upload(), upload(meta='{"a": 1, "b": 3}'),
        "`/b` of the body (part 1 of the body) is 3, recorded: 2",
    ),
    "a line less": (
        post('{"a":1}\n{"a":2}', LINES), post('{"a":1}\n', LINES),
        "number of lines of the body is 1, recorded: 2",
    ),
    "a property on a line": (
        post('{"a":1}\n{"a":2}', LINES), post('{"a":1}\n{"a":3}', LINES),
        "`/a` of the body (line 2) is 3, recorded: 2",
    ),
    "an element": (
        post("<a><b>1</b></a>", XML), post("<a><b>2</b></a>", XML),
        "`/a/b` of the body is 2, recorded: 1",
    ),
    "an attribute": (
        post('<a x="1"/>', XML), post("<a/>", XML), "`/a/@x` of the body is nothing, recorded: 1"
    ),
    "a field": (post("a=1&b=2", FORM), post("a=1&b=3", FORM), "field `b` is `3`, recorded: `2`"),
    "fields more": (
        post("a=1", FORM), post("a=1&b=3&b=4", FORM), "field `b` is `3 and 4`, recorded: nothing"
    ),
    "a property": (
        post('{"a": {"b": 1}}'), post('{"a": {"b": "1"}}'), '`/a/b` of the body is "1", recorded: 1'
    ),
    "an element of a list": (post("[1]"), post("[1,2]"), "body is [1,2], recorded: [1]"),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
def test_what_differs_in_a_body_is_named(tmp_path: Path, name: str) -> None:
    recorded, request, difference = NAMED[name]
    record(tmp_path, recorded)
    found = Player(tmp_path, "none").send(request)
    assert isinstance(found, Unrecorded)
    assert found.reason.partition(" differs: ")[2] == difference


def test_a_secret_in_parts_without_their_boundary_makes_them_not_differ(tmp_path: Path) -> None:
    def request(secret: str) -> SentRequest:
        return post(f"key {secret} end", UNFRAMED)

    Player(tmp_path, "all", secrets=["first-secret"]).send(request("first-secret"))
    assert "first-secret" not in (tmp_path / FILE).read_text(encoding="utf-8")
    play = Player(tmp_path, "none", secrets=["other-secret"])
    assert isinstance(play.send(request("other-secret")), Answer)
    assert isinstance(play.send(post("key of end", "multipart/mixed")), Unrecorded)


def test_secrets_in_a_compressed_body_are_not_recorded(tmp_path: Path) -> None:
    body = json.dumps({"password": "q7Vx2LmN9pRt4Wz", "note": "declared-one"})
    Player(tmp_path, "all", secrets=["declared-one"]).send(zipped(body))
    stored = (tmp_path / FILE).read_text(encoding="utf-8")
    assert '"password": "***1"' in stored or '"password": "***2"' in stored
    assert "base64" not in stored


def test_secrets_in_a_part_beside_a_file_are_not_recorded(tmp_path: Path) -> None:
    request = upload(meta='{"password": "q7Vx2LmN9pRt4Wz"}')
    record(tmp_path, request)
    entry = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))["log"]["entries"][0]
    assert "q7Vx2LmN9pRt4Wz" not in str(entry)
    assert isinstance(
        Player(tmp_path, "none").send(upload("two", meta='{"password": "x"}')), Answer
    )
