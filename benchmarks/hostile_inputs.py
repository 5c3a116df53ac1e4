"""Mutated files of every kind that docreplay reads: `python -m benchmarks.hostile_inputs [KIND …]`.

A valid file of each kind is made by docreplay itself, or written here. Each mutation of it
(`benchmarks.file_mutations`) must end in exit code 0, 1, 2 or 5 of each command that reads the
file, within a limit of time, without a traceback, and exit code 2 must name the file. `--show`
prints those that are accepted.
"""

import argparse
import io
import json
import os
import random
import resource
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

from benchmarks.file_mutations import WRITERS, Mutation, mutations, texts
from benchmarks.processor_time import OutOfTime, limited
from docreplay.cli.main import main as docreplay

SECONDS = 20.0
"""Processor time that one command may take; the longest texts have 10 MB."""
MEMORY = 2_000_000_000
"""Bytes of memory that all may take together."""
_PRINTED = 100_000
"""Characters that a command may print, besides what is in the file."""
_ENDS = (0, 1, 2, 5)


class Kind(NamedTuple):
    """A kind of file: its place, its format, a valid document or text, and what reads it."""

    file: str
    form: str
    content: Any
    commands: tuple[tuple[str, ...], ...]
    settings: str = ""
    files: Mapping[str, str] = {}
    is_named: bool = True
    """False if what the file contains is used only if it is valid."""


