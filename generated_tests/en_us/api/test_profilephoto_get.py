"""docs_source/en-us/api/profilephoto-get.md

PYTEST_DONT_REWRITE: these tests hold no assert.
"""

import pytest

pytestmark = pytest.mark.page("docs_source/en-us/api/profilephoto-get.md")


@pytest.mark.line(57)
def test_get_photo(api):
    """GET /beta/users/{id|userPrincipalName}/photo

    Also on docs_source/de-de/api/profilephoto-get.md:63
    Also on docs_source/zh-cn/api/profilephoto-get.md:63
    """
    reply = api.get(
        "https://graph.microsoft.com/beta/users/{id|userPrincipalName}/photo",
    )

    reply.has_status(200, line=68)
    reply.has_media_type("application/json", line=69)
    reply.has_body_like(
        GET_PHOTO_RESPONSE,
        type="microsoft.graph.profilePhoto",
        line=71,
    )


@pytest.mark.line(87)
def test_get_photo_of_unknown_user(api):
    """GET /beta/users/{unknown-id}/photo

    Also on docs_source/de-de/api/profilephoto-get.md:93
    Also on docs_source/zh-cn/api/profilephoto-get.md:93
    """
    reply = api.get("https://graph.microsoft.com/beta/users/{unknown-id}/photo")

    reply.has_status(404, line=97)
    reply.has_media_type("application/json", line=98)
    reply.has_body_like(GET_PHOTO_OF_UNKNOWN_USER_RESPONSE, expect_error=True, line=100)


GET_PHOTO_RESPONSE = {"id": "648x648", "height": 648, "width": 648}

GET_PHOTO_OF_UNKNOWN_USER_RESPONSE = {
    "error": {"code": "UserNotFound", "message": "There is no user with this id."},
}
