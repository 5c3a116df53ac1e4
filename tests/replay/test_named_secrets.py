"""Secrets that markup, queries, tables and encoded texts name are not in a recording."""

import base64
import gzip
import json
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest

from docreplay.model.case import Answer, SentRequest
from tests.replay.cassettes import FILE, Player, answer, sent

XML, TEXT, HTML = "application/xml", "text/plain", "text/html"
FORM, MIXED = "application/x-www-form-urlencoded", "multipart/mixed; boundary=b"
SECRET, DECLARED = "Xq7-planted.9", "dEcLared7value"
URL = f"https://a.example/?access_token={SECRET}"


def encoded(value: object) -> str:
    return base64.b64encode(json.dumps(value).encode()).decode()


def url_encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


class Row(NamedTuple):
    """What a request or a response has; and what must not be recorded."""

    kind: str
    text: str
    hidden: tuple[str, ...] = (SECRET,)


ROWS: dict[str, Row] = {
    "an attribute": Row(XML, f'<login password="{SECRET}"/>'),
    "an attribute in single quotes": Row(XML, f"<a apiKey='{SECRET}'/>"),
    "an element of a namespace": Row(XML, f'<w:Password Type="x">{SECRET}</w:Password>'),
    "a section of characters": Row(XML, f"<clientSecret><![CDATA[{SECRET}]]></clientSecret>"),
    "a setting": Row(XML, f'<add key="password" value="{SECRET}"/>'),
    "a setting in another order": Row(XML, f'<add value="{SECRET}" key="password"/>'),
    "a field in XML": Row(XML, f'<field name="client_secret">{SECRET}</field>'),
    "a field in HTML": Row(HTML, f'<input type="hidden" name="csrf_token" value="{SECRET}">'),
    "a field in HTML, value first": Row(HTML, f'<input value="{SECRET}" type="password">'),
    "metadata in HTML": Row(HTML, f'<meta name="csrf-token" content="{SECRET}">'),
    "an entry in XML": Row(XML, f"<dict><key>password</key><string>{SECRET}</string></dict>"),
    "a member in XML": Row(
        XML, f"<member><name>apiKey</name><value><string>{SECRET}</string></value></member>"
    ),
    "a cookie in a script": Row(HTML, f'<script>document.cookie = "sid={SECRET}"</script>'),
    "a response of SAML": Row(FORM, f"SAMLResponse={SECRET}&RelayState=1"),
    "a private key": Row(
        "application/json", json.dumps({"kty": "RSA", "n": "public", "d": SECRET, "p": SECRET})
    ),
    "a webhook": Row(
        "application/json",
        json.dumps({"url": f"https://discord.com/api/webhooks/1234567/{'aB3' * 20}"}),
        ("aB3" * 20,),
    ),
    "a header of a part": Row(MIXED, f"--b\r\nX-Api-Key: {SECRET}\r\n\r\nx\r\n--b--\r\n"),
    "an argument of GraphQL": Row(
        "application/json",
        json.dumps({"query": f'mutation {{ login(user: "a", password: "{SECRET}") {{ id }} }}'}),
    ),
    "GraphQL as a text": Row("application/graphql", f'{{ login(apiKey: "{SECRET}") {{ id }} }}'),
    "JSON in base64": Row(
        "application/json",
        json.dumps({"blob": encoded({"password": SECRET})}),
        (SECRET, encoded({"password": SECRET})),
    ),
    "JSON in base64 in JSON in base64": Row(
        "application/json",
        json.dumps({"state": encoded({"inner": url_encoded({"client_secret": SECRET})})}),
        (SECRET, encoded({"inner": url_encoded({"client_secret": SECRET})})),
    ),
    "a declared value in base64 in base64": Row(
        "application/json",
        json.dumps({"blob": encoded({"y": url_encoded({"x": DECLARED})})}),
        (DECLARED, encoded({"y": url_encoded({"x": DECLARED})})),
    ),
    "JSON in base64 in a text": Row(
        TEXT, f"state={url_encoded({'token': SECRET})} ok", (SECRET, url_encoded({"token": SECRET}))
    ),
    "a form in JSON": Row(
        "application/json", json.dumps({"body": f"grant=x&client_secret={SECRET}&a=1"})
    ),
    "JSON in a form": Row(FORM, "data=" + quote(json.dumps({"password": SECRET}))),
    "a URL in a form": Row(FORM, "url=" + quote(URL)),
    "a column": Row("text/csv", f'name,password,age\nann,{SECRET},3\n"b, c","{SECRET}",4\n'),
    "a column between semicolons": Row("text/csv", f"name;api_key\nann;{SECRET}\n"),
}
HARMLESS: dict[str, Row] = {
    "a key of a setting": Row(
        XML, '<add key="password"/><a id="token">none</a>'.replace("none", "")
    ),
    "another attribute": Row(XML, '<item name="color" value="red" n="7">tea</item>'),
    "a word before a colon": Row(TEXT, 'title: "red tea", page: "7"'),
    "JSON in base64 without a secret": Row(TEXT, encoded({"page": 7, "size": 20})),
    "words like base64": Row(TEXT, "eyebrowseyebrowseyebrows ewigkeiten-und-mehr"),
    "a table": Row("text/csv", "name,age\nann,3\n"),
    "an argument": Row("application/graphql", '{ user(name: "ann") { id } }'),
    "an object without a type of key": Row(
        "application/json", json.dumps({"p": "2", "q": "tea", "k": "v", "d": "5"})
    ),
    "an entry of another name": Row(XML, "<dict><key>color</key><string>red</string></dict>"),
    "a search": Row(FORM, "q=" + quote("a=b: c")),
}


