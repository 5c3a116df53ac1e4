"""A form compiled to closures: whether a value conforms, without saying why not.

Answers that conform are the rule, and pay only this. A differential test holds it to the verdict
of jsonschema on the same form's schema.
"""

from collections.abc import Callable, Mapping

from docreplay.compare.form import Form
from docreplay.compare.formats import CHECKS
from docreplay.model.json.value import JSON

Acceptor = Callable[[JSON], object]
"""Says by the truth of what it returns whether a value conforms."""
_TYPES: Mapping[str, tuple[type, ...]] = {
    "boolean": (bool,),
    "null": (type(None),),
    "integer": (int,),
    "number": (int, float),
    "string": (str,),
    "array": (list,),
    "object": (dict,),
}
_ALL = frozenset(kind for kinds in _TYPES.values() for kind in kinds)


def acceptor(form: Form) -> Acceptor:
    """Whether a value conforms to the form."""
    return _joined(*_split(form))


def _joined(plain: frozenset[type], checks: Mapping[type, Acceptor]) -> Acceptor:
    if not checks:
        return lambda value: type(value) in plain
    return lambda value: type(value) in plain or checks.get(type(value), _never)(value)


def _split(form: Form) -> tuple[frozenset[type], Mapping[type, Acceptor]]:
    """The Python types of which every value conforms, and those whose values are looked at.

    To tell the former apart costs no call, and most members are of those.
    """
    if not form.kinds - {"null"}:
        return _ALL, {}
    types = {kind for name in form.kinds for kind in _TYPES[name]}
    checks = {kind: check for kind, check in _checks(form) if kind in types}
    if "integer" in form.kinds and float not in types:
        checks[float] = _is_whole
    return frozenset(types - checks.keys()), checks


def _checks(form: Form) -> list[tuple[type, Acceptor]]:
    checks: list[tuple[type, Acceptor]] = []
    if form.format or form.choices:
        checks.append((str, _string(form)))
    if form.empty or form.items:
        checks.append((list, _array(form)))
    if form.required or form.properties:
        checks.append((dict, _object(form)))
    return checks


def _never(_: JSON) -> bool:
    return False


def _is_whole(value: JSON) -> bool:
    return isinstance(value, float) and value.is_integer()


def _string(form: Form) -> Acceptor:
    check, choices = CHECKS.get(form.format), frozenset(form.choices)
    if check is None:
        return lambda value: value in choices
    if not choices:
        return check  # type: ignore[return-value]  # called with strings only
    return lambda value: check(str(value)) and value in choices


def _array(form: Form) -> Acceptor:
    if form.empty or form.items is None:
        return lambda value: not value
    plain, checks = _split(form.items)
    if not checks:
        return lambda value: plain.issuperset(map(type, value))  # type: ignore[arg-type]  # a list
    item = _joined(plain, checks)
    return lambda value: all(map(item, value))  # type: ignore[arg-type]  # called with lists only


def _object(form: Form) -> Acceptor:
    required = form.required
    members = [(name, *_split(part)) for name, part in form.properties.items()]

    def accept(value: JSON) -> bool:
        if not isinstance(value, dict) or not required <= value.keys():
            return False
        for name, plain, checks in members:
            if name in value:
                item = value[name]
                kind = type(item)
                if kind not in plain and not checks.get(kind, _never)(item):
                    return False
        return True

    return accept
