"""docs_source/en-us/api/profilephoto-get.md

PYTEST_DONT_REWRITE: these tests hold no assert.
"""

import pytest

pytestmark = pytest.mark.page("docs_source/en-us/api/profilephoto-get.md")


def test_get_photo(api):
    """GET /beta/users/{id|userPrincipalName}/photo

    Also on docs_source/de-de/api/profilephoto-get.md
    Also on docs_source/zh-cn/api/profilephoto-get.md
    """
    reply = api.get(
        "https://graph.microsoft.com/beta/users/{id|userPrincipalName}/photo",
    )

    reply.has_status(200)
    reply.has_media_type("application/json")
    reply.has_body_like(GET_PHOTO_RESPONSE, type="microsoft.graph.profilePhoto")


def test_get_photo_of_unknown_user(api):
    """GET /beta/users/{unknown-id}/photo

    Also on docs_source/de-de/api/profilephoto-get.md
    Also on docs_source/zh-cn/api/profilephoto-get.md
    """
    reply = api.get("https://graph.microsoft.com/beta/users/{unknown-id}/photo")

    reply.has_status(404)
    reply.has_media_type("application/json")
    reply.has_body_like(GET_PHOTO_OF_UNKNOWN_USER_RESPONSE, expect_error=True)


GET_PHOTO_RESPONSE = {"id": "648x648", "height": 648, "width": 648}

GET_PHOTO_OF_UNKNOWN_USER_RESPONSE = {
    "error": {"code": "UserNotFound", "message": "There is no user with this id."},
}
