"""Read a generated module back before it is written: it must test exactly its cases."""

import ast
from collections.abc import Iterator, Mapping, Sequence

from docreplay.model.case import Case
from docreplay.model.json.value import JSON


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
