"""What of a documented path is a value of an example."""

import pytest

from docreplay.model.http.path_ids import generalized, root_length
from docreplay.serve.paths import segments_of


@pytest.mark.parametrize(
    "segment",
    [
        "b320ee12-b1cd-4cca-b648-a437be61c5cd",
        "{48D31887-5FAD-4D73-A9F5-3C356E68A038}",
        "7",
        "1612289992105",
        "2024-05-17",
        "01CYZLFJGUJ7JHBSZDFZFL25KSZGQTVAUN",
        "b!t18F8ybsHUq1z3LTz8xvZqP8",
        "AAMkAGIAAAoZDOFAAA=",
        "AAMkAGIxABCDEFGHijklMN",
        "cus_9s6XKzkNRiz8i3",
        "19:4a95f7d8db4c4e7fae857bcebe0623e6@thread.tacv2",
        "19%3A4a95f7d8db4c4e7fae857bcebe0623e6%40thread.tacv2",
        "adele@contoso.onmicrosoft.com",
        "507f1f77bcf86cd799439011",
        ":id",
        "$USER_ID",
    ],
)
def test_a_value_that_looks_like_an_id_stands_for_any(segment: str) -> None:
    assert generalized(["users", segment, "photo"]) == ["users", "{id}", "photo"]


@pytest.mark.parametrize(
    "segment",
    [
        "getMemberGroups",
        "oauth2PermissionGrants",
        "win32LobApps",
        "b2cAuthenticationMethodsPolicy",
        "microsoft.graph.windows81GeneralConfiguration",
        "x509v3Certificates",
        "fido2Methods",
        "48x48",
        "$value",
        "$metadata",
        "me",
        "openid-configuration",
        "deltaLinkForApplicationTemplates",
        "root:",
        "getByName(name='Ada')",
        "getActivity(period='D7')",
        "{id}",
    ],
)
def test_a_name_stands_for_itself(segment: str) -> None:
    assert generalized(["users", segment]) == ["users", segment]


@pytest.mark.parametrize(
    ("segment", "generalization"),
    [
        ("users('adele@contoso.com')", "users('{id}')"),
        ("orders(42)", "orders({id})"),
        ("rows(count=2,deep=true)", "rows(count={id},deep=true)"),
        ("usage(date='2018-03-05')", "usage(date='{id}')"),
    ],
)
def test_a_key_in_parentheses_may_be_an_id(segment: str, generalization: str) -> None:
    assert generalized(["v1.0", segment]) == ["v1.0", generalization]


def test_a_value_that_the_response_has_as_id_is_an_id() -> None:
    assert generalized(["pets", "fido"], frozenset({"fido"})) == ["pets", "{id}"]


@pytest.mark.parametrize(
    ("path", "root"),
    [
        ("/v1.0/me", "v1.0"),
        ("/beta/users/{id}", "beta"),
        ("/api/v2/pets", "api/v2"),
        ("/api/pets", "api"),
        ("/rest/api/3/issue", "rest/api/3"),
        ("/services/data/v55.0/sobjects", "services/data/v55.0"),
        ("/2015-03-31/functions", "2015-03-31"),
        ("/_matrix/client/v3/login", "_matrix/client/v3"),
        ("/api/7", "api"),
        ("/users/7", ""),
        ("/{tenant}/oauth2/v2.0/token", ""),
        ("/b320ee12-b1cd-4cca-b648-a437be61c5cd/v2.0/token", ""),
        ("/me/drive", ""),
    ],
)
def test_the_root_of_a_service_ends_with_its_version(path: str, root: str) -> None:
    segments = segments_of(path)
    assert "/".join(segments[: root_length(segments)]) == root
