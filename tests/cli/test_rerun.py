"""The command that runs a failed case again shows no value that may be secret."""

import click
import pytest

from docreplay.cli.commands.test import COMMAND
from docreplay.cli.rerun import rerun_command


def command(*arguments: str) -> str:
    with click.Context(click.Group("docreplay"), info_name="docreplay") as parent:
        context = COMMAND.make_context("test", list(arguments), parent=parent)
    return rerun_command(context)


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("--var", "id=42"), "--var id=42"),
        (("--var", "cs=cs42cs42"), "--var 'cs=***'"),
        (("--var", "pin=42"), "--var 'pin=***'"),
        (("--var", "+path=a/secret/b"), "--var '+path=***'"),
        (("--var", "id=4242"), "--var 'id=***'"),
        (("--header", "Authorization=Bearer s3cret"), "--header 'Authorization=***'"),
        (("--header", "X-Tenant=s3cret-too"), "--header 'X-Tenant=***'"),
        (("--header", "X-Id=s3cret $env:HOME"), "--header 'X-Id=***'"),
        (("--header", "Authorization=Bearer $env:T"), "--header 'Authorization=Bearer $env:T'"),
        (("--base-url", "https://u:s3cret@example.com"), "--base-url https://example.com"),
        (("--unsafe-methods",), "--unsafe-methods"),
        (("--captures", "infer"), "--captures infer"),
        (("--vars-file", "a.env", "--vars-file", "b.env"), "--vars-file a.env --vars-file b.env"),
        (("--safe",), "--safe"),
        (("--trust-config", "main"), "--trust-config main"),
    ],
)
def test_a_value_that_may_be_secret_is_hidden(arguments: tuple[str, ...], shown: str) -> None:
    assert command(*arguments) == f"docreplay test {shown}"
