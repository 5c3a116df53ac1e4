"""What accepting a response does to a page, one row for each kind of change."""

import pytest

from docreplay.model.case import Answer
from docreplay.review.intent import Intent
from tests.review.accepting import accepted, answer_of, errors_of, page_of

BODY = """{
  "id": "a1",
  "size": 12,   // in pixels
  "owner": {"name": "Ann", "mail": "ann@example.com"},
  "tags": ["x"]
}"""
WHOLE: dict[str, object] = {
    "id": "b2",
    "size": 7,
    "owner": {"name": "Bo", "mail": "bo@example.com"},
    "tags": ["y", "z"],
}
ROWS: list[tuple[str, dict[str, object], str, str]] = [
    ("a type", {"size": "7"}, '"size": 12,', '"size": "7",'),
    ("a number of a string", {"id": 7}, '"id": "a1"', '"id": 7'),
    ("an object of a list", {"tags": {"a": 1}}, '"tags": ["x"]', '"tags": {"a": 1}'),
    ("a new member", {"more": True}, '"tags": ["x"]', '"tags": ["x"],\n  "more": true'),
    (
        "a new id",
        {"more": "0f8fad5b-d9cb-469f-a165-70867728950e"},
        '"tags": ["x"]',
        '"tags": ["x"],\n  "more": "00000000-0000-0000-0000-000000000000"',
    ),
    ("a new secret", {"accessToken": "s3cr3t"}, '["x"]', '["x"],\n  "accessToken": "***"'),
    (
        "a time",
        {"more": "2031-05-06T07:08:09Z"},
        '["x"]',
        '["x"],\n  "more": "2024-01-01T00:00:00Z"',
    ),
    ("a token", {"more": "eyJh0bGciOiJIUzI1NiIsInR5c"}, '["x"]', '["x"],\n  "more": "string"'),
    ("a fence", {"more": "```\n<!-- {} -->"}, '["x"]', '["x"],\n  "more": "```\\n<!-- {} -->"'),
    ("an invisible sign", {"more": "a\u202eb"}, '["x"]', '["x"],\n  "more": "a\\u202eb"'),
    ("a lone surrogate", {"more": "a\ud800"}, '["x"]', '["x"],\n  "more": "string"'),
    ("other languages", {"more": "说明"}, '["x"]', '["x"],\n  "more": "说明"'),
]


@pytest.mark.parametrize(
    ("shown", "answered", "expected"),
    [
        ('{"a": [1, 2]}', {"a": ["x", "y"]}, '{"a": ["x", "y"]}'),
        ('{"a": [1, 2, 3]}', {"a": ["x", "y"]}, '{"a": ["x", "y", "x"]}'),
        (
            '[{"size": 1}, {"size": 2}]',
            [{"size": "7"}, {"size": "8"}],
            '[{"size": "7"}, {"size": "8"}]',
        ),
    ],
)
def test_each_documented_element_gets_the_value_of_its_own(
    shown: str, answered: object, expected: str
) -> None:
    assert accepted(page_of(shown), answer_of(answered)) == page_of(expected)


@pytest.mark.parametrize(("name", "members", "before", "after"), ROWS, ids=[row[0] for row in ROWS])
def test_a_change_touches_its_value_only(
    name: str, members: dict[str, object], before: str, after: str
) -> None:
    page, answer = page_of(BODY), answer_of({**WHOLE, **members})
    assert accepted(page, answer) == page.replace(before, after), name
    assert errors_of(accepted(page, answer), answer) == []


@pytest.mark.parametrize(
    ("gone", "before", "after"),
    [
        ("id", '  "id": "a1",\n', ""),
        ("tags", ',\n  "tags": ["x"]', ""),
        ("owner", '"owner": {"name": "Ann", "mail": "ann@example.com"},\n  ', ""),
    ],
)
def test_a_member_that_is_gone_is_removed_with_its_comma(
    gone: str, before: str, after: str
) -> None:
    page = page_of(BODY)
    answer = answer_of({name: value for name, value in WHOLE.items() if name != gone})
    assert accepted(page, answer) == page.replace(before, after)


def test_a_member_beside_a_comment_stays() -> None:
    page = page_of(BODY)
    answer = answer_of({name: value for name, value in WHOLE.items() if name != "size"})
    changed = accepted(page, answer)
    assert '"size"' not in changed or changed == page
    assert "// in pixels" in changed


def test_a_member_is_removed_from_all_documented_elements() -> None:
    page = page_of('{"value": [{"a": 1, "b": 2}, {"a": 3, "b": 4}]}')
    assert '{"value": [{"a": 1}, {"a": 3}]}' in accepted(page, answer_of({"value": [{"a": 5}]}))


def test_elements_of_another_kind_do_not_keep_a_member_from_being_removed() -> None:
    page = page_of('{"c": [[null], {"a": false}]}')
    assert accepted(page, answer_of({"c": [{}]})) == page.replace('{"a": false}', "{}")


def test_a_longer_value_takes_several_lines_at_the_indentation_of_its_neighbours() -> None:
    page = page_of('{\n\t"a": 1\n}')
    new = {"first": "long enough", "second": "to take", "third": "several lines of text"}
    changed = accepted(page, answer_of({"a": 1, "b": new}))
    assert '\t"a": 1,\n\t"b": {\n\t\t"first": "long enough",\n' in changed
    assert "\n\t}\n}\n```" in changed


