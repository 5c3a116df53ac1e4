"""Reads an emitted module back before it is written: it must say what the cases say."""

import ast
from collections.abc import Iterator, Mapping, Sequence

from docreplay.model.case import Case
from docreplay.model.json.value import JSON


class EmissionError(AssertionError):
    """What was emitted is not what was meant: a bug of docreplay, never of a page."""


def verify(source: str, path: str, cases: Sequence[Case], constants: Mapping[str, JSON]) -> None:
    """Raises `EmissionError` unless the source compiles to the tests of the cases and no more.

    A module may hold an import of pytest, the page mark, one function per case, and the constants
    given here; each must evaluate to the very value, so that `1` is not `1.0` and not `True`.
    """
    try:
        tree = ast.parse(source, path)
        compile(tree, path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise EmissionError(f"{path} does not compile: {error}") from error
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    if [node.name for node in tests] != [f"test_{case.name}" for case in cases]:
        raise EmissionError(f"{path} holds other tests than its page")
    for test, case in zip(tests, cases, strict=True):
        _check_test(test, case, path)
    found = dict(_constants(tree.body[3 + len(tests) :], path))
    if repr(found) != repr(dict(constants)):
        raise EmissionError(f"{path} holds other bodies than its page")


def _constants(nodes: list[ast.stmt], path: str) -> Iterator[tuple[str, JSON]]:
    for node in nodes:
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            raise EmissionError(f"{path}:{node.lineno} is neither a test nor a constant")
        try:
            yield node.targets[0].id, ast.literal_eval(node.value)
        except ValueError as error:
            raise EmissionError(f"{path}:{node.lineno} is no literal") from error


def _check_test(test: ast.FunctionDef, case: Case, path: str) -> None:
    """The request and the status are those of the case; nothing but calls stands in a test."""
    calls = [node.value for node in test.body if isinstance(node, ast.Assign | ast.Expr)]
    said = [call for call in calls if isinstance(call, ast.Call)]
    if len(said) != len(test.body) - 1 or case.request.target not in _texts(said[0]):
        raise EmissionError(f"{path}: {test.name} sends another request")
    if case.expectation.status is not None and case.expectation.status not in _texts(said[1]):
        raise EmissionError(f"{path}: {test.name} expects another status")


def _texts(call: ast.Call) -> list[object]:
    return [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
