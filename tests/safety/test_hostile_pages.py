"""No page ends a run: what is wrong with one is a finding there, and the others are read."""

import json
import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from docreplay.read.annotations import KEYS
from tests.safety.conftest import Command, page, write_page

JSON_HEAD = "HTTP/1.1 200 OK\nContent-Type: application/json\n\n"
BODY = JSON_HEAD + '{"a": 1, "b": "x"}'
DEEP = 100_000
LARGE = "9" * 5000
COMMANDS = (
    ("check",),
    ("extract",),
    ("generate",),
    ("test",),
    ("drift",),
    ("export", "pytest", "--output", "exported"),
)
MOST_SECONDS = 20


def annotated(members: str, response: str = BODY) -> str:
    """Return a page whose response has the annotation."""
    request = '<!-- { "blockType": "request", "name": "a" } -->\n```http\nGET /a\n```\n'
    return f"{request}<!-- {{ {members} }} -->\n```http\n{response}\n```\n"


def asked(compare: str) -> str:
    """Return a page whose response configures its comparison."""
    return annotated(f'"blockType": "response", "compare": {compare}')


def at_b(matcher: str) -> str:
    return asked(f'{{"paths": {{"$.b": {matcher}}}}}')


LINKS = {
    "NUL": "[a](%00.md) [b](a%00b.md#x) ![c](%00.png)\n\n[d]: %00.md\n[d]",
    "long": f"[a]({'a' * 5000}.md) [b]({'a/' * 3000}b.md)",
    "not a URL": "[a](http://[x) [b](//[::1) [c](%ff%fe.md) [d](../../../../etc/passwd) [e](http://a:99999999/x)",
    "include, long": f"[!INCLUDE [x]({'a' * 5000}.md)]",
    "include, NUL": "[!INCLUDE [x](%00.md)]\n\n[!INCLUDE [x](a\0b.md)]",
    "include, folder": "[!INCLUDE [x](../en-us)]\n\n[!INCLUDE [x](.)]",
    "include, itself": "[!INCLUDE [x](hostile.md)]",
    "suppression": f"<!-- docreplay-ignore {'(' * 3000} -->",
}
REQUESTS = {
    "scheme in the path": "GET /a/https://b.example/c",
    "scheme in the path of a URL": "GET https://graph.example/a/https://b.example/c?x=ftp://y",
    "scheme in the query": "GET /a?u=https://b.example/c",
    "large integer": f'POST /a\nContent-Type: application/json\n\n{{"a": {LARGE}, "b": 1e400}}',
    "deep": f"POST /a\nContent-Type: application/json\n\n{'[' * DEEP}{']' * DEEP}",
    "half a character": 'POST /a\nContent-Type: application/json\n\n{"a": "\\ud800"}',
    "NUL": "GET /a\0b\nX-A: \0",
    "long host": f"GET https://{'ü' * 300}.example/a",
    "port": "GET https://a.example:99999999/a",
    "not IPv6": "GET https://[::1/a",
    "long header": f"GET /a\nX-A: {'a' * 50_000}",
    "boundary": "POST /a\nContent-Type: multipart/form-data; boundary=\0\n\n--\0\n\n--",
}
RESPONSES = {
    "no float": JSON_HEAD + '{"a": 1e400, "b": -1e400}',
    "large integer": f'{JSON_HEAD}{{"a": {"9" * 5000}}}',
    "long status": f"HTTP/1.1 {'9' * 5000} OK",
    "wide digits": "HTTP/1.1 ２００ OK",
    "superscript": "HTTP/1.1 ²00 OK",
    "deep": f"{JSON_HEAD}{'[' * DEEP}{']' * DEEP}",
    "deep objects": JSON_HEAD + '{"a":' * 50_000 + "1" + "}" * 50_000,
    "nearly too deep": JSON_HEAD + '{"a":' * 900 + "1" + "}" * 900,
    "half a character": JSON_HEAD + '{"a": "\\ud800", "\\udfff": 1}',
    "NUL": 'HTTP/1.1 200 O\0K\nX-B: \0\n\n{"a": "\0"}',
    "charset": 'HTTP/1.1 200 OK\nContent-Type: text/csv; charset=zip\n\n"a,b\n1,2',
    "XML": f"HTTP/1.1 200 OK\nContent-Type: application/xml\n\n{'<a>' * 50_000}",
    "cookie": "HTTP/1.1 200 OK\nSet-Cookie: \0=;;;=",
    "date": f"HTTP/1.1 200 OK\nDate: Fri, 99 Foo 9999999 99:99:99 GMT\nRetry-After: {'9' * 5000}",
}
COMPARES = {
    "infinity": asked("1e999"),
    "minus infinity": asked("-1e999"),
    "no number": asked("NaN"),
    "mode": asked('{"mode": 1e999}'),
    "mode, large": asked(f'{{"mode": {"9" * 5000}}}'),
    "repetition": at_b('{"regex": "x{99999999999999999999}"}'),
    "open groups": at_b(f'{{"regex": "{"(?:" * 500}"}}'),
    "groups": at_b(f'{{"regex": "{"(?:" * 500}x{")" * 500}"}}'),
    "tolerance of 400 digits": at_b(f'{{"approx": {"9" * 400}}}'),
    "tolerance of 5000 digits": at_b(f'{{"approx": {"9" * 5000}}}'),
    "infinite tolerance": at_b('{"approx": 1e999}'),
    "path": asked(f'{{"paths": {{"$[?{"(" * 2000}": "ignore"}}}}'),
    "long path": asked(f'{{"paths": {{"${".a" * 20_000}": "ignore"}}}}'),
    "large index": asked(f'{{"paths": {{"$[{"9" * 5000}]": "ignore"}}}}'),
    "deep": asked("[" * DEEP + "]" * DEEP),
}
TEXTS = {
    "NUL": "# a\0\n\n|a\0|b|\n|-|-|\n|\0|x|\n",
    "front matter, NUL": "---\ntitle: a\0b\n---\n",
    "front matter, deep": f"---\na: {'[' * 5000}\n---\n",
    "front matter, dates": f"---\nms.date: 99999-99-99\na: 2026-13-45\nb: 0x{'f' * 5000}\n---\n",
    "front matter, aliases": "---\na: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n---\n",
    "resource": '<!-- { "blockType": "resource", "@odata.type": "x", "keyProperty": [1e999] } -->\n'
    f'```json\n{{"a": 1e999, "\\ud800": {"9" * 5000}}}\n```\n\n## Properties\n'
    f"|Property|Type|Description|\n|-|-|-|\n|a\0|Int64|{LARGE}|\n|b|{'Collection(' * 2000}|x|\n",
}
PAGES = {
    **{f"link: {name}": f"{page('GET /a')}\n{text}\n" for name, text in LINKS.items()},
    **{f"request: {name}": page(text) for name, text in REQUESTS.items()},
    **{f"response: {name}": page("GET /a", text) for name, text in RESPONSES.items()},
    **{f"compare: {name}": text for name, text in COMPARES.items()},
    **{f"text: {name}": text for name, text in TEXTS.items()},
}

