"""Why a value does not conform to a schema: the one door to jsonschema."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from docreplay.compare.formats import CHECKS
from docreplay.model.json.value import JSON


def _lenient(check: Callable[[str], object]) -> Callable[[object], bool]:
    """A format speaks of strings only (JSON Schema Validation §7.1)."""
    return lambda value: not isinstance(value, str) or bool(check(value))


_FORMATS = FormatChecker(formats=())
_FORMATS.checkers.update({name: (_lenient(check), ()) for name, check in CHECKS.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A keyword of the schema that a value breaks, and where in the instance it does."""

    keyword: str
    path: tuple[str | int, ...]
    value: JSON
    schema: Mapping[str, JSON]
    member: str = ""
    """The member that is missing, where one is."""


def violations(schema: Mapping[str, JSON], value: JSON) -> Iterator[Violation]:
    """Every violation of a JSON Schema 2020-12, in the order in which jsonschema finds them."""
    validator = Draft202012Validator(schema, format_checker=_FORMATS)
    for error in validator.iter_errors(value):
        found = Violation(
            keyword=str(error.validator),
            path=tuple(error.absolute_path),
            value=error.instance,
            schema=error.schema,
        )
        yield replace(found, member=_member(error)) if error.validator == "required" else found


def _member(error: ValidationError) -> str:
    """The name of the missing member; jsonschema says it in the message alone."""
    required: Iterable[str] = dict(error.schema)["required"]  # type: ignore[arg-type]  # ours
    return next(name for name in required if error.message.startswith(repr(name)))
