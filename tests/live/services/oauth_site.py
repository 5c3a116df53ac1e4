"""The pages of `oauth.py`; Django imports them once it is set up."""
# mypy: disable-error-code="import-untyped, untyped-decorator, misc"

from collections.abc import Callable
from dataclasses import fields
from time import monotonic, sleep
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from oauth2_provider.decorators import protected_resource
from oauth2_provider.models import Application, DeviceCodeResponse, DeviceGrant
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.views import TokenView, device
from oauthlib.oauth2.rfc8628.grant_types import DeviceCodeGrant

ASKED: list[tuple[str, float]] = []
"""The grants and the times of all requests for tokens."""
_SLOW = 0.1
"""Seconds that an answer takes below `slow/`."""


def register() -> None:
    """Make a user, and a client for each grant; its secret is `NAME-secret`."""
    ann = User.objects.create_user("ann", password="ann-passw0rd")
    grants = {
        "machine": Application.GRANT_CLIENT_CREDENTIALS,
        "person": Application.GRANT_PASSWORD,
        "device": Application.GRANT_DEVICE_CODE,
    }
    for name, grant in grants.items():
        Application.objects.create(
            name=name,
            user=ann,
            client_id=name,
            client_secret=f"{name}-secret",
            client_type="public" if name == "device" else "confidential",
            authorization_grant_type=grant,
        )


def fit_to_oauthlib() -> None:
    """Let the device grant work with oauthlib 4, for which this release was not made."""
    names = {item.name for item in fields(DeviceCodeResponse)}
    device.DeviceCodeResponse = lambda **answer: DeviceCodeResponse(
        **{name: value for name, value in answer.items() if name in names}
    )
    OAuth2Validator.validate_device_code = _validate_device_code


def _validate_device_code(_self: object, _client: str, code: str, request: Any) -> str:
    """Return the status of a code; the view has refused those that are not authorized."""
    grant = DeviceGrant.objects.get(device_code=code)
    request.user, request.scopes = grant.user, grant.scope.split()
    return str(DeviceCodeGrant.DEVICE_CODE_AUTHORIZED)


def guarded(scope: str, seconds: float = 0.0) -> Callable[..., HttpResponse]:
    """Return a view that needs a token with a scope, and takes a number of seconds."""

    @protected_resource(scopes=[scope])
    def view(_request: HttpRequest, _number: int = 0) -> HttpResponse:
        sleep(seconds)
        return JsonResponse({"a": 1})

    view_of_scope: Callable[..., HttpResponse] = view
    return view_of_scope


def asked(_request: HttpRequest) -> HttpResponse:
    """Return the grants and times of all requests for tokens."""
    return JsonResponse(
        {"grants": [grant for grant, _ in ASKED], "times": [time for _, time in ASKED]}
    )


@csrf_exempt
def token(request: HttpRequest) -> HttpResponse:
    """Give a token, and note its grant."""
    ASKED.append((request.POST.get("grant_type", ""), monotonic()))
    answer: HttpResponse = TokenView.as_view()(request)
    return answer


@csrf_exempt
def confirm(_request: HttpRequest) -> HttpResponse:
    """Confirm all device codes."""
    count = DeviceGrant.objects.update(status=DeviceGrant.AUTHORIZED, user=User.objects.get())
    return JsonResponse({"count": count})


urlpatterns = [
    path("read", guarded("read")),
    path("read/<int:_number>", guarded("read")),
    path("slow/<int:_number>", guarded("read", _SLOW)),
    path("write", guarded("write")),
    path("asked", asked),
    path("confirm", confirm),
    path("o/token/", token),
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
]
