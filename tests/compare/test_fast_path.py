"""The compiled check and the JSON Schema of the same body have the same verdict."""

import json

from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from docreplay.compare.deviations import deviations
from docreplay.compare.document import Document, document_of
from docreplay.compare.pending_finding import PendingFinding
from docreplay.compare.validator import FORMATS, violations
from docreplay.model.block import Annotation, Block
from docreplay.model.body_check import compile_check
from docreplay.model.body_schema import BodySchema, infer_schema, merge_schemas
from docreplay.model.case import BodyAnnotation
from docreplay.model.exchange import Resource
from docreplay.model.expected_schema import ComparisonOptions
from docreplay.model.finding import Severity
from docreplay.model.json.value import JSON
from docreplay.model.json_schema import json_schema
from docreplay.model.location import Location, Passage
from docreplay.model.odata_selection import ODataSelection
from docreplay.model.page import PageId
from docreplay.model.resource_catalogue import EMPTY, Catalogue, catalogue_of
from docreplay.model.strictness import Strictness, strictness_of

PAGE = PageId(path="resources.md", locale="", key="resources")
GUID = "6ea91a8d-e32e-41a1-b7bd-d2d185eed0e0"
names = st.sampled_from(["a", "b", "c"])
type_words = ["String", "Int32", "x | y", "Double", True, "String (timestamp)"]
words = st.sampled_from([*type_words, "Collection(Edm.String)", "Collection(t.B)"])
typed = st.sampled_from(["t.A", "t.B", "t.C"]).map(lambda name: {"@odata.type": name})
declared = st.one_of(words, typed, st.lists(typed | words, min_size=1, max_size=1))
skeletons = st.dictionaries(names, declared, max_size=3)
extras = st.fixed_dictionaries(
    {},
    optional={
        "baseType": st.sampled_from(["t.A", "t.B"]),
        "openType": st.just(True),
        "abstract": st.just(True),
        "nullableProperties": st.just(["a"]),
        "optionalProperties": st.just(["b"]),
    },
)
formats = ["2021-05-04", "2021-13-04T10:00:00Z", "10:00:00", "PT1H", GUID, "a@b.example"]
scalars = st.sampled_from(
    ["x", "z", "", 1, 1.0, 1.5, None, True, "Int32", "String (timestamp)", *formats]
)
own_types = st.sampled_from(["#t.A", "t.A", "#t.B", "#t.C", "", "T.a"])
values: st.SearchStrategy[JSON] = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(names | st.sampled_from(["@odata.id", "value"]), inner, max_size=3)
        | st.dictionaries(names, inner, max_size=2).flatmap(
            lambda members: own_types.map(lambda own: {"@odata.type": own, **members})
        )
    ),
    max_leaves=8,
)
annotations = st.builds(
    BodyAnnotation,
    type=st.sampled_from(["t.A", "t.B", ""]),
    is_collection=st.booleans(),
    is_empty=st.booleans(),
    truncated=st.booleans(),
    optional=st.sampled_from([(), ("a",)]),
    nullable=st.sampled_from([(), ("b",)]),
)
tables: list[JSON] = [
    {},
    {"extra": "refuse", "missing": "allow"},
    {"extra": "allow", "null": "allow"},
    {"extra": "refuse", "paths": {"$.a": "type", "$..b": "ignore", "$.c": "any"}},
    {"paths": {"$.value[*]": "type", "$": {"mode": "exact"}, "$.a": {"format": "date"}}},
]
strictnesses = st.sampled_from(tables).map(strictness_of)
selections = st.sampled_from(
    [ODataSelection(), ODataSelection(selected=frozenset({"a"}), expanded=frozenset({"c"}))]
)


def resource(name: str, skeleton: JSON, extra: dict[str, JSON]) -> Resource:
    at = Location(PAGE.path, 1)
    attributes = {"@odata.type": name, **extra}
    annotation = Annotation(kind="resource", names=(), attributes=attributes, location=at)
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
schemas = st.lists(values, min_size=1, max_size=3).map(
    lambda many: merge_schemas(list(map(infer_schema, many)))
)


def found(document: Document, value: JSON) -> list[PendingFinding]:
    expected = document.expected
    errors = violations(expected.json_schema, value)
    counted = deviations(errors, expected.catalogue, lambda path: path)
    return [item for item, _ in counted]


@given(values, values, annotations, catalogues, st.tuples(strictnesses, selections))
def test_a_value_conforms_exactly_if_nothing_is_found(
    documented: JSON,
    value: JSON,
    annotation: BodyAnnotation,
    catalogue: Catalogue,
    asked: tuple[Strictness, ODataSelection],
) -> None:
    options = ComparisonOptions(strictness=asked[0], selection=asked[1])
    document = document_of(json.dumps(documented), annotation, catalogue, options)
    assert document
    assert bool(document.expected.conforms(value)) == (not found(document, value))


@given(values, annotations, catalogues)
def test_a_documented_value_breaks_no_claim_of_its_own(
    documented: JSON, annotation: BodyAnnotation, catalogue: Catalogue
) -> None:
    document = document_of(json.dumps(documented), annotation, catalogue)
    assert document
    severities = {item.severity or item.rule.severity for item in found(document, documented)}
    assert Severity.ERROR not in severities


@given(st.lists(values, min_size=1, max_size=4))
def test_each_of_several_values_conforms_to_their_merged_schema(many: list[JSON]) -> None:
    conforms = compile_check(merge_schemas(list(map(infer_schema, many))), EMPTY, is_checked=False)
    assert all(conforms(value) for value in many)


@given(schemas, values)
def test_any_validator_has_the_same_verdict_on_the_claims_of_an_example(
    schema: BodySchema, value: JSON
) -> None:
    validator = Draft202012Validator(json_schema(schema, EMPTY), format_checker=FORMATS)
    conforms = compile_check(schema, EMPTY, is_checked=False)
    assert bool(conforms(value)) == validator.is_valid(value)


@given(scalars, st.lists(scalars, min_size=1, max_size=3), scalars)
def test_choices_are_judged_as_any_validator_judges_them(
    sample: JSON, choices: list[JSON], value: JSON
) -> None:
    assume(isinstance(sample, str))
    strings = tuple(choice for choice in choices if isinstance(choice, str))
    schema = BodySchema(kinds=frozenset({"string", "integer"}), choices=(str(sample), *strings))
    validator = Draft202012Validator(json_schema(schema, EMPTY))
    assert bool(compile_check(schema, EMPTY)(value)) == validator.is_valid(value)
