"""The compiled check and the JSON Schema of the same body have the same verdict."""

import json

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from docreplay.compare.deviations import deviations
from docreplay.compare.pending_finding import PendingFinding
from docreplay.compare.validator import FORMATS, violations
from docreplay.model.body.body_check import Compiler
from docreplay.model.body.body_schema import BodySchema, infer_schema, merge_schemas
from docreplay.model.body.document import Document, document_of
from docreplay.model.body.expected_schema import ComparisonOptions
from docreplay.model.body.json_schema import json_schema
from docreplay.model.case import BodyAnnotation
from docreplay.model.exchange import Resource
from docreplay.model.finding import Severity
from docreplay.model.http.odata_selection import ODataSelection
from docreplay.model.json.value import JSON
from docreplay.model.location import Location, Passage, Range
from docreplay.model.markup.block import Annotation, Block
from docreplay.model.page import PageId
from docreplay.model.strictness import Strictness, strictness_of
from docreplay.model.types.resource_catalogue import EMPTY, Catalogue, catalogue_of

PAGE = PageId(path="resources.md", locale="", key="resources")
GUID = "6ea91a8d-e32e-41a1-b7bd-d2d185eed0e0"
names = st.sampled_from(["a", "b", "c"])
keys = st.sampled_from(["value", GUID, "2021-05-04", "a@b.example"])
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
        | st.dictionaries(names | keys | st.sampled_from(["@odata.id"]), inner, max_size=3)
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
    annotation = Annotation(kind="resource", names=(), attributes=attributes, range=Range(at, at))
    block = Block(
        kind="resource",
        annotation=annotation,
        info="json",
        text=Passage(json.dumps(skeleton), PAGE.path, 2),
        opening=at,
        end_line=3,
    )
    return Resource(type=name, page=PAGE, block=block, annotation=annotation)


catalogues = st.builds(
    lambda a, b, one, two: catalogue_of([resource("t.A", a, one), resource("t.B", b, two)]),
    skeletons,
    skeletons,
    extras,
    extras,
)
edits = st.lists(st.tuples(names | keys | st.just("@odata.type"), st.none() | values), max_size=2)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[JSON, JSON]:
    """Return a documented body, and a response that differs from it in a few places at most."""
    members = st.dictionaries(names | keys | st.just("@odata.type"), values, max_size=4)
    documented = draw(members)
    if draw(st.booleans()):
        documented = {"value": [documented]}
    return documented, draw(st.just(documented).flatmap(edited) | values)


def edited(value: JSON) -> st.SearchStrategy[JSON]:
    """Return the values that differ from a value in a few members or elements."""
    if isinstance(value, list):
        return st.tuples(*map(edited, value)).map(list)
    if not isinstance(value, dict):
        return st.just(value)
    members = st.fixed_dictionaries({name: edited(item) for name, item in value.items()})
    return st.tuples(members, edits).map(lambda pair: _with(*pair))


def _with(members: dict[str, JSON], changes: list[tuple[str, JSON]]) -> dict[str, JSON]:
    changed = {**members, **{name: item for name, item in changes if item is not None}}
    return {name: item for name, item in changed.items() if (name, None) not in changes}


schemas = st.lists(values, min_size=1, max_size=3).map(
    lambda many: merge_schemas(list(map(infer_schema, many)))
)


def found(document: Document, value: JSON) -> list[PendingFinding]:
    expected = document.expected
    errors = violations(expected.json_schema, value)
    counted = deviations(errors, expected.catalogue, lambda path: path, value)
    return [item for item, _ in counted]


@settings(max_examples=400, deadline=None)
@given(pairs(), annotations, catalogues, st.tuples(strictnesses, selections))
def test_a_value_conforms_exactly_if_nothing_is_found(
    bodies: tuple[JSON, JSON],
    annotation: BodyAnnotation,
    catalogue: Catalogue,
    asked: tuple[Strictness, ODataSelection],
) -> None:
    documented, value = bodies
    options = ComparisonOptions(strictness=asked[0], selection=asked[1])
    document = document_of(json.dumps(documented), annotation, catalogue, options)
    assert document
    assert bool(document.expected.conforms(value)) == (not found(document, value))


A: JSON = {"a": "String", "b": "Int32", "c": {"@odata.type": "t.B"}, "d": ["String"]}
B: JSON = {"a": "String (timestamp)", "b": "x | y"}
D: JSON = {"@odata.type": "t.A", "e": "String"}
CATALOGUE = catalogue_of(
    [
        resource("t.A", A, {"optionalProperties": ["b", "c", "d", "e"]}),
        resource("t.B", B, {"optionalProperties": ["a", "b"], "nullableProperties": ["a"]}),
        resource("t.D", D, {"baseType": "t.A", "optionalProperties": ["a", "e"]}),
        resource("t.O", {"a": "String"}, {"openType": True, "optionalProperties": ["a"]}),
    ]
)