PAGE = """\
# Get the photo

<!-- { "blockType": "request", "name": "get_photo" } -->
```http
GET https://api.example.com/v1/users/{id}/photo
```

<!-- { "blockType": "response", "truncated": false, "@odata.type": "a.photo" } -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{ "height": 99, "id": "a" }
```
"""
RESOURCE = """\
# Photo

<!-- { "blockType": "resource", "@odata.type": "a.photo" } -->
```json
{ "height": 99, "id": "a" }
```

A [link](nowhere.md) to `tenant` and the tenant.
"""
GERMAN = RESOURCE.replace("# Photo", "# Foto").replace("and the tenant", "und der Mandant")
_PAGES = {
    "docs_source/en-us/photo-get.md": PAGE,
    "docs_source/en-us/photo.md": RESOURCE,
    "docs_source/de-de/photo.md": GERMAN,
}
_STORY = {
    "story": [
        {
            "id": "photo",
            "summary": "the photo of a user",
            "tags": ["a"],
            "inputs": {"user": "42", "name": {"random": "album-"}},
            "steps": [
                {
                    "id": "find",
                    "case": "en-us/photo-get#get_photo",
                    "path": {"id": "{user}"},
                    "query": {"a": "b"},
                    "headers": {"A": "b"},
                    "status": [200],
                    "check": [
                        "$response.body.height > 100",
                        {"type": "regex", "context": "$response.body", "condition": "a"},
                    ],
                    "capture": {
                        "photo": "$.id",
                        "tag": {"selector": "$.tag", "type": "jsonpath", "optional": True},
                    },
                    "retry": {"status": 503, "limit": 3, "after": 2},
                },
                {
                    "id": "write",
                    "request": "POST /v1/photos/{photo}",
                    "body": {"a": ["{user}"]},
                    "set": {"/a/0": "b"},
                    "remove": ["/c"],
                    "timeout": 5,
                    "compare": False,
                    "on-failure": [{"goto": "find", "if": ["$statusCode == 500"]}],
                },
            ],
            "finally": [{"id": "last", "request": "GET /v1/photos"}],
            "outputs": {"photo": "$steps.find.outputs.photo"},
        }
    ]
}
_SCENARIOS = {
    "scenarios": [
        {
            "name": "Get a photo",
            "method": "get_photo",
            "enabled": True,
            "scopes": ["a"],
            "account": "b",
            "request-parameters": {"{id}": "[photo-id]", "A:": "b", "!url": "/x"},
            "test-setup": [
                {
                    "method": "get_photo",
                    "request-parameters": {"{id}": "1"},
                    "capture": {"[photo-id]": "$.id"},
                },
                {"canned-request": "canned", "capture": {"[x]": "A:"}},
            ],
            "expectations": {"$.kind": ["jpeg", "png"], "$.a": 1},
        }
    ],
    "canned-requests": [{"name": "canned", "method": "get_photo", "request-parameters": {}}],
}
_OPENAPI = {
    "openapi": "3.1.0",
    "info": {"title": "a", "version": "1"},
    "servers": [{"url": "https://api.example.com/v1"}],
    "paths": {
        "/users/{id}/photo": {
            "get": {
                "operationId": "getPhoto",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
                ],
                "responses": {"200": {"description": "a"}},
            }
        }
    },
    "components": {
        "schemas": {
            "photo": {
                "type": "object",
                "allOf": [{"$ref": "#/components/schemas/base"}],
                "required": ["id"],
                "properties": {
                    "height": {"type": "integer", "nullable": True, "enum": [1, 2]},
                    "other": {"$ref": "#/components/schemas/photo"},
                },
                "additionalProperties": False,
            },
            "base": {"type": "object", "properties": {"id": {"type": ["string", "null"]}}},
        }
    },
}
_ARAZZO = {
    "arazzo": "1.0.1",
    "info": {"title": "a", "version": "1.0.0", "summary": "b"},
    "sourceDescriptions": [{"name": "api", "url": "./api.json", "type": "openapi"}],
    "workflows": [
        {
            "workflowId": "photo",
            "inputs": {
                "type": "object",
                "properties": {"user": {"type": "string", "default": "a"}},
            },
            "dependsOn": [],
            "parameters": [{"name": "A", "in": "header", "value": "b"}],
            "steps": [
                {
                    "stepId": "find",
                    "operationId": "getPhoto",
                    "parameters": [
                        {"name": "id", "in": "path", "value": "$inputs.user"},
                        {"reference": "$components.parameters.page", "value": 1},
                    ],
                    "requestBody": {
                        "contentType": "application/json",
                        "payload": {"a": "b"},
                        "replacements": [{"target": "/a", "value": "c"}],
                    },
                    "successCriteria": [
                        {"condition": "$statusCode == 200"},
                        {
                            "context": "$response.body",
                            "condition": "$.id",
                            "type": {"type": "jsonpath", "version": "rfc9535"},
                        },
                    ],
                    "onSuccess": [{"name": "end", "type": "end", "criteria": []}],
                    "onFailure": [
                        {"name": "again", "type": "retry", "retryAfter": 1, "retryLimit": 2}
                    ],
                    "outputs": {"photo": "$response.body#/id"},
                }
            ],
            "outputs": {"photo": "$steps.find.outputs.photo"},
        }
    ],
    "components": {
        "parameters": {"page": {"name": "page", "in": "query", "value": 2}},
        "inputs": {"a": {"type": "object"}},
    },
}
_CSDL = """\
<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0">
<edmx:DataServices><Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="a" Alias="s">
<EnumType Name="kind"><Member Name="jpeg" Value="0"/></EnumType>
<ComplexType Name="base" OpenType="true"><Property Name="id" Type="Edm.String"/></ComplexType>
<EntityType Name="photo" BaseType="s.base"><Property Name="height" Type="Edm.Int32"
Nullable="false"/><Property Name="kinds" Type="Collection(s.kind)"/></EntityType>
</Schema></edmx:DataServices></edmx:Edmx>
"""
_VALUES = {"id": "42", "count": 5, "users/{id}": "7", "docs_source/**": {"id": "9"}}
_CONFIG: dict[str, Any] = {
    "docs": ["docs_source"],
    "exclude": ["docs_source/x/**"],
    "source-locale": "en-us",
    "max-page-bytes": 100000,
    "tags": ["a"],
    "base-url": "http://127.0.0.1:9",
    "documented-hosts": ["api.example.com"],
    "timeout": 5,
    "rate-limit": "10/s",
    "unsafe-methods": False,
    "retry-methods": ["GET"],
    "headers": {"A": "b"},
    "accounts": {"admin": {"api-key": "$env:HOME", "scopes": ["b"]}},
    "parameters": {"id": "1", "docs_source/**": {"id": 2}},
    "hosts": {"a.example": "http://127.0.0.1:9"},
    "compare": {"mode": "exact", "paths": {"$..id": "ignore"}},
    "outline": {"api": ["## Request"]},
    "ignore": ["DOC190"],
    "severity": {"null-value": "note"},
    "per-page-ignores": {"en-us": ["DOC1"]},
    "exclude-cases": {"en-us/x": "reason"},
    "stories": [],
    "fail-on": "error",
    "max-findings": 1000,
}
_CONTENTS = [
    {"name": "a", "href": "photo.md"},
    {"name": "b", "items": [{"name": "c", "href": "photo-get.md", "expanded": True}]},
]
_STORIES = (("check",), ("stories",))
_LIST = ("list", "--vars-file")
_RENDERED = ("html", "junit", "sarif", "markdown", "ctrf", "gitlab", "text", "jsonl")


