"""HTTPie commands as HTTP requests."""

import pytest

from docreplay.model.location import Passage
from docreplay.read.messages.httpie import as_request, is_httpie, obstacle
from docreplay.read.messages.message import read_request

ACCEPT = "Accept: application/json, */*;q=0.5"
JSON = f"Content-Type: application/json\n{ACCEPT}"
FORM = "Content-Type: application/x-www-form-urlencoded; charset=utf-8"


def request(text: str) -> str | None:
    found = as_request(Passage(text, "page.md", 1))
    return found.text if found else None


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("http https://a.example/b", "GET https://a.example/b"),
        ("http GET a.example/b", "GET http://a.example/b"),
        ("https a.example/b", "GET https://a.example/b"),
        ("$ http DELETE :8888/v1/a", "DELETE http://localhost:8888/v1/a"),
        ("http :/a", "GET http://localhost/a"),
        ("http /a", "GET /a"),
        ("http a.example q==1 'r==a b'", "GET http://a.example?q=1&r=a%20b"),
        ("http a.example?x=1 q==1", "GET http://a.example?x=1&q=1"),
        ("http a.example X-A:b X-C: 'X-D: e f'", "GET http://a.example\nX-A: b\nX-D: e f"),
        ("http a.example 'X-E;'", "GET http://a.example\nX-E:"),
        ("http a.example a=b", f'POST http://a.example\n{JSON}\n\n{{"a": "b"}}'),
        (
            "http PUT a.example a=b n:=1 l:='[1, {\"x\": null}]'",
            f'PUT http://a.example\n{JSON}\n\n{{"a": "b", "n": 1, "l": [1, {{"x": null}}]}}',
        ),
        (
            "http PATCH a.example t='a=b:c' u=http://x.example",
            f'PATCH http://a.example\n{JSON}\n\n{{"t": "a=b:c", "u": "http://x.example"}}',
        ),
        (r"http a.example 'a\:b=c'", f'POST http://a.example\n{JSON}\n\n{{"a:b": "c"}}'),
        ("http a.example n='ü'", f'POST http://a.example\n{JSON}\n\n{{"n": "ü"}}'),
        ("http --form a.example a=b 'c=d e'", f"POST http://a.example\n{FORM}\n\na=b&c=d%20e"),
        ("http -f POST a.example a=b", f"POST http://a.example\n{FORM}\n\na=b"),
        ("http -a me:pw a.example", "GET http://a.example\nAuthorization: Basic bWU6cHc="),
        (
            "http --auth me:pw --auth-type=bearer a.example",
            "GET http://a.example\nAuthorization: Bearer me:pw",
        ),
        ("http -A bearer -a $T a.example", "GET http://a.example\nAuthorization: Bearer ${T}"),
        ("http -v --timeout 3 --verify=no --print=hH a.example", "GET http://a.example"),
        ("http -j a.example", f"GET http://a.example\n{JSON}"),
        (
            "http POST a.example --raw '{\"a\": 1}'",
            f'POST http://a.example\n{JSON}\n\n{{"a": 1}}',
        ),
        (
            "http POST a.example Content-Type:text/plain <<< 'hello'",
            "POST http://a.example\nContent-Type: text/plain\nAccept: application/json, "
            "*/*;q=0.5\n\nhello",
        ),
        (
            "echo '{\"a\": 1}' | http PUT a.example/b",
            f'PUT http://a.example/b\n{JSON}\n\n{{"a": 1}}',
        ),
        ("http POST a.example < body.json", f"POST http://a.example\n{JSON}"),
        ("http POST a.example @body.json", f"POST http://a.example\n{JSON}"),
        (
            "http POST a.example \\\n  a=b \\\n  X-A:c",
            f'POST http://a.example\nX-A: c\n{JSON}\n\n{{"a": "b"}}',
        ),
        ("http a.example | jq .id", "GET http://a.example"),
        ("http {host}/a/<the id>", "GET {host}/a/{the_id}"),
        ("http $HOST/a", "GET ${HOST}/a"),
        ("http --json --check-status POST a.example/b", f"POST http://a.example/b\n{JSON}"),
        ("http --offline GET a.example", "GET http://a.example"),
        ("http HEAD localhost:80", "HEAD http://localhost:80"),
        (
            "http POST localhost/a accept:text/csv a=1",
            "POST http://localhost/a\naccept: text/csv\nContent-Type: application/json\n\n"
            '{"a": "1"}',
        ),
        ("http {", None),
        ("http server", None),
        ("https", None),
        ("http 'a.example", None),
        ("httpie a.example", None),
    ],
)
def test_a_command_is_the_request_that_it_sends(command: str, expected: str | None) -> None:
    assert request(command) == expected


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("http a.example a=@b.txt", "`a=@b.txt` is the content of a file"),
        ("http a.example a:=@b.json", "`a:=@b.json` is the content of a file"),
        ("http a.example a:=b", "`a:=b` is not JSON"),
        ("http a.example a[b]=c", "`a[b]=c` is a nested value"),
        ("http a.example nothing", "`nothing` is not an item of a request"),
        ("http --session me a.example", "`--session` needs what HTTPie stored"),
        ("http --unknown a.example", "unknown option `--unknown`"),
        ("http -f a.example file@a.png", "`file@a.png` is the content of a file"),
        ("http 'a.example", "a quotation mark is not closed"),
        ("http a.example a=b", ""),
    ],
)
def test_what_cannot_be_read_is_named(command: str, expected: str) -> None:
    text = Passage(command, "page.md", 1)
    assert is_httpie("bash", command)
    assert obstacle(text) == expected
    assert (as_request(text) is None) == bool(expected)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nginx", "http {\n}"),
        ("", "http {\n}"),
        ("", "https is a protocol"),
        ("", "http server listens"),
        ("python", "http GET a.example"),
        ("yaml", "http: a.example"),
    ],
)
def test_other_text_is_not_a_command(language: str, text: str) -> None:
    assert not is_httpie(language, text)


def test_the_request_can_be_read() -> None:
    found = as_request(Passage("$ http POST :1/a a=b", "page.md", 7))
    assert found
    read = read_request(found).request
    assert read
    assert (read.method, read.target) == ("POST", "http://localhost:1/a")
    assert read.body
    assert read.body.text == '{"a": "b"}'
    assert read.location.line == 7
