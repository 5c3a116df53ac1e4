"""Everything a person reads is idiomatic technical English; other forms are refused here."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "extractor/docreplay"
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
BANNED = {
    r"\b(?:is|are) no\b(?! longer)": "write `is not a …`, `not found` or `does not exist`",
    r"\b[Tt]here (?:is|are) no\b": "write `… not found`, or `does not exist`",
    r"\b[Nn]obody\b|\b[Ss]omebody\b": "write `cannot`, or name who does it",
    r"\bstand(?:s|ing)?\b(?! for\b)|\bstood\b": "write `is`, or `is at`",
    r"\bof today\b|\bas it stands\b": "write `current`",
    r"\b(?:so|as) many\b": "write `number of`",
    r"\bat hand\b": "write `available`",
    r"\banother (?:one|than)\b": "write `a different …`, or `differs from`",
    r"\b[Mm]end(?:s|ed|ing)?\b|\b[Hh]eal(?:s|ed|ing)?\b": "write `fix`",
    r"\b[Bb]r(?:ing|ings|ought) over\b": "write `sync`",
    r"\bh[eo]ld(?:s|ing)? (?:\S+ ){0,3}(?:to|against)\b": "write `compare with`",
    r"\btold\b|\btells?\b": "write `reported`, `detected` or `distinguished`",
    r"\bleft out of account\b": "write `ignored`",
    r"\bmay not be\b|\b(?:is|are) to be\b": "write `must not`, or `must be`",
    r"\bno [\w ]{1,20} any more\b": "write `no longer`",
    r"\bin the place of\b": "write `instead of`",
    r"\bamiss\b|\bowed?\b|\bowing\b|\bdeserves?\b": "write `wrong`, or `required`",
    r"\bhas to\b|\bhave to\b": "write `must`",
    r"!(?:\s|$)": "no exclamation marks",
}
NOUN_PHRASES = re.compile(
    r"(?:The|A|An|What|Which|Whether|How|Why|Where|Who|That|Every|All|Each|One|Two|Some|"
    r"Another|Other|Its|Their|Both|Something|Number|Name) "
)
THIRD_PERSON = re.compile(r"[A-Z][a-z]*[^s]s ")
VAGUE = {r"\b(?:[Ss]ays?|[Ss]aid|[Ss]peaks?|[Gg]oes|will (?:not )?do)\b": "name what is true"}
"""Words that do not describe what a test expects, banned from names and headings."""
MODULES = sorted(PACKAGE.rglob("*.py"))
OTHERS = sorted(
    path
    for folder in ("tests", "benchmarks", "examples", "docs/generators")
    for path in (ROOT / folder).rglob("*.py")
)
BOOKS = sorted((ROOT / "tests").rglob("*.md"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE if path.is_relative_to(PACKAGE) else ROOT).as_posix()


def texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield every text that a person may read, with its line; f-strings have `…` for values."""
    formatted = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    parts = {id(part) for node in formatted for part in node.values}
    for whole in formatted:
        yield whole.lineno, "".join(map(text_of, whole.values))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in parts and text_of(node) != "…":
            yield node.lineno, text_of(node)


def text_of(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else "…"


def comments(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if match := re.search(r"(?:^|  )# (?!noqa|type:|ruff:)(.*)", line):
            yield number, match[1]


def names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the names of functions and classes as words, with their lines."""
    for node in ast.walk(tree):
        if isinstance(node, FUNCTIONS | ast.ClassDef):
            words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", node.name)
            yield node.lineno, words.replace("_", " ").strip().lower()


def docstrings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, FUNCTIONS | ast.ClassDef | ast.Module):
            yield getattr(node, "lineno", 1), ast.get_docstring(node) or ""


def headings(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#"):
            yield number, line


def faults(text: str, banned: Mapping[str, str] = BANNED) -> Iterator[str]:
    """Yield the banned forms in a text, each with what to write instead."""
    for pattern, advice in banned.items():
        if match := re.search(pattern, text):
            yield f"`{match[0]}`: {advice}"


def noun_phrases(tree: ast.Module) -> Iterator[str]:
    """Yield docstrings of functions that do not begin with a verb in the imperative.

    A property or a fixture may be described as what it is; the name of a test describes it, and its
    docstring gives the reason.
    """
    for node in ast.walk(tree):
        if not isinstance(node, FUNCTIONS) or node.name.startswith("test_"):
            continue
        decorators = {decorator(item) for item in node.decorator_list}
        docstring = ast.get_docstring(node) or ""
        if decorators & {"property", "cached_property", "fixture"}:
            continue
        if NOUN_PHRASES.match(docstring) or THIRD_PERSON.match(docstring):
            yield f"line {node.lineno}: {docstring.partition('.')[0]}"


def decorator(node: ast.expr) -> str:
    return ast.unparse(node).partition("(")[0].rpartition(".")[2]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_banned_form_is_used(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = [
        f"line {line}: {fault}"
        for line, part in (*texts(ast.parse(text)), *comments(text))
        if " " in part
        for fault in faults(part)
    ]
    assert not found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_the_docstring_of_a_function_begins_with_a_verb(path: Path) -> None:
    assert not list(noun_phrases(ast.parse(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("path", OTHERS, ids=name_of)
def test_names_docstrings_and_comments_outside_the_package_have_no_banned_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not list(faults_outside(text))


def faults_outside(text: str) -> Iterator[str]:
    tree = ast.parse(text)
    for line, part in (*names(tree), *docstrings(tree), *comments(text)):
        yield from (f"line {line}: {fault}" for fault in faults(part))
    for line, part in names(tree):
        yield from (f"line {line}: {fault}" for fault in faults(part, VAGUE))
    yield from noun_phrases(tree)


@pytest.mark.parametrize("path", BOOKS, ids=name_of)
def test_headings_of_fixture_books_have_no_banned_form(path: Path) -> None:
    found = [
        f"line {line}: {fault}"
        for line, heading in headings(path.read_text(encoding="utf-8"))
        for fault in faults(heading, {**BANNED, **VAGUE})
    ]
    assert not found


@pytest.mark.parametrize(
    "text",
    [
        "def test_a_line_that_is_no_entry_is_named(): pass",
        "def test_a_rule_fires_where_the_book_says(): pass",
        "def test_x():\n    'Nobody can wait for it.'",
        "class IsNoPage: pass",
        "# what stands in a cell",
        "def lines():\n    'The lines of a page.'",
        "def lines():\n    'Yields the lines of a page.'",
    ],
)
def test_a_banned_form_outside_the_package_is_found(text: str) -> None:
    assert list(faults_outside(text))


@pytest.mark.parametrize(
    "text",
    [
        "this is no JSON",
        "there is no page `a.md`",
        "nobody can wait for -1 s",
        "this annotation stands apart from its block",
        "the source of today",
        "judge in so many processes",
        "`key` is another than in the source",
        "mend the file",
        "hold translations to their sources",
        "no test of its own any more",
    ],
)
def test_a_banned_form_is_found(text: str) -> None:
    assert list(faults(text))
