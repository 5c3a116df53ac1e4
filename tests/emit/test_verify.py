"""What is read back before a module is written."""

import pytest

from docreplay.emit.module import module_of
from docreplay.emit.verify import EmissionError, foreign_line, verify
from tests.support.pages import case_of

CASE = case_of("PATCH /photo\n\n{}", 'HTTP/1.1 200 OK\n\n{"height": 1}')
MODULE = module_of(CASE.page, [CASE])


def test_an_unedited_module_is_accepted() -> None:
    verify(MODULE.source, "test_x.py", [CASE], MODULE.constants)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("def test_get_photo", "def test_other"),
        ('"/photo"', '"/foto"'),
        ("has_status(200", "has_status(201"),
        ('{"height": 1}', '{"height": 1.0}'),
        ('{"height": 1}', '{"height": True}'),
        ('{"height": 1}', '{"height": print()}'),
        ("import pytest", "import pytest\nprint()"),
        ("    reply.has_status", "    import os\n    reply.has_status"),
        (
            "    reply.has_status",
            "    reply = reply.has_status if reply else 0\n    reply.has_status",
        ),
        ("def test_get_photo(api):", "def test_get_photo(api:"),
    ],
)
def test_any_other_module_is_refused(old: str, new: str) -> None:
    assert old in MODULE.source
    with pytest.raises(EmissionError):
        verify(MODULE.source.replace(old, new), "test_x.py", [CASE], MODULE.constants)


def test_a_missing_case_is_detected() -> None:
    with pytest.raises(EmissionError):
        verify(MODULE.source, "test_x.py", [CASE, CASE], MODULE.constants)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"/photo"', '"/foto"'),
        ("has_status(200", "has_status(404"),
        ('{"height": 1}', "[-1, 1.5, None, True, {}]"),
        ("def test_get_photo", "def test_other"),
    ],
)
def test_an_edited_module_that_only_sends_and_claims_may_be_executed(old: str, new: str) -> None:
    assert old in MODULE.source
    assert foreign_line(MODULE.source.replace(old, new).encode()) == 0


MARKED = MODULE.source.replace("def test", "@pytest.mark.line(5)\ndef test")
"""The module as earlier versions wrote it, with the line of each request."""
HEAD = len(MARKED[: MARKED.index("@pytest")].split("\n"))


def test_a_module_of_an_earlier_version_may_be_executed() -> None:
    assert foreign_line(MARKED.replace("(200)", "(200, line=9)").encode()) == 0


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("import pytest", "import pytest, os", HEAD - 5),
        ("import pytest", "import os as pytest", HEAD - 5),
        ("import pytest", "from os import system", HEAD - 5),
        ("import pytest\n", "import pytest\nprint()\n", HEAD - 4),
        ("pytest.mark.page(", "pytest.exit(", HEAD - 3),
        ("pytestmark", "pytest_plugins", HEAD - 3),
        ("pytestmark = ", "pytestmark = print() or ", HEAD - 3),
        ("@pytest.mark.line(", "@pytest.fixture(", HEAD + 1),
        ("@pytest.mark.line(", "@print\n@pytest.mark.line(", HEAD + 2),
        ("def test_get_photo(api):", "def setup_module(api):", HEAD + 1),
        ("def test_get_photo(api):", "def test_get_photo(api=print()):", HEAD + 1),
        ("def test_get_photo(api):", "def test_get_photo(api: print()):", HEAD + 1),
        ("def test_get_photo(api):", "def test_get_photo(api) -> print():", HEAD + 1),
        ("def test_get_photo(api):", "def test_get_photo(tmp_path):", HEAD + 1),
        ("def test_get_photo(api):", "async def test_get_photo(api):", HEAD + 1),
        ("    reply.has_status(", "    reply.__class__(", HEAD + 1),
        ("    reply.has_status(", "    api._replayer.has_status(", HEAD + 1),
        ("    reply.has_status(", "    print()\n    reply.has_status(", HEAD + 1),
        ("    reply.has_status(", "    import os\n    reply.has_status(", HEAD + 1),
        ("has_status(200", "has_status(print()", HEAD + 1),
        ("has_status(200", "has_status(*print()", HEAD + 1),
        ("has_status(200", "has_status(200, **print()", HEAD + 1),
        ("has_status(200", "has_status(pytest", HEAD + 1),
        ("has_status(200", "has_status(f'{print()}'", HEAD + 1),
        ("api.patch(", "api.failed(", HEAD + 1),
        ("api.patch(", "api.patch.__globals__(", HEAD + 1),
        ('{"height": 1}', "[print()]", HEAD + 10),
        ("def test_get_photo(api):", "def test_get_photo(api:", HEAD + 1),
    ],
)
def test_a_module_with_other_code_must_not_be_executed(old: str, new: str, line: int) -> None:
    assert old in MARKED
    found = foreign_line(MARKED.replace(old, new, 1).encode())
    assert found
    assert abs(found - line) <= 1


@pytest.mark.parametrize("source", [b"\0", b"\xff", b"(" * 100_000, b"x = 1\n", b"# coding: x\n"])
def test_a_file_that_is_not_a_module_must_not_be_executed(source: bytes) -> None:
    assert foreign_line(source) == 1


def test_an_empty_module_does_nothing() -> None:
    assert foreign_line(b"") == 0
    assert foreign_line(b'"""text"""\n') == 0
