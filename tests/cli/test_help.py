"""Help: options in groups, and the exit codes."""

import click
import pytest

from docreplay.cli.help import Command as HelpCommand
from docreplay.cli.help import group_of
from docreplay.cli.main import docreplay as root
from docreplay.errors import MEANINGS, ExitCode
from tests.cli.conftest import Command

CONTEXT = click.Context(root)
NAMES = root.list_commands(CONTEXT)
GENERAL = {"config_file", "root", "processes", "fix", "sync", "harden", "check", "help"}
"""The options that belong to no group."""


def command(name: str) -> click.Command:
    found = root.get_command(CONTEXT, name)
    assert found
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_option_of_a_command_has_its_group(name: str) -> None:
    assert isinstance(command(name), HelpCommand)
    options = [p for p in command(name).params if isinstance(p, click.Option)]
    ungrouped = {option.name for option in options if group_of(option.name or "") == "Options"}
    assert ungrouped <= GENERAL | {"requirement", "exporter"}


def test_the_groups_have_one_order_and_hold_their_options(docreplay: Command) -> None:
    text = docreplay("test", "--help").out
    places = [text.index(f"\n{name}:\n") for name in ("Selection", "Network", "Output", "Options")]
    assert places == sorted(places)
    options = [
        text.index(f"\n  {name}") for name in ("--locale", "--base-url", "--report", "--config")
    ]
    merged = [place for pair in zip(places, options, strict=True) for place in pair]
    assert merged == sorted(merged)
    assert "\nBaseline:\n" in docreplay("check", "--help").out
    assert "--base-url" not in docreplay("check", "--help").out


@pytest.mark.parametrize("arguments", [("--help",), ("check", "--help"), ("test", "--help")])
def test_help_has_a_table_of_exit_codes(docreplay: Command, arguments: tuple[str, ...]) -> None:
    words = " ".join(docreplay(*arguments).out.partition("\nExit codes:\n")[2].split())
    assert words == " ".join(f"{int(code)} {MEANINGS[code]}" for code in ExitCode)


CHOICES = [
    (name, option.opts[0])
    for name in NAMES
    for option in command(name).params
    if isinstance(option, click.Option) and isinstance(option.type, click.Choice)
]


@pytest.mark.parametrize(("name", "option"), CHOICES)
def test_an_unknown_choice_is_named(name: str, option: str, docreplay: Command) -> None:
    ended = docreplay(name, f"{option}=wrong")
    spaced = docreplay(name, option, "wrong")
    assert ended.code == 2
    assert f"Invalid value for '{option}': unknown value `wrong`; use one of: " in ended.err
    assert "Sentinel" not in spaced.err


@pytest.mark.parametrize(("name", "option"), CHOICES)
def test_the_nearest_choice_is_suggested(name: str, option: str, docreplay: Command) -> None:
    known = next(item.type for item in command(name).params if option in item.opts)
    assert isinstance(known, click.Choice)
    for word in known.choices:
        assert f"unknown value `{word}x` (did you mean `{word}`?)" in (
            docreplay(name, f"{option}={word}x").err
        )
