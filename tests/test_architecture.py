"""The architecture as a test: who may import whom, one door per library, sizes."""

import ast
import re
from collections.abc import Iterator, Sequence
from graphlib import TopologicalSorter
from pathlib import Path, PurePosixPath
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "extractor/docreplay"
STAGES = (
    "read",
    "annotate",
    "cases",
    "emit",
    "replay",
    "serve",
    "compare",
    "lint",
    "drift",
    "diff",
    "baseline",
    "record",
    "regress",
    "review",
    "story",
    "report",
)
LAYERS = (
    ("model",),
    ("errors",),
    ("config", "diagnostics"),
    ("sources",),
    STAGES,
    ("flows",),
    ("plugin", "cli", "testing"),
    ("__init__", "__main__"),
)
"""The import order: a module imports its own folder, and what is in an earlier layer."""
TOGETHER = {("diagnostics", "config"), ("__main__", "__init__")}
"""The only imports within a layer: the first may import the second."""
PARTS = (
    "pages",
    "stories",
    "sending",
    "replay",
    "story_runs",
    "captures",
    "notes",
    "snapshots",
)
"""The parts that flows are composed of, in the order of their imports."""
COMPOSED = {
    ("serve", "recorded_service"),
    ("apidoctor", "apidoctor_accounts"),
    ("test", "generate"),
}
"""The only flows that a flow may import besides the parts: the first imports the second."""
DOORS = {
    "markdown_it": {"read/markup/markdown.py"},
    "bs4": {"read/markup/html.py"},
    "docutils": {"read/rst/rst.py"},
    "requests": {
        "replay/transport/transport.py",
        "replay/transport/adapter.py",
        "replay/transport/run_session.py",
    },
    "urllib3": {
        "replay/transport/transport.py",
        "replay/transport/adapter.py",
        "replay/transport/connection.py",
        "replay/transport/run_session.py",
    },
    "jsonpath_rfc9535": {"model/json/path.py"},
    "jsonschema": {"compare/validator.py"},
    "cheroot": {"serve/server.py"},
    "authlib": {"replay/accounts/oauth.py"},
    "joserfc": {"replay/accounts/oauth.py"},
    "msal": {"replay/accounts/entra.py"},
    "jinja2": {"report/html/document.py"},
    "elementpath": {"story/xpath.py", "story/xpath1.py"},
    "pygments": {"drift/comments.py"},
}
"""The only modules that may import a library."""
DISTRIBUTIONS = {
    "markdown_it": "markdown-it-py",
    "bs4": "beautifulsoup4",
    "authlib": "Authlib",
    "jsonpath_rfc9535": "jsonpath-rfc9535",
}
"""Names of libraries that differ from those of their packages."""
WRITERS = {
    "sources/safe_write.py",
    "sources/shared_state.py",  # numbers that the processes of a run share
    "sources/lock.py",  # an empty file that is locked
    "emit/pending.py",  # a list that a kill must not lose
    "cli/main.py",  # /dev/null
}
"""The only modules that open files for writing."""
FOLDER_DOORS = {
    "pytest": ("plugin", "testing", "flows/test/pytest_runner.py"),
    "click": ("cli",),
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (_imported(node.module or "a relative import", a.name) for a in node.names)


def _imported(module: str, name: str) -> str:
    """Return the module that `from module import name` loads: `module.name` where that is one."""
    full = f"{module}.{name}"
    place = PACKAGE.parent.joinpath(*full.split("."))
    return full if place.is_dir() or place.with_suffix(".py").is_file() else module


def functions(path: Path) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node, (node.end_lineno or node.lineno) - node.lineno + 1


def own_folder(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def layer_of(folder: str) -> int:
    """Return the number of a module's layer. Raises `StopIteration` for an unlisted one."""
    return next(number for number, layer in enumerate(LAYERS) if folder in layer)


def may_import(folder: str, module: str) -> bool:
    """Return True if a folder may import a module of the package, which is named in full."""
    target = module.split(".")[1] if "." in module else "__init__"
    if target == folder or (folder, target) in TOGETHER:
        return True
    return layer_of(target) < layer_of(folder)


def own_imports(path: Path) -> set[str]:
    return {name for name in imports(path) if name.split(".")[0] == "docreplay"}


def flow_of(parts: Sequence[str]) -> str:
    """Return the flow that a module below `flows` belongs to: itself, or its folder."""
    return parts[1].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_is_in_exactly_one_layer(path: Path) -> None:
    assert [own_folder(path) in layer for layer in LAYERS].count(True) == 1


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_earlier_layers(path: Path) -> None:
    folder = own_folder(path)
    assert not {name for name in own_imports(path) if not may_import(folder, name)}


def may_compose(own: str, other: str) -> bool:
    """Return True if a flow, or a part of flows, may import the other."""
    if own == other or (own, other) in COMPOSED:
        return True
    earlier = PARTS[: PARTS.index(own)] if own in PARTS else PARTS
    return other in earlier


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("flows/**/*.py")), ids=name_of)
def test_a_flow_imports_earlier_parts_and_no_other_flow(path: Path) -> None:
    own = flow_of(path.relative_to(PACKAGE).parts)
    used = {flow_of(name.split(".")[1:]) for name in own_imports(path) if ".flows." in name}
    assert not {other for other in used if not may_compose(own, other)}


