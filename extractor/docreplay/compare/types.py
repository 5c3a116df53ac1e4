"""The type of an object in an answer: the expected one, or the one that it says itself."""

from dataclasses import replace

from docreplay.compare.form import Form
from docreplay.compare.typed import of_type
from docreplay.model.json.value import JSON
from docreplay.model.resource_catalogue import Catalogue, Property, ResourceType


def own_type(value: dict[str, JSON], catalogue: Catalogue) -> ResourceType | None:
    """The described type that an object says it is of (OData JSON Format 4.01 §4.6.3)."""
    named = value.get("@odata.type")
    return catalogue.find(named.lstrip("#")) if isinstance(named, str) and named else None


def own_form(form: Form, value: dict[str, JSON], catalogue: Catalogue) -> Form:
    """The form of a place for the object that stands there; of an unknown type nothing is known."""
    named = value.get("@odata.type")
    if form.resource is None or not isinstance(named, str):
        return form
    if named.lstrip("#") == form.resource.name:
        return form
    own = own_type(value, catalogue)
    return of_type(form, own) if own else replace(form, resource=None, open=True)


def is_expected(own: ResourceType, form: Form) -> bool:
    """Whether an object may be of a type: a derived one, a base type, or one that is shown."""
    expected, shown = form.resource, form.properties.get("@odata.type")
    samples = shown.samples if shown else frozenset[str]()
    if expected is None or own.name in {sample.lstrip("#") for sample in samples}:
        return True
    return expected.name in (own.name, *own.ancestors) or own.name in expected.ancestors


def property_of(form: Form, name: str) -> Property | None:
    """What the resource of a place says of a member, as far as the request selects it."""
    if form.resource is None:
        return None
    if form.narrowed is not None and name not in form.narrowed and name not in form.properties:
        return None
    return form.resource.property(name)