def _reported(file: str) -> tuple[tuple[str, ...], ...]:
    report = ("report", file, *(f"--report={form}=out.{form}" for form in _RENDERED))
    return (report, ("check", "--history", "runs", "--report", "html=out.html"))


WRITTEN: dict[str, Kind] = {
    "config": Kind("docreplay.toml", "toml", _CONFIG, (("check",), ("list",)), is_named=False),
    "story_toml": Kind("flows/a.toml", "toml", _STORY, _STORIES, "stories = ['flows/*']\n"),
    "story_yaml": Kind("flows/a.yaml", "yaml", _STORY, _STORIES, "stories = ['flows/*']\n"),
    "scenarios": Kind("tests/a.json", "json", _SCENARIOS, _STORIES, "scenarios = ['tests']\n"),
    "arazzo_json": Kind(
        "flows/a.json", "json", _ARAZZO, _STORIES, "stories = ['flows/a.*']\n",
        {"flows/api.json": json.dumps(_OPENAPI)},
    ),
    "arazzo_yaml": Kind(
        "flows/a.yaml", "yaml", _ARAZZO, _STORIES, "stories = ['flows/a.*']\n",
        {"flows/api.json": json.dumps(_OPENAPI)},
    ),
    "source_description": Kind(
        "flows/api.json", "json", _OPENAPI, (*_STORIES, ("export", "arazzo", "--output", "out")),
        "stories = ['flows/a.*']\n", {"flows/a.json": json.dumps(_ARAZZO)}, is_named=False,
    ),
    "openapi_json": Kind("api.json", "json", _OPENAPI, (("check", "--metadata", "api.json"),)),
    "openapi_yaml": Kind("api.yaml", "yaml", _OPENAPI, (("check", "--metadata", "api.yaml"),)),
    "csdl": Kind("api.xml", "xml", _CSDL, (("check", "--metadata", "api.xml"),)),
    "values_toml": Kind("v.toml", "toml", _VALUES, ((*_LIST, "v.toml"),)),
    "values_yaml": Kind("v.yaml", "yaml", _VALUES, ((*_LIST, "v.yaml"),)),
    "values_json": Kind("v.json", "json", _VALUES, ((*_LIST, "v.json"),)),
    "values_env": Kind("v.env", "env", "id=42\nexport NAME='a b'\nc=\"d\"\n", ((*_LIST, "v.env"),)),
    "glossary": Kind(
        "terms.toml", "toml", {"terms": {"tenant": {"de-de": "Mandant"}, "Contoso": "keep"}},
        (("drift",),), "glossary = 'terms.toml'\n",
    ),
    "glossary_tsv": Kind(
        "terms.tsv", "tsv", "term\tde-de\ntenant\tMandant\nContoso\tkeep\n",
        (("drift",),), "glossary = 'terms.tsv'\n",
    ),
    "contents": Kind(
        "docs_source/en-us/toc.yml", "yaml", _CONTENTS, (("check", "--select", "DOC173"),),
        is_named=False,
    ),
}  # fmt: skip
"""Kinds of files that a person writes."""
MADE: dict[str, tuple[Kind, tuple[tuple[str, ...], ...]]] = {
    "report_check": (
        Kind("runs/r.json", "json", None, _reported("runs/r.json")),
        (("check", "--report", "json=runs/r.json"),),
    ),
    "report_test": (
        Kind("runs/r.json", "json", None, _reported("runs/r.json")),
        (("test", "--var", "id=1", "--shard", "1/1", "--report", "json=runs/r.json"),),
    ),
    "report_drift": (
        Kind("runs/r.json", "json", None, _reported("runs/r.json")),
        (("drift", "--report", "json=runs/r.json"),),
    ),
    "baseline": (
        Kind("b.jsonl", "jsonl", None, (("check", "--baseline", "b.jsonl"),)),
        (("check", "--baseline", "b.jsonl", "--baseline-update"),),
    ),
    "stamps": (
        Kind("docreplay-stamps.jsonl", "jsonl", None, (("drift",),)),
        (("drift", "--stamp"),),
    ),
    "snapshot": (
        Kind(
            "api-snapshot.json", "json", None,
            (
                ("regress", "--var", "id=1"),
                ("review", "--var", "id=1", "--snapshot", "api-snapshot.json"),
            ),
            "base-url = 'URL'\n",
        ),
        (("record", "--var", "id=1"),),
    ),
    "cassette": (
        Kind(
            "cassettes/docs_source/en-us/photo-get.md.json", "json", None,
            (
                ("export", "har", "--output", "out"),
                ("test", "--record-mode", "none", "--var", "id=1"),
            ),
            "base-url = 'URL'\n",
        ),
        (("test", "--record-mode", "all", "--var", "id=1"),),
    ),
    "manifest": (
        Kind("generated_tests/manifest.json", "json", None, (("generate", "--check"),)),
        (("generate",),),
    ),
    "last_failed": (
        Kind(
            ".docreplay/last-failed.json", "json", ["en-us/photo-get#get_photo"],
            (("test", "--last-failed", "--var", "id=1"),), is_named=False,
        ),
        (),
    ),
}  # fmt: skip
"""Kinds of files that docreplay writes, and the commands that write them."""
KINDS = (*WRITTEN, *MADE)


