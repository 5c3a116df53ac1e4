from docreplay.model.case import BodyAnnotation, Expectation
from docreplay.model.http.http import Header
from docreplay.model.location import Location, Passage
from docreplay.plugin.claims import Claims, compact, place


def test_the_claims_of_a_test_add_up_to_one_expectation() -> None:
    claims = Claims("a.md")
    claims.status(200, 3)
    claims.header("Content-Type", "application/json", 4)
    claims.body("{}", BodyAnnotation(truncated=True), 6)
    assert claims.made == [
        Expectation(
            status=200,
            status_at=Location("a.md", 3),
            reason="OK",
            headers=(Header("Content-Type", "application/json", Location("a.md", 4)),),
            body=Passage("{}", "a.md", 6),
            shape=BodyAnnotation(truncated=True),
        )
    ]


def test_no_body_is_at_its_own_line_if_no_status_is_claimed() -> None:
    claims = Claims("a.md")
    claims.no_body(7)
    assert claims.made == [Expectation(no_body=True, status_at=Location("a.md", 7))]


def test_a_second_body_begins_another_expectation() -> None:
    claims = Claims("a.md")
    claims.body("1", BodyAnnotation(), 1)
    claims.no_body(2)
    assert [made.body is None for made in claims.made] == [False, True]


def test_a_line_of_another_file_names_it() -> None:
    assert place("inc/a:b.md:12", "a.md") == Location("inc/a:b.md", 12)


def test_numbers_keep_their_spelling() -> None:
    assert compact({"a": 1.0, "b": 1, "c": True}) == '{"a": 1.0, "b": 1, "c": true}'
