"""`docreplay explain`: what a code means, why it matters, and how to fix it."""

import json
import sys
from collections.abc import Iterator, Sequence

import click

from docreplay.cli.choice import Choice
from docreplay.cli.help import Command
from docreplay.cli.options import place_options
from docreplay.cli.terminal import Colour, show, wants_colour
from docreplay.config.settings import Config
from docreplay.diagnostics.rule_catalogue import RulePage, rule_page, rule_pages
from docreplay.model.case import Case
from docreplay.report.printable import printable
from docreplay.report.style import Style, role_of


@click.command(cls=Command, epilog="\b\nExamples:\n  docreplay explain DOC104\n  docreplay explain")
@click.argument("words", nargs=-1, metavar="[CODE|CASE-ID]...")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the case's response body.")
@click.option(
    "--color",
    "colour",
    type=Choice(["auto", "always", "never"]),
    default="auto",
    help="Use colours (default: auto, which follows NO_COLOR and FORCE_COLOR).",
)
@place_options
def explain(*, config: Config, words: tuple[str, ...], schema: bool, colour: Colour) -> None:
    """Explain a code or a case.

    Prints the documentation of rules by code or name, and what cases expect by their ids; without
    arguments, a list of all rules.
    """
    style = Style(colour=wants_colour(colour, sys.stdout))
    if not words:
        show("\n".join(_listed(rule_pages(), style)) + "\n")
    for index, word in enumerate(words):
        lines = _case(config, word, schema) if "#" in word else _documented(rule_page(word), style)
        show("\n" * bool(index) + "\n".join(lines) + "\n")


def _listed(pages: Sequence[RulePage], style: Style) -> Iterator[str]:
    width = max((len(page.rule.name) for page in pages), default=0)
    for rule, text in pages:
        code = style.paint(role_of(rule.severity), rule.code)
        yield f"{code}  {rule.name:<{width}}  {rule.severity!s:<7}  {text.partition(chr(10))[0]}"


def _documented(page: RulePage, style: Style) -> Iterator[str]:
    rule = page.rule
    yield f"{style.paint(role_of(rule.severity), rule.code)} {rule.name} ({rule.severity})"
    yield ""
    for line in page.text.split("\n"):
        yield style.paint("strong", line.removeprefix("## ")) if line.startswith("## ") else line


def _case(config: Config, case_id: str, schema: bool) -> Iterator[str]:
    from docreplay.flows import explain as explain_flow

    case = explain_flow.case_named(config, case_id)
    if not schema:
        return _described(case)
    return iter([json.dumps(explain_flow.schema(config, case), ensure_ascii=False, indent=2)])


def _described(case: Case) -> Iterator[str]:
    """Yield the request, and each documented claim with its place on the page."""
    claims = case.expectation
    yield printable(f"{case.location}: {case.title}")
    yield from (printable(f"{place}: same content in this translation") for place in case.also_on)
    if claims.status is not None:
        yield f"{claims.status_at or case.location}: status {claims.status}"
    for header in claims.headers:
        yield printable(f"{header.location}: header {header.name}: {header.value}")
    if claims.body is not None:
        shape = f" of type {claims.shape.type}" if claims.shape.type else ""
        yield printable(f"{claims.body.location}: body{shape}; --schema prints its JSON Schema")
    elif claims.no_body:
        yield f"{claims.status_at or case.location}: no body"


COMMAND = explain
