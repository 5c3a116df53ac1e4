"""What the pages of resources add to the form of an example."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from docreplay.compare.acceptor import Acceptor, acceptor
from docreplay.compare.form import Form
from docreplay.compare.odata_selection import ODataSelection
from docreplay.model.case import BodyAnnotation
from docreplay.model.declared_types import DeclaredType
from docreplay.model.resource_catalogue import Catalogue, Property, ResourceType

_NULL = frozenset({"null"})
_NUMBER = frozenset({"number"})
_ANY_OBJECT = Form(kinds=frozenset({"object"}), open=True)


def elements(form: Form, shape: BodyAnnotation, change: Callable[[Form], Form]) -> Form:
    """The form with the part changed that the type is about: the root, or each element."""
    collection = form.properties.get(shape.collection_property)
    is_wrapped = shape.is_collection or _is_wrapper(form)
    if collection and is_wrapped and "array" in collection.kinds:
        if collection.items is None:
            return form
        items = replace(collection, items=change(collection.items))
        return replace(form, properties={**form.properties, shape.collection_property: items})
    if form.items and not form.properties:
        return replace(form, items=change(form.items))
    return change(form)


def typed(form: Form, resource: ResourceType, catalogue: Catalogue) -> Form:
    """The form of an object of that type; what the example shows decides where the two differ."""
    if "object" not in form.kinds:
        return form
    properties = dict(form.properties)
    for name, part in form.properties.items():
        stated = _property(resource, name, part)
        if stated:
            whole = _agreed(part, stated.stated, _Of(resource, catalogue))
            nullable = resource.nullable is not None and name in resource.nullable
            properties[name] = replace(whole, kinds=whole.kinds | _NULL) if nullable else whole
    is_open = resource.is_open or resource.is_abstract
    return replace(form, properties=properties, resource=resource, open=is_open)


def of_type(form: Form, resource: ResourceType) -> Form:
    """The form for objects of that type, whatever it was before."""
    return replace(form, resource=resource, open=resource.is_open or resource.is_abstract)


def owing(form: Form, shape: BodyAnnotation, selection: ODataSelection) -> Form:
    """The form of a whole element, with what the request selects and the resource promises."""
    resource = form.resource
    if resource is None:
        return form
    promised = _promised(resource, selection) - form.properties.keys()
    owed = frozenset() if shape.truncated or resource.is_abstract else promised
    narrowed = None if selection.selected is None else _narrowed(resource, selection)
    if not owed and narrowed is None:
        return form
    return replace(form, owed=owed, narrowed=narrowed)


@lru_cache(maxsize=4096)
def form_of_stated(stated: Property, resource: ResourceType) -> Form:
    """The form of a value by the page of its resource alone."""
    form = _form(stated.stated)
    if resource.nullable is None or stated.name in resource.nullable or not form.kinds:
        return form
    return replace(form, kinds=form.kinds - _NULL)


@lru_cache(maxsize=4096)
def stated_acceptor(stated: Property, resource: ResourceType) -> Acceptor:
    """Whether a value is what the page of its resource states."""
    return acceptor(form_of_stated(stated, resource))


def nested_form(stated: DeclaredType, resource: ResourceType, catalogue: Catalogue) -> Form:
    """The form of what a stated type holds: objects of described types, or anything."""
    if stated.items:
        items = nested_form(stated.items, resource, catalogue)
        return Form(kinds=frozenset({"array"}), items=items)
    nested = type_of(stated, resource, catalogue)
    return of_type(_ANY_OBJECT, nested) if nested else _ANY_OBJECT


def type_of(
    stated: DeclaredType, resource: ResourceType, catalogue: Catalogue
) -> ResourceType | None:
    """The type that a property's page names for its objects, if it is described."""
    if not stated.type:
        return None
    return catalogue.find_within(stated.type, resource.name.rpartition(".")[0])


def _form(stated: DeclaredType) -> Form:
    return Form(
        kinds=stated.kinds | _NULL if stated.kinds else frozenset(),
        format=stated.format,
        choices=stated.choices,
        items=_form(stated.items) if stated.items else None,
    )


class _Of:
    """Where a property belongs: the type that has it, and where other types are looked up."""

    def __init__(self, resource: ResourceType, catalogue: Catalogue) -> None:
        self.resource = resource
        self.catalogue = catalogue


def _is_wrapper(form: Form) -> bool:
    """Whether an object is nothing but a collection: `value` and control information."""
    return all(name == "value" or "@odata." in name for name in form.properties)


def _property(resource: ResourceType, name: str, part: Form) -> Property | None:
    """What a resource says; tables are read only where an example leaves the type in doubt."""
    in_doubt = "integer" in part.kinds or part.kinds == _NULL
    return resource.property(name) if in_doubt else resource.properties.get(name)


def _agreed(part: Form, stated: DeclaredType, of: _Of) -> Form:
    """A documented value with what its resource adds, as far as the two agree."""
    kinds = part.kinds
    if "integer" in kinds and stated.kinds == _NUMBER:
        kinds |= {"number"}
    if kinds == _NULL and stated.kinds:
        kinds |= stated.kinds
    sure = part.sure or (bool(part.format) and part.format == stated.format)
    choices = stated.choices if part.samples and part.samples <= set(stated.choices) else ()
    items = _agreed(part.items, stated.items, of) if part.items and stated.items else part.items
    whole = part
    if kinds != part.kinds or sure != part.sure or choices or items is not part.items:
        whole = replace(part, kinds=kinds, sure=sure, choices=choices, items=items)
    nested = type_of(stated, of.resource, of.catalogue)
    return typed(whole, nested, of.catalogue) if nested else whole


def _promised(resource: ResourceType, selection: ODataSelection) -> frozenset[str]:
    """What the JSON representation shows, or of the selected properties those that exist."""
    if selection.selected is None:
        own = {name for name in resource.properties if "@" not in name}
        promised = own - resource.optional
    else:
        promised = {name for name in selection.selected if resource.property(name)}
    expanded = {name for name in selection.expanded if resource.property(name)}
    return frozenset(promised | expanded)


def _narrowed(resource: ResourceType, selection: ODataSelection) -> frozenset[str]:
    """What may come: the selection, what is expanded, and the key."""
    return frozenset({*(selection.selected or ()), *selection.expanded, resource.key, "id"})
