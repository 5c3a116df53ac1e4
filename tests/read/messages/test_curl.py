"""curl commands as HTTP requests."""

import pytest

from docreplay.model.location import Passage
from docreplay.read.messages.curl import as_request
from docreplay.read.messages.message import read_request

JSON = "Content-Type: application/json"
FORM = "Content-Type: application/x-www-form-urlencoded"


def request(text: str) -> str | None:
    found = as_request(Passage(text, "page.md", 1))
    return found.text if found else None


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("curl https://a/b", "GET https://a/b"),
        ("curl localhost:80/b", "GET http://localhost:80/b"),
        ("curl --url=https://a -X DELETE", "DELETE https://a"),
        ("curl -XPATCH https://a -d x=1 -d y=2", f"PATCH https://a\n{FORM}\n\nx=1&y=2"),
        ("curl https://a -H 'A: b' --header \"C: d\"", "GET https://a\nA: b\nC: d"),
        ("curl https://a -H 'Accept:'", "GET https://a"),
        (
            "curl --json '{\"a\": 1}' https://a",
            f'POST https://a\n{JSON}\nAccept: application/json\n\n{{"a": 1}}',
        ),
        ("curl -G https://a?b=1 --data-urlencode 'q=a b' -d c=1", "GET https://a?b=1&q=a%20b&c=1"),
        ("curl -u me:pw https://a", "GET https://a\nAuthorization: Basic bWU6cHc="),
        ("curl -sSL -o out.json https://a --max-time 3 -w '%{http_code}'", "GET https://a"),
        ("curl -d @body.json https://a", f"POST https://a\n{FORM}"),
        ("curl https://a -d ''", "POST https://a"),
        ("curl https://a -H 'A: b' --data-raw ''", "POST https://a\nA: b"),
        ("curl --data-raw @x https://a", f"POST https://a\n{FORM}\n\n@x"),
        ("curl -T photo.jpg https://a", f"PUT https://a\n{FORM}"),
        ("curl -I https://a && curl https://b", "HEAD https://a"),
        ("curl 'https://a?$filter=x&$top=$TOP'", "GET https://a?$filter=x&$top=${TOP}"),
        ("# first\ncurl https://a\ncurl https://b", "GET https://a"),
        ("curl -d '{\n  \"a\": 1\n}' https://a", f'POST https://a\n{FORM}\n\n{{\n  "a": 1\n}}'),
        ("curl https://a | jq '.[0]'", "GET https://a"),
        ("curl https://a -d @- <<'EOF'\nx=1\nEOF\nnext", f"POST https://a\n{FORM}\n\nx=1"),
        ("curl https://a -d @- <<-END -X PUT\n\tx=1\n\tEND", f"PUT https://a\n{FORM}\n\n\tx=1"),
        ("curl https://a --data-binary @- <<< 'x=1'", f"POST https://a\n{FORM}\n\nx=1"),
        (
            'curl https://a -d "$(cat <<EOF\n{"a": 1}\nEOF\n)" -H \'A: b\'',
            f'POST https://a\nA: b\n{FORM}\n\n{{"a": 1}}',
        ),
        ("curl https://a -d @- <<EOF\nx=1", f"POST https://a\n{FORM}"),
        ("curl 'https://a", None),
        ("curl --version", None),
        ("curling https://a", None),
        ("echo x", None),
    ],
)
def test_a_command_is_the_request_that_it_sends(command: str, expected: str | None) -> None:
    assert request(command) == expected


def test_a_form_is_a_multipart_body() -> None:
    found = as_request(Passage("curl -F file=@x/y.png -F 'a=b c' https://a", "page.md", 1))
    assert found
    read = read_request(found).request
    assert read
    assert read.body
    assert 'name="file"; filename="y.png"' in read.body.text
    assert read.body.text.endswith("\nb c\n--docreplay-form--")


def test_a_line_break_in_a_header_or_url_starts_no_header() -> None:
    assert request("curl 'https://a/\nB: c' -H 'D: e\nF: g'") == "GET https://a/B: c\nD: e F: g"