def request(row: Row) -> SentRequest:
    return sent("/x", method="POST", headers=[("Content-Type", row.kind)], body=row.text)


@pytest.mark.parametrize("name", ROWS)
def test_a_named_secret_is_not_recorded_and_the_recording_answers(
    tmp_path: Path, name: str
) -> None:
    row = ROWS[name]
    response = answer(row.text, headers=[("Content-Type", row.kind)])
    Player(tmp_path, "all", response, secrets=[DECLARED]).send(request(row))
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert not [hidden for hidden in row.hidden if hidden in text]
    assert isinstance(Player(tmp_path, "none", secrets=[DECLARED]).send(request(row)), Answer)


def test_a_secret_in_a_query_of_a_compressed_body_is_not_recorded(tmp_path: Path) -> None:
    target = "/graphql?query=%7Ba%7D&variables=" + quote(json.dumps({"token": SECRET}))
    body = gzip.compress(f'<a password="{SECRET}"/>'.encode())
    headers = [("Content-Type", XML), ("Content-Encoding", "gzip")]
    own = sent(target, method="POST", headers=headers, body=body)
    Player(tmp_path, "all").send(own)
    assert SECRET not in (tmp_path / FILE).read_text(encoding="utf-8")
    assert isinstance(Player(tmp_path, "none").send(own), Answer)


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_not_a_secret_stays(tmp_path: Path, name: str) -> None:
    row = HARMLESS[name]
    Player(tmp_path, "all", answer(row.text, headers=[("Content-Type", row.kind)])).send(
        request(row)
    )
    found = Player(tmp_path, "none").send(request(row))
    assert isinstance(found, Answer)
    text = found.body.decode()
    if row.kind == "application/json":
        assert json.loads(text) == json.loads(row.text)
    else:
        assert text == row.text


def test_no_value_of_several_cookies_in_one_header_is_recorded(tmp_path: Path) -> None:
    value = f"a={SECRET}; Expires=Wed, 09 Jun 2027 10:18:14 GMT; Path=/, b={SECRET}2; HttpOnly"
    Player(tmp_path, "all", answer(headers=[("Set-Cookie", value)])).send(sent("/x"))
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert SECRET not in text
    assert "Expires=Wed, 09 Jun 2027 10:18:14 GMT; Path=/" in text
