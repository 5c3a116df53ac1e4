"""Which values are not stored, by the names of headers, parameters and properties."""

import pytest

from docreplay.model.secret_names import is_secret_header, is_secret_parameter, is_secret_property

SECRETS = """
    assertion client_assertion clientAssertion code_verifier connectionString connection_strings
    csrf X-CSRF-Token xsrf session_id sessionIds sas JSESSIONID jsession_id PHPSESSID sessid
    credential credentials sharedAccessSignature shared_access_signature bearer refresh jwt otp
    accountKey private_key passcode pin csrfValue xsrfValue __requestverification antiforgery
    samlResponse saml_response SAMLResponse cookie cookies documentCookie setCookies
"""
PLAIN = """
    refreshInterval refresh_date photo height cookieColor monkey spin opinion samples author
    sasquatch responseTime
"""


@pytest.mark.parametrize("name", SECRETS.split())
def test_a_value_with_the_name_of_a_secret_is_not_stored(name: str) -> None:
    assert is_secret_header(name)
    assert is_secret_parameter(name)
    assert is_secret_property(name)


@pytest.mark.parametrize("name", PLAIN.split())
def test_a_value_with_another_name_is_stored(name: str) -> None:
    assert not is_secret_header(name)
    assert not is_secret_parameter(name)
    assert not is_secret_property(name)


@pytest.mark.parametrize(
    "grant", ["state", "session_state", "grant_type", "redirect_uri", "code_verifier"]
)
def test_a_code_is_a_secret_beside_the_parameters_of_a_grant(grant: str) -> None:
    assert is_secret_parameter("code", frozenset({"code", grant}))


SIGNATURE = "sig se sr sp sv st spr sip skoid sktid skt ske sks skv"


@pytest.mark.parametrize("name", SIGNATURE.split())
def test_a_part_of_a_signature_is_a_secret_beside_it(name: str) -> None:
    assert is_secret_parameter(name, frozenset({name, "sig"}))


@pytest.mark.parametrize(
    ("name", "beside", "expected"),
    [
        ("state", "code", True),
        ("state", "city", False),
        ("city", "code", False),
        ("city", "sig", False),
        ("se", "sr", False),
        ("code", "country", False),
    ],
)
def test_what_else_a_request_has_decides_on_short_names(
    name: str, beside: str, *, expected: bool
) -> None:
    assert is_secret_parameter(name, frozenset({name, beside})) is expected
