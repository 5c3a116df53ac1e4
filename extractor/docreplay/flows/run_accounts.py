"""The accounts of a run: which a case is sent with, and where their credentials come from."""

import sys
from collections.abc import Callable, Iterable, Mapping

from docreplay.config.accounts import Account, accounts_of, commands_in
from docreplay.config.settings import Config
from docreplay.errors import ConfigError
from docreplay.flows.account_choice import AccountChoice
from docreplay.flows.case_index import CaseIndex
from docreplay.model.case import Case, Skipped
from docreplay.model.cassette import REDACTED
from docreplay.model.secret import Secret
from docreplay.model.story import Story
from docreplay.replay.authorized import AuthorizedSender
from docreplay.replay.connections import connection_of
from docreplay.replay.credentials import Use
from docreplay.replay.replay import Sender
from docreplay.replay.secret_values import SecretReader
from docreplay.replay.tokens import Granted, TokenKey, Tokens, TokenSource
from docreplay.replay.transport import RequestsTransport

Show = Callable[[str], object]


def accounts_in(config: Config) -> tuple[Account, ...]:
    """Return the accounts of a run; none if the embedded service answers."""
    return accounts_of(config.accounts) if config.base_url else ()


def check_consent(config: Config) -> None:
    """Raise `ConfigError` if an account runs a command without consent."""
    for account, key in () if config.is_trusted else commands_in(config.accounts):
        message = f"account `{account}`: `{key}` runs a command, which needs consent"
        hint = "give --trust-config with a revision or a file whose configuration you trust"
        raise ConfigError(message, hint=hint)


def token_source(
    config: Config, environment: Mapping[str, str], show: Show | None = None
) -> TokenSource:
    """Return what gets the credentials of the accounts, each token once.

    `show` prints what a person must do; by default on standard error. Where only recordings
    answer, nothing is fetched: recordings have no credentials.
    """
    accounts = {account.name: account for account in accounts_in(config)}
    if config.record_mode == "none" or not accounts:
        return Tokens(_nothing)
    from docreplay.replay.grants import Grants  # noqa: PLC0415  # slow to load

    return Tokens(
        Grants(
            accounts=accounts,
            reader=SecretReader(
                root=config.root, environment=environment, may_run=config.is_trusted
            ),
            transport=lambda account: RequestsTransport(
                config.timeout,
                config.max_response_bytes,
                connection=connection_of(config, account),
            ),
            show=show or _printed,
        )
    )


class RunAccounts:
    """Chooses the accounts of cases, and fills in their credentials."""

    def __init__(self, index: CaseIndex, tokens: TokenSource) -> None:
        self._choice = AccountChoice(index, accounts_in(index.config))
        self._tokens = tokens

    def of(self, case: Case, name: str = "") -> Use | Skipped | None:
        """Return the account of a case, or of a name, why none fits, or None without accounts."""
        return self._choice.named(name) if name else self._choice.of(case)

    def of_story(self, story: Story) -> Use | Skipped | None:
        """Return the account of a story, why it has none, or None if any will do."""
        if story.account:
            return self._choice.named(story.account)
        return self._choice.with_scopes(story.scopes, story.tags) if story.scopes else None

    def sender(
        self, sender: Sender, use: Use | None, hide: Callable[[Iterable[str]], None]
    ) -> Sender:
        """Return what sends requests with the credentials; `hide` gets values to mask."""
        return AuthorizedSender(sender, self._tokens, use, hide) if use else sender


def _nothing(_key: TokenKey, _last: Granted | None) -> Granted:
    return Granted(value=Secret(REDACTED), can_renew=False)


def _printed(line: str) -> None:
    sys.stderr.write(f"docreplay: {line}\n")