VALUES = (
    *("null", "true", "-1", "1e999", "9" * 5000, '""', '"\\u0000"', '"\\ud800"', "[]", "{}"),
    *("[null, 1e999, {}]", '{"a": [[]]}', f'"{"a" * 5000}"', f"{'[' * 200}{']' * 200}", '"{("'),
)
"""Values of every kind, for keys that expect another one."""


def odd_annotations() -> Iterator[str]:
    """Yield annotations with an odd value of a key, on a request, a response and a resource."""
    for key in sorted(KEYS):
        for value in VALUES:
            for kind in ("request", "response", "resource"):
                own = "" if key == "blockType" else f'"blockType": "{kind}", '
                yield f'{own}"{key}": {value}'


def on_pages(annotations: Iterator[str]) -> Iterator[str]:
    for members in annotations:
        block = "GET /a" if '"request"' in members else BODY
        if '"resource"' in members:
            block = '{"a": 1, "b": "x"}'
        yield f"<!-- {{ {members} }} -->\n```http\n{block}\n```\n"
        if '"request"' in members:
            yield f'<!-- {{ "blockType": "response" }} -->\n```http\n{BODY}\n```\n'


def processor_time() -> float:
    """Return the seconds that this process and its children have computed: others do not count."""
    return sum(os.times()[:4])


def run_all(project: Path, docreplay: Command, commands: tuple[tuple[str, ...], ...]) -> None:
    """Run the commands; assert that the page ends none of them, and that the good page is read."""
    good = page("GET /good", name="good")
    for locale in ("en-us", "de-de"):
        write_page(project, good, f"docs_source/{locale}/good.md")
    for command in commands:
        begun = processor_time()
        ended = docreplay(*command)
        assert ended.code in (0, 1), f"{command}: {ended.err[-600:]}"
        assert "Traceback" not in ended.err
        assert "Error: " not in ended.out, f"{command}: {ended.out[-600:]}"
        assert processor_time() - begun < MOST_SECONDS, command
    ended = docreplay("test", "docs_source/en-us/good.md")
    assert (ended.code, ended.out.count("1 passed")) == (0, 1)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_ends_a_run(project: Path, docreplay: Command, name: str) -> None:
    for locale in ("en-us", "de-de"):
        write_page(project, PAGES[name], f"docs_source/{locale}/hostile.md")
    run_all(project, docreplay, COMMANDS)


def test_no_value_of_a_key_ends_a_run(project: Path, docreplay: Command) -> None:
    for number, key in enumerate(sorted(KEYS)):
        own = (item for item in odd_annotations() if f'"{key}": ' in item)
        text = "".join(on_pages(own))
        for locale in ("en-us", "de-de"):
            write_page(project, text, f"docs_source/{locale}/key-{number}.md")
    run_all(project, docreplay, COMMANDS)


@pytest.mark.parametrize("name", [name for name in REQUESTS if name.startswith("scheme")])
def test_a_scheme_within_a_target_is_a_part_of_it(
    project: Path, docreplay: Command, name: str
) -> None:
    write_page(project, page(REQUESTS[name], BODY))
    ended = docreplay("test")
    assert (ended.code, "1 passed" in ended.out) == (0, True), ended.out
    listed = docreplay("extract", "--output-format", "json").out
    target = REQUESTS[name].partition(" ")[2]
    assert target in json.dumps(listed) or target in listed


def test_every_invalid_comparison_is_reported(project: Path, docreplay: Command) -> None:
    for number, text in enumerate(COMPARES.values()):
        write_page(project, text, f"docs_source/en-us/{number}.md")
    out = docreplay("test", "-v").out
    for number, name in enumerate(COMPARES):
        if name not in ("no number", "deep", "long path"):  # the last one is valid
            assert f"docs_source/en-us/{number}.md:" in out, name


def test_the_number_of_keys_and_values_is_complete() -> None:
    assert len(list(chain(odd_annotations()))) > 1000
