"""Emitted modules: whole, hostile, and as a formatter wants them."""

import ast
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.emit.module import module_of
from extractor.emit.verify import verify
from extractor.model.case import Case
from extractor.model.source import Location, PageId, Passage
from tests.support.golden import assert_golden
from tests.support.pages import case_of, cases_of

HERE = Path(__file__).parent
PAGE = PageId(path="docs_source/en-us/api/photos.md", locale="en-us", key="api/photos")
TEXTS = st.text(min_size=1, max_size=60)
BODIES = st.dictionaries(TEXTS, TEXTS | st.lists(TEXTS) | st.floats(allow_nan=False), max_size=6)
HOSTILE = [
    '"""\nimport os; os.system("id")\n"""',
    "'''+__import__('os')+'''",
    "\\",
    'a"); import os  #',
    "a\nimport os",
    "{__import__('os')}",
    "\u2028import os",
]


def photos() -> tuple[Case, ...]:
    return cases_of((HERE / "pages" / "photos.md").read_text(encoding="utf-8"), PAGE.path)


def source(*cases: Case, page: PageId = PAGE) -> str:
    module = module_of(page, cases)
    verify(module.source, "test_x.py", cases, module.constants)
    return module.source


def test_a_whole_module_is_readable() -> None:
    assert_golden(HERE / "goldens" / "photos.golden", source(*photos()))


def test_other_places_stand_in_the_docstring_and_places_of_includes_are_named() -> None:
    case = replace(photos()[0], also_on=(Location("docs_source/de-de/api/photos.md", 7),))
    other = replace(PAGE, path="docs_source/en-us/api/other.md")
    assert "Also on docs_source/de-de/api/photos.md:7" in source(case)
    assert f'@pytest.mark.line("{PAGE.path}:5")' in source(case, page=other)


@pytest.mark.parametrize(
    ("status", "reason", "claim"),
    [
        (200, "OK", "has_status(200, line="),
        (200, "ok", "has_status(200, line="),
        (202, "On Its Way", 'has_status(202, reason="On Its Way", line='),
        (200, "", 'has_status(200, reason="", line='),
        (422, "", "has_status(422, line="),
    ],
)
def test_only_an_unusual_reason_phrase_is_written_down(
    status: int, reason: str, claim: str
) -> None:
    case = photos()[0]
    expected = replace(case.expectation, status=status, reason=reason)
    assert claim in source(replace(case, expectation=expected))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_reason_phrase_stays_data(text: str) -> None:
    case = photos()[0]
    case = replace(case, expectation=replace(case.expectation, reason=text))
    module = ast.parse(source(case))
    values = [node.value for node in ast.walk(module) if isinstance(node, ast.Constant)]
    assert text in values


def test_the_same_cases_give_the_same_bytes_for_any_hash_seed() -> None:
    code = "from tests.emit.test_module import *; print(source(*photos()))"
    outputs = {
        subprocess.run(  # noqa: S603  # our own interpreter
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            cwd=HERE.parent.parent,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_a_page_holds_becomes_code(text: str) -> None:
    case = case_of("PATCH https://api.example.com/v1/photo", "HTTP/1.1 200 OK\n\nx")
    body = Passage(text, PAGE.path, 1)
    request = replace(case.request, target=text, body=body)
    shape = replace(case.expectation.shape, type=text)
    expectation = replace(case.expectation, body=body, shape=shape)
    hostile = replace(case, title=text, request=request, expectation=expectation)
    tree = ast.parse(source(hostile, page=replace(PAGE, path=text)))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [alias.name for node in imports for alias in node.names] == ["pytest"]
    assert "__import__" not in {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}


def drawn_modules(folder: Path) -> None:
    """Writes modules of drawn cases into a folder."""

    @settings(max_examples=80, database=None)
    @given(st.lists(st.tuples(TEXTS, TEXTS, BODIES), min_size=1, max_size=4))
    def write(drawn: list[tuple[str, str, object]]) -> None:
        cases = [_drawn(number, *parts) for number, parts in enumerate(drawn)]
        path = folder / f"test_{len(list(folder.iterdir()))}.py"
        path.write_text(source(*cases), encoding="utf-8")

    write()


def _drawn(number: int, target: str, title: str, body: object) -> Case:
    case = case_of("PATCH https://api.example.com/v1/photo", "HTTP/1.1 200 OK\n\n{}")
    text = Passage(json.dumps(body, ensure_ascii=False), PAGE.path, 1)
    request = replace(case.request, target=target, body=text)
    return replace(case, name=f"case_{number}", title=title, request=request)


def long_texts() -> list[Case]:
    """Bodies of every length around the width of a line, as text and as a JSON string."""
    case = case_of("PATCH https://api.example.com/v1/photo", "HTTP/1.1 200 OK\n\n{}")
    texts = [text for size in range(40, 100) for text in ("x" * size, f'"{"y" * size}"')]
    requests = [replace(case.request, body=Passage(text, PAGE.path, 1)) for text in texts]
    return [
        replace(case, name=f"case_{number}", request=request)
        for number, request in enumerate(requests)
    ]


def test_a_formatter_has_nothing_to_do(tmp_path: Path) -> None:
    drawn_modules(tmp_path)
    (tmp_path / "test_long.py").write_text(source(*long_texts()), encoding="utf-8")
    (tmp_path / "test_golden.py").write_text(source(*photos()), encoding="utf-8")
    assert len(list(tmp_path.iterdir())) > 50
    command = [str(Path(sys.executable).with_name("ruff")), "format", "--isolated", "--diff"]
    found = subprocess.run([*command, str(tmp_path)], check=False, capture_output=True, text=True)  # noqa: S603  # our own
    assert found.stdout == ""
