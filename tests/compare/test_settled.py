import json

from hypothesis import given
from hypothesis import strategies as st

from docreplay.compare.document import Document, document_of
from docreplay.compare.members import Members
from docreplay.compare.pending_finding import PendingFinding
from docreplay.model.block import Annotation, Block
from docreplay.model.case import BodyAnnotation
from docreplay.model.exchange import Resource
from docreplay.model.json.value import JSON
from docreplay.model.location import Location, Passage
from docreplay.model.page import PageId
from docreplay.model.resource_catalogue import Catalogue, catalogue_of

PAGE = PageId(path="resources.md", locale="", key="resources")
names = st.sampled_from(["a", "b", "c"])
words = st.sampled_from(["String", "Int32", "x | y", "Double", True, "String (timestamp)"])
typed = st.sampled_from(["t.A", "t.B"]).map(lambda name: {"@odata.type": name})
stated = st.one_of(words, typed, st.lists(typed | words, min_size=1, max_size=1))
skeletons = st.dictionaries(names, stated, max_size=3)
extras = st.fixed_dictionaries(
    {},
    optional={
        "baseType": st.sampled_from(["t.A", "t.B"]),
        "openType": st.just(True),
        "nullableProperties": st.just(["a"]),
        "optionalProperties": st.just(["b"]),
    },
)
scalars = st.sampled_from(["x", "z", 1, 1.5, None, True, "2021-05-04"])
own_types = st.sampled_from(["#t.A", "#t.B", "#t.C"])
values: st.SearchStrategy[JSON] = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(names, inner, max_size=3)
        | st.dictionaries(names, inner, max_size=2).flatmap(
            lambda members: own_types.map(lambda own: {"@odata.type": own, **members})
        )
    ),
    max_leaves=8,
)
shapes = st.builds(
    BodyAnnotation,
    type=st.sampled_from(["t.A", "t.B", ""]),
    is_collection=st.booleans(),
    truncated=st.booleans(),
)


def resource(name: str, skeleton: JSON, extra: dict[str, JSON]) -> Resource:
    at = Location(PAGE.path, 1)
    said = {"@odata.type": name, **extra}
    annotation = Annotation(kind="resource", names=(), attributes=said, location=at)
    block = Block(
        kind="resource",
        annotation=annotation,
        info="json",
        text=Passage(json.dumps(skeleton), PAGE.path, 2),
        opening=at,
        end_line=3,
        heading=None,
    )
    return Resource(type=name, page=PAGE, block=block, annotation=annotation)


catalogues = st.builds(
    lambda a, b, one, two: catalogue_of([resource("t.A", a, one), resource("t.B", b, two)]),
    skeletons,
    skeletons,
    extras,
    extras,
)


def remarks(document: Document, value: JSON) -> list[PendingFinding]:
    return list(Members(document.catalogue, frozenset()).remarks(document.form, value))


@given(values, values, shapes, catalogues)
def test_what_is_settled_at_a_glance_deserves_no_remark_at_length(
    documented: JSON, value: JSON, shape: BodyAnnotation, catalogue: Catalogue
) -> None:
    document = document_of(json.dumps(documented), shape, catalogue)
    if document and document.accepts(value) and document.settles(value):
        assert remarks(document, value) == []


@given(values, values)
def test_without_types_a_glance_decides_it(documented: JSON, value: JSON) -> None:
    document = document_of(json.dumps(documented), BodyAnnotation(), catalogue_of(()))
    if document and document.accepts(value):
        assert document.settles(value) == (not remarks(document, value))


@given(values, values, shapes, catalogues)
def test_only_what_is_doubted_needs_to_be_looked_at(
    documented: JSON, value: JSON, shape: BodyAnnotation, catalogue: Catalogue
) -> None:
    document = document_of(json.dumps(documented), shape, catalogue)
    if document and document.accepts(value):
        members = Members(catalogue, frozenset(), document.judgement.doubts)
        assert list(members.remarks(document.form, value)) == remarks(document, value)
