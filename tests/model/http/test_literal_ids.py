"""Ids that documented URLs write out."""

import pytest

from docreplay.model.http.literal_ids import literal_ids, shown_ids

CHAT = "19:33b76eea88574bd1969dca37e2b7a819@thread.skype"
GUID = "48d31887-5fad-4d73-a9f5-3c356e68a038"


@pytest.mark.parametrize(
    ("target", "found"),
    [
        (f"https://graph.example.com/v1.0/groups/{GUID}/members", {"groups/*": GUID}),
        (f"/groups/{GUID}", {"groups/*": GUID}),
        (
            f"/v1.0/teams/{GUID}/channels/{CHAT}/tabs",
            {
                "teams/*": GUID,
                "teams/*/channels/*": CHAT,
            },
        ),
        ("/me/messages/AAMkADA1M-zAAA=/reply", {"me/messages/*": "AAMkADA1M-zAAA="}),
        ("/users('ada@example.com')/x", {"users(*)": "ada@example.com"}),
        (f"/roles/roleTemplateId={GUID}/members", {"roles/roleTemplateId=*": GUID}),
        ("/users/ada%40example.com", {"users/*": "ada%40example.com"}),
        (f"/groups/{{id}}/threads/{GUID}", {"groups/*/threads/*": GUID}),
        ("/people/42", {"people/*": "42"}),
        (f"/items?$filter=id eq '{GUID}'", {}),
        ("/v1.0/me/mailFolders/inbox/messages", {}),
        ("/v1.0/users/delta?$select=id", {}),
        ("/policies/b2cUserFlows/languages/en", {}),
        ("/v1.0/groups/{id}/members/$ref", {}),
        ("/api/3/users", {}),
        ("/me/calendarView/$count", {}),
        ("", {}),
        ("https://graph.example.com", {}),
    ],
)
def test_ids_are_found_by_their_shape(target: str, found: dict[str, str]) -> None:
    ids = literal_ids(target)
    assert {item.name: target[item.start : item.end] for item in ids} == found


def test_samples_and_shown_ids_are_found_whatever_their_shape() -> None:
    (item,) = literal_ids("/users/adele/photo", samples=["adele"])
    assert (item.name, item.is_sample) == ("users/*", True)
    (item,) = literal_ids("/policies/Default-Low", shown={"Default-Low"})
    assert (item.name, item.is_sample) == ("policies/*", False)
    assert not literal_ids("/drives/root/children", shown={"root", "children"})


@pytest.mark.parametrize(
    ("body", "ids"),
    [
        ('{"id": "a", "x": {"id": "b"}}', {"a"}),
        ('{"data": {"id": 7}}', {"7"}),
        ('{"value": [{"id": "a"}]}', set()),
        ('{"id": ', set()),
        ("[]", set()),
        ("", set()),
    ],
)
def test_the_response_shows_the_id_of_its_object(body: str, ids: set[str]) -> None:
    assert shown_ids(body) == ids
