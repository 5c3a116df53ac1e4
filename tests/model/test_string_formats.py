from docreplay.model.strictness import FORMATS
from docreplay.model.string_formats import WORDS


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
