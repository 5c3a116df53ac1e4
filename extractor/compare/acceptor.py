"""A form compiled to closures: whether a value conforms, without saying why not.

Answers that conform are the rule, and pay only this. A differential test holds it to the verdict
of jsonschema on the same form's schema.
"""

from collections.abc import Callable

from extractor.compare.form import Form
from extractor.compare.formats import CHECKS
from extractor.model.json import JSON

Acceptor = Callable[[JSON], bool]


def acceptor(form: Form) -> Acceptor:
    """Whether a value conforms to the form."""
    if not form.kinds - {"null"}:
        return lambda _: True
    by_type: dict[type, Acceptor] = {
        bool: _always if "boolean" in form.kinds else _never,
        type(None): _always if "null" in form.kinds else _never,
        int: _always if form.kinds & {"integer", "number"} else _never,
        float: _float(form),
        str: _string(form) if "string" in form.kinds else _never,
        list: _array(form) if "array" in form.kinds else _never,
        dict: _object(form) if "object" in form.kinds else _never,
    }
    return lambda value: by_type[type(value)](value)


def _always(_: JSON) -> bool:
    return True


def _never(_: JSON) -> bool:
    return False


def _float(form: Form) -> Acceptor:
    if "number" in form.kinds:
        return _always
    return (lambda value: float(value).is_integer()) if "integer" in form.kinds else _never  # type: ignore[arg-type]  # called with floats only


def _string(form: Form) -> Acceptor:
    check = CHECKS.get(form.format)
    choices = frozenset(form.choices)
    if check is None and not choices:
        return _always
    return lambda value: (check is None or check(str(value))) and (not choices or value in choices)


def _array(form: Form) -> Acceptor:
    if form.empty:
        return lambda value: not value
    if form.items is None:
        return _always
    item = acceptor(form.items)
    return lambda value: all(map(item, value))  # type: ignore[arg-type]  # called with lists only


def _object(form: Form) -> Acceptor:
    required = form.required
    members = [(name, acceptor(part)) for name, part in form.properties.items()]

    def accept(value: JSON) -> bool:
        if not isinstance(value, dict) or not required <= value.keys():
            return False
        return all(name not in value or check(value[name]) for name, check in members)

    return accept
