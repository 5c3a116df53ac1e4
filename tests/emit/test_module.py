"""Emitted modules: whole, hostile, and as a formatter wants them."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docreplay.cases.names import identifier, unique
from docreplay.emit.module import module_of
from docreplay.emit.verify import verify
from docreplay.model.case import BodyAnnotation, Case
from docreplay.model.http.http import Header
from docreplay.model.location import Location, Passage
from docreplay.model.page import PageId
from tests.support.golden import assert_golden
from tests.support.pages import case_of, cases_of

HERE = Path(__file__).parent
PAGE = PageId(path="docs_source/en-us/api/photos.md", locale="en-us", key="api/photos")
TEXTS = st.text(min_size=1, max_size=60)
WIDE = TEXTS | st.integers(1, 90).map("x".__mul__)
LISTS = st.lists(WIDE, max_size=4)
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


@pytest.mark.parametrize("name", ["Date", "date", "Connection", "Content-Length", "Trailer"])
def test_a_header_that_changes_with_every_response_is_not_claimed(name: str) -> None:
    response = f"HTTP/1.1 200 OK\n{name}: Thu, 01 Jan 2026 00:00:00 GMT\nETag: x\n\n{{}}"
    text = source(case_of("GET /photo", response))
    assert re.findall(r"reply.has_header\(\s*\"([^\"]*)", text) == ["ETag"]


def test_translations_with_the_same_case_are_in_the_docstring() -> None:
    path = "docs_source/de-de/api/photos.md"
    case = replace(photos()[0], also_on=(Location(path, 7), Location(path, 9)))
    assert source(case).count(f"Also on {path}\n") == 1


def test_edits_of_prose_do_not_change_a_module() -> None:
    text = (HERE / "pages" / "photos.md").read_text(encoding="utf-8")
    moved = cases_of(f"A new sentence.\n\n{text}", PAGE.path)
    assert moved[0].location.line == photos()[0].location.line + 2
    assert source(*moved) == source(*photos())


@pytest.mark.parametrize(
    ("status", "reason", "claim"),
    [
        (200, "OK", "has_status(200)"),
        (200, "ok", "has_status(200)"),
        (202, "On Its Way", 'has_status(202, reason="On Its Way"'),
        (200, "", 'has_status(200, reason=""'),
        (422, "", "has_status(422)"),
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
        subprocess.run(
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
def test_no_text_of_a_page_becomes_code(text: str) -> None:
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


@st.composite
def drawn_cases(draw: st.DrawFn) -> Case:
    """Draw a case with anything in it that a module contains, often about as wide as a line."""
    case = case_of("PATCH https://api.example.com/v1/photo", "HTTP/1.1 200 OK\n\n{}")
    text = Passage(json.dumps(draw(BODIES), ensure_ascii=False), PAGE.path, 1)
    headers = [Header(*pair, text.location) for pair in draw(st.lists(st.tuples(WIDE, WIDE)))]
    request = replace(
        case.request, target=draw(WIDE), body=draw(st.none() | st.just(text)), headers=(*headers,)
    )
    shape = BodyAnnotation(
        type=draw(TEXTS),
        optional=tuple(draw(LISTS)),
        nullable=tuple(draw(LISTS)),
        compare=json.dumps(draw(st.dictionaries(WIDE, WIDE | LISTS, min_size=1, max_size=4))),
    )
    expected = replace(
        case.expectation, shape=shape, headers=(*headers,), reason=draw(WIDE), body=text
    )
    prefer = draw(st.just("") | WIDE)
    title = draw(TEXTS)
    return replace(case, title=title, request=request, expectation=expected, prefer=prefer)


def drawn_modules(folder: Path) -> None:
    """Write modules of drawn cases into a folder."""

    @settings(max_examples=120, database=None, deadline=None)
    @given(st.lists(st.tuples(drawn_cases(), WIDE), min_size=1, max_size=4), WIDE)
    def write(drawn: list[tuple[Case, str]], path: str) -> None:
        names = unique(identifier(name) for _, name in drawn)
        cases = [replace(case, name=name) for (case, _), name in zip(drawn, names, strict=True)]
        file = folder / f"test_{len(list(folder.iterdir()))}.py"
        file.write_text(source(*cases, page=replace(PAGE, path=path)), encoding="utf-8")

    write()


def wide_cases() -> Iterator[Case]:
    """Return cases in which each part in turn takes every width around that of a line."""
    case = case_of("GET https://api.example.com/v1/photo", "HTTP/1.1 200 OK\n\n{}")
    at = case.location
    for size in range(20, 90):
        half = "x" * (size // 2)
        odd = half + "y" * (size % 2)
        headers = (Header("Authorization", half, at), Header("Prefer", odd, at))
        yield replace(case, request=replace(case.request, headers=headers))
        for shape in (
            BodyAnnotation(optional=(half, odd)),
            BodyAnnotation(nullable=(half, odd)),
            BodyAnnotation(compare=json.dumps({half: odd})),
            BodyAnnotation(compare=json.dumps({"paths": {half: {"one-of": [odd, "z"]}}})),
        ):
            yield replace(case, expectation=replace(case.expectation, shape=shape))


def named(cases: Iterable[Case]) -> list[Case]:
    """Return cases, three of each name, with names of every length; some begin with a digit."""
    found = list(cases)
    lead = ("", "1", "class")
    names = [f"{lead[n // 3 % 3]}{'n' * (50 + n // 9)}" for n in range(len(found))]
    result = zip(found, unique(map(identifier, names)), strict=True)
    return [replace(case, name=name) for case, name in result]


def long_texts() -> list[Case]:
    """Return bodies of every length around the width of a line, as text and as a JSON string."""
    case = case_of("PATCH https://api.example.com/v1/photo", "HTTP/1.1 200 OK\n\n{}")
    texts = [text for size in range(40, 100) for text in ("x" * size, f'"{"y" * size}"')]
    requests = [replace(case.request, body=Passage(text, PAGE.path, 1)) for text in texts]
    return [
        replace(case, name=f"case_{number}", request=request)
        for number, request in enumerate(requests)
    ]


def test_a_generated_module_is_formatted(tmp_path: Path) -> None:
    drawn_modules(tmp_path)
    (tmp_path / "test_long.py").write_text(source(*long_texts()), encoding="utf-8")
    (tmp_path / "test_wide.py").write_text(source(*named(wide_cases())), encoding="utf-8")
    (tmp_path / "test_golden.py").write_text(source(*photos()), encoding="utf-8")
    assert len(list(tmp_path.iterdir())) > 50
    command = [str(Path(sys.executable).with_name("ruff")), "format", "--isolated", "--diff"]
    found = subprocess.run([*command, str(tmp_path)], check=False, capture_output=True, text=True)
    assert found.stdout == ""
