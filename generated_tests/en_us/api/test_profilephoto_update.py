"""docs_source/en-us/api/profilephoto-update.md

PYTEST_DONT_REWRITE: these tests hold no assert.
"""

import pytest

pytestmark = pytest.mark.page("docs_source/en-us/api/profilephoto-update.md")


def test_update_photo(api):
    """PATCH /beta/users/{id|userPrincipalName}/photo

    Also on docs_source/de-de/api/profilephoto-update.md
    Also on docs_source/zh-cn/api/profilephoto-update.md
    """
    reply = api.patch(
        "https://graph.microsoft.com/beta/users/{id|userPrincipalName}/photo",
        json=UPDATE_PHOTO_REQUEST,
    )

    reply.has_status(200)
    reply.has_media_type("application/json")
    reply.has_body_like(UPDATE_PHOTO_RESPONSE, type="microsoft.graph.profilePhoto")


UPDATE_PHOTO_REQUEST = {"height": 99, "width": 99, "id": "id-value"}

UPDATE_PHOTO_RESPONSE = {"height": 99, "width": 99, "id": "id-value"}
