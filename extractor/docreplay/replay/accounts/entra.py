"""Tokens of Microsoft Entra ID. Only this module uses MSAL, which `docreplay[entra]` installs."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from docreplay.config.accounts import Account
from docreplay.errors import ConfigError
from docreplay.model.secret import Secret
from docreplay.replay.accounts.tokens import Granted, NoToken, lifetime_of


def entra_token(
    account: Account, values: Mapping[str, Secret], scopes: str, show: Callable[[str], object]
) -> Granted:
    """Return a token of Entra ID. Raises `NoToken`, and `ConfigError` without MSAL."""
    try:
        import msal  # type: ignore[import-untyped]  # noqa: PLC0415  # it is not always there
    except ImportError:
        message = f"account `{account.name}`: Entra ID requires MSAL"
        raise ConfigError(message, hint="pip install 'docreplay[entra]'") from None
    client = _Client(msal, account, values)
    try:
        answer = client.answer(scopes.split(), show)
    except (OSError, ValueError) as error:
        kind = type(error).__name__
        raise NoToken(
            f"account `{account.name}`: cannot reach {account.authority} ({kind})"
        ) from None
    if "access_token" not in answer:
        code = str(answer.get("error", "no token"))
        raise NoToken(f"account `{account.name}`: Entra ID refused: `{code}`")
    hidden = (answer.get(name) for name in ("access_token", "refresh_token", "id_token"))
    return Granted(
        value=Secret(answer["access_token"]),
        lifetime=lifetime_of(answer),
        others=(*values.values(), *(Secret(item) for item in hidden if isinstance(item, str))),
    )


class _Client(NamedTuple):
    """The library, and the account as it is configured."""

    msal: Any
    account: Account
    values: Mapping[str, Secret]

    def answer(self, scopes: list[str], show: Callable[[str], object]) -> Mapping[str, Any]:
        """Return what Entra ID answers: a token, or an error."""
        account = self.account
        common = {"authority": account.authority, "verify": account.ca_bundle or True}
        if account.grant == "client-credentials":
            credential = _credential(account, self.values)
            app = self.msal.ConfidentialClientApplication(
                account.client_id, client_credential=credential, **common
            )
            return dict(app.acquire_token_for_client(scopes))
        app = self.msal.PublicClientApplication(account.client_id, **common)
        if account.grant == "password":
            password = self.values["password"].reveal()
            return dict(app.acquire_token_by_username_password(account.username, password, scopes))
        flow = app.initiate_device_flow(scopes)
        if "user_code" not in flow:
            return dict(flow)
        show(flow["message"])
        return dict(app.acquire_token_by_device_flow(flow))


def _credential(account: Account, values: Mapping[str, Secret]) -> Any:
    """Return what MSAL calls the credential of a client: a secret, a key or an assertion."""
    if "client-secret" in values:
        return values["client-secret"].reveal()
    if "private-key" in values:
        return {"private_key": values["private-key"].reveal(), "thumbprint": account.key_id}
    return {"client_assertion": values["assertion"].reveal()} if "assertion" in values else None
