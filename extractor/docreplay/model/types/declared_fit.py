"""How the declared type of a property fits what an example shows of it."""

from docreplay.model.body.body_schema import BodySchema
from docreplay.model.json.value import JSON
from docreplay.model.types.declared_types import is_placeholder


def is_placeholder_sample(value: JSON, schema: BodySchema | None) -> bool:
    """Return True if the value is a placeholder of the example, so that its type is unknown."""
    samples = schema.samples if schema else ()
    return isinstance(value, str) and value in samples and is_placeholder(value)


def is_implied(declared: BodySchema, part: BodySchema) -> bool:
    """Return True if every value that conforms to the example conforms to the declared type."""
    if not declared.kinds:
        return True
    kinds = declared.kinds | {"integer"} if "number" in declared.kinds else declared.kinds
    if not part.kinds - {"null"} or not part.kinds <= kinds:
        return False
    if declared.format not in ("", part.format) or not {*part.choices} <= {*declared.choices}:
        return False
    if declared.choices and not part.choices:
        return False
    if declared.items is None or not declared.items.kinds:
        return True
    return part.items is not None and is_implied(declared.items, part.items)
