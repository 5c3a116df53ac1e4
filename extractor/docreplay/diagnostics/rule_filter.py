"""Which findings are reported, and how badly: configuration and the pages' own suppressions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from docreplay.config.page_patterns import covers
from docreplay.config.settings import Config
from docreplay.diagnostics.rule_catalogue import all_rules
from docreplay.diagnostics.suppressions import Selected, remarks, without_suppressed
from docreplay.errors import ConfigError, did_you_mean
from docreplay.model.exchange import Suppression
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.location import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFilter:
    """What a configuration says about codes; make it once with `rule_filter` and apply it often.

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
        return without_suppressed([item for item in wanted if item], suppressions)

    def remarks(
        self, suppressions: Iterable[Suppression], unused: Iterable[Suppression], ran: str
    ) -> Selected:
        """What is amiss with the suppressions of pages of which some accepted nothing.

        One is called unused only if its rule ran, that is if its code begins with `ran`, and if
        what it finds on the page would be reported.
        """
        found = (
            finding
            for rule, finding in remarks(unused)
            if (rule.code == finding.code or rule.code.startswith(ran))
            and self.judge(rule.at(finding.location, ""))
        )
        return self.apply(found, suppressions)

    def reports(self, code: str, path: str) -> bool:
        """Whether findings of that code on that page are reported; so are those of no rule."""
        known = (rule for rule in all_rules() if rule.code == code)
        rule = next(known, Rule(code=code, name=""))
        return self.judge(rule.at(Location(path, 1), "")) is not None

    def judge(self, finding: Finding) -> Finding | None:
        """The finding as it is to be reported, or None where the configuration leaves it out."""
        if not self._selects(finding) or self._ignored_on_page(finding):
            return None
        word = max(self.severity, key=lambda item: _fit(item, finding), default="")
        if not _fit(word, finding) or self.severity[word] is finding.severity:
            return finding
        return replace(finding, severity=self.severity[word])

    def _selects(self, finding: Finding) -> bool:
        if finding.code in _policies() and finding.code not in self.asked:
            return False
        chosen = _best(self.select, finding) if self.select else 1
        return chosen > _best(self.ignore, finding)

    @property
    def asked(self) -> frozenset[str]:
        """The codes of rules of style that are named themselves, and not only by their group."""
        words = {word.upper() for word in (*self.select, *self.severity)}
        return frozenset(
            rule.code
            for rule in all_rules()
            if rule.is_policy and words & {rule.code, rule.name.upper()}
        )

    def _ignored_on_page(self, finding: Finding) -> bool:
        return any(
            _best(words, finding) and covers(pattern, finding.location.path)
            for pattern, words in self.per_page_ignores.items()
        )


def rule_filter(config: Config) -> RuleFilter:
    """The configuration's policy. Raises `ConfigError` for a word that fits no rule."""
    _refuse_unknown("select", config.select)
    _refuse_unknown("ignore", config.ignore)
    _refuse_unknown("severity", config.severity)
    for glob, words in config.per_page_ignores.items():
        _refuse_unknown(f'per-page-ignores."{glob}"', words)
    return RuleFilter(
        select=config.select,
        ignore=config.ignore,
        severity=config.severity,
        per_page_ignores=config.per_page_ignores,
    )


@cache
def _policies() -> frozenset[str]:
    """The codes that are off unless they are asked for."""
    return frozenset(rule.code for rule in all_rules() if rule.is_policy)


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
