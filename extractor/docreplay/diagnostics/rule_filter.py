"""Filters findings by the configuration and by the suppressions of pages."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache

from docreplay.config.page_patterns import PatternTable
from docreplay.config.settings import Config
from docreplay.diagnostics.gates import STRICT
from docreplay.diagnostics.rule_catalogue import all_rules, is_policy
from docreplay.diagnostics.suppressions import Selected, remarks, without_suppressed
from docreplay.errors import ConfigError, did_you_mean
from docreplay.model.exchange import Suppression
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.location import Location

CaseAt = Callable[[Location], str]
"""Gives the id of the case that a place of a page belongs to, or `""`."""


def no_case(_location: Location) -> str:
    """Return `""`: the places belong to no case."""
    return ""


class RuleFilter:
    """Filter of findings by the configuration; make it once with `rule_filter` and apply it often.

    A word is a code, a name, or the beginning of a code. The most specific word decides; of two
    equally specific ones, `ignore` wins over `select`. What pages ignore adds up: a finding is
    ignored if any pattern that matches its page or case names its rule.
    """

    def __init__(self, config: Config) -> None:
        self._select = config.select
        self._ignore = config.ignore
        self._severity = config.severity
        self._strict = _own_severities() if config.gate == "strict" else {}
        self._ignores_on_pages = bool(config.per_page_ignores)
        self._ignored_words = PatternTable(config.per_page_ignores, config.docs)
        words = {word.upper() for word in (*config.select, *config.severity)}
        self.asked = frozenset(
            rule.code
            for rule in (all_rules() if words else ())  # loading all rules takes time
            if rule.is_policy and words & {rule.code, rule.name.upper()}
        )
        """Codes of rules of style that are named themselves, and not only by their group."""
        self.names_cases = any("#" in pattern for pattern in config.per_page_ignores)
        """Whether `apply` needs to know which case a finding is about."""
        self._decide = lru_cache(maxsize=None)(self._decision)
        self._ignores = lru_cache(maxsize=4096)(self._is_ignored)

    def apply(
        self,
        findings: Iterable[Finding],
        suppressions: Iterable[Suppression] = (),
        case_at: CaseAt = no_case,
    ) -> Selected:
        """Return the findings that remain, in order, with the severity that is configured."""
        kept = (self.judge(finding, case_at) for finding in findings)
        return without_suppressed([item for item in kept if item], suppressions)

    def remarks(
        self,
        suppressions: Iterable[Suppression],
        unused: Iterable[Suppression],
        ran: str | tuple[str, ...],
    ) -> Selected:
        """Return what is wrong with the suppressions of pages on which some accept nothing.

        A suppression is reported as unused only if its rule ran, that is if its code begins with
        `ran` or one of them, and if findings of that rule on that page are reported.
        """
        found = (
            finding
            for rule, finding in remarks(unused)
            if (rule.code == finding.code or rule.code.startswith(ran))
            and self.judge(rule.at(finding.location, ""))
        )
        return self.apply(found, suppressions)

    def reports(self, code: str, path: str) -> bool:
        """Return True if findings of that code on that page are reported, known rule or not."""
        known = (rule for rule in all_rules() if rule.code == code)
        rule = next(known, Rule(code=code, name=""))
        return self.judge(rule.at(Location(path, 1), "")) is not None

    def judge(self, finding: Finding, case_at: CaseAt = no_case) -> Finding | None:
        """Return the finding with its configured severity, or None if it is not reported."""
        is_selected, severity = self._decide(finding.code, finding.name)
        if not is_selected or self._is_ignored_at(finding, case_at):
            return None
        if severity is None and self._strict.get(finding.name) is finding.severity:
            severity = Severity.ERROR
        if severity is None or severity is finding.severity:
            return finding
        return replace(finding, severity=severity)

    def _is_ignored_at(self, finding: Finding, case_at: CaseAt) -> bool:
        if not self._ignores_on_pages:
            return False
        case_id = case_at(finding.location) if self.names_cases else ""
        return self._ignores(finding.code, finding.name, finding.location.path, case_id)

    def _decision(self, code: str, name: str) -> tuple[bool, Severity | None]:
        """Return whether a rule is selected, and the severity it is configured to have."""
        word = max(self._severity, key=lambda item: _fit(item, code, name), default="")
        severity = self._severity[word] if _fit(word, code, name) else None
        if code not in self.asked and is_policy(code, name):
            return False, severity
        chosen = _best(self._select, code, name) if self._select else 1
        return chosen > _best(self._ignore, code, name), severity

    def _is_ignored(self, code: str, name: str, path: str, case_id: str) -> bool:
        words = self._ignored_words.matching(path, case_id)
        return any(_best(group, code, name) for group in words)


def rule_filter(config: Config) -> RuleFilter:
    """Return the filter of a configuration. Raise `ConfigError` for a word that fits no rule."""
    _refuse_unknown("select", config.select)
    _refuse_unknown("ignore", config.ignore)
    _refuse_unknown("severity", config.severity)
    for pattern, words in config.per_page_ignores.items():
        _refuse_unknown(f'per-page-ignores."{pattern}"', words)
    return RuleFilter(config)


@cache
def _own_severities() -> Mapping[str, Severity]:
    """Return the severities of the rules that a strict gate makes errors.

    What a rule itself makes less severe, such as a link in a different case, stays so.
    """
    return {rule.name: rule.severity for rule in all_rules() if rule.name in STRICT}


def _refuse_unknown(key: str, words: Iterable[str]) -> None:
    words = tuple(words)
    rules = all_rules() if words else ()
    for word in words:
        if word and any(_is_about(word, rule.code, rule.name) for rule in rules):
            continue
        near = did_you_mean(word, [name for rule in rules for name in (rule.code, rule.name)])
        hint = "run `docreplay explain` for a list of the rules"
        raise ConfigError(f"unknown rule `{word}` in `{key}`{near}", hint=hint)


def _is_about(word: str, code: str, name: str) -> bool:
    return word == name or code.startswith(word.upper())


def _fit(word: str, code: str, name: str) -> int:
    """Return how specific a word is about a rule; 0 where it is not about it at all."""
    if not word or not _is_about(word, code, name):
        return 0
    return 2 + (len(code) if word == name else len(word))


def _best(words: Iterable[str], code: str, name: str) -> int:
    return max((_fit(word, code, name) for word in words), default=0)
