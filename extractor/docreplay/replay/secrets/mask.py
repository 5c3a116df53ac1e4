"""Mask configured secrets in reports, wherever a service or a page repeats them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property

from docreplay.model.finding import ExampleResponse, Finding
from docreplay.model.json.value import steps
from docreplay.model.run import Verdict
from docreplay.model.secret_names import is_secret_member
from docreplay.model.shown_exchange import ShownExchange, ShownLine
from docreplay.replay.secrets.redact import HIDDEN, SHORTEST, hidden, redacted_members
from docreplay.replay.secrets.secret_shapes import without_tokens
from docreplay.replay.secrets.spellings import Spelling, spellings

_ENOUGH = 24
"""Number of characters of a secret that must not be shown, even if the rest is missing."""
_FEW = 8
"""Fewer characters of a longer secret may be a word, which others begin with as well."""
_CUT = "…"


class Mask:
    """Masks secrets in all texts of a verdict."""

    def __init__(self, secrets: Iterable[str]) -> None:
        known = {secret.strip() for secret in secrets if len(secret.strip()) >= SHORTEST}
        found = {spelling for secret in known for spelling in spellings(secret)}
        self.known = sorted(known, key=lambda secret: (-len(secret), secret))
        """The secrets, without blanks around them; longer ones first."""
        self._spellings = sorted(found, key=lambda spelling: (-len(spelling.atoms), spelling.atoms))

    @cached_property
    def _beginnings(self) -> re.Pattern[str]:
        """The first characters of any secret in any spelling: most texts have none of them."""
        return re.compile(
            "|".join(part for one in self._spellings for part in one.beginnings(SHORTEST))
        )

    def verdict(self, verdict: Verdict) -> Verdict:
        """Return the verdict without secrets; itself if it has no texts."""
        if not verdict.reason and not verdict.findings and not verdict.suppressed:
            return verdict
        return replace(
            verdict,
            reason=self.text(without_tokens(verdict.reason)),
            findings=tuple(map(self._finding, verdict.findings)),
            suppressed=tuple(map(self._finding, verdict.suppressed)),
            reproduce=self.text(verdict.reproduce),
            exchange=verdict.exchange and self._exchange(verdict.exchange),
        )

    def text(self, text: str, hide: Callable[[str], str] = hidden) -> str:
        """Return the text with every secret masked, including one that is cut off.

        `hide` returns the mask of a secret.
        """
        if not self._may_have_any(text):
            return text
        text = self.whole(text, hide)
        # the beginning of one secret may be that of a different one: what is cut off comes last
        for spelling in self._spellings if self._may_have_any(text) else ():
            text = _hidden_in(text, spelling, hide)
        return text

    def whole(self, text: str, hide: Callable[[str], str] = hidden) -> str:
        """Return the text with every secret masked that is there as a whole."""
        if not self._may_have_any(text):
            return text
        for secret in self.known:
            text = text.replace(secret, hide(secret))
        for spelling in self._spellings:
            text = _hidden_in(text, spelling, hide, whole=True)
        return text

    def _may_have_any(self, text: str) -> bool:
        return bool(self._spellings) and self._beginnings.search(text) is not None

    def _exchange(self, exchange: ShownExchange) -> ShownExchange:
        """Return the messages without secrets, also those of the page, which may repeat one."""
        lines = (line.text for line in (*exchange.request, *exchange.response))
        if not self._may_have_any("\n".join((*lines, exchange.sent, exchange.answer))):
            return exchange
        return ShownExchange(
            request=tuple(map(self._line, exchange.request)),
            response=tuple(map(self._line, exchange.response)),
            sent=self.text(exchange.sent),
            answer=self.text(exchange.answer),
        )

    def _line(self, line: ShownLine) -> ShownLine:
        return line._replace(text=self.text(line.text))

    def _finding(self, finding: Finding) -> Finding:
        shown = _without_members(finding)
        if example := shown.counter_example:
            example = self._example(example)
        if not self._spellings:
            return replace(shown, counter_example=example)
        related = (replace(item, message=self.text(item.message)) for item in shown.related)
        return replace(
            shown,
            message=self.text(shown.message),
            expected=shown.expected and self.text(shown.expected),
            actual=shown.actual and self.text(shown.actual),
            pointer=shown.pointer and self.text(shown.pointer),
            related=tuple(related),
            cause=self.text(shown.cause),
            counter_example=example,
        )

    def _example(self, example: ExampleResponse) -> ExampleResponse:
        """Return the part of a response without secrets, and without members that denote one."""
        pointer = example.pointer
        is_secret = any(map(is_secret_member, steps(pointer or "")))
        value = (
            _hidden(example.value) if is_secret else without_tokens(redacted_members(example.value))
        )
        return replace(
            example,
            value=self.text(value or ""),
            pointer=pointer if pointer is None else self.text(pointer),
        )


def _without_members(finding: Finding) -> Finding:
    """Return the finding without values of properties whose names denote secrets, and tokens.

    What a page documents is not a secret: a token in `expected` stays.
    """
    if any(map(is_secret_member, steps(finding.pointer or ""))):
        return replace(
            finding,
            message=_without_values(finding),
            expected=_hidden(finding.expected),
            actual=_hidden(finding.actual),
        )
    return replace(
        finding,
        message=without_tokens(redacted_members(finding.message)),
        expected=finding.expected and redacted_members(finding.expected),
        actual=finding.actual and without_tokens(redacted_members(finding.actual)),
    )


def _without_values(finding: Finding) -> str:
    """Return the message without the expected and the actual value."""
    message = finding.message
    for value in (finding.expected, finding.actual):
        if value and value[0] == '"' and len(bare := value.strip(f'"{_CUT}')) >= SHORTEST:
            message = message.replace(bare, HIDDEN)
    return message


def _hidden(value: str | None) -> str | None:
    """Return `"***"` for a string; null, or a number of tokens, is not a secret."""
    if not value or value[0] not in '"[{':
        return value
    return f'"{HIDDEN}"' if value[0] == '"' else HIDDEN


def _hidden_in(
    text: str, spelling: Spelling, hide: Callable[[str], str], *, whole: bool = False
) -> str:
    """Return the text without the secret in this spelling, and without its beginnings before `…`.

    A beginning of `_ENOUGH` characters, or of most of the secret, is hidden wherever it is; with
    `whole`, no beginning is.
    """
    length = len(spelling.atoms)
    enough = length if whole else min(length, _ENOUGH, max(_FEW, length * 7 // 8))
    pieces: list[str] = []
    kept = 0
    for match in re.finditer(spelling.beginning(SHORTEST), text):
        start = match.start()
        agreed, end = spelling.agreeing(text, start)
        is_cut = not whole and text.startswith(_CUT, end)
        if start >= kept and (agreed >= enough or is_cut):
            pieces += [text[kept:start], hide(spelling.secret)]
            kept = end
    return "".join([*pieces, text[kept:]])
