"""Credentials that the environment, a file or a command has, and what is wrong with them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from docreplay.errors import ConfigError
from docreplay.model.secret import Secret
from docreplay.replay.accounts.secret_values import SecretReader

ENVIRONMENT = {"TOKEN": " t0p \n", "EMPTY": "", "BLANK": " \n"}
FILES: Mapping[str, bytes] = {
    "token": b"\xc3\xa9-t0p\r\n",
    "empty": b"",
    "blank": b"\n\n",
    "binary": b"\xff\xfe",
    "large": b"x" * 100_001,
    "largest": b"x" * 100_000,
}


def read(root: Path, written: str, *, may_run: bool = False) -> str:
    for name, data in FILES.items():
        (root / name).write_bytes(data)
    reader = SecretReader(root=root, environment=ENVIRONMENT, may_run=may_run)
    return reader.read("ci", "client-secret", Secret(written)).reveal()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("t0p", "t0p"),
        ("$env:TOKEN", "t0p"),
        ("$file:token", "é-t0p"),
        ("$file:largest", "x" * 100_000),
    ],
)
def test_a_value_is_read_without_the_blanks_around_it(
    tmp_path: Path, written: str, value: str
) -> None:
    assert read(tmp_path, written) == value


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("$env:EMPTY", "the value is empty", "check `$env:EMPTY`"),
        ("$env:BLANK", "the value is empty", "check `$env:BLANK`"),
        ("$file:empty", "the value is empty", "check `$file:empty`"),
        ("$file:blank", "the value is empty", "check `$file:blank`"),
        ("$env:OTHER", "environment variable OTHER is not set", "export OTHER=…"),
        ("$file:other", "cannot read other: No such file or directory",
         "check the path and the permissions of the file"),
        ("$file:.", "cannot read .: Is a directory",
         "check the path and the permissions of the file"),
        ("$file:binary", "the value is not valid UTF-8", ""),
        ("$file:large", "the value has more than 100000 bytes", ""),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_read_is_named_with_what_to_do(
    tmp_path: Path, written: str, message: str, hint: str
) -> None:
    with pytest.raises(ConfigError) as raised:
        read(tmp_path, written)
    assert str(raised.value).partition("\n")[0] == f"account `ci`: `client-secret`: {message}"
    assert raised.value.hint == hint


def test_a_command_needs_consent(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="runs a command, which needs consent") as raised:
        read(tmp_path, "$cmd:touch ran")
    assert "--trust-config" in raised.value.hint
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("'unclosed", "cannot run the command: No closing quotation"),
        ("./absent", "cannot run the command: No such file or directory"),
    ],
)
def test_a_command_that_cannot_be_run_is_named(tmp_path: Path, command: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        read(tmp_path, f"$cmd:{command}", may_run=True)
