"""A secret is not shown, whatever prints it."""

import pickle
import traceback

import pytest

from docreplay.model.secret import Secret

VALUE = "s3cret-t0ken"


def test_nothing_that_prints_a_secret_shows_it() -> None:
    secret = Secret(VALUE)
    texts = (
        str(secret),
        repr(secret),
        f"{secret}",
        f"{secret!r:>20}",
        str([secret]),
        str({"a": secret}),
    )
    assert not any(VALUE in text for text in texts)
    assert secret.reveal() == VALUE


def test_an_error_about_it_does_not_show_it() -> None:
    error = ValueError(Secret(VALUE))
    assert VALUE not in "".join(traceback.format_exception_only(error))


def test_secrets_compare_by_value_and_are_not_pickled() -> None:
    assert Secret(VALUE) == Secret(VALUE)
    assert Secret(VALUE) != Secret("other")
    assert Secret(VALUE) != VALUE
    assert len({Secret(VALUE), Secret(VALUE)}) == 1
    assert not Secret("")
    with pytest.raises(TypeError):
        pickle.dumps(Secret(VALUE))
