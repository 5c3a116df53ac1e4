"""Everything a person reads is idiomatic technical English: forms that are not are refused here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "extractor/docreplay"
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
    r"(?:The|A|An|What|Which|Whether|How|Why|Where|Who|That|Every|All|Each|One|Two|Some) "
)
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every text that may be read by a person, with its line; f-strings have `…` for values."""
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


def faults(text: str) -> Iterator[str]:
    """The banned forms in a text, each with what to write instead."""
    for pattern, advice in BANNED.items():
        if match := re.search(pattern, text):
            yield f"`{match[0]}`: {advice}"


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
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.FunctionDef):
            continue
        decorators = {ast.unparse(item).rpartition(".")[2] for item in node.decorator_list}
        docstring = ast.get_docstring(node) or ""
        if not decorators & {"property", "cached_property"} and NOUN_PHRASES.match(docstring):
            found.append(f"line {node.lineno}: {docstring.partition('.')[0]}")
    assert not found


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
