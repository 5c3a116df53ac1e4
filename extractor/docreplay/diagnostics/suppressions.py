"""Suppressions of pages: which findings they accept, and which of them are wrong themselves."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from docreplay.diagnostics.rule_catalogue import all_rules
from docreplay.model.exchange import Suppression
from docreplay.model.finding import Finding, Rule
from docreplay.model.near_names import Allowance, NearNames

_BLANK = re.compile(r"\s+")
_LABEL = re.compile(r"^(?:error|warning|message):")
_SOURCE = re.compile(r"^(?>\S*?\.md(?=[/:]))(?:/\S*?)?:")
_RULE_WORD = re.compile(r"(?:[A-Za-z][\w-]*)?")
_SHOWN = 60
_ABOUT_SUPPRESSIONS = ("suppression-unknown", "suppression-unused")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """Findings to report, suppressed ones, and suppressions that matched no finding."""

    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...]
    unused: tuple[Suppression, ...]

    """Does not contain messages of another tool, which may still need them."""

    @property
    def suppressed(self) -> int:
        """Number of suppressed findings."""
        return len(self.accepted)


NOTHING = Selected(findings=(), accepted=(), unused=())
"""No findings."""


def without_suppressed(
    findings: Sequence[Finding], suppressions: Iterable[Suppression]
) -> Selected:
    """Return the findings that no suppression on their page accepts.

    Takes time in proportion to the findings and suppressions: each is looked at once.
    """
    given = [(_key(item), item) for item in suppressions]
    if not given:
        return Selected(findings=tuple(findings), accepted=(), unused=())
    accepted = {key for key, _ in given}
    foreign = {key.path for key, _ in given if key.is_message}
    used: set[_Key] = set()
    kept: list[Finding] = []
    suppressed: list[Finding] = []
    for finding in findings:
        accepting = accepted.intersection(_keys_of(finding, foreign))
        used |= accepting
        (suppressed if accepting else kept).append(finding)
    unused = tuple(item for key, item in given if key not in used and not key.is_message)
    return Selected(findings=tuple(kept), accepted=tuple(suppressed), unused=unused)


class _Key(NamedTuple):
    """Key of a suppression: a code, name or message, on one page."""

    path: str
    text: str
    is_message: bool = False


def _key(suppression: Suppression) -> _Key:
    path = suppression.location.path
    if is_ours(suppression):
        return _Key(path, suppression.code.lower())
    return _Key(path, _folded(suppression.code), is_message=True)


def _keys_of(finding: Finding, foreign: Container[str]) -> Iterator[_Key]:
    """Yield what accepts a finding; the message only on pages where one is suppressed by it."""
    path = finding.location.path
    yield _Key(path, finding.code.lower())
    yield _Key(path, finding.name)
    if path in foreign:
        yield _Key(path, _folded(finding.message), is_message=True)


def is_ours(suppression: Suppression) -> bool:
    """Return True if it is a code or a name, not a message of the dialect's own tool."""
    return _RULE_WORD.fullmatch(suppression.code) is not None


def remarks(unused: Iterable[Suppression]) -> Iterator[tuple[Rule, Finding]]:
    """Yield a finding for each suppression that accepts nothing, and the rule it is about.

    That is the rule that the suppression names; if there is none, the rule of the finding. A
    suppression of findings about suppressions is skipped, since those are found last.
    """
    allowance = Allowance()
    for item in unused:
        rule = _rules().get(item.code.lower())
        if rule is None:
            own = _rules()["suppression-unknown"]
            yield own, own.at(item.location, _unknown(item.code, allowance))
        elif rule.name not in _ABOUT_SUPPRESSIONS:
            message = f"unused suppression of `{item.code}`: no such finding on this page"
            yield rule, _rules()["suppression-unused"].at(item.location, message)


def _unknown(code: str, allowance: Allowance) -> str:
    if not code:
        return "missing rule in suppression: write `docreplay-ignore CODE reason`"
    word = code[:_SHOWN]
    near = _names().suggestion(word) if allowance.take() else ""
    return f"unknown rule `{word}` in suppression{near}"


@cache
def _names() -> NearNames:
    return NearNames(name for rule in all_rules() for name in (rule.code, rule.name))


@cache
def _rules() -> dict[str, Rule]:
    """Return every rule by its code and by its name, in lower case."""
    return {word: rule for rule in all_rules() for word in (rule.code.lower(), rule.name)}


def _folded(message: str) -> str:
    """Return a message as the dialect compares it: no label, source or white space, lower case.

    annotation-dialect.md §2.3. The source is ignored, since suppressions only apply to their page.
    """
    text = _BLANK.sub("", message).lower()
    return _SOURCE.sub("", _LABEL.sub("", text))
