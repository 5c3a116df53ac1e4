"""Mask configured secrets in reports, wherever a service or a page repeats them."""

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
"""Minimum length of a secret, in characters; a shorter one would mask half of every text."""
_BEGINNING = 8
"""Number of characters of a secret that must not be shown where a text is cut off."""
_CUT = "…"


class Mask:
    """Masks secrets in all texts of a verdict."""

    def __init__(self, secrets: Iterable[str]) -> None:
        known = {secret for secret in secrets if len(secret.strip()) >= _SHORTEST}
        forms = {form for secret in known for form in _forms(secret.strip())}
        self._forms = sorted(forms, key=lambda form: (-len(form), form))
        self._pattern = re.compile("|".join(map(re.escape, self._forms)))

    def verdict(self, verdict: Verdict) -> Verdict:
        """Return the verdict without secrets; itself if it has no texts."""
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
        """Return the text with every secret masked, including one that is cut off."""
        if not self._forms:
            return text
        text = self._pattern.sub(HIDDEN, text)
        return self._without_beginnings(text) if _CUT in text else text

    def _without_beginnings(self, text: str) -> str:
        for form in self._forms:
            at = text.find(form[:_BEGINNING]) if len(form) > _BEGINNING else -1
            while at >= 0:
                end = at + _common_length(text[at:], form)
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
    """Return the finding without values of properties whose names denote secrets."""
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
    """Return the message without the expected and the actual value."""
    message = finding.message
    for value in (finding.expected, finding.actual):
        if value and value[0] == '"' and len(bare := value.strip(f'"{_CUT}')) >= _SHORTEST:
            message = message.replace(bare, HIDDEN)
    return message


def _hidden(value: str | None) -> str | None:
    """Return `"***"` for a string; null, or a number of tokens, is not a secret."""
    if not value or value[0] not in '"[{':
        return value
    return f'"{HIDDEN}"' if value[0] == '"' else HIDDEN


def _forms(secret: str) -> Iterator[str]:
    """Yield the forms of a secret in a text: as it is, in JSON, and in a URL."""
    yield secret
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    yield quote(secret, safe="")
    yield quote(secret)


def _common_length(text: str, form: str) -> int:
    """Return the length of the common prefix."""
    pairs = zip(text, form, strict=False)
    return next(
        (at for at, (one, other) in enumerate(pairs) if one != other), min(len(text), len(form))
    )
