"""What cannot go on says why, and what to try."""

import pytest

from docreplay.errors import ConfigError, ExitCode, NothingMatched, ServiceUnreachable, did_you_mean


def test_an_error_has_a_hint() -> None:
    assert str(ConfigError("it is wrong", hint="do this")) == "it is wrong\n  Try: do this"
    assert str(ConfigError("it is wrong")) == "it is wrong"


def test_errors_have_their_exit_codes() -> None:
    codes = [error.exit_code for error in (ConfigError, ServiceUnreachable, NothingMatched)]
    assert codes == [ExitCode.USAGE, ExitCode.ENVIRONMENT, ExitCode.NOTHING]


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("trunated", " (did you mean `truncated`?)"),
        ("TRUNCATED", " (did you mean `truncated`?)"),
        ("x", ""),
    ],
)
def test_a_near_name_is_offered(word: str, near: str) -> None:
    assert did_you_mean(word, ["truncated", "name"]) == near


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("graph.user", ""),
        ("graph.chanel", " (did you mean `graph.channel`?)"),
        ("grph.channel", " (did you mean `graph.channel`?)"),
        ("en-us/api/photo-get#get_list", ""),
        ("en-us/api/photo-get#get_foto", " (did you mean `en-us/api/photo-get#get_photo`?)"),
        ("en-us/api/photo-gt#get_photo", " (did you mean `en-us/api/photo-get#get_photo`?)"),
    ],
)
def test_a_shared_qualifier_makes_no_names_similar(word: str, near: str) -> None:
    known = ["graph.channel", "graph.group", "en-us/api/photo-get#get_photo"]
    assert did_you_mean(word, known) == near
