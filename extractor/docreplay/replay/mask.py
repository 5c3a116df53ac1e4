"""Configured secrets do not reach reports, wherever a service or a page repeats them."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import quote

from docreplay.model.finding import Finding
from docreplay.model.json.value import steps
from docreplay.model.run import Verdict
from docreplay.replay.redact import HIDDEN, is_secret_name, redacted_members

_SHORTEST = 4
"""A shorter value is no secret, and would hide half of every text."""
_BEGINNING = 8
"""So much of a secret gives it away where a text was cut."""
_CUT = "…"


class Mask:
    """Hides secrets in all texts of a verdict."""

    def __init__(self, secrets: Iterable[str]) -> None:
        known = {secret for secret in secrets if len(secret.strip()) >= _SHORTEST}
        forms = {form for secret in known for form in _forms(secret.strip())}
        self._forms = sorted(forms, key=lambda form: (-len(form), form))
        self._pattern = re.compile("|".join(map(re.escape, self._forms)))

    def verdict(self, verdict: Verdict) -> Verdict:
        """The verdict with no secret in it; one without texts is given back as it is."""
        if not verdict.reason and not verdict.findings:
            return verdict
        return replace(
            verdict,
            reason=self.text(verdict.reason),
            findings=tuple(map(self._finding, verdict.findings)),
            reproduce=self.text(verdict.reproduce),
            messages=self.text(verdict.messages),
        )

    def text(self, text: str) -> str:
        """The text with every secret hidden, also one that was cut off."""
        if not self._forms:
            return text
        text = self._pattern.sub(HIDDEN, text)
        return self._without_beginnings(text) if _CUT in text else text

    def _without_beginnings(self, text: str) -> str:
        for form in self._forms:
            at = text.find(form[:_BEGINNING]) if len(form) > _BEGINNING else -1
            while at >= 0:
                end = at + _agreeing(text[at:], form)
                if text.startswith(_CUT, end):
                    text = text[:at] + HIDDEN + text[end:]
                at = text.find(form[:_BEGINNING], at + 1)
        return text

    def _finding(self, finding: Finding) -> Finding:
        shown = _without_members(finding)
        if not self._forms:
            return shown
        related = (replace(item, message=self.text(item.message)) for item in shown.related)
        return replace(
            shown,
            message=self.text(shown.message),
            expected=shown.expected and self.text(shown.expected),
            actual=shown.actual and self.text(shown.actual),
            related=tuple(related),
            cause=self.text(shown.cause),
        )


def _without_members(finding: Finding) -> Finding:
    """The finding without values of members that are secrets by their name, as in messages."""
    if any(map(is_secret_name, steps(finding.pointer or ""))):
        return replace(
            finding,
            message=_without_values(finding),
            expected=_hidden(finding.expected),
            actual=_hidden(finding.actual),
        )
    return replace(
        finding,
        message=redacted_members(finding.message),
        expected=finding.expected and redacted_members(finding.expected),
        actual=finding.actual and redacted_members(finding.actual),
    )


def _without_values(finding: Finding) -> str:
    """The message without the texts that it may repeat of what was expected and found."""
    message = finding.message
    for value in (finding.expected, finding.actual):
        if value and value[0] == '"' and len(bare := value.strip(f'"{_CUT}')) >= _SHORTEST:
            message = message.replace(bare, HIDDEN)
    return message


def _hidden(value: str | None) -> str | None:
    """`"***"` for a string; what is none, such as null or a number of tokens, may be seen."""
    if not value or value[0] not in '"[{':
        return value
    return f'"{HIDDEN}"' if value[0] == '"' else HIDDEN


def _forms(secret: str) -> Iterator[str]:
    """How a text may hold it: as it is, within JSON, within a URL."""
    yield secret
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    yield quote(secret, safe="")
    yield quote(secret)


def _agreeing(text: str, form: str) -> int:
    """How many characters the beginnings of both have in common."""
    pairs = zip(text, form, strict=False)
    return next(
        (at for at, (one, other) in enumerate(pairs) if one != other), min(len(text), len(form))
    )
