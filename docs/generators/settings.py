"""The table of the configuration keys, made of the fields of `Config` and their docstrings."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from itertools import pairwise

from docreplay.config.parsing import ENVIRONMENT, KEYS
from docreplay.config.settings import Config
from docreplay.model.finding import Severity
from docs.generators.markdown import code, plain, table


def reference() -> str:
    """Return the table of all keys, with their defaults and environment variables."""
    return table(("Key", "Default", "Environment", "Meaning"), _rows())


def _rows() -> Iterator[tuple[str, str, str, str]]:
    texts = _docstrings()
    defaults = Config()
    for key in KEYS:
        name = key.replace("-", "_")
        variable = f"`DOCREPLAY_{name.upper()}`" if key in ENVIRONMENT else ""
        yield code(key), code(_toml(getattr(defaults, name))), variable, plain(texts.get(name, ""))


def _docstrings() -> Mapping[str, str]:
    """Return the docstring below each field, by the field's name."""
    nodes = list(ast.walk(ast.parse(inspect.getsource(Config))))
    (settings,) = (node for node in nodes if isinstance(node, ast.ClassDef))
    return {
        ast.unparse(field.target): below.value.value
        for field, below in pairwise(settings.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }


def _toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case Severity():
            return f'"{value}"'
        case str():
            return f'"{value}"'
        case tuple():
            return f"[{', '.join(map(_toml, value))}]"
        case Mapping():
            return "{}"
        case _:
            return str(value)
