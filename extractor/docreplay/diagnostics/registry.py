"""A folder is a registry: every module of it defines the one constant that the folder asks for."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TypeVar

T = TypeVar("T")


def discover(package: str, attribute: str, kind: type[T]) -> tuple[T, ...]:
    """The `attribute` of every module of `package`, in the order of the file names.

    Raises `TypeError` naming the module whose attribute is missing or of another kind.
    """
    return tuple(_load(f"{package}.{name}", attribute, kind) for name in module_names(package))


@cache
def module_names(package: str) -> tuple[str, ...]:
    """The names of the modules of a package, sorted."""
    return tuple(sorted(info.name for info in iter_modules(import_module(package).__path__)))


def _load(module: str, attribute: str, kind: type[T]) -> T:
    value = getattr(import_module(module), attribute, None)
    if not isinstance(value, kind):
        message = f"{module} must define {attribute} of type {kind.__name__}"
        raise TypeError(message)
    return value
