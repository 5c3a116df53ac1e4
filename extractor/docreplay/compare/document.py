"""A documented JSON body: its value, its form with all that is known, and where its parts stand."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from docreplay.compare.acceptor import Acceptor, acceptor
from docreplay.compare.comparison_options import NOTHING, ComparisonOptions
from docreplay.compare.form import Form, form_of, schema_of
from docreplay.compare.settled import Doubts, settled
from docreplay.compare.strict import strict
from docreplay.compare.typed import elements, owing, typed
from docreplay.model.case import BodyAnnotation
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import JsonText, read_json
from docreplay.model.json.value import JSON, pointer
from docreplay.model.location import Location, Passage
from docreplay.model.resource_catalogue import Catalogue, Property, ResourceType


@dataclass(frozen=True)
class Judgement:
    """What a documented value claims of answers, however the page lays it out."""

    form: Form
    resource: ResourceType | None
    catalogue: Catalogue

    @cached_property
    def accepts(self) -> Acceptor:
        """Whether an answer conforms."""
        return acceptor(self.form)

    @cached_property
    def settles(self) -> Acceptor:
        """Whether there is nothing to say of an answer's members; where in doubt, it says no."""
        return settled(self.form, self.catalogue)

    @cached_property
    def doubts(self) -> Doubts:
        """Which members of an answer's objects may deserve a word."""
        return Doubts(self.catalogue)

    @cached_property
    def schema(self) -> Mapping[str, JSON]:
        """The form as JSON Schema."""
        return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema_of(self.form)}


@dataclass(frozen=True)
class Document:
    """A documented body: its text, and what its value claims."""

    json: JsonText
    judgement: Judgement

    @property
    def form(self) -> Form:
        """Which values conform."""
        return self.judgement.form

    @property
    def resource(self) -> ResourceType | None:
        """The type that the annotation names, if a page describes it."""
        return self.judgement.resource

    @property
    def catalogue(self) -> Catalogue:
        """Where types are looked up."""
        return self.judgement.catalogue

    @property
    def accepts(self) -> Acceptor:
        """Whether an answer conforms."""
        return self.judgement.accepts

    @property
    def settles(self) -> Acceptor:
        """Whether there is nothing to say of an answer's members; where in doubt, it says no."""
        return self.judgement.settles

    @property
    def schema(self) -> Mapping[str, JSON]:
        """The form as JSON Schema."""
        return self.judgement.schema

    def locate(self, body: Passage, path: Sequence[str | int], *, key: bool = False) -> Location:
        """The page's place of what documents the answer's value at `path`.

        An element beyond the documented ones is documented by the one that shows most of the path.
        `key` asks for the member's name instead of its value.
        """
        place = self.json.place(pointer(self.documented(path)))
        return body.at(place.key if key else place.start)

    def stated(self, path: Sequence[str | int]) -> tuple[Property, ResourceType] | None:
        """What the page of a resource says of the member at a path, if there is such a page."""
        form: Form | None = self.form
        found: tuple[Property, ResourceType] | None = None
        for step in path:
            if form is None:
                return None
            if isinstance(step, int):
                form = form.items
                continue
            stated = form.resource.property(step) if form.resource else None
            found = (stated, form.resource) if stated and form.resource else None
            form = form.properties.get(step)
        return found

    def shows(self, path: Sequence[str | int]) -> bool:
        """Whether the page shows a value at exactly that path."""
        return self.documented(path) == tuple(path)

    def value_at(self, path: Sequence[str | int]) -> JSON:
        """The documented value that comes nearest to a path of an answer."""
        value = self.json.value
        for step in self.documented(path):
            if isinstance(value, dict):
                value = value[str(step)]
            elif isinstance(value, list):
                value = value[int(step)]
        return value

    def documented(self, path: Sequence[str | int]) -> tuple[str | int, ...]:
        """The documented path that comes nearest to a path of an answer."""
        return _nearest(self.json.value, tuple(path), ())

    def shown(self, path: Sequence[str | int]) -> str:
        """The page's own text of a documented value."""
        place = self.json.place(pointer(self.documented(path)))
        return self.json.text[place.start : place.end]


@lru_cache(maxsize=256)
def document_of(
    text: str, shape: BodyAnnotation, catalogue: Catalogue, asked: ComparisonOptions = NOTHING
) -> Document | None:
    """The document that a body's text is, or None where it is no JSON."""
    try:
        read = read_json(text)
    except JsonError:
        return None
    canonical = _Canonical(read)
    return Document(json=read, judgement=_judgement(canonical, shape, catalogue, asked))


class _Canonical:
    """A JSON text that equals every other one of the same value; keys in their order."""

    def __init__(self, read: JsonText) -> None:
        self.read = read
        self.key = (json.dumps(read.value), read.elided)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Canonical) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=256)
def _judgement(
    canonical: _Canonical, shape: BodyAnnotation, catalogue: Catalogue, asked: ComparisonOptions
) -> Judgement:
    """Made once for a value: a generated test and its page write the same one differently."""
    resource = catalogue.find(shape.type) if shape.type else None
    read = canonical.read
    form = form_of(read.value, read.elided, truncated=shape.truncated)
    if resource:
        form = elements(
            form,
            shape,
            lambda part: owing(typed(part, resource, catalogue), shape, asked.selection),
        )
    if shape.nullable or shape.optional:
        form = elements(form, shape, lambda part: _as_annotated(part, shape))
    form = strict(_with_emptiness(form, shape), asked.strictness)
    return Judgement(form=form, resource=resource, catalogue=catalogue)


def _nearest(
    value: JSON, path: tuple[str | int, ...], done: tuple[str | int, ...]
) -> tuple[str | int, ...]:
    if not path:
        return done
    step, rest = path[0], path[1:]
    if isinstance(value, dict) and step in value:
        return _nearest(value[str(step)], rest, (*done, step))
    if isinstance(value, list) and isinstance(step, int) and value:
        return _nearest_element(value, (step, *rest), done)
    return done


def _nearest_element(
    elements: list[JSON], path: tuple[str | int, ...], done: tuple[str | int, ...]
) -> tuple[str | int, ...]:
    """The element at the path's own index, unless others show more of what follows."""
    own, rest = int(path[0]), path[1:]
    best: tuple[str | int, ...] = ()
    for index in (own, *range(len(elements))) if own < len(elements) else range(len(elements)):
        found = _nearest(elements[index], rest, (*done, index))
        if len(found) == len(done) + len(path):
            return found
        best = max(best, found, key=len)
    return best


def _as_annotated(form: Form, shape: BodyAnnotation) -> Form:
    """What the annotation of the response itself says of members: may be null, may be left out."""
    properties = {
        name: replace(part, kinds=part.kinds | {"null"}) if name in shape.nullable else part
        for name, part in form.properties.items()
    }
    return replace(form, properties=properties, required=form.required - {*shape.optional})


def _with_emptiness(form: Form, shape: BodyAnnotation) -> Form:
    """An array that the annotation calls empty, and that the example shows empty, must stay so."""
    if not shape.is_empty:
        return form
    if form.kinds == {"array"}:
        return replace(form, empty=not form.items)
    part = form.properties.get(shape.collection_property)
    if part is None or part.kinds != {"array"} or part.items:
        return form
    empty = replace(part, empty=True)
    return replace(form, properties={**form.properties, shape.collection_property: empty})
