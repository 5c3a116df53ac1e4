"""Read generated modules back: before they are written, and before they are executed."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence

from docreplay.model.case import Case
from docreplay.model.json.value import JSON

_METHODS = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "request"})
_CONSTANT = re.compile(r"\w+_(?:REQUEST|RESPONSE)")


class EmissionError(AssertionError):
    """A generated module does not match its cases: a bug of docreplay, never of a page."""


def verify(source: str, path: str, cases: Sequence[Case], constants: Mapping[str, JSON]) -> None:
    """Raise `EmissionError` unless the source compiles to the tests of the cases and no more.

    A module may contain an import of pytest, the page mark, one function per case, and the given
    constants. Each constant must have exactly its value: `1` is neither `1.0` nor `True`.
    """
    try:
        tree = ast.parse(source, path)
        compile(tree, path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise EmissionError(f"{path} does not compile: {error}") from error
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    if [node.name for node in tests] != [f"test_{case.name}" for case in cases]:
        raise EmissionError(f"{path} contains tests that are not on its page")
    for test, case in zip(tests, cases, strict=True):
        _check_test(test, case, path)
    found = dict(_constants(tree.body[3 + len(tests) :], path))
    if repr(found) != repr(dict(constants)):
        raise EmissionError(f"{path} contains bodies that are not on its page")


def _constants(nodes: list[ast.stmt], path: str) -> Iterator[tuple[str, JSON]]:
    for node in nodes:
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            raise EmissionError(f"{path}:{node.lineno} is neither a test nor a constant")
        try:
            yield node.targets[0].id, ast.literal_eval(node.value)
        except ValueError as error:
            raise EmissionError(f"{path}:{node.lineno} is not a literal") from error


def _check_test(test: ast.FunctionDef, case: Case, path: str) -> None:
    """Raise `EmissionError` unless a test makes only calls, with the case's request and status."""
    calls = [node.value for node in test.body if isinstance(node, ast.Assign | ast.Expr)]
    found = [call for call in calls if isinstance(call, ast.Call)]
    if len(found) != len(test.body) - 1 or case.request.target not in _texts(found[0]):
        raise EmissionError(f"{path}: {test.name} sends a different request")
    if case.expectation.status is not None and case.expectation.status not in _texts(found[1]):
        raise EmissionError(f"{path}: {test.name} expects a different status")


def _texts(call: ast.Call) -> list[object]:
    return [argument.value for argument in call.args if isinstance(argument, ast.Constant)]


def foreign_line(source: bytes) -> int:
    """Return the first line with code that no generated module contains; 0 if there is none.

    Such a module imports pytest, has one function per case, which sends one request and makes
    claims, and constants. Values are literals. So it can be edited, but not do anything else.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return getattr(error, "lineno", None) or 1
    statements = tree.body[_is_text(tree.body[0]) :] if tree.body else []
    return next((node.lineno for node in statements if not _is_ours(node)), 0)


def _is_ours(node: ast.stmt) -> bool:
    match node:
        case ast.Import(names=[ast.alias(name="pytest", asname=None)]):
            return True
        case ast.Assign(targets=[ast.Name(id="pytestmark")], value=ast.Call() as call):
            return _is_call_of(call, "pytest.mark.page")
        case ast.Assign(targets=[ast.Name(id=name)]):
            return bool(_CONSTANT.fullmatch(name)) and _is_literal(node.value)
        case ast.FunctionDef(decorator_list=marks, returns=None):
            return all(map(_is_line_mark, marks)) and _is_test(node)
    return False


def _is_test(node: ast.FunctionDef) -> bool:
    """Return True if a function only sends a request and makes claims."""
    arguments = ast.unparse(node.args)
    body = node.body[_is_text(node.body[0]) :]
    named = node.name.startswith("test_") and arguments == "api"
    return named and all(map(_is_step, body))


def _is_line_mark(node: ast.expr) -> bool:
    """Return True for the mark that earlier versions wrote above each test."""
    return isinstance(node, ast.Call) and _is_call_of(node, "pytest.mark.line")


def _is_step(node: ast.stmt) -> bool:
    match node:
        case ast.Assign(targets=[ast.Name(id="reply")], value=ast.Call() as call):
            return any(_is_call_of(call, f"api.{method}") for method in _METHODS)
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr=attribute)) as call):
            return attribute.startswith("has_") and _is_call_of(call, f"reply.{attribute}")
    return False


def _is_call_of(call: ast.Call, name: str) -> bool:
    """Return True for a call of that name whose arguments are literals and constants."""
    arguments = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg)]
    whole = len(arguments) == len(call.args) + len(call.keywords)
    return whole and ast.unparse(call.func) == name and all(map(_is_value, arguments))


def _is_value(node: ast.expr) -> bool:
    is_constant = isinstance(node, ast.Name) and _CONSTANT.fullmatch(node.id) is not None
    return is_constant or _is_literal(node)


def _is_literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, RecursionError, MemoryError):
        return False
    return True


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