class Failure(NamedTuple):
    """A command that ended as it must not."""

    kind: str
    mutation: str
    command: Sequence[str]
    reason: str

    def __str__(self) -> str:
        """Return all of it on one line."""
        return f"{self.kind}: {self.mutation}: {self.command[0]}: {self.reason}"


def main() -> int:
    """Try the kinds. Return 1 if a mutation ends as it must not."""
    parser = argparse.ArgumentParser(
        description=__doc__, prog="python -m benchmarks.hostile_inputs"
    )
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(KINDS)}")
    parser.add_argument("--most", type=int, default=0, help="mutations of each kind; 0 for all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print what is accepted")
    given = parser.parse_args()
    _limit_memory()
    number = bad = 0
    for kind in given.kinds or KINDS:
        tally = Tally()
        for failure in failures(kind, given.most, given.seed, tally):
            bad += 1
            print(failure, flush=True)
        number += tally.codes.total()
        print(f"{kind:20} {dict(sorted(tally.codes.items()))}", flush=True)
        for name in tally.accepted if given.show else ():
            print(f"    accepted: {name}")
    print(f"{number - bad} of {number} runs end as they must")
    return 1 if bad else 0


class Tally:
    """What the mutations of a kind came to: exit codes, and what was accepted."""

    def __init__(self) -> None:
        self.codes: Counter[int] = Counter()
        self.accepted: list[str] = []