@pytest.mark.parametrize(
    ("documented", "type_", "table", "value", "conforms"),
    [
        ({"b": 1}, "t.A", {}, {"b": 1, "a": "x"}, True),
        ({"b": 1}, "t.A", {}, {"b": 1}, False),  # `a` is promised
        ({"b": 1}, "t.A", {"missing": "allow"}, {"b": 1}, True),
        ({"b": 1}, "t.A", {"paths": {"$.a": "ignore"}}, {"b": 1}, True),
        ({"a": "x"}, "t.A", {}, {"a": "x", "c": {"b": "x"}}, True),
        ({"a": "x"}, "t.A", {}, {"a": "x", "c": {"b": "z"}}, False),  # not a choice
        ({"a": "x"}, "t.A", {}, {"a": "x", "c": {"b": None}}, False),  # not nullable
        ({"a": "x"}, "t.A", {}, {"a": "x", "c": {"a": None}}, True),
        ({"a": "x"}, "t.A", {}, {"a": "x", "c": {"z": 1}}, False),  # not of t.B
        ({"a": "x"}, "t.A", {}, {"a": "x", "d": ["y", None]}, True),
        ({"a": "x"}, "t.A", {}, {"a": "x", "d": ["y", 1]}, False),
        ({"a": "x"}, "t.A", {}, {"a": "x", "z": 1}, False),
        ({"a": "x"}, "t.A", {}, {"a": "x", "@z": 1}, True),
        ({"a": "x"}, "t.A", {"extra": "allow"}, {"a": "x", "z": 1}, True),
        ({"a": "x"}, "t.A", {}, {"a": "x", "@odata.type": "#t.D", "e": "y"}, True),
        ({"a": "x"}, "t.A", {}, {"a": "x", "@odata.type": "#t.D", "e": 1}, False),
        ({"a": "x"}, "t.A", {}, {"a": "x", "@odata.type": "#t.B"}, False),  # unrelated
        ({"a": "x"}, "t.A", {}, {"a": "x", "@odata.type": "#t.Z", "z": 1}, True),
        ({"a": "x", "z": 1}, "t.A", {}, {"a": "x", "z": 1}, False),  # not of t.A
        ({"a": "x", "z": 1}, "t.A", {"paths": {"$.z": "any"}}, {"a": "x", "z": 2}, True),
        ({"a": 1}, "t.A", {}, {"a": 1}, False),  # the example contradicts t.A
        ({"a": 1}, "t.A", {"paths": {"$.a": "type"}}, {"a": 2}, True),
        ({"a": "Int32"}, "t.A", {}, {"a": 2}, False),  # `a` is a string
        ({"a": "x", "b": "Int32"}, "t.A", {}, {"a": "x", "b": "Int32"}, True),
        ({"a": "x", "b": "Int32"}, "t.A", {}, {"a": "x", "b": "7"}, False),  # must be an integer
        ({"z": 1}, "t.O", {}, {"z": 1, "y": 2}, True),
        ({"z": 1}, "", {}, {"z": 1, "y": 2}, False),
        ({"z": {"y": 1}}, "", {"paths": {"$.z": "type"}}, {"z": {"y": 1, "x": 2}}, True),
        ({"z": {"y": 1}}, "", {"paths": {"$.z": "type"}}, {"z": {"y": "1"}}, False),
    ],
)
def test_each_rule_is_in_the_compiled_check_and_in_the_schema(
    documented: JSON, type_: str, table: JSON, value: JSON, *, conforms: bool
) -> None:
    options = ComparisonOptions(strictness=strictness_of(table))
    annotation = BodyAnnotation(type=type_)
    document = document_of(json.dumps(documented), annotation, CATALOGUE, options)
    assert document
    assert bool(document.expected.conforms(value)) == conforms
    assert (not found(document, value)) == conforms


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
    conforms = Compiler(EMPTY, is_checked=False).check(merge_schemas(list(map(infer_schema, many))))
    assert all(conforms(value) for value in many)


@given(schemas, values)
def test_any_validator_has_the_same_verdict_on_the_claims_of_an_example(
    schema: BodySchema, value: JSON
) -> None:
    validator = Draft202012Validator(json_schema(schema, Compiler(EMPTY)), format_checker=FORMATS)
    conforms = Compiler(EMPTY, is_checked=False).check(schema)
    assert bool(conforms(value)) == validator.is_valid(value)


@given(scalars, st.lists(scalars, min_size=1, max_size=3), scalars)
def test_choices_are_judged_as_any_validator_judges_them(
    sample: JSON, choices: list[JSON], value: JSON
) -> None:
    assume(isinstance(sample, str))
    strings = tuple(choice for choice in choices if isinstance(choice, str))
    schema = BodySchema(kinds=frozenset({"string", "integer"}), choices=(str(sample), *strings))
    validator = Draft202012Validator(json_schema(schema, Compiler(EMPTY)))
    assert bool(Compiler(EMPTY).check(schema)(value)) == validator.is_valid(value)
