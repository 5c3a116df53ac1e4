"""No configured secret is in a verdict, whatever repeats it."""

from dataclasses import fields

import pytest

from docreplay.model.finding import Finding, Related, Severity
from docreplay.model.location import Location
from docreplay.model.run import Verdict
from docreplay.replay.mask import Mask

AT = Location("page.md", 1)
SECRET = 's3/cr3t "käse" value'  # noqa: S105  # what must not be seen
FORMS = [
    SECRET,
    's3/cr3t \\"käse\\" value',
    's3/cr3t \\"k\\u00e4se\\" value',
    "s3%2Fcr3t%20%22k%C3%A4se%22%20value",
]


def finding(message: str = "", pointer: str | None = None, **texts: str) -> Finding:
    return Finding(
        code="CON209",
        name="x",
        severity=Severity.ERROR,
        location=AT,
        message=message,
        pointer=pointer,
        **texts,  # type: ignore[arg-type]  # `expected`, `actual` and `cause` only
    )


def verdict(text: str) -> Verdict:
    wrong = finding(text, "/name", expected=text, actual=text, cause=text)
    related = Related(location=AT, message=text)
    filled = {field.name: getattr(wrong, field.name) for field in fields(wrong)}
    return Verdict(
        id="x",
        location=AT,
        title="GET /",
        outcome="failed",
        reason=text,
        findings=(Finding(**{**filled, "related": (related,)}),),
        reproduce=text,
        messages=text,
    )


@pytest.mark.parametrize("form", FORMS)
def test_every_text_is_without_it(form: str) -> None:
    found = Mask([SECRET]).verdict(verdict(f"it is {form}."))
    assert "s3" not in repr(found)
    assert found == verdict("it is ***.")


def test_a_secret_that_was_cut_is_hidden_as_far_as_it_goes() -> None:
    for cut in ('s3/cr3t "k…', 's3/cr3t \\"kä…'):
        assert Mask([SECRET]).text(f"it is {cut} and {cut}") == "it is ***… and ***…"


def test_what_is_no_secret_stays() -> None:
    for mask in (Mask([]), Mask(["", "en", "no"]), Mask(["Bearer abcdef"])):
        assert mask.verdict(verdict("Bearer ab, no en")) == verdict("Bearer ab, no en")


@pytest.mark.parametrize(
    "name",
    ["access_token", "refresh_token", "client_secret", "password", "apiKey", "authorization"],
)
def test_members_with_the_name_of_a_secret_are_hidden(name: str) -> None:
    inner = finding("it is seen1", f"/value/0/{name}", expected='"seen2"', actual='"seen1"')
    outer = finding("x", "/value", expected=f'{{"{name}": "seen2"}}', actual=f'{{"{name}": "see…')
    found = Verdict(
        id="x", location=AT, title="", outcome="failed", reason="r", findings=(inner, outer)
    )
    assert "see" not in repr(Mask([]).verdict(found))


def test_a_member_that_is_no_text_may_be_seen() -> None:
    inner = finding("it is null", "/tokens", expected="1", actual="null")
    found = Verdict(id="x", location=AT, title="", outcome="failed", reason="r", findings=(inner,))
    assert Mask([]).verdict(found) == found
