"""A page in, all that it says out: the one entrance to this stage."""

from bisect import bisect_right
from dataclasses import dataclass

from extractor.config import Config
from extractor.model.block import Block
from extractor.model.exchange import Reading, Resource
from extractor.model.finding import Finding
from extractor.model.source import Page
from extractor.read import front_matter, includes, markdown, scanner
from extractor.read.blocks import Blocks, spliced
from extractor.read.exchanges import Exchanges
from extractor.read.hidden import hidden_annotations
from extractor.read.includes import Tree
from extractor.read.pairing import pair
from extractor.read.resources import read_resource
from extractor.read.rules.not_utf_8 import RULE as NOT_UTF_8
from extractor.read.rules.tag_excluded import RULE as TAG_EXCLUDED
from extractor.read.spans import Unwrapped, unwrap
from extractor.read.tags import excluded
from extractor.read.tokens import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How pages are read; the same for every page of a run."""

    tree: Tree | None = None
    """Where includes are looked for; none means that they are not followed."""
    tags: frozenset[str] = frozenset()
    pair_ignored: bool = False
    infer_unannotated: bool = False
    segments: bool = False
    """Whether the segments of bilingual pages are returned, which replaying does not need."""


def options_of(config: Config) -> Options:
    """How the configuration wants pages read."""
    return Options(
        tree=Tree(config.root, config.docs[0] if config.docs else "."),
        tags=frozenset(tag.lower() for tag in config.tags),
        pair_ignored=config.pair_ignored,
        infer_unannotated=config.infer_unannotated,
    )


def read(page: Page, options: Options = Options()) -> Reading:
    """Everything that a page says. Never raises, whatever the page holds."""
    blocks = _read_file(page.id.path, page.text, options, (page.id.path,))
    paired = pair(
        blocks.blocks,
        pair_ignored=options.pair_ignored,
        infer_unannotated=options.infer_unannotated,
    )
    builder = Exchanges(page.id)
    exchanges = builder.build(paired.pairs)
    resources, unreadable = _resources(blocks.blocks, page)
    findings = (*blocks.findings, *paired.findings, *builder.findings, *unreadable)
    return Reading(
        page=page.id,
        blocks=tuple(blocks.blocks),
        exchanges=exchanges,
        resources=resources,
        segments=blocks.source.segments if options.segments else (),
        suppressions=tuple(blocks.suppressions),
        page_annotation=blocks.page_annotation,
        findings=tuple(sorted(findings, key=lambda finding: finding.sort_key)),
    )


def normalized(text: str) -> str:
    """The text with LF line ends and without BOM; lines and columns stay what they were.

    A NUL becomes U+FFFD (CommonMark §2.3).
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", "\ufffd")


def tokens_of(source: Unwrapped) -> tuple[Token, ...]:
    """The fences, comments and headings of a text, front matter left out."""
    start = front_matter.body_start(source.text)
    found = scanner.scan(source.text, start)
    return markdown.parse(source.text, start) if found is None else found


def _read_file(path: str, text: str, options: Options, chain: tuple[str, ...]) -> Blocks:
    """The blocks of one file and of what it includes."""
    source = unwrap(path, normalized(text), segmented=options.segments)
    blocks = Blocks(source)
    blocks.findings.extend(source.findings)
    _check_encoding(blocks)
    left_out = excluded(source.text, options.tags)
    tokens = tokens_of(source)
    for token in tokens:
        if left_out and any(start <= token.start < end for start, end in left_out):
            _leave_out(token, blocks)
        else:
            blocks.add(token)
    blocks.finish()
    blocks.findings.extend(hidden_annotations(source, tokens))
    if options.tree and "[!" in source.text:
        _include(blocks, tokens, options, chain)
    return blocks


def _check_encoding(blocks: Blocks) -> None:
    offset = blocks.source.page.find("\ufffd")
    if offset >= 0:
        at = blocks.source.place(offset)
        blocks.findings.append(NOT_UTF_8.at(at, "bytes here are no UTF-8 text"))


def _leave_out(token: Token, blocks: Blocks) -> None:
    if token.kind == "comment" and "blockType" in token.text:
        at = blocks.source.location(token.start)
        blocks.findings.append(TAG_EXCLUDED.at(at, "this block is left out by its tags"))


def _include(
    blocks: Blocks, tokens: tuple[Token, ...], options: Options, chain: tuple[str, ...]
) -> None:
    """Reads what the file includes, outside of fences and comments, and puts it in its place."""
    tree = options.tree
    assert tree  # noqa: S101  # the caller asked
    source, found = blocks.source, []
    starts = [token.start for token in tokens]
    for offset, target in includes.directives(source.text, source.path, tree):
        above = bisect_right(starts, offset) - 1
        if above >= 0 and offset < tokens[above].end:
            continue
        at = source.location(offset)
        wrong = includes.problem(target, tree, chain)
        if wrong:
            blocks.findings.append(wrong[0].at(at, wrong[1]))
            continue
        text = tree.text(target)
        if "blockType" in text or "[!" in text:
            inner = _read_file(target, text, options, (*chain, target))
            blocks.findings.extend(inner.findings)
            found.append((at.line, tuple(inner.blocks)))
    if found:
        blocks.blocks = spliced(blocks.blocks, iter(found))


def _resources(blocks: list[Block], page: Page) -> tuple[tuple[Resource, ...], tuple[Finding, ...]]:
    read_ones = [read_resource(block, page.id) for block in blocks if block.kind == "resource"]
    resources = tuple(resource for resource, _ in read_ones if resource)
    return resources, tuple(finding for _, findings in read_ones for finding in findings)
