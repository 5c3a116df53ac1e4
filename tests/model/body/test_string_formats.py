import pytest

from docreplay.model.body.string_formats import CHECKS, WORDS, has_format
from docreplay.model.strictness import FORMATS


def test_every_format_of_a_matcher_has_words() -> None:
    assert {name: WORDS[name] for name in FORMATS} == {
        "date-time": "a date and time",
        "date": "a date",
        "time": "a time of day",
        "duration": "an ISO 8601 duration",
        "guid": "a GUID",
        "uri": "an absolute URL",
        "email": "an e-mail address",
        "etag": "an entity tag",
        "base64": "base64",
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("uri", "https://" + "a" * 80_000 + " "),
        ("uri", "a" * 80_000),
        ("email", "a@" + "b." * 40_000),
        ("email", "a" * 80_000),
        ("base64", "A" * 80_000 + "!"),
        ("base64", "\n" * 80_000 + "!"),
        ("duration", "P" + "1" * 80_000),
        ("etag", '"' + "a" * 80_000),
    ],
)
def test_a_long_string_without_the_format_is_rejected_quickly(name: str, text: str) -> None:
    assert not has_format(text, name)
    assert not CHECKS[name](text)