def failures(name: str, most: int, seed: int, tally: Tally) -> Iterator[Failure]:
    """Yield what goes wrong with the mutations of a kind, of which 0 are all."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder, _service() as url:
        os.chdir(folder)
        try:
            kind = _prepared(name, url)
            yield from _tried(name, kind, _mutations(kind, most, seed), tally)
        finally:
            os.chdir(before)


def _tried(name: str, kind: Kind, found: Iterable[Mutation], tally: Tally) -> Iterator[Failure]:
    for mutation in found:
        data = mutation.text
        raw = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
        for command in kind.commands:
            _write(kind.file, raw)
            code, printed = _run(command)
            tally.codes[code if isinstance(code, int) else -1] += 1
            if reason := _reason(kind, code, printed):
                yield Failure(name, mutation.name, command, reason)
            elif code != 2:
                tally.accepted.append(f"{mutation.name} ({command[0]}: {code})")


def _mutations(kind: Kind, most: int, seed: int) -> list[Mutation]:
    rng = random.Random(seed)  # noqa: S311  # to be repeated, not to be secret
    is_text = kind.form not in WRITERS
    make = texts if is_text else mutations
    found = list(make(kind.content, kind.form, rng))
    return rng.sample(found, most) if 0 < most < len(found) else found


class _Photos(BaseHTTPRequestHandler):
    """A service that answers every request with the photo."""

    def do_GET(self) -> None:
        """Answer."""
        body = b'{"height": 99, "id": "a"}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@contextmanager
def _service() -> Iterator[str]:
    """Run a service on loopback; yield its URL."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Photos)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _prepared(name: str, url: str) -> Kind:
    """Make the project of a kind in the current folder; return the kind with its content."""
    made = MADE.get(name)
    kind, commands = made or (WRITTEN[name], ())
    for path, text in {
        **_PAGES,
        "docreplay.toml": kind.settings.replace("URL", url),
        **kind.files,
    }.items():
        _write(path, text.encode())
    Path("runs").mkdir()
    for command in commands:
        code, printed = _run(command)
        if code not in (0, 1):
            raise RuntimeError(f"{name}: {command} ended with {code}: {printed}")
    content = kind.content
    if content is None:
        text = Path(kind.file).read_text(encoding="utf-8")
        rows = [json.loads(line) for line in text.splitlines()] if kind.form == "jsonl" else None
        content = rows or json.loads(text)
    else:
        _write(kind.file, _text(kind).encode())
    for command in kind.commands:
        code, printed = _run(command)
        if code not in (0, 1, 5):
            raise RuntimeError(f"{name} as it is: {command} ended with {code}: {printed}")
    return kind._replace(content=content)


def _text(kind: Kind) -> str:
    return WRITERS[kind.form](kind.content) if kind.form in WRITERS else str(kind.content)


def _write(path: str, data: bytes) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(data)


def _run(command: Sequence[str]) -> tuple[int | str, str]:
    """Return the exit code of a command, or why it has none, and what it printed."""
    printed = io.StringIO()
    begun = process_time()
    try:
        with redirect_stdout(printed), redirect_stderr(printed):
            code: int | str = int(limited(lambda: docreplay(command), SECONDS))
    except OutOfTime:
        code = f"more than {SECONDS:g} s"
    except MemoryError:
        code = "out of memory"
    except BaseException as error:  # what a command raises is what is looked for
        code = f"raised {error!r}"[:200]
    if process_time() - begun > SECONDS:
        code = f"more than {SECONDS:g} s"
    return code, printed.getvalue()


def _reason(kind: Kind, code: int | str, printed: str) -> str:
    """Return why a command ended as it must not, or `""`."""
    last = printed.strip().rpartition("\n")[2]
    if isinstance(code, str):
        return code
    if code not in _ENDS or "Traceback (most recent call last)" in printed:
        lines = printed.strip().split("\n")
        error = next((line for line in lines[::-1] if not line.startswith("docreplay:")), last)
        return f"exit code {code}: {error[:160]}"
    if code == 2 and kind.is_named and Path(kind.file).name not in printed:
        return f"does not name the file: {printed[:200]!r}"
    size = Path(kind.file).stat().st_size if Path(kind.file).exists() else 0
    if len(printed) > _PRINTED + 4 * size:
        return f"prints {len(printed):,} characters"
    return ""


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    sys.exit(main())
