"""Find extensions: a folder is a registry, and other packages add to it by entry points.

Each module of a folder defines the one constant that the folder asks for, such as `FORMAT`. An
entry point of another package names a module that does the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Generic, TypeVar

from docreplay.diagnostics.entry_points import Offer, offers

T = TypeVar("T")
RULES = "docreplay.rules"
"""The entry point group of rules; docreplay's own are in the `rules` folder of each stage."""


class RuleCheck:
    """Base class of what the module of a rule defines as `CHECK`; each stage has a kind."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ExtensionPoint(Generic[T]):
    """A kind of extension: where its modules are, and the constant that each of them defines."""

    folder: str
    """Full name of docreplay's own package of such modules."""
    group: str
    """Entry point group for the modules of other packages."""
    attribute: str
    kind: type[T]

    def names(self) -> tuple[str, ...]:
        """Return the names of all extensions, sorted; none of them is imported.

        Raise `ConfigError` if two extensions have the same name.
        """
        return tuple(sorted((*module_names(self.folder), *_offered(self.folder, self.group))))

    def load(self, name: str) -> T:
        """Import the module of one extension and return its constant.

        Raise `ConfigError` if another package's module is broken, `TypeError` if docreplay's is.
        """
        offer = _offered(self.folder, self.group).get(name)
        if offer is None:
            return _load(f"{self.folder}.{name}", self.attribute, self.kind)
        value: object = getattr(offer.load(), self.attribute, None)
        if not isinstance(value, self.kind):
            raise offer.refused(_must_define(offer.module, self.attribute, self.kind))
        return value

    def load_all(self) -> tuple[T, ...]:
        """Import every extension: docreplay's own by module name, then others by entry point."""
        own = discover(self.folder, self.attribute, self.kind)
        return (*own, *(self.load(name) for name in _offered(self.folder, self.group)))


def discover(package: str, attribute: str, kind: type[T]) -> tuple[T, ...]:
    """Return the `attribute` of every module of `package`, in the order of the file names.

    Raise `TypeError` naming the module whose attribute is missing or of another type.
    """
    return tuple(_load(f"{package}.{name}", attribute, kind) for name in module_names(package))


def rule_checks(package: str, kind: type[T]) -> tuple[T, ...]:
    """Return the checks of one kind: `CHECK` of each module of `package` and of other packages.

    A module without `CHECK` is skipped: its rule is reported by code elsewhere in its stage.
    """
    own = (import_module(f"{package}.{name}") for name in module_names(package))
    others = (module for _, module in offered_rules())
    found = (getattr(module, "CHECK", None) for module in (*own, *others))
    return tuple(check for check in found if isinstance(check, kind))


@cache
def offered_rules() -> tuple[tuple[Offer, ModuleType], ...]:
    """Return the modules of rules of other packages. Raise `ConfigError` for a broken one."""
    found = tuple((offer, offer.load()) for offer in offers(RULES))
    for offer, module in found:
        check = getattr(module, "CHECK", None)
        if check is not None and not isinstance(check, RuleCheck):
            raise offer.refused(f"{offer.module}.CHECK must be a `Check` of lint or drift")
    return found


@cache
def module_names(package: str) -> tuple[str, ...]:
    """Return the names of the modules of a package, sorted."""
    return tuple(sorted(info.name for info in iter_modules(import_module(package).__path__)))


@cache
def _offered(folder: str, group: str) -> Mapping[str, Offer]:
    """Return the entry points of a group by name. Raise `ConfigError` for a name that is taken."""
    found: dict[str, Offer] = {}
    for offer in offers(group):
        if offer.name in module_names(folder):
            raise offer.refused("docreplay has an extension of that name")
        if offer.name in found:
            raise offer.refused(f"{found[offer.name].package} has an entry point of that name")
        found[offer.name] = offer
    return found


def _load(module: str, attribute: str, kind: type[T]) -> T:
    value = getattr(import_module(module), attribute, None)
    if not isinstance(value, kind):
        raise TypeError(_must_define(module, attribute, kind))
    return value


def _must_define(module: str, attribute: str, kind: type[object]) -> str:
    return f"{module} must define {attribute} of type {kind.__name__}"
