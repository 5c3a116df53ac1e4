"""The JSON Schema of a form for people to read: also what only the page of a resource knows."""

from docreplay.compare.form import Form, schema_of
from docreplay.compare.typed import form_of_stated
from docreplay.compare.types import property_of
from docreplay.model.json.value import JSON

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def printed(form: Form) -> dict[str, JSON]:
    """The schema of an answer; a `$comment` names the type whose page adds what no example shows.

    A member of that kind raises a warning at most, so none of them is required.
    """
    return {"$schema": _DIALECT, **_schema(form)}


def _schema(form: Form) -> dict[str, JSON]:
    schema = schema_of(form)
    if form.properties or form.resource:
        shown = {name: _schema(part) for name, part in form.properties.items()}
        schema["properties"] = {**shown, **_stated(form)}
    if form.items:
        schema["items"] = _schema(form.items)
    if form.resource:
        schema["title"] = form.resource.name
    if form.closed and not form.open:
        schema["patternProperties"] = {"@": {}}
        schema["additionalProperties"] = False
    return schema


def _stated(form: Form) -> dict[str, JSON]:
    """The members that the page of a resource has and no example shows."""
    resource = form.resource
    names = [name for name in resource.properties if "@" not in name] if resource else []
    stated = [property_of(form, name) for name in names if name not in form.properties]
    return {
        item.name: {
            **schema_of(form_of_stated(item, resource)),
            "$comment": f"{resource.name}, {item.location}",
        }
        for item in stated
        if item and resource
    }
