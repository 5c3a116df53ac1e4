"""A form and its types compiled to closures: whether there is nothing to say of any member.

`Members` says the same at length; where this is in doubt, it answers no and `Members` decides.
"""

from functools import lru_cache

from extractor.compare.acceptor import Acceptor, acceptor
from extractor.compare.form import Form
from extractor.compare.typed import form_of_stated, nested_form, of_type
from extractor.model.catalogue import Catalogue, Property, ResourceType
from extractor.model.json import JSON

_SCALAR = (str, int, float, bool, type(None))


def settled(form: Form, catalogue: Catalogue) -> Acceptor:
    """Whether no member of a value that conforms to the form deserves a word."""
    if "object" in form.kinds:
        return _object(form, catalogue)
    if form.items is None or _is_plain(form.items):
        return _always
    item = settled(form.items, catalogue)
    return lambda value: not isinstance(value, list) or all(map(item, value))


def _always(_: JSON) -> bool:
    return True


def _is_plain(form: Form) -> bool:
    """Whether there are no members inside."""
    return not form.kinds & {"object", "array"}


def _object(form: Form, catalogue: Catalogue) -> Acceptor:
    checks = {name: check for name, check in _checks(form, catalogue) if check}
    names = form.properties.keys() if form.resource is None else _known(form, form.resource)
    owed, is_open = form.owed, form.open
    own = form.resource.name if form.resource else ""
    elements = settled(form.items, catalogue) if form.items else _always
    of_others = lru_cache(maxsize=64)(lambda named: _derived(form, named, catalogue))

    def accept(value: JSON) -> bool:
        if not isinstance(value, dict):
            return all(map(elements, value)) if isinstance(value, list) else True
        named = value.get("@odata.type") if own else None
        if isinstance(named, str) and named.lstrip("#") != own:
            other = of_others(named)
            return other is not None and other(value)
        if not owed <= value.keys():
            return False
        if not (is_open or value.keys() <= names or _is_control(value.keys() - names)):
            return False
        return all(name not in value or check(value[name]) for name, check in checks.items())

    return accept


def _known(form: Form, resource: ResourceType) -> frozenset[str]:
    """Members that the skeleton knows; what only tables know leaves the fast way."""
    names = frozenset(resource.properties)
    return names if form.narrowed is None else names & (form.narrowed | form.properties.keys())


def _is_control(names: set[str]) -> bool:
    return all("@" in name for name in names)


def _derived(form: Form, named: str, catalogue: Catalogue) -> Acceptor | None:
    """The same for an object that says that it is of a type derived from the expected one."""
    resource, own = form.resource, catalogue.find(named.lstrip("#"))
    if own is None or resource is None or resource.name not in (own.name, *own.ancestors):
        return None
    return _object(of_type(form, own), catalogue)


def _checks(form: Form, catalogue: Catalogue) -> list[tuple[str, Acceptor | None]]:
    """What is to be looked at in members, beyond what conforming to the example has shown."""
    resource = form.resource
    shown = [
        (name, _both(part, resource.properties.get(name) if resource else None, form, catalogue))
        for name, part in form.properties.items()
    ]
    stated = resource.properties.items() if resource else ()
    others = [(n, _stated(p, form, catalogue)) for n, p in stated if n not in form.properties]
    return [*shown, *others]


def _both(part: Form, stated: Property | None, form: Form, catalogue: Catalogue) -> Acceptor | None:
    inner = None if _is_plain(part) else settled(part, catalogue)
    if stated is None or form.resource is None:
        return inner
    conforms = acceptor(form_of_stated(stated, form.resource))
    if inner is None:
        return conforms
    return lambda value: conforms(value) and inner(value)


def _stated(stated: Property, form: Form, catalogue: Catalogue) -> Acceptor | None:
    """A member that no example shows; what is inside of it is compiled when it is first met."""
    resource = form.resource
    if resource is None:
        return None
    conforms = acceptor(form_of_stated(stated, resource))
    name = (stated.stated.type or "") if not stated.stated.items else stated.stated.items.type
    if not name:
        return conforms
    inside = lru_cache(maxsize=1)(
        lambda: settled(nested_form(stated.stated, resource, catalogue), catalogue)
    )
    return lambda value: conforms(value) and (isinstance(value, _SCALAR) or inside()(value))
