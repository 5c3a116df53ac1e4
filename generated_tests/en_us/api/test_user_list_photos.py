"""docs_source/en-us/api/user-list-photos.md

PYTEST_DONT_REWRITE: these tests hold no assert.
"""

import pytest

pytestmark = pytest.mark.page("docs_source/en-us/api/user-list-photos.md")


def test_list_photos(api):
    """GET /beta/users/{id|userPrincipalName}/photos

    Also on docs_source/de-de/api/user-list-photos.md
    Also on docs_source/zh-cn/api/user-list-photos.md
    """
    reply = api.get(
        "https://graph.microsoft.com/beta/users/{id|userPrincipalName}/photos",
    )

    reply.has_status(200)
    reply.has_media_type("application/json")
    reply.has_body_like(
        LIST_PHOTOS_RESPONSE,
        type="microsoft.graph.profilePhoto",
        collection=True,
    )


LIST_PHOTOS_RESPONSE = {
    "@odata.context": "https://graph.microsoft.com/beta/$metadata#users('id-value')/photos",
    "value": [
        {"id": "48x48", "height": 48, "width": 48},
        {"id": "648x648", "height": 648, "width": 648},
    ],
}
