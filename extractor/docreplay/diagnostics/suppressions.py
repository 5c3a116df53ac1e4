"""What pages accept: which findings their suppressions take away, and which of those are amiss."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from docreplay.diagnostics.rule_catalogue import all_rules
from docreplay.errors import did_you_mean
from docreplay.model.exchange import Suppression
from docreplay.model.finding import Finding, Rule

_BLANK = re.compile(r"\s+")
_LABEL = re.compile(r"^(?:error|warning|message):")
_SOURCE = re.compile(r"^\S*?\.md(?:/\S*?)?:")
_RULE_WORD = re.compile(r"(?:[A-Za-z][\w-]*)?")
_SHOWN = 60
_ABOUT_SUPPRESSIONS = ("suppression-unknown", "suppression-unused")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """The findings to report, how many the pages accept, and which acceptances matched nothing."""

    findings: tuple[Finding, ...]
    suppressed: int
    unused: tuple[Suppression, ...]
    """Never one in another tool's words: that tool may still need it."""


def without_suppressed(
    findings: Sequence[Finding], suppressions: Iterable[Suppression]
) -> Selected:
    """Return the findings that no suppression on their page accepts.

    Takes time in proportion to the findings and suppressions: each is looked at once.
    """
    given = [(_key(item), item) for item in suppressions]
    accepted = {key for key, _ in given}
    foreign = {key.path for key, _ in given if key.is_message}
    used: set[_Key] = set()
    kept: list[Finding] = []
    for finding in findings:
        accepting = accepted.intersection(_keys_of(finding, foreign))
        used |= accepting
        if not accepting:
            kept.append(finding)
    unused = tuple(item for key, item in given if key not in used and not key.is_message)
    return Selected(findings=tuple(kept), suppressed=len(findings) - len(kept), unused=unused)


class _Key(NamedTuple):
    """What a suppression accepts: a word or a message, on one page."""

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
    """Whether it is a code or a name, not a message of the dialect's own tool."""
    return _RULE_WORD.fullmatch(suppression.code) is not None


def remarks(unused: Iterable[Suppression]) -> Iterator[tuple[Rule, Finding]]:
    """What is amiss with each suppression that accepted nothing, and the rule that it is about.

    One that names no rule is about its own rule; one about suppressions is left alone, since what
    it is about comes last.
    """
    for item in unused:
        rule = _rules().get(item.code.lower())
        if rule is None:
            own = _rules()["suppression-unknown"]
            yield own, own.at(item.location, _unknown(item.code))
        elif rule.name not in _ABOUT_SUPPRESSIONS:
            message = f"nothing on this page is `{item.code}`; remove the suppression"
            yield rule, _rules()["suppression-unused"].at(item.location, message)


def _unknown(code: str) -> str:
    if not code:
        return "this suppression names no rule: write `docreplay-ignore CODE reason`"
    names = [name for rule in all_rules() for name in (rule.code, rule.name)]
    word = code[:_SHOWN]
    return f"there is no rule `{word}`{did_you_mean(word, names)}: nothing is suppressed"


@cache
def _rules() -> dict[str, Rule]:
    """Every rule by its code and by its name, both in lower case."""
    return {word: rule for rule in all_rules() for word in (rule.code.lower(), rule.name)}


def _folded(message: str) -> str:
    """A message as the dialect compares it: no label, source or white space, in lower case.

    Annotation dialect §2.3; the source is left out because a page's suppressions are about it.
    """
    text = _BLANK.sub("", message).lower()
    return _SOURCE.sub("", _LABEL.sub("", text))
