"""What this project adds to a run: an object to read, a tenant, and what no page documents.

Run it against a service: `docreplay test --base-url http://127.0.0.1:8080`.
"""

import os
from collections.abc import Mapping

import pytest
import requests

import docreplay
from docreplay.model.case import Answer, Case, SentRequest

_PHOTO: pytest.StashKey[str] = pytest.StashKey()


def docreplay_values(case: Case, config: pytest.Config) -> Mapping[str, object] | None:
    """Create the photo that is read; without a service, the documented one will do."""
    base_url = os.environ.get("PHOTO_SERVICE", "")
    if "{photo-id}" not in case.request.target or not base_url:
        return None
    if _PHOTO not in config.stash:
        created = requests.post(f"{base_url}/photos", json={"height": 48}, timeout=10)
        config.stash[_PHOTO] = created.json()["id"]
    return {"photo-id": config.stash[_PHOTO], "key": docreplay.Secret("of-this-run")}


def docreplay_session() -> requests.Session:
    """Send the tenant with each request to the service."""
    session = requests.Session()
    session.headers["X-Tenant"] = os.environ.get("TENANT", "docs")
    return session


def docreplay_before_request(case: Case, request: SentRequest) -> None:
    """Skip what the tenant of the tests must not see."""
    if request.url.endswith("/private"):
        pytest.skip(f"{case.name} reads what is private")


def docreplay_after_response(request: SentRequest, response: Answer) -> None:
    """Require what no page documents: an id of each response."""
    if "request-id" not in {name.lower() for name, _ in response.headers}:
        pytest.fail(f"no Request-Id in the response to {request.method}")
