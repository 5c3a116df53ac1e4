"""`docreplay extract`: what was read, as lines for people or for programs."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

import click

from docreplay.cli.finish import exit_code, write_reports
from docreplay.cli.help import Command
from docreplay.cli.infer import infer_option
from docreplay.cli.options import (
    CommonOptions,
    finding_options,
    format_option,
    override,
)
from docreplay.cli.processes import rare_collections
from docreplay.cli.terminal import progress, show
from docreplay.diagnostics.run_builder import RunBuilder
from docreplay.model.exchange import Exchange, Reading
from docreplay.model.json.value import json_line
from docreplay.model.markup.block import Block
from docreplay.report.formats.text import render
from docreplay.report.printable import printable
from docreplay.report.records import Record, block_records, exchange_records
from docreplay.report.statistics import statistics
from docreplay.sources.pages import files_of


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n"
    "  docreplay extract docs_source/zh-cn\n"
    "  docreplay extract --output-format jsonl | jq -r .request.target\n"
    "  docreplay extract 'en-us/photo-get#get_photo'\n"
    "  docreplay extract --blocks --output-format jsonl docs_source/zh-cn/photo-get.md",
)
@format_option(("text", "json", "jsonl"), "text")
@click.option("--blocks", is_flag=True, help="Print every block instead of the exchanges.")
@click.option("--locale", "locales", multiple=True, metavar="TAG", help="Read these locales only.")
@click.option("--pair-ignored", is_flag=True, help="Pair messages annotated as ignored as well.")
@infer_option
@finding_options
@rare_collections()
def extract(*, given: CommonOptions, blocks: bool, **settings: object) -> int:
    """Print the documented exchanges.

    Each is a line of text, or an object of JSON.

    Findings go to stderr, or to where --report says. PATH limits the pages; it may be the id of an
    exchange, as this command prints it.
    """
    from docreplay.flows.pages import odd_pages as odd_flow
    from docreplay.flows.pages import pages as pages_flow
    from docreplay.flows.pages.named_cases import NamedCases
    from docreplay.sources.source_texts import SourceTexts

    config = override(given, **settings)
    store = files_of(config)
    named = NamedCases(config, store, given.paths)
    found = pages_flow.pages(config, named.paths, store=store)
    with progress("reading", shown=given.style.verbosity >= 0) as update:
        tally = RunBuilder(config, len(found), update, sources=SourceTexts(store))
        read = map(named.only, _tallied(pages_flow.readings(config, found, store=store), tally))
        for text in _PRINTERS[given.output_format](read, blocks):
            click.echo(text)
    named.refuse_unknown()
    tally.add(odd_flow.odd_pages(config, store, named.paths))
    run = tally.run("extract")
    shown = run.at_least(given.least)
    write_reports(shown, given)
    if shown.findings and not given.reports:
        style = given.error_style
        show(statistics(shown, style) if given.statistics else render(shown, style), err=True)
    return exit_code(run, given)


def _tallied(read: Iterable[Reading], tally: RunBuilder) -> Iterator[Reading]:
    for reading in read:
        tally.reading(reading)
        yield reading


def _lines(read: Iterable[Reading], blocks: bool) -> Iterator[str]:
    for reading in read:
        if blocks:
            yield from (_block(block) for block in reading.blocks)
        else:
            yield from (_exchange(exchange) for exchange in reading.exchanges)


def _exchange(exchange: Exchange) -> str:
    request, response = exchange.request, exchange.response
    status = str(response.status) if response else "no response"
    place = exchange.request_block.location
    sure = exchange.confidence
    how = f"{exchange.paired_by}, {sure} confidence" if sure not in (None, "stated") else ""
    how = how or exchange.paired_by
    line = f"{place}: {request.method} {request.target} -> {status} ({how})"
    return printable(f"{line} {exchange.id}")


def _block(block: Block) -> str:
    return printable(f"{block.location}: {block.kind} {' '.join(block.names)}".rstrip())


def _json_lines(read: Iterable[Reading], blocks: bool) -> Iterator[str]:
    return map(json_line, _records(read, blocks))


def _json(read: Iterable[Reading], blocks: bool) -> Iterator[str]:
    """Yield a list with a record on each line, so that only one is in memory."""
    before = "["
    for text in _json_lines(read, blocks):
        yield before + text
        before = ","
    yield "]" if before == "," else "[]"


def _records(read: Iterable[Reading], blocks: bool) -> Iterator[Record]:
    records = block_records if blocks else exchange_records
    return chain.from_iterable(records(reading) for reading in read)


_PRINTERS: dict[str, Callable[[Iterable[Reading], bool], Iterator[str]]] = {
    "text": _lines,
    "json": _json,
    "jsonl": _json_lines,
}
COMMAND = extract