def test_the_status_gets_its_reason_phrase_and_then_the_body_is_compared() -> None:
    page, answer = page_of('{"a": 1}'), answer_of({"a": "x"}, status=201)
    assert "HTTP/1.1 201 Created\n" in accepted(page, answer)
    assert '{"a": "x"}' in accepted(page, answer)


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_a_status_of_the_run_is_not_documented(status: int) -> None:
    page = page_of('{"a": 1}')
    assert accepted(page, answer_of({"a": 1}, status=status)) == page


def test_headers_are_corrected_and_removed() -> None:
    page = page_of('{"a": 1}')
    other = accepted(page, answer_of({"a": 1}, media_type="application/hal+json"))
    assert "Content-Type: application/hal+json\n" in other
    assert "ETag" not in accepted(page, answer_of({"a": 1}, etag=False))


def test_a_body_that_the_page_lacks_is_created() -> None:
    page = page_of("").replace("\n\n\n```", "\n```").replace("Content-Type: application/json\n", "")
    answer = answer_of({"a": 1})
    changed = accepted(page, answer)
    assert errors_of(changed, answer) == []
    assert accepted(page, answer, ("fix", "trim", "update")) == page
    if changed != page:
        assert '\n\n{\n  "a": 1\n}\n```' in changed


@pytest.mark.parametrize("intent", ["fix", "trim", "update"])
def test_intents_are_accepted_apart(intent: Intent) -> None:
    page, answer = page_of('{"a": 1, "b": 2}'), answer_of({"a": "x", "c": 3})
    expected = {"fix": '{"a": "x", "b": 2}', "trim": '{"a": 1}', "update": '"b": 2, "c": 3}'}
    assert expected[intent] in accepted(page, answer, (intent,))


def test_a_value_that_is_an_example_stays() -> None:
    page = page_of('{"a": "Ann", "at": "2020-01-01T00:00:00Z"}')
    assert accepted(page, answer_of({"a": "Bo", "at": "2031-01-01T00:00:00Z"})) == page


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    page = "\ufeff" + page_of('{\n  "a": 1\n}').replace("\n", "\r\n")
    changed = accepted(page, answer_of({"a": "x", "b": 2}))
    assert changed == page.replace("1\r\n}", '"x",\r\n  "b": 2\r\n}')


def test_the_prefix_of_a_list_stays() -> None:
    page = "1. First:\n\n" + "\n".join(
        f"   {line}".rstrip() for line in page_of('{\n  "a": 1\n}').split("\n")[2:]
    )
    changed = accepted(page, answer_of({"a": 1, "b": 2}))
    assert changed == page.replace('"a": 1\n', '"a": 1,\n     "b": 2\n')


def test_a_large_value_is_not_written() -> None:
    page = page_of('{"a": 1}')
    new = {f"member{number}": number for number in range(1000)}
    assert accepted(page, answer_of({"a": 1, "b": new})) == page


def test_a_number_that_json_cannot_write_stays() -> None:
    page = page_of('{"a": 1}')
    headers = (("Content-Type", "application/json"), ("ETag", '"2"'))
    answer = Answer(status=200, reason="", headers=headers, body=b'{"a": 1e999}')
    assert accepted(page, answer) == page


def test_a_name_that_is_not_unicode_is_not_written() -> None:
    page = page_of('{"a": 1}')
    assert accepted(page, answer_of({"a": 1, "b\ud800": 2})) == page


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('{\n  "id": "1",\n  "gone": 1,\n}', '{\n  "id": "1",\n}'),
        ('{ "id": "1", "gone": 1, }', '{ "id": "1", }'),
        ('{ "id": "1", "in": { "gone": 1, } }', '{ "id": "1", "in": {  } }'),
    ],
)
def test_a_comma_behind_the_last_member_stays(body: str, expected: str) -> None:
    value: dict[str, object] = {"id": "1", "in": {}} if '"in"' in body else {"id": "1"}
    page = page_of(body)
    assert accepted(page, answer_of(value)) == page.replace(body, expected)


def test_each_line_of_a_quote_keeps_its_own_beginning() -> None:
    page = page_of('{\n "id": "1",\n "size": 1\n}').replace("\n", "\n>").replace(">#", "#")
    after = accepted(page, answer_of({"id": "1", "size": "x", "more": True}))
    assert after == page.replace('"size": 1', '"size": "x",\n> "more": true')


def test_a_new_object_is_indented_as_its_neighbours_are() -> None:
    page = page_of('{\n\t"id": "1"\n}')
    value = {"first": "a text of some length", "second": "a text of some length, too"}
    after = accepted(page, answer_of({"id": "1", "more": value}))
    lines = ",\n".join(f'\t\t"{name}": "{text}"' for name, text in value.items())
    assert after == page.replace('"id": "1"\n', f'"id": "1",\n\t"more": {{\n{lines}\n\t}}\n')


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ('{"a":1,"b":2}', ',"c":3'),
        ('{"a":1}', ',"c":3'),
        ('{ "a" : 1, "b" : 2 }', ', "c" : 3'),
        ('{"a": 1 ,  "b":\t2}', ',  "c":\t3'),
        ('{\n  "a":1,\n  "b":2\n}', ',\n  "c":3'),
        ('{\n  "a" : 1\n}', ',\n  "c" : 3'),
        ('{"a": /* one */ 1}', ', "c": 3'),
        ('{"a":\n1}', ', "c": 3'),
    ],
)
def test_a_new_member_is_spaced_as_the_one_before_it(body: str, more: str) -> None:
    value = {"a": 1, "b": 2, "c": 3} if '"b"' in body else {"a": 1, "c": 3}
    after = accepted(page_of(body), answer_of(value))
    known = max(body.rfind("1"), body.rfind("2")) + 1
    assert after == page_of(body[:known] + more + body[known:])
