from hypothesis import given
from hypothesis import strategies as st

from docreplay.compare.acceptor import acceptor
from docreplay.compare.form import Form, form_of, merged, schema_of
from docreplay.compare.validator import violations
from docreplay.model.json.value import JSON

formats = ["2021-05-04", "2021-05-04T10:00:00Z", "2021-13-04T10:00:00Z", "10:00:00", "PT1H"]
guid = "6ea91a8d-e32e-41a1-b7bd-d2d185eed0e0"
words = st.sampled_from(["", "a", "Int32", "a@b.example", "https://a.example", guid, *formats])
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 3), st.sampled_from([1.0, 1.5]), words
)
names = st.sampled_from(["a", "b", "c", "@odata.id", "", "a/b"])
values: st.SearchStrategy[JSON] = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3)
)
forms = st.lists(values, min_size=1, max_size=3).map(lambda many: merged(list(map(form_of, many))))


@given(values)
def test_a_value_conforms_to_its_own_form(value: JSON) -> None:
    assert acceptor(form_of(value))(value)


@given(st.lists(values, min_size=1, max_size=4))
def test_each_of_several_values_conforms_to_their_common_form(many: list[JSON]) -> None:
    accepts = acceptor(merged(list(map(form_of, many))))
    assert all(accepts(value) for value in many)


@given(forms, values)
def test_the_fast_verdict_is_that_of_jsonschema_on_the_same_form(form: Form, value: JSON) -> None:
    assert bool(acceptor(form)(value)) == (not list(violations(schema_of(form), value)))


@given(words, st.lists(words, max_size=3), scalars)
def test_choices_are_judged_as_jsonschema_judges_them(
    sample: str, choices: list[str], value: JSON
) -> None:
    form = Form(kinds=frozenset({"string", "integer"}), choices=(sample, *choices))
    assert bool(acceptor(form)(value)) == (not list(violations(schema_of(form), value)))
