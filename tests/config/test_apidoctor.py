"""The configuration of API Doctor, translated."""

import pytest

from docreplay.config.apidoctor import migrated
from docreplay.model.json.value import JSON


def settings(*documents: JSON) -> dict[str, JSON]:
    return migrated((f"{n}.json", document) for n, document in enumerate(documents)).settings


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (
            {
                "api-requirements": {
                    "httpRequest": {
                        "maxUrlLength": 2083,
                        "httpMethods": ["GET"],
                        "standardHeaders": ["Prefer"],
                        "contentTypes": ["application/json"],
                    },
                    "httpResponse": {"contentTypes": ["text/html; charset=us-ascii"]},
                }
            },
            {
                "max-url-length": 2083,
                "permitted-methods": ["GET"],
                "permitted-headers": ["Prefer"],
                "permitted-media-types": ["application/json", "text/html"],
            },
        ),
        ({"pathsToIgnore": ["/graph/", ""]}, {"ignore-links": ["/graph/"]}),
        (
            {
                "schemaConfig": {
                    "requiredYamlHeaders": ["title"],
                    "baseUrls": ["https://graph.example/v1.0", "https://graph.example/beta", "/me"],
                    "foldersToSkip": ["old[1]"],
                    "filesToSkip": ["toc.md"],
                }
            },
            {
                "required-front-matter": ["title"],
                "documented-hosts": ["graph.example"],
                "exclude": ["*old[[]1]*/*", "**/toc.md"],
            },
        ),
        (
            {
                "apiPageType": [
                    {
                        "title": "*",
                        "level": 1,
                        "required": True,
                        "headers": [
                            {"title": "Permissions", "level": 2, "required": True},
                            {
                                "title": "Request *",
                                "level": 2,
                                "headers": [{"title": "Note", "level": 3, "required": True}],
                            },
                            {
                                "condition": "OR",
                                "arguments": [{"title": "Example", "level": 2, "required": True}],
                            },
                        ],
                    }
                ]
            },
            {
                "outline": {
                    "apiPageType": [
                        "# *",
                        "## Permissions",
                        "## Request *?",
                        "### Note?",
                        "## Example?",
                    ]
                }
            },
        ),
        (
            {
                "accounts": [
                    {"serviceUrl": "https://a", "additionalHeaders": ["X-A: $env:A", "X-B: secret"]}
                ]
            },
            {"headers": {"X-A": "$env:A"}},
        ),
        ({"anything": {"else": 1}}, {}),
        (["a", 1, None], {}),
        ({"schemaConfig": None, "accounts": 3, "apiPageType": "x", "api-requirements": []}, {}),
    ],
)
def test_a_kind_of_file_becomes_settings(document: JSON, expected: dict[str, JSON]) -> None:
    assert settings(document) == expected


def test_the_first_file_of_a_kind_counts() -> None:
    assert settings({"pathsToIgnore": ["/a"]}, {"pathsToIgnore": ["/b"]}) == {
        "ignore-links": ["/a"]
    }


def test_literal_values_of_enabled_scenarios_are_taken() -> None:
    scenarios: JSON = [
        {"enabled": True, "method": "a", "request-parameters": {"{id}": "7", "X:": "y"}},
        {"enabled": True, "method": "b", "request-parameters": {"{id}": "[captured]"}},
        {"method": "c", "request-parameters": {"{id}": "8"}},
    ]
    found = migrated([("s.json", {"scenarios": scenarios}), ("t.json", {"scenarios": []})])
    assert found.placeholders == {"a": {"id": "7"}}
    assert found.remarks == []


def test_settings_without_a_counterpart_are_listed() -> None:
    document: JSON = {"tableDefinitions": {}, "schemaConfig": {"defaultNamespace": "a.b"}}
    assert [remark.partition(" is")[0] for remark in migrated([("c.json", document)]).remarks] == [
        "c.json: `tableDefinitions`",
        "c.json: `defaultNamespace`",
    ]


def test_no_secret_is_migrated() -> None:
    account: JSON = {"enabled": True, "clientSecret": "hunter2", "refreshToken": "hunter2"}
    found = migrated([("a.json", {"accounts": [account]})])
    assert "hunter2" not in f"{found}"
