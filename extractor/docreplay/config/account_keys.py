"""The keys of `[tool.docreplay.accounts.NAME]`: what each means, and what values it may have."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

from docreplay.config.value_types import FLAG, HOSTS, TEXT, TEXTS, ValueType, choice_type

Grant = Literal[
    "client-credentials",
    "refresh-token",
    "device-code",
    "password",
    "jwt-bearer",
    "token-exchange",
]
"""Ways to get a token from an OAuth 2 server."""
ClientAuth = Literal[
    "client_secret_basic",
    "client_secret_post",
    "client_secret_jwt",
    "private_key_jwt",
    "none",
]
"""How the client proves who it is (RFC 6749 §2.3, OpenID Connect Core 1.0 §9)."""
Caller = Literal["delegated", "application"]
"""Whose permissions an account has: those of a user, or those of the application itself."""


class AccountKey(NamedTuple):
    """A key of an account: its type, and its meaning."""

    name: str
    type: ValueType
    description: str
    is_secret: bool = False
    """Whether its value is a credential, which the file should refer to and not contain."""

    @property
    def field(self) -> str:
        """The name of the field of `Account`."""
        return self.name.replace("-", "_")


_CHOICE = (
    AccountKey("default", FLAG, "Use this account where several fit. By default the first one."),
    AccountKey(
        "hosts",
        HOSTS,
        "Hosts (HOST or HOST:PORT) that get the credentials. By default that of the base URL.",
    ),
    AccountKey(
        "scopes",
        TEXTS,
        "Scopes that the account has; they are asked for unless `scope` is set. A case that needs"
        " others is not sent with it. Without the key, the account has every scope.",
    ),
    AccountKey(
        "permissions",
        choice_type(*get_args(Caller)),
        "Row of the permissions table of a page that applies to the account.",
    ),
    AccountKey("tags", TEXTS, "Tags of the requests that the account is for; by default all."),
    AccountKey(
        "least-privilege",
        FLAG,
        "Ask for a token with the scopes of the case alone, so that a run shows whether they"
        " suffice.",
    ),
)
_CREDENTIALS = (
    AccountKey("token", TEXT, "Bearer token (RFC 6750), without the word `Bearer`.", True),
    AccountKey("username", TEXT, "User of Basic credentials (RFC 7617), or of the password grant."),
    AccountKey("password", TEXT, "Password of that user.", True),
    AccountKey("api-key", TEXT, "API key.", True),
    AccountKey("api-key-header", TEXT, "Header of the API key (default: `X-API-Key`)."),
    AccountKey("api-key-query", TEXT, "Query parameter of the API key, instead of a header."),
)
_OAUTH = (
    AccountKey("token-url", TEXT, "Token endpoint of the OAuth 2 server (RFC 6749 §3.2)."),
    AccountKey(
        "grant",
        choice_type(*get_args(Grant)),
        "How a token is asked for: `client-credentials` (the default), `refresh-token`,"
        " `device-code` (RFC 8628), `password`, `jwt-bearer` (RFC 7523) or `token-exchange`"
        " (RFC 8693).",
    ),
    AccountKey("client-id", TEXT, "Identifier of the client."),
    AccountKey("client-secret", TEXT, "Secret of the client.", True),
    AccountKey(
        "client-auth",
        choice_type(*get_args(ClientAuth)),
        "How the client proves who it is. By default `client_secret_basic` with a secret,"
        " `private_key_jwt` with a private key, and `none` without both.",
    ),
    AccountKey("scope", TEXT, "Scopes to ask for, separated by blanks, instead of `scopes`."),
    AccountKey("audience", TEXT, "Audience of the token, or of a JSON Web Token that is signed."),
    AccountKey("resource", TEXT, "Resource that the token is for (RFC 8707)."),
    AccountKey("refresh-token", TEXT, "First refresh token.", True),
    AccountKey(
        "refresh-token-store",
        TEXT,
        "Where the server's next refresh token is stored, and read from in the next run:"
        ' `"$file:PATH"` (mode 0600), or `"$cmd:…"`, which gets it on its standard input.',
    ),
    AccountKey("device-url", TEXT, "Device authorization endpoint (RFC 8628 §3.1)."),
    AccountKey("private-key", TEXT, "Private key in PEM form, to sign JSON Web Tokens.", True),
    AccountKey("key-id", TEXT, "`kid` of that key (RFC 7515 §4.1.4)."),
    AccountKey("algorithm", TEXT, "Algorithm of that key (default: `RS256`, or `HS256`)."),
    AccountKey("issuer", TEXT, "`iss` of a JSON Web Token (default: `client-id`)."),
    AccountKey("subject", TEXT, "`sub` of a JSON Web Token."),
    AccountKey(
        "assertion",
        TEXT,
        'Token of a CI job that the server trusts: `"$github"` asks GitHub Actions for it,'
        ' `"$env:NAME"` and `"$file:PATH"` read it. It is the token of `jwt-bearer` and'
        " `token-exchange`, and proves who the client is for other grants (RFC 7523 §2.2).",
        True,
    ),
    AccountKey("assertion-audience", TEXT, "Audience to ask GitHub for (default: that of GitHub)."),
    AccountKey("entra", FLAG, "Get tokens of Microsoft Entra ID with MSAL (`docreplay[entra]`)."),
    AccountKey(
        "authority",
        TEXT,
        "Authority of Entra ID, such as `https://login.microsoftonline.com/TENANT`.",
    ),
)
CONNECTION = (
    AccountKey(
        "ca-bundle",
        TEXT,
        "File with the certificates of the authorities to trust, in PEM form, instead of the"
        " public ones.",
    ),
    AccountKey("client-certificate", TEXT, "File with the client certificate, in PEM form."),
    AccountKey("client-key", TEXT, "File with its private key, if that is another file."),
    AccountKey(
        "proxy",
        TEXT,
        "URL of the proxy for all requests, instead of that of the environment; `none` for no"
        " proxy.",
    ),
    AccountKey(
        "insecure",
        FLAG,
        "Do not verify the certificate of the service. Anybody on the way can read the"
        " credentials, and each run warns about it.",
    ),
)
"""Keys about the connection, which are also settings of the whole run."""
ACCOUNT_KEYS: Mapping[str, AccountKey] = {
    key.name: key for key in (*_CHOICE, *_CREDENTIALS, *_OAUTH, *CONNECTION)
}
"""Every key of an account by its name, in the order of the documentation."""
