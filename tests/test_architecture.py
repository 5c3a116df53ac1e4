"""The architecture as a test: who may import whom, one door per library, sizes."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "extractor"
STAGES = (
    "read",
    "cases",
    "emit",
    "replay",
    "serve",
    "compare",
    "lint",
    "drift",
    "baseline",
    "report",
)
FLOWS = (
    "pipeline",
    "describing",
    "replaying",
    "documented",
    "native",
    "neighbourhood",
    "drifting",
    "versions",
    "agreement",
    "history",
    "mending",
    "accepting",
    "changes",
    "scope",
)
"""What knows several stages: `pipeline` and the modules beside it."""
SHARED = ("errors", "registry", "config", "settings", "sources")
DOORS = {
    "markdown_it": {"read/markdown.py"},
    "bs4": {"read/html.py"},
    "requests": {"replay/transport.py"},
    "urllib3": {"replay/transport.py", "replay/connection.py"},
    "jsonschema": {"compare/validator.py"},
    "waitress": {"serve/server.py"},
    "jinja2": {"report/formats/html.py"},
}
"""The only modules that may import a library."""
FOLDER_DOORS = {"pytest": ("plugin", "running"), "click": ("cli",), "rich": ("cli",)}
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "a relative import"


def functions(path: Path) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node, (node.end_lineno or node.lineno) - node.lineno + 1


def own_layer(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def may_import(layer: str, module: str) -> bool:
    """Whether a layer may import a module of the package."""
    target = module.split(".")[1] if "." in module else ""
    if target in ("", layer, "model"):
        return True
    match layer:
        case "model":
            return False
        case _ if layer in FLOWS:
            return target not in ("plugin", "cli")
        case "rules" | "selection" | "suppressions" | "tally" | "texts":
            return target in (*SHARED, "rules", "selection", "suppressions", "texts")
        case _ if layer in (*STAGES, *SHARED):
            return target in SHARED or (layer == "report" and target == "rules")
        case _:
            return target not in STAGES or target == "report"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_what_its_layer_may(path: Path) -> None:
    layer = own_layer(path)
    ours = {name for name in imports(path) if name.split(".")[0] == "extractor"}
    assert not {name for name in ours if not may_import(layer, name)}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_is_imported_through_its_door_only(path: Path) -> None:
    libraries = {name.split(".")[0] for name in imports(path)}
    for library in libraries & DOORS.keys():
        assert name_of(path) in DOORS[library]
    for library in libraries & FOLDER_DOORS.keys():
        assert own_layer(path) in FOLDER_DOORS[library]


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


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_error_is_swallowed_unseen(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler) and all(isinstance(s, ast.Pass) for s in node.body):
            caught = getattr(node.type, "id", "")
            assert caught not in ("", "Exception", "BaseException"), f"line {node.lineno}"
