"""`docreplay test` executes nothing else of the tree of a page that anybody may propose."""

import os
import py_compile
import subprocess
import sys
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.errors import ConfigError
from docreplay.flows.test import run as test_flow
from tests.plugin.conftest import PAGE, PATH

EVIL = "from pathlib import Path\nPath({mark!r}).write_text(__name__)\n"
MODULE = "generated_tests/en_us/test_photo_get.py"
OTHERS = (
    "conftest.py",
    "__init__.py",
    "evil.py",
    "sitecustomize.py",
    "usercustomize.py",
    "generated_tests/conftest.py",
    "generated_tests/evil.py",
    "generated_tests/test_evil.py",
    "generated_tests/en_us/conftest.py",
    "generated_tests/en_us/test_evil.py",
    "generated_tests/deep/__init__.py",
    "generated_tests/deep/test_evil.py",
    "docs_source/conftest.py",
    "docs_source/en-us/test_evil.py",
    "docs_source/en-us/__init__.py",
)
SETTINGS = {
    "pytest.ini": "[pytest]\naddopts = -p evil\npythonpath = .\npython_files = *.py\n",
    ".pytest.ini": "[pytest]\naddopts = -p evil\n",
    "pyproject.toml": '[tool.pytest.ini_options]\naddopts = "-p evil"\n',
    "tox.ini": "[pytest]\naddopts = -p evil\n",
    "setup.cfg": "[tool:pytest]\naddopts = -p evil\n",
    "generated_tests/pytest.ini": "[pytest]\naddopts = -p evil\n",
    "generated_tests/setup.cfg": "[tool:pytest]\naddopts = -p evil\n",
}
LIBRARIES = (
    *("json", "typing", "ast", "re", "enum", "dataclasses", "struct", "socket", "threading"),
    *("subprocess", "tempfile", "pickle", "queue", "random", "hashlib", "logging", "traceback"),
    *("requests", "click", "pytest", "_pytest", "pluggy", "jinja2", "yaml", "cheroot", "bs4"),
    *("markdown_it", "jsonschema", "urllib3", "execnet", "xdist", "iniconfig", "packaging"),
)


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    """The file that code of the tree would write."""
    return tmp_path / "executed"


@pytest.fixture
def tree(tmp_path: Path, mark: Path) -> Path:
    """A project with one page, and with code wherever Python or pytest might look for some."""
    root = tmp_path / "tree"
    for path, text in {PATH: PAGE, "docreplay.toml": "", **SETTINGS}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    for path in (*OTHERS, *(f"{name}.py" for name in LIBRARIES)):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(EVIL.format(mark=str(mark)), encoding="utf-8")
    return root


def run(root: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    inherited = {name: value for name, value in os.environ.items() if name[:6] != "PYTEST"}
    return subprocess.run(
        command, cwd=root, env=inherited, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("processes", [(), ("-n", "2")], ids=["alone", "spread"])
@pytest.mark.parametrize("start", ["script", "module"])
def test_nothing_of_the_tree_is_executed(
    tree: Path, mark: Path, start: str, processes: tuple[str, ...]
) -> None:
    script = Path(sys.executable).with_name("docreplay")
    first = [str(script)] if start == "script" else [sys.executable, "-m", "docreplay"]
    for _ in range(2):  # the second time, there may be bytecode
        ended = run(tree, *first, "test", *processes)
        assert (ended.returncode, mark.exists()) == (0, False), ended.stderr
        assert "1 passed" in ended.stdout
    assert "not run: conftest.py, deep/__init__.py, deep/test_evil.py and 4 more" in ended.stderr
    assert "not loaded: conftest.py" in ended.stderr
    assert "Try: pytest generated_tests" in ended.stderr


@pytest.mark.parametrize("command", ["check", "drift", "generate"])
def test_worker_processes_import_nothing_of_the_tree(tree: Path, mark: Path, command: str) -> None:
    (tree / "docs_source/de-de").mkdir()
    (tree / "docs_source/de-de/photo-get.md").write_text(PAGE, encoding="utf-8")
    ended = run(tree, sys.executable, "-m", "docreplay", command, "-n", "2")
    assert (ended.returncode, mark.exists()) == (0, False), ended.stderr


def test_bytecode_of_the_tree_is_not_trusted(tree: Path, mark: Path) -> None:
    config = Config(root=tree)
    test_flow.test(config)
    source = tree / MODULE
    evil = tree / "evil.py"
    status = source.stat()
    for name in ("cpython-311", f"cpython-311-pytest-{pytest.__version__}"):
        planted = source.parent / f"__pycache__/{source.stem}.{name}.pyc"
        planted.parent.mkdir(exist_ok=True)
        py_compile.compile(str(evil), cfile=str(planted), doraise=True)
        data = planted.read_bytes()
        when = int(status.st_mtime).to_bytes(4, "little") + status.st_size.to_bytes(4, "little")
        planted.write_bytes(data[:8] + when + data[16:])
    run = test_flow.test(config)
    assert [verdict.outcome for verdict in run.verdicts] == ["passed"]
    assert not mark.exists()


def test_no_bytecode_is_written_into_the_tree(tree: Path) -> None:
    test_flow.test(Config(root=tree))
    assert not list(tree.rglob("*.pyc"))


@pytest.mark.parametrize(
    "code",
    [
        "import os",
        "raise SystemExit",
        'pytest_plugins = ["evil"]',
        "def test_more(api):\n    open('x', 'w')",
        "@pytest.mark.line(open('x'))\ndef test_more(api):\n    pass",
    ],
)
def test_a_module_with_other_code_is_not_run_as_it_is(tree: Path, mark: Path, code: str) -> None:
    test_flow.test(Config(root=tree))
    module = tree / MODULE
    text = module.read_text(encoding="utf-8")
    line = len(text.split("\n")) + code.startswith("@")
    module.write_text(f"{text}{code}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"{module.name}:{line} is not code that docreplay"):
        test_flow.test(Config(root=tree), regenerate=False)
    assert not mark.exists()
    test_flow.test(Config(root=tree))
    assert module.read_text(encoding="utf-8") == text


def test_without_other_files_no_warning_is_printed(tmp_path: Path) -> None:
    page = tmp_path / PATH
    page.parent.mkdir(parents=True)
    page.write_text(PAGE, encoding="utf-8")
    said: list[str] = []
    for _ in range(2):
        test_flow.test(Config(root=tmp_path), warn=said.append)
    assert said == []
