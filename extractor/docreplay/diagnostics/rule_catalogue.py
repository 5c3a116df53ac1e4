"""Which rules there are: every module of every stage's `rules` folder defines one."""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from docreplay.diagnostics.registry import module_names
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
    """Every rule with its documentation, by code; `TypeError` where a module has no rule."""
    modules = (f"{package}.{name}" for package in _packages() for name in module_names(package))
    return tuple(sorted((_page(module) for module in modules), key=lambda page: page.rule.code))


def all_rules() -> tuple[Rule, ...]:
    """Every rule of every stage, by code."""
    return tuple(page.rule for page in rule_pages())


def rule_page(word: str) -> RulePage:
    """The rule of that code or name, in any case. Raises `ConfigError` for an unknown one."""
    wanted = word.lower()
    for page in rule_pages():
        if wanted in {page.rule.code.lower(), page.rule.name}:
            return page
    known = [name for rule in all_rules() for name in (rule.code, rule.name)]
    raise ConfigError(
        f"there is no rule `{word}`{did_you_mean(word, known)}",
        hint="`docreplay explain` lists every code",
    )


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
