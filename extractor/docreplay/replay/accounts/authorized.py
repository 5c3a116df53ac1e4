"""Send requests with the credentials of an account, and once more if a token has expired."""

import re
from collections.abc import Callable, Iterable
from typing import Literal

from docreplay.errors import ConfigError
from docreplay.model.case import Answer, SentRequest, Skipped, Unreachable, Unrecorded
from docreplay.model.http.http import values_of
from docreplay.replay.accounts.credentials import Use, filled, secret_texts
from docreplay.replay.accounts.tokens import Granted, NoToken, TokenKey, TokenSource
from docreplay.replay.replay import Sender

_INVALID = re.compile(r'\berror\s*=\s*"?invalid_token\b')
"""An expired or revoked token (RFC 6750 §3.1)."""
_REFUSALS = (401, 403)
Result = Answer | Unreachable | Skipped | Unrecorded


class AuthorizedSender:
    """Puts the credentials into requests that are marked for them.

    `hide` is called with values that no output must show, before they are sent.
    """

    def __init__(
        self,
        sender: Sender,
        tokens: TokenSource,
        use: Use,
        hide: Callable[[Iterable[str]], None],
    ) -> None:
        self._sender = sender
        self._tokens = tokens
        self._use = use
        self._hide = hide

    def send(
        self, request: SentRequest, is_documented: Callable[[int], bool]
    ) -> tuple[Result, str]:
        """Return the response, or why there is none, and a note if the request was repeated.

        A request whose token is refused is sent once more with a new one, if there is one.
        """
        if not request.account:
            return self._sender.send(request, is_documented)
        try:
            return self._sent(request, is_documented)
        except (NoToken, ConfigError) as error:
            reason = str(error).partition("\n")[0]
            return Unreachable(reason=reason, kind="refused"), ""

    def _sent(
        self, request: SentRequest, is_documented: Callable[[int], bool]
    ) -> tuple[Result, str]:
        key = TokenKey(self._use.account.name, self._use.scopes)
        granted = self._tokens.get(key)
        result, note = self._sender.send(self._filled(request, granted), is_documented)
        suspect = _suspicion(result, granted, is_documented)
        if suspect == "none":
            return result, note
        renewed = self._tokens.get(key, granted.value if suspect == "refused" else None)
        if renewed.value != granted.value:
            result, note = self._sender.send(self._filled(request, renewed), is_documented)
        if isinstance(result, Answer) and result.status in _REFUSALS:
            self._tokens.give_up(key, renewed.value)
        return result, note

    def _filled(self, request: SentRequest, granted: Granted) -> SentRequest:
        account = self._use.account
        hidden = (granted.value, granted.refresh_token, *granted.others)
        self._hide(
            [*secret_texts(account, granted.value), *(item.reveal() for item in hidden if item)]
        )
        return filled(request, self._use, granted.value)


def _suspicion(
    result: Result, granted: Granted, is_documented: Callable[[int], bool]
) -> Literal["none", "expired", "refused"]:
    """Return whether a token was refused, or may have expired by the clock.

    Some servers answer 403 to an expired token, which others answer to a missing permission. A
    status that the page documents is the response to judge, unless it is about the token.
    """
    if not isinstance(result, Answer) or result.status not in _REFUSALS:
        return "none"
    if any(map(_INVALID.search, values_of("www-authenticate", result.headers))):
        return "refused"
    if is_documented(result.status):
        return "none"
    if result.status == 401 or granted.lifetime is None:
        return "refused"
    return "expired"
