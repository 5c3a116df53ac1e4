"""The reference of the public Python API, made of `__all__`, signatures and docstrings."""

import dataclasses
import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module

from docs.generators.markdown import code, fence, plain, table

_WIDTH = 76
"""Characters that fit on a line of the site."""
_FUNCTION = re.compile(r"<function .*? at 0x[0-9a-f]+>")
_MODULES = re.compile(r"\b(?:[a-z_]+\.)+(?=[A-Za-z])")


def reference(module_name: str) -> str:
    """Return the reference of the public names of a module: functions first, then types."""
    module = import_module(module_name)
    found = {name: getattr(module, name) for name in sorted(module.__all__)}
    functions = {name: item for name, item in found.items() if inspect.isfunction(item)}
    types = {name: item for name, item in found.items() if inspect.isclass(item)}
    parts = [_function(module_name, name, item) for name, item in functions.items()]
    parts += [_type(name, item) for name, item in types.items()]
    return "\n".join(parts)


def _function(module_name: str, name: str, function: Callable[..., object]) -> str:
    signature = _signature(name, function)
    text = _docstring(function)
    return f"### {module_name}.{name}\n\n{fence(signature, 'python')}\n{text}\n"


def _signature(name: str, function: Callable[..., object]) -> str:
    """Return the signature; a long one has each parameter on a line of its own."""
    known = inspect.signature(function)
    whole = f"{name}{_short(str(known))}"
    if len(whole) <= _WIDTH:
        return whole
    head, _, result = whole.rpartition(")")
    parameters = ",\n    ".join(_parameters(head.partition("(")[2]))
    return f"{name}(\n    {parameters},\n){result}"


def _parameters(text: str) -> Iterator[str]:
    """Yield the parameters between commas that are in no brackets."""
    depth, start = 0, 0
    for at, char in enumerate(f"{text},"):
        depth += (char in "([{") - (char in ")]}")
        if char == "," and depth == 0:
            yield text[start:at].strip()
            start = at + 1


def _short(annotation: str) -> str:
    """Return the text without the modules of its names, and without addresses in memory."""
    return _MODULES.sub("", _FUNCTION.sub("...", annotation))


def _type(name: str, kind: type) -> str:
    rows = list(_fields(kind))
    fields = "\n" + table(("Attribute", "Type"), rows) if rows else ""
    return f"### {name}\n\n{_docstring(kind)}\n{fields}"


def _fields(kind: type) -> Iterator[tuple[str, str]]:
    if dataclasses.is_dataclass(kind):
        for field in dataclasses.fields(kind):
            yield code(field.name), code(_short(_written(field.type)))


def _written(annotation: object) -> str:
    return annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)


def _docstring(item: object) -> str:
    """Return the docstring: the summary, then the rest as it is."""
    summary, _, rest = (inspect.getdoc(item) or "").partition("\n\n")
    return f"{plain(summary)}\n" + (f"\n{rest}\n" if rest else "")
