"""docs_source/en-us/api/profilephoto-delete.md

PYTEST_DONT_REWRITE: these tests hold no assert.
"""

import pytest

pytestmark = pytest.mark.page("docs_source/en-us/api/profilephoto-delete.md")


def test_delete_photo(api):
    """DELETE /beta/users/{id|userPrincipalName}/photo

    Also on docs_source/de-de/api/profilephoto-delete.md
    Also on docs_source/zh-cn/api/profilephoto-delete.md
    """
    reply = api.delete(
        "https://graph.microsoft.com/beta/users/{id|userPrincipalName}/photo",
    )

    reply.has_status(204)
    reply.has_no_body()