def test_the_overview_names_each_door() -> None:
    overview = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = [line for line in overview.splitlines() if line.startswith("| ")]
    for library, modules in DOORS.items():
        name = DISTRIBUTIONS.get(library, library)
        assert any(name in row and PurePosixPath(sorted(modules)[0]).name in row for row in rows), (
            name
        )


def test_only_the_safe_writer_opens_files_for_writing() -> None:
    writing = re.compile(
        r"""\bopen\([^)\n]*["'][wax]b?\+?["']|\.write_(?:text|bytes)\(|\bO_(?:WRONLY|RDWR)\b"""
    )
    found = {name_of(path) for path in MODULES if writing.search(path.read_text(encoding="utf-8"))}
    assert found == WRITERS


def test_no_import_leads_back_to_its_module() -> None:
    graph = {module_of(path): own_imports(path) for path in MODULES}
    TopologicalSorter(graph).prepare()


def module_of(path: Path) -> str:
    name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    return name.removesuffix(".__init__")


def test_at_most_eight_modules_are_directly_in_the_package() -> None:
    assert len(list(PACKAGE.glob("*.py"))) <= 8


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_is_imported_through_its_door_only(path: Path) -> None:
    libraries = {name.split(".")[0] for name in imports(path)}
    for library in libraries & DOORS.keys():
        assert name_of(path) in DOORS[library]
    for library in libraries & FOLDER_DOORS.keys():
        assert {own_folder(path), name_of(path)} & set(FOLDER_DOORS[library])


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_stays_under_300_lines(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= 300


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_function_stays_short_and_takes_few_arguments(path: Path) -> None:
    for node, length in functions(path):
        positional = [arg.arg for arg in node.args.posonlyargs + node.args.args]
        assert length <= 40, node.name
        assert len([arg for arg in positional if arg not in ("self", "cls")]) <= 4, node.name


def test_the_median_function_has_at_most_ten_lines() -> None:
    assert median(length for path in MODULES for _, length in functions(path)) <= 10


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_and_its_public_names_are_documented(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


def test_each_class_has_a_name_of_its_own() -> None:
    modules: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                modules.setdefault(node.name, []).append(name_of(path))
    assert {name: found for name, found in modules.items() if len(found) > 1} == {}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_error_is_swallowed_unseen(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler) and all(isinstance(s, ast.Pass) for s in node.body):
            caught = getattr(node.type, "id", "")
            assert caught not in ("", "Exception", "BaseException"), f"line {node.lineno}"


@pytest.mark.parametrize("folder", ["replay", "serve", "plugin"])
def test_private_attributes_of_libraries_are_not_used(folder: str) -> None:
    found = [
        f"{path.name}:{node.lineno}: {ast.unparse(node)}"
        for path in sorted((PACKAGE / folder).glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and re.match(r"_(?!_|replace$)", node.attr)  # `_replace` of named tuples is public
        and ast.unparse(node.value) not in ("self", "cls", "super()")
    ]
    assert not found
