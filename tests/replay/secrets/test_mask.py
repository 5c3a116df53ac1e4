"""No configured secret is in a verdict, whatever repeats it."""

import base64
import html
import json
import re
import shlex
from collections.abc import Callable
from dataclasses import fields, replace
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.finding import ExampleResponse, Finding, Related, Severity
from docreplay.model.location import Location
from docreplay.model.run import Verdict
from docreplay.model.shown_exchange import ShownExchange, ShownLine
from docreplay.replay.secrets.mask import Mask
from docreplay.replay.secrets.redact import SHORTEST
from docreplay.replay.secrets.spellings import spellings

AT = Location("page.md", 1)
SECRET = 's3/cr3t "käse" value'  # what must not be seen
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


MESSAGES = ("request", "response", "sent", "answer")


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
        exchange=ShownExchange(
            request=(ShownLine(1, 1, text),),
            response=(ShownLine(2, 1, text),),
            sent=text,
            answer=text,
        ),
    )


@pytest.mark.parametrize("form", FORMS)
def test_a_secret_is_hidden_in_every_text_of_a_verdict(form: str) -> None:
    found = Mask([SECRET]).verdict(verdict(f"it is {form}."))
    assert "s3" not in repr(found)
    assert found == verdict("it is ***.")


@pytest.mark.parametrize("place", MESSAGES)
def test_a_secret_is_hidden_in_whichever_message_has_it(place: str) -> None:
    def exchange(secret: str) -> ShownExchange:
        texts = {name: secret if name == place else "nothing" for name in MESSAGES}
        return ShownExchange(
            request=(ShownLine(1, 1, "GET /"), ShownLine(2, 1, texts["request"])),
            response=(ShownLine(3, 1, texts["response"]),),
            sent=texts["sent"],
            answer=texts["answer"],
        )

    shown = replace(verdict("it failed"), exchange=exchange(SECRET))
    assert Mask([SECRET]).verdict(shown).exchange == exchange("***")


def test_the_rest_of_a_cut_secret_is_hidden() -> None:
    for cut in ('s3/cr3t "k…', 's3/cr3t \\"kä…'):
        assert Mask([SECRET]).text(f"it is {cut} and {cut}") == "it is ***… and ***…"


def test_text_without_a_secret_stays_unchanged() -> None:
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


def test_a_member_that_is_not_text_is_not_hidden() -> None:
    inner = finding("it is null", "/tokens", expected="1", actual="null")
    found = Verdict(id="x", location=AT, title="", outcome="failed", reason="r", findings=(inner,))
    assert Mask([]).verdict(found) == found


HARD = ["it's-a-S3cret", 'a"b\\c/d+e f', "p&ss<w>rd", "käse€😀x", "plainSecret42", "tok/en+=="]
SPELLINGS: dict[str, Callable[[str], str]] = {
    "shell": shlex.quote,
    "XML": html.escape,
    "numeric references": lambda text: "".join(f"&#{ord(letter)};" for letter in text),
    "JSON": json.dumps,
    "JSON with escaped slashes": lambda text: json.dumps(text).replace("/", "\\/"),
    "JSON in JSON": lambda text: json.dumps(json.dumps(text)),
    "JSON in capitals": lambda text: "".join(f"\\u{ord(letter):04X}" for letter in text),
    "percent": lambda text: quote(text, safe=""),
    "percent in small letters": lambda text: "".join(f"%{byte:02x}" for byte in text.encode()),
    "percent twice": lambda text: quote(quote(text)),
    "form": quote_plus,
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64url": lambda text: base64.urlsafe_b64encode(text.encode()).decode(),
    "Basic 1": lambda text: base64.b64encode(f"u:{text}".encode()).decode(),
    "Basic 2": lambda text: base64.b64encode(f"us:{text}".encode()).decode(),
    "Basic 3": lambda text: base64.b64encode(f"use:{text}".encode()).decode(),
    "hex": lambda text: text.encode().hex(),
    "HEX": lambda text: text.encode().hex().upper(),
    "repr": repr,
    "cut": lambda text: f"{text[:6]}…",
}


@pytest.mark.parametrize("secret", HARD)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_is_hidden(secret: str, spelling: str) -> None:
    if spelling == "JSON in capitals" and not secret.isascii():
        secret = "käse-u0041"  # what must not be seen
    spelt = SPELLINGS[spelling](secret)
    shown = Mask([secret]).text(f"it is {spelt} here")
    assert "***" in shown
    rest = shown.replace("it is", "").replace("here", "").replace("***", "").strip()
    assert len(rest) <= 9, "quotes, the user of Basic credentials, and the padding"


@given(
    st.text(st.sampled_from("ab+/~ '\"\n\t&%\\éß𝄞09<=zA"), min_size=SHORTEST, max_size=12),
    st.sampled_from(sorted(SPELLINGS)),
)
def test_the_quick_look_at_a_text_finds_what_begins_a_secret(secret: str, spelling: str) -> None:
    text = SPELLINGS[spelling](secret)
    for one in spellings(secret):
        if re.search(one.beginning(SHORTEST), text):
            assert re.search("|".join(one.beginnings(SHORTEST)), text)


@pytest.mark.parametrize("secret", HARD)
def test_the_quick_look_skips_to_the_first_character_of_a_secret(secret: str) -> None:
    # `re` does so only if each alternative starts with a literal
    for one in spellings(secret):
        assert all(re.match(r"\\?[^\w\s]|\w", part) for part in one.beginnings(SHORTEST))
        assert not any(part.startswith(("[", "(")) for part in one.beginnings(SHORTEST))


def test_masking_a_long_text_takes_linear_time() -> None:
    mask = Mask(["xxxxxxxx" + "y" * 30, "\\\\\\abc", "k" * 3000])
    for letter in ("\\", "%25", "&amp;", "x", "k"):
        assert len(mask.text(letter * 20_000)) <= 100_000


def test_secrets_with_the_same_beginning_are_hidden_whole() -> None:
    same = "the same beginning of many characters"
    longer, other = f"{same} and a long end", f"{same} é"
    mask = Mask([longer, other])
    for form in (other, quote(other), json.dumps(other), html.escape(other)):
        assert mask.text(f"<{form}>") in ("<***>", '<"***">')


@pytest.mark.parametrize("form", FORMS)
def test_a_response_that_shows_a_change_has_no_secret(form: str) -> None:
    example = ExampleResponse(status=200, value=f'"{form}"', pointer=f"/{form}/a")
    shown = Verdict(
        id="a#b",
        location=AT,
        title="",
        outcome="failed",
        findings=(replace(finding(), counter_example=example),),
    )
    (found,) = Mask([SECRET]).verdict(shown).findings
    assert found.counter_example == ExampleResponse(status=200, value='"***"', pointer="/***/a")


@pytest.mark.parametrize(
    ("pointer", "value", "shown"),
    [
        ("/password", '"abcdefgh"', '"***"'),
        ("/value/0/client_secret", '"abcdefgh"', '"***"'),
        ("", '{"id": "1", "password": "abcdefgh"}', '{"id": "1", "password": "***"}'),
        ("/expires", "3600", "3600"),
    ],
)
def test_a_response_has_no_member_with_the_name_of_a_secret(
    pointer: str, value: str, shown: str
) -> None:
    example = ExampleResponse(status=200, value=value, pointer=pointer)
    case = Verdict(
        id="a#b",
        location=AT,
        title="",
        outcome="failed",
        findings=(replace(finding(), counter_example=example),),
    )
    (found,) = Mask([]).verdict(case).findings
    assert found.counter_example == replace(example, value=shown)
