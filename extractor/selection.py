"""Which findings are reported, and how badly: configuration and the pages' own suppressions."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from extractor.config import Config
from extractor.errors import ConfigError, did_you_mean
from extractor.model.exchange import Suppression
from extractor.model.finding import Finding, Severity
from extractor.model.glob import covers
from extractor.rules import all_rules

_BLANK = re.compile(r"\s+")
_LABEL = re.compile(r"^(?:error|warning|message):")
_SOURCE = re.compile(r"^\S*?\.md(?:/\S*?)?:")
_RULE_WORD = re.compile(r"[A-Z]{3}\d{3}|[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """The findings to report, how many the pages accept, and which acceptances matched nothing."""

    findings: tuple[Finding, ...]
    suppressed: int
    unused: tuple[Suppression, ...]
    """Never one in another tool's words: that tool may still need it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a configuration says about codes; make it once with `policy` and apply it often.

    A word is a code, a name, or the beginning of a code. The most specific word decides; of two
    equally specific ones, `ignore` wins over `select`.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity]
    per_page_ignores: Mapping[str, tuple[str, ...]]

    def apply(
        self, findings: Iterable[Finding], suppressions: Iterable[Suppression] = ()
    ) -> Selected:
        """The findings that remain, in order, each with the severity it is to have."""
        wanted = (self.judge(finding) for finding in findings)
        return _without_suppressed([item for item in wanted if item], tuple(suppressions))

    def judge(self, finding: Finding) -> Finding | None:
        """The finding as it is to be reported, or None where the configuration leaves it out."""
        if not self._selects(finding) or self._ignored_on_page(finding):
            return None
        word = max(self.severity, key=lambda item: _fit(item, finding), default="")
        if not _fit(word, finding) or self.severity[word] is finding.severity:
            return finding
        return replace(finding, severity=self.severity[word])

    def _selects(self, finding: Finding) -> bool:
        chosen = _best(self.select, finding) if self.select else 1
        return chosen > _best(self.ignore, finding)

    def _ignored_on_page(self, finding: Finding) -> bool:
        return any(
            _best(words, finding) and covers(pattern, finding.location.path)
            for pattern, words in self.per_page_ignores.items()
        )


def policy(config: Config) -> Policy:
    """The configuration's policy. Raises `ConfigError` for a word that fits no rule."""
    _refuse_unknown("select", config.select)
    _refuse_unknown("ignore", config.ignore)
    _refuse_unknown("severity", config.severity)
    for glob, words in config.per_page_ignores.items():
        _refuse_unknown(f'per-page-ignores."{glob}"', words)
    return Policy(
        select=config.select,
        ignore=config.ignore,
        severity=config.severity,
        per_page_ignores=config.per_page_ignores,
    )


def _refuse_unknown(key: str, words: Iterable[str]) -> None:
    for word in words:
        rules = all_rules()
        if word and any(_is_about(word, rule.code, rule.name) for rule in rules):
            continue
        near = did_you_mean(word, [name for rule in rules for name in (rule.code, rule.name)])
        raise ConfigError(
            f"`{key}` names no rule: `{word}`{near}", hint="`docreplay explain` lists every code"
        )


def _is_about(word: str, code: str, name: str) -> bool:
    return word == name or code.startswith(word.upper())


def _fit(word: str, finding: Finding) -> int:
    """How specific the word is about the finding; 0 where it is not about it at all."""
    if not word or not _is_about(word, finding.code, finding.name):
        return 0
    return 2 + (len(finding.code) if word == finding.name else len(word))


def _best(words: Iterable[str], finding: Finding) -> int:
    return max((_fit(word, finding) for word in words), default=0)


def _without_suppressed(findings: list[Finding], suppressions: tuple[Suppression, ...]) -> Selected:
    by_page: defaultdict[str, list[Suppression]] = defaultdict(list)
    for item in suppressions:
        by_page[item.location.path].append(item)
    kept: list[Finding] = []
    used: set[Suppression] = set()
    for finding in findings:
        here = by_page.get(finding.location.path, ())
        accepting = {item for item in here if _accepts(item, finding)}
        used |= accepting
        if not accepting:
            kept.append(finding)
    unused = tuple(item for item in suppressions if item not in used and is_ours(item))
    return Selected(findings=tuple(kept), suppressed=len(findings) - len(kept), unused=unused)


def is_ours(suppression: Suppression) -> bool:
    """Whether it is a code or a name, not a message of the dialect's own tool."""
    return _RULE_WORD.fullmatch(suppression.code) is not None


def _accepts(suppression: Suppression, finding: Finding) -> bool:
    if suppression.code in {finding.code, finding.name}:
        return True
    return not is_ours(suppression) and _folded(suppression.code) == _folded(finding.message)


def _folded(message: str) -> str:
    """A message as the dialect compares it: no label, source or white space, in lower case.

    Annotation dialect §2.3; the source is left out because a page's suppressions are about it.
    """
    text = _BLANK.sub("", message).lower()
    return _SOURCE.sub("", _LABEL.sub("", text))
