"""docs_source/en-us/api/profilephoto-upload.md

PYTEST_DONT_REWRITE: these tests hold no assert.
"""

import pytest

pytestmark = pytest.mark.page("docs_source/en-us/api/profilephoto-upload.md")


def test_upload_photo(api):
    """PUT /beta/users/{id|userPrincipalName}/photo/$value

    Also on docs_source/de-de/api/profilephoto-upload.md
    Also on docs_source/zh-cn/api/profilephoto-upload.md
    """
    reply = api.put(
        "https://graph.microsoft.com/beta/users/{id|userPrincipalName}/photo/$value",
        data="<binary data of the picture>",
        headers={"Content-type": "image/jpeg"},
    )

    reply.has_status(204)
    reply.has_no_body()
