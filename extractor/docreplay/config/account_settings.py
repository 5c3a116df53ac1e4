"""The settings about accounts, and about the connection of a whole run."""

from docreplay.config.account_keys import CONNECTION
from docreplay.config.account_type import ACCOUNTS
from docreplay.config.setting import Setting

_EXAMPLES = {
    "ca-bundle": 'ca-bundle = "company-ca.pem"',
    "client-certificate": 'client-certificate = "client.pem"',
    "client-key": 'client-key = "client.key"',
    "proxy": 'proxy = "http://proxy.example.com:3128"',
    "insecure": "insecure = true",
}
ACCOUNT_SETTINGS = (
    Setting(
        "accounts",
        "Service",
        ACCOUNTS,
        "Accounts by name: their credentials, the scopes that they have, and the hosts that get"
        ' them. Credentials are `"$env:NAME"`, `"$file:PATH"` or `"$cmd:COMMAND"`.',
        'accounts = { reader = { token = "$env:API_TOKEN" } }',
    ),
    *(
        Setting(key.name, "Service", key.type, key.description, _EXAMPLES[key.name])
        for key in CONNECTION
    ),
)
"""The settings, in the order of the documentation."""
