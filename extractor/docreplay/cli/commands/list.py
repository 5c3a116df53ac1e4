"""`docreplay list`: the cases, what each needs, and what has no value yet."""

from collections.abc import Iterator, Sequence
from typing import Any

import click

from docreplay.cli.choice import Choice
from docreplay.cli.help import Command
from docreplay.cli.options import is_absent, place_options, with_docs
from docreplay.cli.response_options import CAPTURES
from docreplay.cli.selected_paths import resolved
from docreplay.cli.service_options import pairs, service_options
from docreplay.cli.terminal import show
from docreplay.cli.unfilled_values import skeleton, write_skeleton
from docreplay.config import load as configuration
from docreplay.config.settings import Config
from docreplay.errors import ConfigError
from docreplay.model.json.value import JSON, json_line
from docreplay.model.listed_case import ListedCase, Need, Unfilled
from docreplay.report.printable import printable
from docreplay.report.records import Record


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n"
    "  docreplay list docs_source/en-us\n"
    "  docreplay list --unfilled --var id=42\n"
    "  docreplay list --unfilled --write\n"
    "  docreplay list --output-format json",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--unfilled", is_flag=True, help="Print the placeholders without a value, with their counts."
)
@click.option(
    "--write",
    is_flag=True,
    help="Add the placeholders without a value to the configuration file, as comments.",
)
@click.option(
    "--output-format",
    type=Choice(["text", "json"]),
    default="text",
    help="Format of stdout: text, json (default: text).",
)
@CAPTURES
@service_options
@place_options
def list_(
    *,
    config: Config,
    paths: tuple[str, ...],
    unfilled: bool,
    write: bool,
    output_format: str,
    **settings: Any,
) -> None:
    """List the cases, and what each needs to be sent to a real service.

    That are the values of its placeholders, each with its source, consent to its method, its host,
    and its scopes. PATH is a page, a folder or the id of a case. Nothing is sent.
    """
    from docreplay.flows import list_cases as flow

    if write and not unfilled:
        raise ConfigError("`--write` requires `--unfilled`", hint="add `--unfilled`")
    here = resolved(paths, config.root)
    given = {k: v for k, v in pairs(config, settings).items() if not is_absent(v)}
    config = configuration.override(with_docs(config, here), **given)
    listed = flow.list_cases(config, here)
    missing = flow.unfilled(listed)
    if output_format == "json":
        records = map(_missing_record, missing) if unfilled else map(_record, listed)
        show("".join(f"{line}\n" for line in _json(list(records))))
    else:
        show(skeleton(missing) if unfilled else "".join(map(_text, listed)))
    if write:
        show(write_skeleton(config, missing), err=True)
    show(_summary(listed, missing), err=True)


def _text(item: ListedCase) -> str:
    case = item.case
    at = case.location
    lines = [f"{at.path}:{at.line}: {case.title}  {case.id}"]
    lines += [f"    {need.place}: {need.source or 'no value'}" for need in _shown(item)]
    if item.consent:
        lines.append(f"    {item.consent} may change data: needs --unsafe-methods")
    if item.skipped and item.skipped.kind == "host":
        lines.append(f"    {item.skipped.reason}")
    if item.scopes:
        lines.append(f"    scopes: {' '.join(item.scopes)}")
    return "".join(f"{printable(line)}\n" for line in lines)


def _shown(item: ListedCase) -> Iterator[Need]:
    """Yield what is worth a line: not text in braces of a body that no value is given for."""
    return (need for need in item.needs if need.source or need.is_required)


def _record(item: ListedCase) -> Record:
    case, skipped = item.case, item.skipped
    return {
        "id": case.id,
        "page": case.location.path,
        "line": case.location.line,
        "method": case.request.method,
        "target": case.request.target,
        "status": case.expectation.status,
        "host": item.host or None,
        "needs": [
            {
                "placeholder": need.written,
                "place": need.place,
                "in": need.where,
                "source": need.source or None,
                "required": need.is_required,
            }
            for need in item.needs
        ],
        "unfilled": [need.place for need in item.unfilled],
        "consent": item.consent or None,
        "scopes": list(item.scopes),
        "skipped": {"kind": skipped.kind, "reason": skipped.reason} if skipped else None,
    }


def _missing_record(item: Unfilled) -> Record:
    return {"key": item.key, "cases": item.cases, "pages": item.pages, "example": item.example}


def _json(records: Sequence[JSON]) -> Iterator[str]:
    """Yield a list with a record on each line."""
    for number, record in enumerate(records):
        yield f"{'[' if number == 0 else ','}{json_line(record)}"
    yield "]" if records else "[]"


def _summary(listed: Sequence[ListedCase], missing: Sequence[Unfilled]) -> str:
    number = sum(bool(item.unfilled) for item in listed)
    cases = f"{len(listed)} case{'s' * (len(listed) != 1)}"
    keys = f"{len(missing)} value{'s' * (len(missing) != 1)}"
    return f"{cases}, {number} of them without a value; {keys} missing\n"


COMMAND = list_
