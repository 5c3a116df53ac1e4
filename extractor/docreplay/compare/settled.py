"""A form and its types compiled to closures: whether there is nothing to say of any member.

`Members` says the same at length; where this is in doubt, it answers no and `Members` decides.
"""

from collections.abc import Callable

from docreplay.compare.acceptor import Acceptor
from docreplay.compare.form import Form
from docreplay.compare.typed import form_of_stated, nested_form, of_type, stated_acceptor
from docreplay.compare.types import is_expected, own_form, own_type, property_of
from docreplay.model.json.value import JSON
from docreplay.model.resource_catalogue import Catalogue

_Check = Callable[[dict[str, JSON]], bool]
_OTHER_TYPES = 64
"""How many are kept: an answer may name types without end."""


def settled(form: Form, catalogue: Catalogue) -> Acceptor:
    """Whether no member of a value that conforms to the form deserves a word."""
    return _inside(form, catalogue) or _always


class Doubts:
    """Which members of an object may deserve a word; forms are compiled when first met."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._known: dict[int, tuple[Form, _Typed | _Untyped]] = {}

    def of(self, form: Form, value: dict[str, JSON]) -> list[str]:
        """The names in the value's order, if it conforms to the form and is of no type but its."""
        known = self._known.get(id(form))
        if known is None:
            # the form is kept as well, so that no other one gets its id
            known = self._known[id(form)] = (form, _members(form, self._catalogue))
        return known[1].doubtful(value)


def _always(_: JSON) -> bool:
    return True


def _never(_: JSON) -> bool:
    return False


def _inside(form: Form, catalogue: Catalogue) -> Acceptor | None:
    """The check of what is inside of a value; None where there is nothing to check."""
    if form.muted:
        return None
    element = _inside(form.items, catalogue) if form.items else None
    if "object" not in form.kinds:
        return _of_each(element) if element else None
    of_object = _of_object(form, catalogue)
    if element is None:
        return lambda value: not isinstance(value, dict) or of_object(value)
    of_each = _of_each(element)
    return lambda value: of_object(value) if isinstance(value, dict) else of_each(value)


def _of_each(element: Acceptor) -> Acceptor:
    return lambda value: not isinstance(value, list) or all(map(element, value))


def _of_object(form: Form, catalogue: Catalogue) -> _Check:
    return _members(form, catalogue).settles


def _members(form: Form, catalogue: Catalogue) -> "_Typed | _Untyped":
    return _Typed(form, catalogue) if form.resource else _Untyped(form, catalogue)


class _Untyped:
    """The members of objects of which only the example is known."""

    def __init__(self, form: Form, catalogue: Catalogue) -> None:
        inner = [(name, _inside(part, catalogue)) for name, part in form.properties.items()]
        self._checks = {name: check for name, check in inner if check}
        self._names, self._is_open = form.properties.keys(), form.open

    def settles(self, value: dict[str, JSON]) -> bool:
        """Whether all members of an object are settled."""
        names = self._names
        if (
            not self._is_open
            and not value.keys() <= names
            and not _is_control(value.keys() - names)
        ):
            return False
        return all(check(value[name]) for name, check in self._checks.items() if name in value)

    def doubtful(self, value: dict[str, JSON]) -> list[str]:
        """The members that are not settled."""
        return [name for name, item in value.items() if not self._is_settled(name, item)]

    def _is_settled(self, name: str, item: JSON) -> bool:
        if name not in self._names:
            return self._is_open or "@" in name
        check = self._checks.get(name)
        return check is None or bool(check(item))


def _is_control(names: set[str]) -> bool:
    return all("@" in name for name in names)


class _Typed:
    """The members of objects of a described type: those of which nothing is to be said, the rest.

    Members that no example shows are learnt when an answer first has them.
    """

    def __init__(self, form: Form, catalogue: Catalogue) -> None:
        self._form = form
        self._catalogue = catalogue
        self._silent: set[str] = set()
        self._checks: dict[str, Acceptor] = {}
        self._others: dict[str, _Check | None] = {}
        for name, part in form.properties.items():
            check = self._shown(name, part)
            if check:
                self._checks[name] = check
            else:
                self._silent.add(name)

    def settles(self, value: dict[str, JSON]) -> bool:
        """Whether all members of an object are settled."""
        form = self._form
        named = value.get("@odata.type")
        if isinstance(named, str) and form.resource and named.lstrip("#") != form.resource.name:
            other = self._of_other(named)
            return other is not None and other(value)
        return self.settles_members(value)

    def settles_members(self, value: dict[str, JSON]) -> bool:
        """The same of an object that is known to be of the type, whatever name it gives it."""
        if not self._form.owed <= value.keys():
            return False
        checks = self._checks
        for name in value.keys() - self._silent:
            check = checks.get(name) or self._unshown(name)
            if not check(value[name]):
                return False
        return True

    def doubtful(self, value: dict[str, JSON]) -> list[str]:
        """The members that are not settled, of an object that is of the type."""
        checks, silent = self._checks, self._silent
        return [
            name
            for name, item in value.items()
            if name not in silent and not (checks.get(name) or self._unshown(name))(item)
        ]

    def _of_other(self, named: str) -> _Check | None:
        if named not in self._others:
            if len(self._others) >= _OTHER_TYPES:
                self._others.clear()
            self._others[named] = self._other(named)
        return self._others[named]

    def _other(self, named: str) -> _Check | None:
        """The check of objects that name another type; None where that is worth a word."""
        sample: dict[str, JSON] = {"@odata.type": named}
        own = own_type(sample, self._catalogue)
        if own and not is_expected(own, self._form):
            return None
        form = own_form(self._form, sample, self._catalogue)
        if own is None:
            return _of_object(form, self._catalogue)
        return _Typed(of_type(form, own), self._catalogue).settles_members

    def _shown(self, name: str, part: Form) -> Acceptor | None:
        """The check of a member that the example shows, beyond that it conforms to the example."""
        stated, resource = property_of(self._form, name), self._form.resource
        if part.muted:
            return None
        if stated is None and "@" not in name and not self._form.open:
            return _never
        inside = _inside(part, self._catalogue)
        if (
            stated is None
            or resource is None
            or _is_implied(form_of_stated(stated, resource), part)
        ):
            return inside
        return _both(stated_acceptor(stated, resource), inside)

    def _unshown(self, name: str) -> Acceptor:
        stated, resource = property_of(self._form, name), self._form.resource
        if stated is None or resource is None:
            return _always if "@" in name or self._form.open else _never
        inside = _inside(nested_form(stated.stated, resource, self._catalogue), self._catalogue)
        self._checks[name] = _both(stated_acceptor(stated, resource), inside)
        return self._checks[name]


def _both(one: Acceptor, other: Acceptor | None) -> Acceptor:
    return (lambda value: one(value) and other(value)) if other else one


def _is_implied(stated: Form, part: Form) -> bool:
    """Whether every value that conforms to the example is also one that the resource states."""
    if not stated.kinds:
        return True
    kinds = stated.kinds | {"integer"} if "number" in stated.kinds else stated.kinds
    if not part.kinds - {"null"} or not part.kinds <= kinds:
        return False
    if stated.format not in ("", part.format) or not set(part.choices) <= set(stated.choices):
        return False
    if stated.choices and not part.choices:
        return False
    if stated.items is None or not stated.items.kinds:
        return True
    return part.items is not None and _is_implied(stated.items, part.items)
