"""From exchanges to cases."""

import pytest

from docreplay.model.finding import Severity
from tests.support.pages import case_of, cases_of, exchange, reading_of

BODY = "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{}"


def test_a_case_has_the_request_and_the_response_of_the_page() -> None:
    case = case_of("PATCH https://api.example.com/v1/photo?x=1\n\n{}", BODY, name="update_photo")
    assert (case.id, case.name) == ("en-us/api/page#update_photo", "update_photo")
    assert case.title == "PATCH /v1/photo?x=1"
    assert case.expectation.status == 200
    assert case.expectation.media_type == "application/json"
    assert case.expectation.body is not None


def test_the_annotation_becomes_the_shape() -> None:
    keys = '"@odata.type": "Collection(g.photo)", "truncated": "true", "isEmpty": true'
    shape = case_of("GET /photo", BODY, annotation=keys).expectation.shape
    assert (shape.type, shape.is_collection) == ("g.photo", True)
    assert (shape.truncated, shape.is_empty, shape.expect_error) == (True, True, False)


def test_a_204_expects_no_body_even_if_the_page_shows_one() -> None:
    expectation = case_of("DELETE /photo", "HTTP/1.1 204 No Content\n\n{}").expectation
    assert expectation.no_body
    assert expectation.body is None


def test_a_200_without_a_body_expects_nothing_of_the_body() -> None:
    expectation = case_of("GET /photo", "HTTP/1.1 200 OK").expectation
    assert not expectation.no_body
    assert expectation.body is None


def test_an_exchange_without_a_response_gives_no_case() -> None:
    page = '<!-- { "blockType": "request", "name": "a" } -->\n```http\nGET /photo\n```\n'
    assert cases_of(page) == ()


@pytest.mark.parametrize("status", ["000 None", "099 None", "100 Continue", "103 Early Hints"])
def test_an_interim_response_is_reported_and_makes_no_case(status: str) -> None:
    page = exchange(response=f"HTTP/1.1 {status}")
    assert cases_of(page) == ()
    told = [(item.name, item.severity) for item in reading_of(page).findings]
    assert told == [("status-line-irregular", Severity.WARNING)]


@pytest.mark.parametrize(("status", "noted"), [(599, False), (600, True), (650, True)])
def test_a_status_that_http_does_not_have_is_noted(status: int, noted: bool) -> None:
    page = exchange(response=f"HTTP/1.1 {status} X\n\n{{}}")
    found = [(item.name, item.severity) for item in reading_of(page).findings]
    assert found == [("status-line-irregular", Severity.NOTE)] * noted


def test_an_alternative_is_asked_for_by_its_status() -> None:
    page = exchange() + (
        '<!-- { "blockType": "response" } -->\n```http\nHTTP/1.1 404 Not Found\n```\n'
    )
    first, second = cases_of(page)
    assert (first.prefer, second.prefer) == ("", "code=404")
    assert second.id == "en-us/api/page#get_photo~404"


def test_an_alternative_with_a_status_that_is_not_unique_is_asked_for_by_its_name() -> None:
    another = '<!-- { "blockType": "response" } -->\n```http\nHTTP/1.1 200 OK\n\n[]\n```\n'
    found = cases_of(exchange() + another + another)
    assert [case.prefer for case in found] == ["", *(f"example={case.name}" for case in found[1:])]
    assert len(found) == 3


def test_an_unrelated_block_changes_no_name_and_no_id() -> None:
    page = exchange() + exchange(name="other")
    more = "```json\n{}\n```\n\n" + exchange(name="new") + page
    before = {(case.id, case.name) for case in cases_of(page)}
    assert before <= {(case.id, case.name) for case in cases_of(more)}


def test_a_title_keeps_a_url_that_the_query_contains() -> None:
    (case,) = cases_of(exchange("DELETE https://graph.example/groups/$ref?$id=https://a.example/1"))
    assert case.title == "DELETE /groups/$ref?$id=https://a.example/1"
