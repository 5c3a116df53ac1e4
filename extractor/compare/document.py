"""A documented JSON body: its value, its form with all that is known, and where its parts stand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from extractor.compare.acceptor import Acceptor, acceptor
from extractor.compare.form import Form, form_of, schema_of
from extractor.model.case import Shape
from extractor.model.catalogue import Catalogue, Property, ResourceType
from extractor.model.json import JSON, pointer
from extractor.model.lenient_json import JsonError, JsonText, read_json
from extractor.model.source import Location, Passage


@dataclass(frozen=True)
class Document:
    """A documented body, made once per text, shape and catalogue."""

    json: JsonText
    form: Form
    resource: ResourceType | None
    shape: Shape

    @cached_property
    def accepts(self) -> Acceptor:
        """Whether an answer conforms."""
        return acceptor(self.form)

    @cached_property
    def schema(self) -> Mapping[str, JSON]:
        """The form as JSON Schema."""
        return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema_of(self.form)}

    def locate(self, body: Passage, path: Sequence[str | int], *, key: bool = False) -> Location:
        """The page's place of what documents the answer's value at `path`.

        An element beyond the documented ones is documented by the one that shows most of the path.
        `key` asks for the member's name instead of its value.
        """
        place = self.json.place(pointer(self.documented(path)))
        return body.at(place.key if key else place.start)

    def documented(self, path: Sequence[str | int]) -> tuple[str | int, ...]:
        """The documented path that comes nearest to a path of an answer."""
        return _nearest(self.json.value, tuple(path), ())

    def shown(self, path: Sequence[str | int]) -> str:
        """The page's own text of a documented value."""
        place = self.json.place(pointer(self.documented(path)))
        return self.json.text[place.start : place.end]


@lru_cache(maxsize=4096)
def document_of(text: str, shape: Shape, catalogue: Catalogue) -> Document | None:
    """The document that a body's text is, or None where it is no JSON."""
    try:
        read = read_json(text)
    except JsonError:
        return None
    resource = catalogue.find(shape.type) if shape.type else None
    form = form_of(read.value, read.elided)
    if resource:
        form = _elements(form, shape, lambda part: _with_resource(part, resource))
    form = _elements(form, shape, lambda part: _with_nullable(part, shape.nullable))
    return Document(json=read, form=_with_emptiness(form, shape), resource=resource, shape=shape)


def _nearest(
    value: JSON, path: tuple[str | int, ...], done: tuple[str | int, ...]
) -> tuple[str | int, ...]:
    if not path:
        return done
    step, rest = path[0], path[1:]
    if isinstance(value, dict) and step in value:
        return _nearest(value[str(step)], rest, (*done, step))
    if isinstance(value, list) and isinstance(step, int) and value:
        order = [step, *range(len(value))] if step < len(value) else range(len(value))
        found = [_nearest(value[index], rest, (*done, index)) for index in order]
        return max(found, key=len)
    return done


def _elements(form: Form, shape: Shape, change: Callable[[Form], Form]) -> Form:
    """The form with the part changed that the type is about: the root, or each element."""
    collection = form.properties.get(shape.collection_property)
    if collection and collection.items and (shape.is_collection or _is_wrapper(form)):
        items = replace(collection, items=change(collection.items))
        return replace(form, properties={**form.properties, shape.collection_property: items})
    return change(form)


def _is_wrapper(form: Form) -> bool:
    """Whether an object is nothing but a collection: `value` and control information."""
    return all(name == "value" or "@odata." in name for name in form.properties)


def _with_resource(form: Form, resource: ResourceType) -> Form:
    properties = {
        name: _with_property(part, resource.properties[name], resource)
        if name in resource.properties
        else part
        for name, part in form.properties.items()
    }
    return replace(
        form,
        properties=properties,
        known=frozenset(resource.properties),
        open=form.open or resource.is_open,
    )


def _with_property(form: Form, stated: Property, resource: ResourceType) -> Form:
    """A documented member with what its resource adds, as far as the two agree."""
    kinds = form.kinds
    if kinds & {"integer"} and stated.kinds & {"number"}:
        kinds |= {"number"}
    if kinds == {"null"} and stated.kinds:
        kinds |= stated.kinds
    if resource.nullable is not None and stated.name in resource.nullable:
        kinds |= {"null"}
    agreed = bool(form.format) and form.format == stated.format
    return replace(form, kinds=kinds, sure=form.sure or agreed)


def _with_nullable(form: Form, names: Sequence[str]) -> Form:
    if not names:
        return form
    properties = {
        name: replace(part, kinds=part.kinds | {"null"}) if name in names else part
        for name, part in form.properties.items()
    }
    return replace(form, properties=properties)


def _with_emptiness(form: Form, shape: Shape) -> Form:
    """An array that the annotation calls empty, and that the example shows empty, must stay so."""
    part = form.properties.get(shape.collection_property)
    if not shape.is_empty or part is None or part.kinds != {"array"} or part.items:
        return form
    empty = replace(part, empty=True)
    return replace(form, properties={**form.properties, shape.collection_property: empty})
