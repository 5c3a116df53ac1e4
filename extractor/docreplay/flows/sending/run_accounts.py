"""The accounts of a run: which a case is sent with, and where their credentials come from."""

import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from docreplay.config.accounts import Account, accounts_of, commands_in
from docreplay.config.settings import Config
from docreplay.errors import ConfigError
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.sending.account_choice import AccountChoice
from docreplay.flows.stories.trusted_stories import accounts_named, trusted_stories
from docreplay.model.case import Case, Skipped
from docreplay.model.recordings.cassette import REDACTED
from docreplay.model.secret import Secret
from docreplay.model.stories.story import Story
from docreplay.replay.accounts.authorized import AuthorizedSender
from docreplay.replay.accounts.credentials import Use
from docreplay.replay.accounts.secret_values import SecretReader
from docreplay.replay.accounts.tokens import Granted, TokenKey, Tokens, TokenSource
from docreplay.replay.replay import Sender
from docreplay.replay.transport.connections import connection_of
from docreplay.replay.transport.transport import RequestsTransport

Show = Callable[[str], object]
_Chosen = TypeVar("_Chosen", bound=Use | Skipped | None)


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
    from docreplay.replay.accounts.grants import Grants  # noqa: PLC0415  # slow to load

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
        self._config = index.config
        self._choice = AccountChoice(index, accounts_in(index.config))
        self._tokens = tokens

    def of(self, case: Case, name: str = "") -> Use | Skipped | None:
        """Return the account of a case, or of a name, why none fits, or None without accounts.

        Stories alone name accounts.
        """
        return self._trusted(self._choice.named(name)) if name else self._choice.of(case)

    def of_story(self, story: Story) -> Use | Skipped | None:
        """Return the account of a story, why it has none, or None if any will do."""
        return self._trusted(self._chosen(story))

    def _chosen(self, story: Story) -> Use | Skipped | None:
        if story.account:
            return self._choice.named(story.account)
        return self._choice.with_scopes(story.scopes, story.tags) if story.scopes else None

    def _trusted(self, found: _Chosen) -> _Chosen | Skipped:
        """Return an account that a story asks for, unless a proposal alone asks for it.

        With `--trust-config`, it must be the default one, or one of a story of that revision: a
        proposed story could otherwise use the credentials of any account.
        """
        if not isinstance(found, Use) or not self._config.is_trusted:
            return found
        name = found.account.name
        if name in self._trusted_names:
            return found
        source = self._config.trusted_source
        reason = f"no story of `{source}` uses the account `{name}` (--trust-config)"
        return Skipped(kind="account", reason=reason)

    @cached_property
    def _trusted_names(self) -> frozenset[str]:
        names = {self._choice.default}
        for story in trusted_stories(self._config):
            names.update(accounts_named(story))
            chosen = self._chosen(story)
            names |= {chosen.account.name} if isinstance(chosen, Use) else set()
        return frozenset(names)

    def sender(
        self, sender: Sender, use: Use | None, hide: Callable[[Iterable[str]], None]
    ) -> Sender:
        """Return what sends requests with the credentials; `hide` gets values to mask."""
        return AuthorizedSender(sender, self._tokens, use, hide) if use else sender


def _nothing(_key: TokenKey, _last: Granted | None) -> Granted:
    return Granted(value=Secret(REDACTED), can_renew=False)


def _printed(line: str) -> None:
    sys.stderr.write(f"docreplay: {line}\n")
