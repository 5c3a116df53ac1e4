"""The catalogue of rules: each module of a stage's `rules` folder defines one.

Other packages add rules by entry points.
"""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from docreplay.diagnostics.entry_points import Offer
from docreplay.diagnostics.registry import module_names, offered_rules
from docreplay.errors import ConfigError, did_you_mean
from docreplay.model.finding import Rule


class RulePage(NamedTuple):
    """A rule with its documentation: one sentence, then sections in Markdown."""

    rule: Rule
    text: str

    @property
    def summary(self) -> str:
        """The first line, without its full stop."""
        return self.text.partition("\n")[0].removesuffix(".")


@cache
def rule_pages() -> tuple[RulePage, ...]:
    """Return every rule with its documentation, by code.

    Raise `TypeError` if a module of docreplay defines no rule, `ConfigError` if another package's
    rule is broken, or has the code or the name of another rule.
    """
    modules = (f"{package}.{name}" for package in _packages() for name in module_names(package))
    pages = [_page(module) for module in modules]
    for offer, module in offered_rules():
        pages.append(_offered_page(offer, module, pages))
    return tuple(sorted(pages, key=lambda page: page.rule.code))


def all_rules() -> tuple[Rule, ...]:
    """Return every rule of every stage and of other packages, by code."""
    return tuple(page.rule for page in rule_pages())


@cache
def is_policy(code: str, name: str) -> bool:
    """Return True for a rule of style, which is off unless it is named.

    Of docreplay's own rules only that one is imported: a module has the name of its rule. The
    others are imported for a rule that none of them is, as one of a different package.
    """
    module = name.replace("-", "_")
    for package in _packages():
        if module in module_names(package):
            return _page(f"{package}.{module}").rule.is_policy
    return any(rule.is_policy for rule in all_rules() if rule.code == code)


def rule_page(word: str) -> RulePage:
    """Return the rule of that code or name, in any case. Raise `ConfigError` for an unknown one."""
    folded = word.lower()
    for page in rule_pages():
        if folded in {page.rule.code.lower(), page.rule.name}:
            return page
    known = [name for rule in all_rules() for name in (rule.code, rule.name)]
    raise ConfigError(
        f"unknown rule `{word}`{did_you_mean(word, known)}",
        hint="run `docreplay explain` for a list of the rules",
    )


@cache
def _packages() -> list[str]:
    folder = Path(__file__).parents[1]
    return [f"docreplay.{path.parent.parent.name}.rules" for path in _rule_folders(folder)]


def _rule_folders(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/rules/__init__.py"))


def _page(module_name: str) -> RulePage:
    module = import_module(module_name)
    rule = getattr(module, "RULE", None)
    if not isinstance(rule, Rule):
        raise TypeError(f"{module_name} must define RULE of type Rule")
    return RulePage(rule, (module.__doc__ or "").strip())


def _offered_page(offer: Offer, module: ModuleType, others: Iterable[RulePage]) -> RulePage:
    """Return the rule of another package. Raise `ConfigError` if it cannot be used."""
    rule = getattr(module, "RULE", None)
    if not isinstance(rule, Rule):
        raise offer.refused(f"{offer.module} must define RULE of type Rule")
    if rule.name != offer.name:
        raise offer.refused(f"its rule is named `{rule.name}`; both names must be the same")
    for other in (page.rule for page in others):
        if other.code == rule.code or other.name == rule.name:
            raise offer.refused(f"the rule {other.code} `{other.name}` already exists")
    return RulePage(rule, (module.__doc__ or "").strip())
