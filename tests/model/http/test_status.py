from http import HTTPStatus

import pytest

from docreplay.model.http.status import is_same_reason, usual_reason

RENAMED = {413, 422}
"""Names of RFC 9110 that differ from those of earlier standards."""
RARE = {100, 101, 102, 103, 208, 226, 305, 407, 414, 418, 421, 425, 426, 431, 451}
RARE |= {505, 506, 508, 510, 511}


@pytest.mark.parametrize("status", sorted({int(item) for item in HTTPStatus} - RENAMED - RARE))
def test_a_status_has_the_phrase_of_its_standard(status: int) -> None:
    names = {416: "Range Not Satisfiable"}  # Python 3.11 has the name of RFC 2616
    assert usual_reason(status) == names.get(status, HTTPStatus(status).phrase)


@pytest.mark.parametrize("status", [*sorted(RENAMED), 299, 600])
def test_a_status_of_several_names_or_none_has_no_phrase(status: int) -> None:
    assert usual_reason(status) == ""


def test_phrases_are_compared_without_case_and_blanks() -> None:
    assert is_same_reason("Not  Found", "not found")
    assert not is_same_reason("Not Found", "Gone")
