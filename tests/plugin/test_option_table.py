"""Plain pytest has the options of `docreplay test`, or there is a reason why not."""

from collections.abc import Mapping

import pytest

from docreplay.cli.commands.test import COMMAND
from docreplay.config.settings import Config
from docreplay.config.trust import LIMITS, TRUSTED
from docreplay.plugin import options
from docreplay.plugin.option_table import ONLY_OF_TEST, OPTIONS, OWN_OPTIONS
from tests.plugin.conftest import Project

pytest_plugins = ["pytester"]
ALIASES: Mapping[str, str] = {"config_file": "config"}
"""Names of parameters of the command that differ from those of the options."""
ONLY_OF_PYTEST = {"documented_hosts"}
"""Options for settings that `docreplay test` takes from the configuration only."""


def names_of_command() -> set[str]:
    found = {param.name or "" for param in COMMAND.params}
    return {ALIASES.get(name, name) for name in found if name != "help"}


def names_of_plugin() -> set[str]:
    return {option.field or option.name for option in OPTIONS} | {*OWN_OPTIONS}


def test_both_have_the_same_options() -> None:
    assert names_of_command() - names_of_plugin() == {*ONLY_OF_TEST} & names_of_command()
    assert names_of_plugin() - names_of_command() == ONLY_OF_PYTEST


def test_every_reason_is_needed() -> None:
    assert {*ONLY_OF_TEST} - names_of_command() == set()
    assert {*ONLY_OF_TEST} & names_of_plugin() == set()


def test_ini_keys_need_trust_as_the_settings_do() -> None:
    for option in OPTIONS:
        key = (option.field or f"{option.name}s").replace("_", "-")
        if key in TRUSTED:
            assert option.needs_trust, key
        elif option.needs_trust:
            assert key in (*LIMITS, "headers"), key


VALUES: Mapping[str, tuple[str, object]] = {
    "captures": ("infer", "infer"),
    "poll": ("always", "always"),
    "follow_pages": ("docs_source/**", ("docs_source/**",)),
    "keep_created": ("true", True),
    "max_in_flight": ("3", 3),
    "record_mode": ("none", "none"),
    "max_requests": ("7", 7),
}


@pytest.mark.parametrize("field", VALUES)
def test_an_option_and_its_ini_key_set_the_same(project: Project, field: str) -> None:
    (option,) = (item for item in OPTIONS if item.field == field)
    text, value = VALUES[field]
    word = f"--docreplay-{option.name}" + ("" if option.kind == "bool" else f"={text}")
    plain = ("-p", "no:hypothesispytest")
    given = options.load(project.pytester.parseconfig(*plain, word))
    assert getattr(given, field) == value
    assert getattr(Config(), field) != value
    project.pytester.makeini(f"[pytest]\n{option.key} = {text}")
    assert getattr(options.load(project.pytester.parseconfig(*plain)), field) == value


def test_headers_add_to_those_of_the_file(project: Project) -> None:
    (project.root / "docreplay.toml").write_text('headers = { A = "1", B = "2" }')
    words = ("-p", "no:hypothesispytest", "--docreplay-header=B=3", "--docreplay-header=C=4")
    found = options.load(project.pytester.parseconfig(*words))
    assert found.headers == {"A": "1", "B": "3", "C": "4"}
